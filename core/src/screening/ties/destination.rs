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
