//! What callers send besides records: questions and decisions, each checked whole.

mod classification;
mod clearance;
mod designation_search;

pub use classification::ClassificationRequest;
pub use clearance::{ClearanceRequest, ClearedParty, WithdrawalRequest};
pub use designation_search::{DesignationSearch, SearchedKind};
