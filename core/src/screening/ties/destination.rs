//! What says that the goods go to the DPRK: destination, receiver, last discharge.

use super::party::dprk_ties;
use crate::judgement::{Evidence, fact};
use crate::rulebook::Rulebook;
use crate::screening::facts::{ShipmentFacts, place_of, text};

/// What says that the goods go to the DPRK.
pub(crate) fn ties(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signal = &rulebook.signals.signal.destination;
    let mut ties = Vec::new();
    if facts.destination.is_dprk() {
        let value = text(facts.record.country_of_destination.as_ref());
        ties.push(fact("destination", signal, "/country_of_destination".into(), value, ""));
    }
    for (index, party) in facts.parties.iter().enumerate() {
        if party.role.receives_goods() {
            let found = dprk_ties(party, &format!("/parties/{index}"), rulebook);
            ties.extend(found.into_iter().map(|tie| Evidence {
                kind: "destination",
                detail: signal.summary.clone(),
                ..tie
            }));
        }
    }
    if let Some(event) = facts.last_discharge().filter(|event| event.place.is_dprk()) {
        let (pointer, value) = place_of(event);
        ties.push(fact("destination", signal, pointer, &value, ""));
    }
    ties
}
