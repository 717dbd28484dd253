//! What ties goods, parties and journeys to the DPRK, each tie by its own facts.
//!
//! What a tie means under the law of the day is `law`'s to say, and who is listed is `listed`'s.

mod contact_marks;
pub(crate) mod destination;
pub(crate) mod either_korea;
pub(crate) mod kp_for_kr;
pub(crate) mod nexus;
pub(crate) mod party;
pub(crate) mod sites;
