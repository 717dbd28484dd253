//! Assay screens companies and shipments against the UN Security Council's measures on the DPRK.
pub mod record;
pub mod text;
