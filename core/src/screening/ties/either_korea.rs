//! Names that may mean the DPRK or another country, and whether the record itself settles them.

use super::kp_for_kr::seems_south_korean;
use crate::judgement::{Finding, Member, Outcome, Pointer, Reason};
use crate::rulebook::{CountryCode, FindingKind, StatedCountry};
use crate::screening::facts::{EventFacts, Fact, ShipmentFacts};

/// Names that may mean the DPRK or the Republic of Korea, and places that equal one elsewhere.
pub(crate) fn findings(facts: &ShipmentFacts<'_>) -> Vec<Finding> {
    let settled = settles_south(facts);
    let finding = |(pointer, supply): (Pointer, bool), ambiguous: Reason| {
        let (outcome, explanation) = match (supply, settled) {
            (true, true) => ((Outcome::Notice, Reason::SettledElsewhere), SETTLED),
            (true, false) => ((Outcome::Suspicion, ambiguous), UNSETTLED),
            (false, _) => ((Outcome::Notice, Reason::AmbiguousAside), ELSEWHERE),
        };
        Finding::new(FindingKind::InsufficientInformation, outcome, pointer, explanation)
    };
    let countries = countries(facts).into_iter();
    let countries = countries.map(|country| finding(country, Reason::AmbiguousCountry));
    let places = places(facts).into_iter();
    countries.chain(places.map(|place| finding(place, Reason::AmbiguousPlace))).collect()
}

const SETTLED: &str = "\"Korea\" was taken for the Republic of Korea, as every other place in the record is \
                       South Korean.";
const UNSETTLED: &str = "The name may mean a place in the DPRK or another country, and nothing in the record \
                         settles it.";
const ELSEWHERE: &str = "The name may mean a place in the DPRK or another country.";

/// Country names that may mean either Korea, and whether they speak of the supply of the goods.
fn countries(facts: &ShipmentFacts<'_>) -> Vec<(Pointer, bool)> {
    let mut found = Vec::new();
    let mut look = |country: &Fact<'_, StatedCountry>, supply: bool| {
        if country.is_korea() {
            found.push((country.pointer, supply));
        }
    };
    look(&facts.origin, true);
    look(&facts.export, true);
    look(&facts.destination, false);
    look(&facts.payer_country, false);
    for item in &facts.items {
        look(&item.origin, true);
    }
    for party in &facts.parties {
        // A South Korean address or telephone number of its own settles what a party's "Korea" is.
        let supply = party.role.is_supply_side() && !seems_south_korean(party);
        look(&party.country, supply);
        look(&party.nationality, supply);
    }
    if let Some(vessel) = &facts.vessel {
        look(&vessel.flag, false);
    }
    for document in &facts.documents {
        look(&document.states_origin, true);
    }
    found
}

/// Places that equal one elsewhere.
fn places(facts: &ShipmentFacts<'_>) -> Vec<(Pointer, bool)> {
    let mut found = Vec::new();
    for item in facts.items.iter().filter(|item| item.extraction.is_ambiguous()) {
        found.push((item.extraction.pointer, true));
    }
    for event in facts.events.iter().filter(|event| event.place.is_ambiguous()) {
        let loading = facts.loadings().any(|loading| loading.index == event.index);
        if !(loading && settled_by_neighbours(facts, event)) {
            found.push((event.pointer.to(Member::Location), loading));
        }
    }
    found
}

/// Whether every other place of the supply side is South Korean, and at least one is stated.
fn settles_south(facts: &ShipmentFacts<'_>) -> bool {
    let places: Vec<StatedCountry> = [*facts.origin, *facts.export]
        .into_iter()
        .chain(facts.items.iter().flat_map(|item| [*item.origin, item.extraction.country]))
        .chain(facts.loadings().map(|event| event.place.country))
        .chain(
            facts
                .suppliers()
                .flat_map(|(_, party)| [*party.country, party.address.country, *party.nationality]),
        )
        .chain(facts.documents.iter().map(|document| *document.states_origin))
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
    let mut neighbours = [*facts.export, *facts.origin]
        .into_iter()
        .chain(facts.items.iter().map(|item| *item.origin))
        .chain(facts.suppliers().map(|(_, party)| *party.country))
        .filter(|country| country.is_stated())
        .peekable();
    neighbours.peek().is_some() && neighbours.all(|country| country == StatedCountry::Known(other))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{chairs, shipment, with};

    fn told(record: &Value) -> Vec<(String, Outcome, Reason)> {
        shipment(record, |facts| {
            let found = findings(facts).into_iter();
            found.map(|one| (one.pointer.to_string(), one.outcome, one.reason)).collect()
        })
    }

    const HELD: (Outcome, Reason) = (Outcome::Suspicion, Reason::AmbiguousCountry);
    const SETTLED_SOUTH: (Outcome, Reason) = (Outcome::Notice, Reason::SettledElsewhere);
    const ASIDE: (Outcome, Reason) = (Outcome::Notice, Reason::AmbiguousAside);

    #[test]
    fn korea_is_held_as_an_origin_until_everything_else_is_south_korean() {
        let party =
            |role: &str| ("/parties", json!([{"role": role, "name": "A", "country": "KR"}]));
        let port = ("/country_of_export", json!("CN"));
        let origin = "/country_of_origin";
        for (name, member, others, (outcome, reason)) in [
            ("alone", origin, vec![], HELD),
            ("destination", "/country_of_destination", vec![], ASIDE),
            ("southern seller", origin, vec![party("seller")], SETTLED_SOUTH),
            ("southern seller, Chinese port", origin, vec![party("seller"), port], HELD),
            // A buyer in the South says nothing of where the goods come from.
            ("southern buyer", origin, vec![party("buyer")], HELD),
        ] {
            let record = with(&with(&chairs(), &[(member, json!("Korea"))]), &others);
            assert_eq!(told(&record), [(member.to_owned(), outcome, reason)], "{name}");
        }
        assert_eq!(told(&with(&chairs(), &[(origin, json!("South Korea"))])), []);
    }

    #[test]
    fn a_telephone_of_the_south_settles_what_its_party_s_korea_is() {
        for (phone, (outcome, reason)) in [("+82 2 1", ASIDE), ("+850 2 1", HELD)] {
            let party =
                json!({"role": "seller", "name": "A", "country": "Korea", "phones": [phone]});
            let record = with(&chairs(), &[("/parties", json!([party]))]);
            let expected = [("/parties/0/country".to_owned(), outcome, reason)];
            assert_eq!(told(&record), expected, "{phone}");
        }
    }
}
