//! Ships and aircraft of the DPRK that carry the goods.

use crate::judgement::{Evidence, Finding, Outcome, Reason};
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Rulebook};
use crate::screening::facts::ShipmentFacts;
use crate::screening::ties::nexus::Nexus;

/// A carriage under the DPRK flag is reported for the ship or aircraft itself.
pub(crate) fn under_dprk_flag(
    facts: &ShipmentFacts<'_>,
    nexus: &Nexus,
    rulebook: &Rulebook,
) -> Option<Finding> {
    let of_carrier = nexus.flag.iter().filter(|tie| tie.kind != EvidenceKind::EarlierLeg);
    let evidence: Vec<Evidence> = of_carrier.cloned().collect();
    let carrier = evidence.first()?.pointer.parent();
    let rule = rulebook.in_force(MeasureKind::CargoInspection, facts.period.span);
    let explanation = "The ship or aircraft is the DPRK's: States must inspect her cargo, and insurance, crew, \
                       class and charter for her are barred.";
    let (kind, outcome) =
        (FindingKind::DprkVesselOrAircraft, (Outcome::Suspicion, Reason::DprkCarrier));
    Some(Finding::new(kind, outcome, carrier, explanation).with(evidence).under(rule))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::judgement::Reason;
    use crate::screening::testing::{chairs, judged, with};

    #[test]
    fn a_carriage_under_the_dprk_flag_is_held_at_the_ship_or_the_aircraft() {
        for (transport, place) in [
            (json!({"vessel": {"flag": "KP"}}), Some("/transport/vessel")),
            (json!({"vessel": {"mmsi": "445123456"}}), Some("/transport/vessel")),
            (json!({"aircraft": {"registration": "P-885"}}), Some("/transport/aircraft")),
            (json!({"vessel": {"flag": "KR"}}), None),
            // The other ship of a transfer carried an earlier leg.
            (json!({"voyage": [{"event": "ship_to_ship", "counterpart": {"flag": "KP"}}]}), None),
        ] {
            let judgement = judged(&with(&chairs(), &[("/transport", transport.clone())]));
            let found = judgement.findings.iter().find(|one| one.reason == Reason::DprkCarrier);
            assert_eq!(found.map(|one| one.pointer.to_string()).as_deref(), place, "{transport}");
        }
    }
}
