//! DPRK nationals among the crew of a ship.

use super::exemption::saving;
use super::ventures;
use crate::judgement::{Finding, FindingKind, Outcome, fact};
use crate::rulebook::{MeasureKind, Rulebook};
use crate::screening::facts::ShipmentFacts;

/// DPRK nationals among the crew of a ship under another flag.
pub(crate) fn crew(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Option<Finding> {
    let vessel = facts.vessel.as_ref().filter(|vessel| !vessel.flag.is_dprk())?;
    let index = vessel.crew.iter().position(|nationality| nationality.is_dprk())?;
    let rule = rulebook.in_force(MeasureKind::Workers, facts.period.span);
    let pointer = format!("/transport/vessel/crew_nationalities/{index}");
    let value = vessel.record.crew_nationalities.get(index).map_or("", String::as_str);
    let evidence =
        fact("dprk_crew", &rulebook.signals.signal.dprk_crew, pointer.clone(), value, "");
    let explanation = "DPRK nationals are among the crew: States were to send DPRK workers home, and crews of \
                       DPRK nationals are barred.";
    let kind = FindingKind::DprkWorkers;
    let mut finding = Finding::new(kind, Outcome::Suspicion, pointer, explanation);
    let venture = ventures::of_shipment(facts, &[], None, Vec::new());
    finding.exemptions = rule.map(|rule| saving::weigh(&venture, rule)).unwrap_or_default();
    Some(finding.with(vec![evidence]).under(rule))
}
