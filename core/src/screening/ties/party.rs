//! What makes a party or a company one of the DPRK: its seat, its papers, its name, the ways to reach it.

use super::contact_marks::{is_dprk_bank_code, is_dprk_host, is_dprk_phone};
use crate::input::stated;
use crate::judgement::{Evidence, fact};
use crate::record::IdentifierType;
use crate::rulebook::{CountryCode, Rulebook};
use crate::screening::facts::PartyFacts;
use crate::text::fold;

/// What makes a party a DPRK person or body.
pub(crate) fn dprk_ties(party: &PartyFacts<'_>, base: &str, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let record = party.record;
    let mut ties = Vec::new();
    if party.country.is_dprk() {
        let value = stated(record.country.as_ref()).unwrap_or_default();
        ties.push(fact(
            "party_country",
            &signals.party_country,
            format!("{base}/country"),
            value,
            "",
        ));
    }
    if party.nationality.is_dprk() {
        let value = stated(record.nationality.as_ref()).unwrap_or_default();
        let pointer = format!("{base}/nationality");
        ties.push(fact("party_nationality", &signals.party_nationality, pointer, value, ""));
    }
    for (index, issuer) in party.issuers.iter().enumerate() {
        if issuer.is_dprk() {
            let pointer = format!("{base}/identifiers/{index}/country");
            ties.push(fact("party_registration", &signals.party_registration, pointer, "KP", ""));
        }
    }
    if party.address.is_dprk() && seat_may_be_dprk(party) {
        let value = stated(record.address.as_ref()).unwrap_or_default();
        let more = party.address.name();
        ties.push(fact(
            "party_address",
            &signals.party_address,
            format!("{base}/address"),
            value,
            more,
        ));
    }
    if let Some(name) = stated(record.name.as_ref()).filter(|name| names_the_dprk(name, rulebook)) {
        ties.push(fact("party_name", &signals.party_name, format!("{base}/name"), name, ""));
    }
    let swift = record
        .identifiers
        .iter()
        .enumerate()
        .filter(|(_, identifier)| identifier.r#type == Some(IdentifierType::Swift))
        .filter_map(|(index, identifier)| Some((index, identifier.value.as_deref()?)))
        .filter(|(_, code)| is_dprk_bank_code(code))
        .map(|(index, code)| (format!("identifiers/{index}/value"), code));
    let contacts = numbered("phones", &record.phones, is_dprk_phone)
        .chain(numbered("emails", &record.emails, is_dprk_host))
        .chain(numbered("websites", &record.websites, is_dprk_host));
    for (member, value) in contacts.chain(swift) {
        let pointer = format!("{base}/{member}");
        ties.push(fact("party_contact", &signals.party_contact, pointer, value, ""));
    }
    ties
}

/// Whether an address in the DPRK stands for the seat: it names the country, or nothing stated
/// contradicts it. Else it is a conflict, which `concealment` reports.
pub(crate) fn seat_may_be_dprk(party: &PartyFacts<'_>) -> bool {
    let elsewhere = party.country.known().is_some_and(|country| country != CountryCode::KP);
    !elsewhere || party.address.named_country
}

fn numbered<'t>(
    member: &'static str,
    texts: &'t [String],
    test: fn(&str) -> bool,
) -> impl Iterator<Item = (String, &'t str)> {
    texts
        .iter()
        .enumerate()
        .filter(move |(_, text)| test(text))
        .map(move |(index, text)| (format!("{member}/{index}"), text.as_str()))
}

/// Whether a name says itself that its bearer is the DPRK's: "Central Bank of the DPRK". A name that
/// holds a DPRK place says nothing of the kind.
pub(crate) fn names_the_dprk(name: &str, rulebook: &Rulebook) -> bool {
    let folded = fold(name);
    rulebook.signals.dprk_words.official.stand_in(&folded)
        || rulebook.countries.by_folded_name(&folded).is_dprk()
}
