//! Names that may mean the DPRK or another country, and whether the record itself settles them.

use super::kp_for_kr::seems_south_korean;
use crate::judgement::{Finding, FindingKind, Outcome};
use crate::rulebook::{CountryCode, StatedCountry};
use crate::screening::facts::{EventFacts, ShipmentFacts};

/// Names that may mean the DPRK or the Republic of Korea, and places that equal one elsewhere.
pub(crate) fn findings(facts: &ShipmentFacts<'_>) -> Vec<Finding> {
    let settled = settles_south(facts);
    let mut findings = Vec::new();
    for (pointer, supply) in countries(facts).into_iter().chain(places(facts)) {
        let (outcome, explanation) = match (supply, settled) {
            (true, true) => (Outcome::Notice, SETTLED),
            (true, false) => (Outcome::Suspicion, UNSETTLED),
            (false, _) => (Outcome::Notice, ELSEWHERE),
        };
        let kind = FindingKind::InsufficientInformation;
        findings.push(Finding::new(kind, outcome, pointer, explanation));
    }
    findings
}

const SETTLED: &str = "\"Korea\" was taken for the Republic of Korea, as every other place in the record is \
                       South Korean.";
const UNSETTLED: &str = "The name may mean a place in the DPRK or another country, and nothing in the record \
                         settles it.";
const ELSEWHERE: &str = "The name may mean a place in the DPRK or another country.";

/// Country names that may mean either Korea, and whether they speak of the supply of the goods.
fn countries(facts: &ShipmentFacts<'_>) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut look = |country: StatedCountry, pointer: String, supply: bool| {
        if country.is_korea() {
            found.push((pointer, supply));
        }
    };
    look(facts.origin, "/country_of_origin".into(), true);
    look(facts.export, "/country_of_export".into(), true);
    look(facts.destination, "/country_of_destination".into(), false);
    look(facts.payer_country, "/payment/payer_country".into(), false);
    for (index, item) in facts.items.iter().enumerate() {
        look(item.origin, format!("/items/{index}/country_of_origin"), true);
    }
    for (index, party) in facts.parties.iter().enumerate() {
        let supply = party.role.is_supply_side();
        // A South Korean address or telephone number of its own settles what a party's "Korea" is.
        let supply = supply && !seems_south_korean(party);
        look(party.country, format!("/parties/{index}/country"), supply);
        look(party.nationality, format!("/parties/{index}/nationality"), supply);
    }
    if let Some(vessel) = &facts.vessel {
        look(vessel.flag, "/transport/vessel/flag".into(), false);
    }
    for (index, document) in facts.documents.iter().enumerate() {
        look(document.states_origin, format!("/documents/{index}/states_origin"), true);
    }
    found
}

/// Places that equal one elsewhere.
fn places(facts: &ShipmentFacts<'_>) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    for (index, item) in facts.items.iter().enumerate() {
        if item.extraction.is_ambiguous() {
            found.push((format!("/items/{index}/place_of_extraction"), true));
        }
    }
    for event in facts.events.iter().filter(|event| event.place.is_ambiguous()) {
        let loading = facts.loadings().any(|loading| loading.index == event.index);
        if !(loading && settled_by_neighbours(facts, event)) {
            found.push((format!("/transport/voyage/{}/location", event.index), loading));
        }
    }
    found
}

/// Whether every other place of the supply side is South Korean, and at least one is stated.
fn settles_south(facts: &ShipmentFacts<'_>) -> bool {
    let places: Vec<StatedCountry> = [facts.origin, facts.export]
        .into_iter()
        .chain(facts.items.iter().flat_map(|item| [item.origin, item.extraction.country]))
        .chain(facts.loadings().map(|event| event.place.country))
        .chain(
            facts
                .suppliers()
                .flat_map(|(_, party)| [party.country, party.address.country, party.nationality]),
        )
        .chain(facts.documents.iter().map(|document| document.states_origin))
        .filter(|country| country.is_stated() && !country.is_korea())
        .collect();
    let south = StatedCountry::Known(CountryCode::KR);
    let no_look_alike = facts.items.iter().all(|item| item.extraction.guard.is_none());
    no_look_alike && !places.is_empty() && places.iter().all(|country| *country == south)
}

/// Whether the record's own countries settle a port's name for the look-alike.
fn settled_by_neighbours(facts: &ShipmentFacts<'_>, event: &EventFacts<'_>) -> bool {
    let Some(other) = event.place.guard.and_then(|guard| CountryCode::new(&guard.other)) else {
        return false;
    };
    let mut neighbours = [facts.export, facts.origin]
        .into_iter()
        .chain(facts.items.iter().map(|item| item.origin))
        .chain(facts.suppliers().map(|(_, party)| party.country))
        .filter(|country| country.is_stated())
        .peekable();
    neighbours.peek().is_some() && neighbours.all(|country| country == StatedCountry::Known(other))
}
