//! DPRK nationals among the crew of a ship.

use super::exemption::saving;
use super::ventures;
use crate::judgement::{Finding, Outcome, Reason};
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Rulebook};
use crate::screening::facts::ShipmentFacts;

/// DPRK nationals among the crew of a ship under another flag.
pub(crate) fn crew(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Option<Finding> {
    let vessel = facts.vessel.as_ref().filter(|vessel| !vessel.flag.is_dprk())?;
    let member = vessel.crew.iter().find(|nationality| nationality.is_dprk())?;
    let rule = rulebook.in_force(MeasureKind::Workers, facts.period.span);
    let explanation = "DPRK nationals are among the crew: States were to send DPRK workers home, and crews of \
                       DPRK nationals are barred.";
    let (kind, outcome) = (FindingKind::DprkWorkers, (Outcome::Suspicion, Reason::DprkCrew));
    let mut finding = Finding::new(kind, outcome, member.pointer, explanation);
    let venture = ventures::of_shipment(facts, &[], None, Vec::new());
    finding.exemptions = rule.map(|rule| saving::weigh(&venture, rule)).unwrap_or_default();
    let evidence = vec![member.evidence(EvidenceKind::DprkCrew, rulebook, "")];
    Some(finding.with(evidence).under(rule))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{chairs, outcome, with};

    #[test]
    fn dprk_nationals_are_told_of_a_crew_under_another_flag() {
        let held = Some((Outcome::Suspicion, Reason::DprkCrew));
        for (vessel, expected) in [
            (json!({"flag": "PA", "crew_nationalities": ["PH", "KP"]}), held),
            (json!({"crew_nationalities": ["KP"]}), held),
            (json!({"flag": "PA", "crew_nationalities": ["PH", "KR"]}), None),
            // A ship of the DPRK is held as such.
            (json!({"flag": "KP", "crew_nationalities": ["KP"]}), None),
        ] {
            let record = with(&chairs(), &[("/transport", json!({"vessel": vessel}))]);
            assert_eq!(outcome(&record, FindingKind::DprkWorkers), expected, "{vessel}");
        }
    }
}
