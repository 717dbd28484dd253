//! Assay screens companies and shipments against the UN Security Council's measures on the DPRK.
//!
//! This is the service around the core, which judges and is a package of its own: [`assay_core`]. From the
//! outside in: [`cli`] and [`startup`] begin, [`http`] answers, [`service`] holds the use cases, [`storage`]
//! keeps screenings, [`refresh`] fetches lists.

pub mod cli;
pub mod clock;
pub mod compression;
pub mod config;
pub mod http;
pub mod problem;
pub mod refresh;
pub mod service;
pub mod startup;
pub mod storage;
pub mod telemetry;
