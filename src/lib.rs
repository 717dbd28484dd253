//! Assay screens companies and shipments against the UN Security Council's measures on the DPRK.
//!
//! From the outside in: [`cli`] and [`startup`] begin, [`http`] answers, [`service`] holds the use
//! cases, [`storage`] keeps screenings. The core is pure: [`screening`] judges a [`record`] by the
//! [`rulebook`], the operator's [`policy`] and the [`watchlist`]s, which compare by [`names`] and [`text`];
//! [`classification`] says what goods are.

pub mod classification;
pub mod cli;
pub mod clock;
pub mod compression;
pub mod config;
pub mod digest;
pub mod evidence;
pub mod http;
pub mod names;
pub mod policy;
pub mod problem;
pub mod record;
pub mod refresh;
pub mod rulebook;
pub mod screening;
pub mod service;
pub mod startup;
pub mod storage;
pub mod telemetry;
pub mod text;
pub mod watchlist;
