//! Facts that were not stated and are worth asking for: what each could change, and what would free a
//! held record.

use serde_json::json;

use crate::classification::{Goods, Scope};
use crate::judgement::{Member, Missing, Pointer, Verdict, at};
use crate::record::Mode;
use crate::rulebook::{CountryCode, Rulebook};
use crate::screening::facts::ShipmentFacts;
use crate::screening::law;
use crate::screening::law::scope::in_scope;
use crate::screening::origin::unstated::origin_gap;

/// Facts worth asking for.
pub(crate) fn missing(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Vec<Missing> {
    let soon =
        |scope: &Scope<'_>| law::later(rulebook, &scope.commodity.id, &facts.period).is_some();
    let named =
        in_scope(facts, goods, rulebook) || goods.iter().any(|goods| goods.firm_scopes().any(soon));
    let worst = if named { Verdict::Prohibited } else { Verdict::Review };
    let mut missing = of_goods_and_parties(facts);
    missing.extend(of_the_journey(facts, worst));
    missing.extend(of_origin(facts, goods, rulebook, worst));
    missing
}

/// Adds what would free a held record; a gap that stands there already takes on the example.
pub(crate) fn add(missing: &mut Vec<Missing>, offers: Vec<Missing>) {
    for offer in offers {
        let twice = |gap: &Missing| gap.pointer == offer.pointer && gap.example == offer.example;
        if missing.iter().any(twice) {
            continue;
        }
        match missing.iter_mut().find(|gap| gap.pointer == offer.pointer && gap.example.is_none()) {
            Some(gap) => {
                *gap = Missing { could_change: gap.could_change.max(offer.could_change), ..offer };
            }
            None => missing.push(offer),
        }
    }
}

/// A gap without an example.
pub(crate) fn gap(pointer: Pointer, why: &str, could_change: Verdict) -> Missing {
    Missing { pointer, why: why.to_owned(), could_change, example: None, verdict_then: None }
}

fn of_goods_and_parties(facts: &ShipmentFacts<'_>) -> Vec<Missing> {
    let worst = Verdict::Prohibited;
    let without_code = facts.items.iter().filter(|item| item.hs.is_none());
    let mut missing: Vec<Missing> = without_code
        .map(|item| {
            let pointer = item.pointer.to(Member::HsCode);
            gap(pointer, "The code says whether a ban names the goods", worst)
        })
        .collect();
    if facts.suppliers().next().is_none() {
        let why = "A seller, exporter, consignor, producer or manufacturer could be a DPRK or listed party";
        missing.push(gap(at(Member::Parties), why, worst));
    }
    missing
}

fn of_the_journey(facts: &ShipmentFacts<'_>, worst: Verdict) -> Vec<Missing> {
    let mut missing = Vec::new();
    if facts.loadings().all(|event| !event.place.stated) {
        let why = "Where the goods are loaded decides whether they leave the DPRK";
        missing.push(gap(at(Member::Transport).to(Member::Voyage), why, worst));
    }
    let mode = facts.record.transport.as_ref().and_then(|transport| transport.mode);
    let by_water =
        mode.is_none_or(|mode| matches!(mode, Mode::Sea | Mode::InlandWaterway | Mode::Multimodal));
    if by_water && facts.vessel.as_ref().is_none_or(|vessel| vessel.imo.is_none()) {
        let why = "The IMO number says whether the ship is designated";
        missing.push(gap(
            at(Member::Transport).to(Member::Vessel).to(Member::Imo),
            why,
            Verdict::Prohibited,
        ));
    }
    if facts.period.loading.is_none() {
        missing.push(gap(
            at(Member::Dates).to(Member::Loading),
            "The day of loading decides which law applies",
            worst,
        ));
    }
    if facts.period.arrival.is_none() {
        missing.push(gap(
            at(Member::Dates).to(Member::Arrival),
            "The day of arrival decides which law applies",
            worst,
        ));
    }
    missing
}

/// Origins not stated: of the whole shipment where no line states one, else line by line; with an
/// example where the gap holds the record.
fn of_origin(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
    worst: Verdict,
) -> Vec<Missing> {
    let unstated: Vec<(Pointer, bool)> = facts
        .items
        .iter()
        .zip(goods)
        .filter(|(item, _)| !facts.declared_origin(item).is_stated())
        .map(|(item, goods)| {
            let held = origin_gap(facts, goods, item, rulebook).is_some();
            (item.pointer.to(Member::CountryOfOrigin), held)
        })
        .collect();
    let pointers = if unstated.len() == facts.items.len() && unstated.len() > 1 {
        vec![(at(Member::CountryOfOrigin), unstated.iter().any(|(_, held)| *held))]
    } else {
        unstated
    };
    let example = example_origin(facts, rulebook);
    pointers
        .into_iter()
        .map(|(pointer, held)| Missing {
            example: held.then(|| json!(example)),
            ..gap(pointer, "The origin decides whether the goods come from the DPRK", worst)
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::testing::{chairs, goods, judged, rulebook, with};
    use serde_json::Value;

    #[test]
    fn a_gap_takes_on_the_example_of_an_offer_and_the_worse_of_both_verdicts() {
        let place = at(Member::Documents);
        let offer = |example: i32, worst| Missing {
            example: Some(json!(example)),
            ..gap(place, "offered", worst)
        };
        let mut missing = vec![gap(place, "asked", Verdict::Prohibited)];
        add(&mut missing, vec![offer(1, Verdict::Review)]);
        assert_eq!(missing.len(), 1);
        assert_eq!(
            (missing[0].example.clone(), missing[0].could_change),
            (Some(json!(1)), Verdict::Prohibited)
        );
        // The same again is told once; another example at the place stands beside it.
        add(&mut missing, vec![offer(1, Verdict::Review), offer(2, Verdict::Review)]);
        let examples: Vec<Option<Value>> = missing.iter().map(|one| one.example.clone()).collect();
        assert_eq!(examples, [Some(json!(1)), Some(json!(2))]);
    }

    fn asked(record: &Value) -> Vec<(String, Verdict)> {
        judged(record)
            .missing
            .into_iter()
            .map(|gap| (gap.pointer.to_string(), gap.could_change))
            .collect()
    }

    #[test]
    fn what_was_not_stated_could_change_what_the_goods_allow() {
        for (hs_code, worst) in [("270111", Verdict::Prohibited), ("950300", Verdict::Review)] {
            let asked =
                asked(&with(&goods(hs_code, "2018-05-10"), &[("/country_of_origin", json!("CN"))]));
            let voyage = asked.iter().find(|(pointer, _)| pointer == "/transport/voyage");
            assert_eq!(voyage.map(|(_, verdict)| *verdict), Some(worst), "{hs_code}");
        }
    }

    #[test]
    fn a_fact_is_asked_for_until_it_is_stated() {
        let voyage = json!({"voyage": [{"event": "loading", "location": {"unlocode": "CNDLC"}}]});
        for (pointer, change) in [
            ("/items/0/hs_code", ("/items/0/hs_code", json!("940161"))),
            ("/parties", ("/parties", json!([{"role": "seller", "name": "A"}]))),
            ("/transport/voyage", ("/transport", voyage)),
            ("/transport/vessel/imo", ("/transport", json!({"mode": "road"}))),
            ("/dates/loading", ("/dates", json!({"loading": "2018-05-10"}))),
            ("/dates/arrival", ("/dates", json!({"arrival": "2018-05-10"}))),
            ("/items/0/country_of_origin", ("/country_of_origin", json!("CN"))),
        ] {
            let bare = json!({"items": [{"description": "Wooden chairs"}]});
            let asks = |record: &Value| asked(record).iter().any(|(place, _)| place == pointer);
            assert!(asks(&bare) && !asks(&with(&bare, &[change])), "{pointer}");
        }
        // A buyer is no supplier.
        let buyer = with(&chairs(), &[("/parties", json!([{"role": "buyer", "name": "A"}]))]);
        assert!(asked(&buyer).iter().any(|(place, _)| place == "/parties"));
    }

    #[test]
    fn the_example_of_an_origin_is_a_country_of_the_record_and_never_the_dprk() {
        let own = &rulebook().signals.parameters.example_origin;
        for (change, expected) in [
            (("/reference", json!("1")), own.as_str()),
            (("/country_of_export", json!("VN")), "VN"),
            (("/parties", json!([{"role": "buyer", "name": "A", "country": "DE"}])), own.as_str()),
        ] {
            let record = with(&goods("270111", "2018-05-10"), &[change]);
            let gaps = judged(&record).missing.into_iter();
            let mut origin = gaps.filter(|gap| gap.pointer == "/items/0/country_of_origin");
            assert_eq!(origin.next().unwrap().example, Some(json!(expected)));
        }
    }
}
