//! What the tests share: databases, the service inside the test process, the binary beside it, and a
//! client that speaks to both.

pub(crate) mod app;
pub(crate) mod client;
pub(crate) mod database;
pub(crate) mod left_out;
pub(crate) mod lists;
pub(crate) mod process;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod repository;
pub(crate) mod samples;
pub(crate) mod source;
