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
