//! Judges companies and shipments against the UN Security Council's measures on the DPRK.

pub mod classification;
pub mod digest;
pub mod evidence;
pub mod input;
mod knowledge;
pub mod names;
pub mod policy;
pub mod record;
pub mod rulebook;
pub mod screening;
pub mod text;
pub mod watchlist;

pub use knowledge::Knowledge;
