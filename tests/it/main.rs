//! The integration tests, in one binary: a crate of its own for every file would link the service a
//! dozen times. `support` holds what they share; `routes` mirrors the URLs; the rest is named for what
//! it holds the service to.

#![expect(clippy::unwrap_used, reason = "what the tests share may fail them as the tests may")]
#![expect(clippy::indexing_slicing, reason = "a missing member of an answer fails the test")]

mod architecture;
mod clearances;
mod cli;
mod cli_watchlists;
mod config;
mod corpus;
mod descriptions;
mod durability;
mod examples;
mod failures;
mod hostile;
mod law;
mod list_ages;
mod list_files;
mod list_history;
mod migrations;
mod names;
mod openapi;
mod other_law;
mod policy;
mod problems;
mod properties;
mod records;
mod reference_data;
mod refresh;
mod routes;
mod storage;
mod support;
mod un_law;
mod verdicts;
