//! What makes a party or a company one of the DPRK: its seat, its papers, its name, the ways to reach it.

use super::contact_marks::{is_dprk_bank_code, is_dprk_host, is_dprk_phone};
use crate::judgement::{Evidence, Member, Pointer};
use crate::record::IdentifierType;
use crate::rulebook::{CountryCode, EvidenceKind, Rulebook, StatedCountry};
use crate::screening::facts::{Contacts, Fact, PartyFacts};
use crate::text::fold;

/// What makes a party of a shipment a DPRK person or body.
pub(crate) fn dprk_ties(party: &PartyFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let mut ties = Vec::new();
    ties.extend(seat(&party.country, rulebook));
    if party.nationality.is_dprk() {
        ties.push(party.nationality.evidence(EvidenceKind::PartyNationality, rulebook, ""));
    }
    ties.extend(registrations(&party.issuers, rulebook));
    if party.address.is_dprk() && seat_may_be_dprk(party) {
        let address = &party.address;
        ties.push(address.evidence(EvidenceKind::PartyAddress, rulebook, address.name()));
    }
    if let Some(name) = party.name.filter(|_| says_the_dprk(&party.folded_name, rulebook)) {
        ties.push(name.evidence(EvidenceKind::PartyName, rulebook, ""));
    }
    ties.extend(contacts(party.contacts(), rulebook));
    ties
}

/// A seat in the DPRK.
pub(crate) fn seat(country: &Fact<'_, StatedCountry>, rulebook: &Rulebook) -> Option<Evidence> {
    country.is_dprk().then(|| country.evidence(EvidenceKind::PartyCountry, rulebook, ""))
}

/// Numbers that the DPRK issued.
pub(crate) fn registrations(
    issuers: &[Fact<'_, StatedCountry>],
    rulebook: &Rulebook,
) -> Vec<Evidence> {
    let dprk = issuers.iter().filter(|issuer| issuer.is_dprk());
    let kp = CountryCode::KP.as_str();
    let kind = EvidenceKind::PartyRegistration;
    dprk.map(|issuer| Evidence::of(kind, rulebook, issuer.pointer, kp, "")).collect()
}

/// Telephone numbers, mail addresses, websites and bank codes of the DPRK.
pub(crate) fn contacts(contacts: Contacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let base = contacts.pointer;
    let swift = contacts
        .identifiers
        .iter()
        .enumerate()
        .filter(|(_, identifier)| identifier.r#type == Some(IdentifierType::Swift))
        .filter_map(|(index, identifier)| Some((index, identifier.value.as_deref()?)))
        .filter(|(_, code)| is_dprk_bank_code(code))
        .map(|(index, code)| (base.to(Member::Identifiers).nth(index).to(Member::Value), code));
    numbered(base.to(Member::Phones), contacts.phones, is_dprk_phone)
        .chain(numbered(base.to(Member::Emails), contacts.emails, is_dprk_host))
        .chain(numbered(base.to(Member::Websites), contacts.websites, is_dprk_host))
        .chain(swift)
        .map(|(pointer, value)| {
            Evidence::of(EvidenceKind::PartyContact, rulebook, pointer, value, "")
        })
        .collect()
}

fn numbered(
    base: Pointer,
    texts: &[String],
    test: fn(&str) -> bool,
) -> impl Iterator<Item = (Pointer, &str)> {
    let texts = texts.iter().enumerate().filter(move |(_, text)| test(text));
    texts.map(move |(index, text)| (base.nth(index), text.as_str()))
}

/// Whether an address in the DPRK stands for the seat: it names the country, or nothing stated contradicts it. Else it
/// is a conflict, which is a sign.
pub(crate) fn seat_may_be_dprk(party: &PartyFacts<'_>) -> bool {
    let elsewhere = party.country.known().is_some_and(|country| country != CountryCode::KP);
    !elsewhere || party.address.named_country
}

/// Whether a name says itself that its bearer is the DPRK's: "Central Bank of the DPRK". A name that
/// holds a DPRK place says nothing of the kind.
pub(crate) fn names_the_dprk(name: &str, rulebook: &Rulebook) -> bool {
    says_the_dprk(&fold(name), rulebook)
}

/// The same of a name that is folded.
fn says_the_dprk(folded: &str, rulebook: &Rulebook) -> bool {
    rulebook.signals.dprk_words.official.stand_in(folded)
        || rulebook.countries.by_folded_name(folded).is_dprk()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{chairs, rulebook, shipment, with};

    #[test]
    fn a_party_is_the_dprk_s_by_seat_papers_name_or_the_ways_to_reach_it() {
        use EvidenceKind::{
            PartyAddress, PartyContact, PartyCountry, PartyName, PartyNationality,
            PartyRegistration,
        };
        let passport = |country: &str| json!({"identifiers": [{"type": "passport", "value": "12", "country": country}]});
        let swift = |code: &str| json!({"identifiers": [{"type": "swift", "value": code}]});
        for (party, expected) in [
            (json!({"country": "KP"}), vec![PartyCountry]),
            (json!({"country": "KR"}), vec![]),
            (json!({"country": "CN", "nationality": "KP"}), vec![PartyNationality]),
            (passport("KP"), vec![PartyRegistration]),
            (passport("KR"), vec![]),
            (json!({"address": "Central District, Pyongyang"}), vec![PartyAddress]),
            // A seat elsewhere contradicts a place alone, and not the country's own name.
            (json!({"address": "Central District, Pyongyang", "country": "CN"}), vec![]),
            (json!({"address": "Pyongyang, DPRK", "country": "CN"}), vec![PartyAddress]),
            (json!({"name": "Central Bank of the DPRK"}), vec![PartyName]),
            (json!({"name": "Pyongyang Noodle House"}), vec![]),
            (json!({"name": "Democratic People's Republic of Korea"}), vec![PartyName]),
            (swift("FTBDKPPY"), vec![PartyContact]),
            (swift("KOEXKRSE"), vec![]),
            (
                json!({"phones": ["+82 2 1", "+850 2 1"], "websites": ["a.kp"]}),
                vec![PartyContact; 2],
            ),
        ] {
            let mut full: Value = json!({"role": "seller", "name": "Ponghwa Trading"});
            full.as_object_mut().unwrap().extend(party.as_object().unwrap().clone());
            let record = with(&chairs(), &[("/parties", json!([full]))]);
            let found: Vec<EvidenceKind> = shipment(&record, |facts| {
                dprk_ties(&facts.parties[0], rulebook()).iter().map(|tie| tie.kind).collect()
            });
            assert_eq!(found, expected, "{party}");
        }
    }
}
