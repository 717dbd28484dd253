//! What says that the goods go to the DPRK: destination, receiver, last discharge.

use super::party::dprk_ties;
use crate::judgement::Evidence;
use crate::rulebook::{EvidenceKind, Rulebook};
use crate::screening::facts::ShipmentFacts;

/// What says that the goods go to the DPRK.
pub(crate) fn ties(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let kind = EvidenceKind::Destination;
    let mut ties = Vec::new();
    if facts.destination.is_dprk() {
        ties.push(facts.destination.evidence(kind, rulebook, ""));
    }
    for party in facts.parties.iter().filter(|party| party.role.receives_goods()) {
        let found = dprk_ties(party, rulebook).into_iter();
        let detail = &rulebook.signal(kind).summary;
        ties.extend(found.map(|tie| Evidence { kind, detail: detail.clone(), ..tie }));
    }
    if let Some(event) = facts.last_discharge().filter(|event| event.place.is_dprk()) {
        ties.push(event.place.evidence(kind, rulebook, ""));
    }
    ties
}
