//! Assay screens companies and shipments against the UN Security Council's measures on the DPRK.
pub mod cli;
pub mod clock;
pub mod digest;
pub mod problem;
pub mod record;
pub mod rulebook;
pub mod screening;
pub mod service;
pub mod text;
pub mod watchlist;
