//! What says that the goods go to the DPRK: destination, receiver, last discharge.

use crate::judgement::Evidence;
use crate::rulebook::{EvidenceKind, Rulebook};
use crate::screening::facts::ShipmentFacts;

/// What says that the goods go to the DPRK.
pub(super) fn ties(
    facts: &ShipmentFacts<'_>,
    of_parties: &[Vec<Evidence>],
    rulebook: &Rulebook,
) -> Vec<Evidence> {
    let kind = EvidenceKind::Destination;
    let mut ties = Vec::new();
    if facts.destination.is_dprk() {
        ties.push(facts.destination.evidence(kind, rulebook, ""));
    }
    let receivers = facts.parties.iter().zip(of_parties);
    for (_, found) in receivers.filter(|(party, _)| party.role.receives_goods()) {
        let found = found.iter().cloned();
        let detail = &rulebook.signal(kind).summary;
        ties.extend(found.map(|tie| Evidence { kind, detail: detail.clone(), ..tie }));
    }
    if let Some(event) = facts.last_discharge().filter(|event| event.place.is_dprk()) {
        ties.push(event.place.evidence(kind, rulebook, ""));
    }
    ties
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::screening::testing::{chairs, rulebook, shipment, with};
    use crate::screening::ties::Ties;

    #[test]
    fn goods_go_to_the_dprk_by_destination_receiver_or_last_discharge() {
        let party =
            |role: &str| ("/parties", json!([{"role": role, "name": "A", "country": "KP"}]));
        let discharges = |codes: [&str; 2]| {
            let event = |code| json!({"event": "discharge", "location": {"unlocode": code}});
            ("/transport", json!({"voyage": codes.map(event)}))
        };
        for (name, changes, places) in [
            ("nothing", vec![], vec![]),
            (
                "destination",
                vec![("/country_of_destination", json!("KP"))],
                vec!["/country_of_destination"],
            ),
            ("the South", vec![("/country_of_destination", json!("KR"))], vec![]),
            ("consignee", vec![party("consignee")], vec!["/parties/0/country"]),
            ("importer", vec![party("importer")], vec!["/parties/0/country"]),
            // Who pays for the goods need not receive them.
            ("buyer", vec![party("buyer")], vec![]),
            ("seller", vec![party("seller")], vec![]),
            (
                "last discharge",
                vec![discharges(["CNDLC", "KPNAM"])],
                vec!["/transport/voyage/1/location/unlocode"],
            ),
            ("a discharge on the way", vec![discharges(["KPNAM", "CNDLC"])], vec![]),
        ] {
            shipment(&with(&chairs(), &changes), |facts| {
                let found = Ties::of(facts, rulebook()).destination;
                let pointers: Vec<String> =
                    found.iter().map(|tie| tie.pointer.to_string()).collect();
                assert_eq!(pointers, places, "{name}");
                assert!(found.iter().all(|tie| tie.kind == EvidenceKind::Destination), "{name}");
            });
        }
    }
}
