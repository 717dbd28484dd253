//! Judges companies and shipments against the UN Security Council's measures on the DPRK.

pub mod classification;
pub mod clearance;
pub mod digest;
pub mod input;
pub mod judgement;
mod knowledge;
pub mod names;
pub mod policy;
pub mod record;
pub mod rulebook;
pub mod screening;
pub mod text;
pub mod watchlist;

pub use knowledge::{Knowledge, Reference};
