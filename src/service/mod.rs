//! The use cases: load, call the core, store.

mod knowledge;

pub use knowledge::Knowledge;
