//! What ties goods, parties and journeys to the DPRK, each tie by its own facts.
//!
//! What a tie means under the law of the day is `law`'s to say, and who is listed is `listed`'s.

mod contact_marks;
mod destination;
pub(crate) mod either_korea;
pub(crate) mod kp_for_kr;
pub(crate) mod nexus;
pub(crate) mod party;
pub(crate) mod sites;

use self::nexus::Nexus;
use crate::judgement::Evidence;
use crate::rulebook::Rulebook;
use crate::screening::facts::ShipmentFacts;

/// What ties a shipment to the DPRK, found once.
pub(crate) struct Ties {
    /// Of each party, in their order: what makes it a DPRK person or body.
    pub(crate) parties: Vec<Vec<Evidence>>,
    /// What says that the goods go to the DPRK.
    pub(crate) destination: Vec<Evidence>,
    /// What ties all of the goods.
    pub(crate) goods: Nexus,
}

impl Ties {
    /// The ties of a shipment; a line of goods may have more of its own.
    pub(crate) fn of(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Self {
        let parties: Vec<Vec<Evidence>> =
            facts.parties.iter().map(|party| party::dprk_ties(party, rulebook)).collect();
        let destination = destination::ties(facts, &parties, rulebook);
        let goods = Nexus::of_shipment(facts, &parties, rulebook);
        Self { parties, destination, goods }
    }
}
