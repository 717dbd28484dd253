//! The use cases: load, call the core, store.

mod error;
mod knowledge;
mod screenings;

pub use error::ServiceError;
pub use knowledge::Knowledge;
pub use screenings::{DEFAULT_ORGANISATION, Screened, Service, instant};
