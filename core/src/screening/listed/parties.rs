//! Who takes part in a shipment: the listed, and those of the DPRK who do not supply the goods.

use chrono::NaiveDate;

use super::found::Found;
use super::known_names::KnownNames;
use super::matching;
use super::subject::{Days, Subject};
use crate::Reference;
use crate::rulebook::StatedCountry;
use crate::screening::facts::names::{bystanders, producers};
use crate::screening::facts::{PartyFacts, ShipmentFacts};

/// Every listed party among those a shipment names: its parties, producers, the payer, issuers of
/// papers, the aircraft's operator.
pub(crate) fn of_shipment(
    facts: &ShipmentFacts<'_>,
    known: &KnownNames<'_>,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Vec<Found> {
    let days = Days { until: facts.period.governing.until, as_of };
    let mut found = Vec::new();
    for party in &facts.parties {
        let record = party.record;
        let names = party.name.map(|name| name.text).into_iter();
        let subject = Subject {
            names: names.chain(record.aliases.iter().map(String::as_str)).collect(),
            country: Some(*party.country),
            nationality: Some(nationality_of(party)),
            addresses: party.address.stated().map(|address| address.text).into_iter().collect(),
            phones: &record.phones,
            emails: &record.emails,
            websites: &record.websites,
            birth_date: record.birth_date.as_deref(),
            position: record.position.as_deref(),
            identifiers: &record.identifiers,
            issuers: &party.issuers,
            known: Some(known),
            ..Subject::at(party.pointer)
        };
        found.extend(matching::find(&subject, reference, days));
    }
    for name in producers(facts).chain(bystanders(facts)) {
        let subject =
            Subject { names: vec![name.text], known: Some(known), ..Subject::at(name.pointer) };
        found.extend(matching::find(&subject, reference, days));
    }
    found
}

/// Every name that is compared with lists, looked for.
pub(crate) fn known<'r>(facts: &ShipmentFacts<'_>, reference: &Reference<'r>) -> KnownNames<'r> {
    let parties = facts.parties.iter().flat_map(|party| {
        let aliases = party.record.aliases.iter().map(String::as_str);
        party.name.map(|name| name.text).into_iter().chain(aliases)
    });
    let others = producers(facts).chain(bystanders(facts)).map(|name| name.text);
    KnownNames::of(parties.chain(others), reference)
}

/// The stated nationality; a seat in the DPRK stands for it, a seat elsewhere says nothing of it.
fn nationality_of(party: &PartyFacts<'_>) -> StatedCountry {
    if party.nationality.is_stated() || !party.country.is_dprk() {
        *party.nationality
    } else {
        *party.country
    }
}
