//! What was not stated: where that holds a record, and where it is only worth asking for.

use serde_json::json;

use super::facts::ShipmentFacts;
use super::goods::Goods;
use super::judgement::{Finding, FindingKind, Missing, Outcome, Verdict};
use super::law;
use crate::record::{Mode, stated};
use crate::rulebook::{CountryCode, Rulebook, StatedCountry};
use crate::watchlist::is_usable;

/// Gaps that hold the record: an unknown origin of goods that must state it, a party without a name.
pub(super) fn gaps(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, goods) in goods.iter().enumerate() {
        if let Some(explanation) = origin_gap(facts, goods, index, rulebook) {
            let pointer = format!("/items/{index}");
            findings.push(insufficient(Outcome::Suspicion, pointer, explanation));
        }
    }
    for (index, party) in facts.parties.iter().enumerate() {
        if stated(party.record.name.as_ref()).is_none_or(|name| !is_usable(name)) {
            let explanation =
                "The party has no usable name, so it could not be compared with any list.";
            let pointer = format!("/parties/{index}/name");
            findings.push(insufficient(Outcome::Suspicion, pointer, explanation.to_owned()));
        }
    }
    findings
}

fn insufficient(outcome: Outcome, pointer: String, explanation: String) -> Finding {
    Finding::new(FindingKind::InsufficientInformation, outcome, pointer, explanation)
}

/// Why nothing can be said of an item's origin, where its goods must say it.
fn origin_gap(
    facts: &ShipmentFacts<'_>,
    goods: &Goods<'_>,
    index: usize,
    rulebook: &Rulebook,
) -> Option<String> {
    let item = facts.items.get(index)?;
    let governing = &facts.period.governing;
    let banned: Vec<&str> = goods
        .scopes
        .iter()
        .filter(|scope| {
            law::strictest(rulebook, &scope.commodity.id, governing.from, governing.until).is_some()
        })
        .map(|scope| scope.commodity.name.as_str())
        .collect();
    if banned.is_empty() && goods.undecidable.is_none() && goods.arms.is_none() {
        return None;
    }
    let origin_known = facts.declared_origin(item).is_stated()
        || item.extraction.stated
        || facts.loadings().any(|event| event.place.stated)
        || facts.documents.iter().any(|document| document.states_origin.is_stated());
    if origin_known {
        return None;
    }
    if goods.class_needs_origin() {
        return Some(match &goods.undecidable {
            Some(why) => format!(
                "It cannot be told what the goods are ({why}), and neither origin, extraction nor loading is stated."
            ),
            None => format!(
                "{} may come from the DPRK, and neither origin, extraction nor loading is stated.",
                banned.join(", ")
            ),
        });
    }
    let supply_known = facts.export.is_stated()
        || facts
            .suppliers()
            .any(|(_, party)| party.country.is_stated() || party.nationality.is_stated());
    (!supply_known).then(|| {
        format!(
            "{} may come from the DPRK, and nothing stated says from which country they come.",
            list_or(&banned, "The goods")
        )
    })
}

fn list_or(names: &[&str], otherwise: &str) -> String {
    if names.is_empty() { otherwise.to_owned() } else { names.join(", ") }
}

/// Names that may mean the DPRK or the Republic of Korea, and places that equal one elsewhere.
pub(super) fn ambiguities(facts: &ShipmentFacts<'_>) -> Vec<Finding> {
    let settled = settles_south(facts);
    let mut findings = Vec::new();
    let mut add = |pointer: String, supply: bool| {
        let (outcome, explanation) = match (supply, settled) {
            (true, true) => (
                Outcome::Notice,
                "\"Korea\" was taken for the Republic of Korea, as every other place in the record is South Korean.",
            ),
            (true, false) => (
                Outcome::Suspicion,
                "The name may mean a place in the DPRK or another country, and nothing in the record settles it.",
            ),
            (false, _) => {
                (Outcome::Notice, "The name may mean a place in the DPRK or another country.")
            }
        };
        findings.push(insufficient(outcome, pointer, explanation.to_owned()));
    };
    for (country, pointer, supply) in [
        (facts.origin, "/country_of_origin", true),
        (facts.export, "/country_of_export", true),
        (facts.destination, "/country_of_destination", false),
        (facts.payer_country, "/payment/payer_country", false),
    ] {
        if country.is_korea() {
            add(pointer.to_owned(), supply);
        }
    }
    for (index, item) in facts.items.iter().enumerate() {
        if item.origin.is_korea() {
            add(format!("/items/{index}/country_of_origin"), true);
        }
        if item.extraction.is_ambiguous() {
            add(format!("/items/{index}/place_of_extraction"), true);
        }
    }
    for (index, party) in facts.parties.iter().enumerate() {
        let supply = party.role.is_supply_side();
        if party.country.is_korea() {
            add(format!("/parties/{index}/country"), supply);
        }
        if party.nationality.is_korea() {
            add(format!("/parties/{index}/nationality"), supply);
        }
    }
    for event in facts.events.iter().filter(|event| event.place.is_ambiguous()) {
        let loading = facts.loadings().any(|loading| loading.index == event.index);
        if loading && settled_by_neighbours(facts, event) {
            continue;
        }
        add(format!("/transport/voyage/{}/location", event.index), loading);
    }
    for (index, document) in facts.documents.iter().enumerate() {
        if document.states_origin.is_korea() {
            add(format!("/documents/{index}/states_origin"), true);
        }
    }
    findings
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
fn settled_by_neighbours(facts: &ShipmentFacts<'_>, event: &super::facts::EventFacts<'_>) -> bool {
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

/// Facts worth asking for.
pub(super) fn missing(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut ask = |pointer: String, why: &str, could_change: Verdict| {
        missing.push(Missing {
            pointer,
            why: why.to_owned(),
            could_change,
            example: None,
            verdict_then: None,
        });
    };
    let any_ban = super::shipment::in_scope(facts, goods, rulebook);
    let worst = if any_ban { Verdict::Prohibited } else { Verdict::Review };
    let mut origins = Vec::new();
    for (index, (item, goods)) in facts.items.iter().zip(goods).enumerate() {
        if item.hs.is_none() {
            ask(
                format!("/items/{index}/hs_code"),
                "The code says whether a ban names the goods",
                Verdict::Prohibited,
            );
        }
        if !facts.declared_origin(item).is_stated() {
            let held = origin_gap(facts, goods, index, rulebook).is_some();
            origins.push((index, held));
        }
    }
    if facts.suppliers().next().is_none() {
        ask(
            "/parties".into(),
            "A seller, exporter, consignor, producer or manufacturer could be a DPRK or listed party",
            Verdict::Prohibited,
        );
    }
    if facts.loadings().all(|event| !event.place.stated) {
        ask(
            "/transport/voyage".into(),
            "Where the goods are loaded decides whether they leave the DPRK",
            worst,
        );
    }
    let transport = facts.record.transport.as_ref();
    let by_sea = transport
        .and_then(|transport| transport.mode)
        .is_none_or(|mode| matches!(mode, Mode::Sea | Mode::InlandWaterway | Mode::Multimodal));
    if by_sea && facts.vessel.as_ref().is_none_or(|vessel| vessel.imo.is_none()) {
        ask(
            "/transport/vessel/imo".into(),
            "The IMO number says whether the ship is designated",
            Verdict::Prohibited,
        );
    }
    if facts.period.loading.is_none() {
        ask("/dates/loading".into(), "The day of loading decides which law applies", worst);
    }
    if facts.period.arrival.is_none() {
        ask("/dates/arrival".into(), "The day of arrival decides which law applies", worst);
    }
    let held = origins.iter().any(|(_, held)| *held);
    let pointers = if origins.len() == facts.items.len() && origins.len() > 1 {
        vec![("/country_of_origin".to_owned(), held)]
    } else {
        let pointer = |(index, held)| (format!("/items/{index}/country_of_origin"), held);
        origins.into_iter().map(pointer).collect()
    };
    let example = example_origin(facts, rulebook);
    missing.extend(pointers.into_iter().map(|(pointer, held)| Missing {
        pointer,
        why: "The origin decides whether the goods come from the DPRK".to_owned(),
        could_change: worst,
        example: held.then(|| json!(example)),
        verdict_then: None,
    }));
    missing
}

/// A country for the example of a missing origin: one the record itself names, else the rulebook's.
fn example_origin(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> String {
    facts
        .suppliers()
        .filter_map(|(_, party)| party.country.known())
        .chain(facts.export.known())
        .find(|country| *country != CountryCode::KP)
        .map_or_else(|| rulebook.signals.parameters.example_origin.clone(), |code| code.to_string())
}
