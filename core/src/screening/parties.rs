//! Who takes part in a shipment: the listed, and those of the DPRK who do not supply the goods.

use chrono::NaiveDate;

use super::Reference;
use super::facts::{PartyFacts, ShipmentFacts};
use super::finding::{Evidence, Finding, FindingKind, Outcome};
use super::known_names::KnownNames;
use super::listing::Found;
use super::matching::{self, Days, Subject};
use super::nexus::{dprk_ties, fact, names_the_dprk};
use super::shipment::text;
use crate::input::stated;
use crate::rulebook::{MeasureKind, Rulebook, StatedCountry};

/// Every listed party among those a shipment names: its parties, producers, the payer, issuers of
/// papers, the aircraft's operator.
pub(super) fn of_shipment(
    facts: &ShipmentFacts<'_>,
    known: &KnownNames<'_>,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Vec<Found> {
    let days = Days { until: facts.period.governing.until, as_of };
    let mut found = Vec::new();
    for (index, party) in facts.parties.iter().enumerate() {
        let record = party.record;
        let names = stated(record.name.as_ref()).into_iter();
        let subject = Subject {
            pointer: format!("/parties/{index}"),
            names: names.chain(record.aliases.iter().map(String::as_str)).collect(),
            country: Some(party.country),
            nationality: Some(nationality_of(party)),
            addresses: stated(record.address.as_ref()).into_iter().collect(),
            phones: &record.phones,
            emails: &record.emails,
            websites: &record.websites,
            birth_date: record.birth_date.as_deref(),
            position: record.position.as_deref(),
            identifiers: &record.identifiers,
            issuers: &party.issuers,
            known: Some(known),
        };
        found.extend(matching::find(&subject, reference, days));
    }
    for (pointer, name) in other_names(facts) {
        let subject =
            Subject { pointer, names: vec![name], known: Some(known), ..Subject::default() };
        found.extend(matching::find(&subject, reference, days));
    }
    found
}

/// Every name that is compared with lists, looked for.
pub(super) fn known<'r>(facts: &ShipmentFacts<'_>, reference: &Reference<'r>) -> KnownNames<'r> {
    let parties = facts.parties.iter().flat_map(|party| {
        let record = party.record;
        stated(record.name.as_ref()).into_iter().chain(record.aliases.iter().map(String::as_str))
    });
    let others = other_names(facts).into_iter().map(|(_, name)| name);
    KnownNames::of(parties.chain(others), reference)
}

/// A name and its aliases, each with its pointer below the base.
pub(super) fn names_at<'n>(
    base: &str,
    name: Option<&'n String>,
    aliases: &'n [String],
) -> impl Iterator<Item = (String, &'n str)> + use<'n> {
    let base = base.to_owned();
    let name = stated(name).map(|name| (format!("{base}/name"), name));
    let aliases = aliases.iter().enumerate();
    let aliases =
        aliases.map(move |(number, alias)| (format!("{base}/aliases/{number}"), alias.as_str()));
    name.into_iter().chain(aliases)
}

/// The stated nationality; a seat in the DPRK stands for it, a seat elsewhere says nothing of it.
fn nationality_of(party: &PartyFacts<'_>) -> StatedCountry {
    if party.nationality.is_stated() || !party.country.is_dprk() {
        party.nationality
    } else {
        party.country
    }
}

pub(super) fn other_names<'a>(facts: &ShipmentFacts<'a>) -> Vec<(String, &'a str)> {
    let mut names = Vec::new();
    for (index, item) in facts.items.iter().enumerate() {
        if let Some(name) = stated(item.record.producer.as_ref()) {
            names.push((format!("/items/{index}/producer"), name));
        }
    }
    for (index, document) in facts.record.documents.iter().enumerate() {
        if let Some(name) = stated(document.issuer.as_ref()) {
            names.push((format!("/documents/{index}/issuer"), name));
        }
    }
    let payer = facts.record.payment.as_ref().and_then(|payment| stated(payment.payer.as_ref()));
    names.extend(payer.map(|name| ("/payment/payer".to_owned(), name)));
    let operator = facts.aircraft.as_ref().and_then(|a| stated(a.record.operator.as_ref()));
    names.extend(operator.map(|name| ("/transport/aircraft/operator".to_owned(), name)));
    names
}

/// DPRK parties that neither supply nor receive the goods, and a payer there: a tie outside the bans.
pub(super) fn others_in_dprk(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Finding> {
    let signal = &rulebook.signals.signal.dprk_party;
    let national_signal = &rulebook.signals.signal.dprk_national;
    let mut ties: Vec<(String, Vec<Evidence>)> = Vec::new();
    for (index, party) in facts.parties.iter().enumerate() {
        if party.role.is_supply_side() || party.role.receives_goods() {
            continue;
        }
        let base = format!("/parties/{index}");
        let found = dprk_ties(party, &base, rulebook);
        ties.push((base, found));
    }
    if facts.payer_country.is_dprk() {
        let payment = facts.record.payment.as_ref();
        let value = text(payment.and_then(|payment| payment.payer_country.as_ref()));
        let pointer = "/payment/payer_country".to_owned();
        ties.push(("/payment".to_owned(), vec![fact("dprk_party", signal, pointer, value, "")]));
    }
    for (pointer, name) in other_names(facts) {
        if !pointer.ends_with("/producer") && names_the_dprk(name, rulebook) {
            let evidence = fact("dprk_party", signal, pointer.clone(), name, "");
            ties.push((pointer, vec![evidence]));
        }
    }
    let rule = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span);
    ties.into_iter()
        .filter(|(_, evidence)| !evidence.is_empty())
        .map(|(pointer, evidence)| {
            let evidence = evidence
                .into_iter()
                .map(|tie| {
                    let national = tie.kind == "party_nationality";
                    let kind = if national { "dprk_national" } else { "dprk_party" };
                    let signal = if national { national_signal } else { signal };
                    Evidence { kind, weight: signal.weight, detail: signal.summary.clone(), ..tie }
                })
                .collect();
            let explanation = "A party of this shipment is in the DPRK, though it does not supply the goods: \
                               hold until its part is explained.";
            Finding::new(FindingKind::DprkNexus, Outcome::Suspicion, pointer, explanation)
                .with(evidence)
                .under(rule)
        })
        .collect()
}
