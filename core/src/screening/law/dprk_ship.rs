//! Ships and aircraft of the DPRK that carry the goods.

use crate::judgement::{Evidence, Finding, FindingKind, Outcome};
use crate::rulebook::{MeasureKind, Rulebook};
use crate::screening::facts::ShipmentFacts;
use crate::screening::ties::nexus::Nexus;

/// A carriage under the DPRK flag is reported for the ship or aircraft itself.
pub(crate) fn under_dprk_flag(
    facts: &ShipmentFacts<'_>,
    nexus: &Nexus,
    rulebook: &Rulebook,
) -> Option<Finding> {
    let evidence: Vec<Evidence> =
        nexus.flag.iter().filter(|tie| tie.kind != "earlier_leg").cloned().collect();
    let pointer =
        evidence.first()?.pointer.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
    let rule = rulebook.in_force(MeasureKind::CargoInspection, facts.period.span);
    let explanation = "The ship or aircraft is the DPRK's: States must inspect her cargo, and insurance, crew, \
                       class and charter for her are barred.";
    let kind = FindingKind::DprkVesselOrAircraft;
    Some(Finding::new(kind, Outcome::Suspicion, pointer, explanation).with(evidence).under(rule))
}
