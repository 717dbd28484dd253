//! What callers send, as JSON: strict reading, and every fault of it by its place.
//!
//! [`read()`] turns bytes into any type whose members are all optional and whose objects are declared by
//! [`objects!`](crate::objects). What a record must hold besides its shape is `record`'s to say.

mod date;
mod fault;
mod member;
mod object;
pub mod pointer;
mod read;
mod reader;
mod recovery;
mod refusal;
mod tree;

pub use date::{parse_date, parse_instant, parse_moment, stated};
pub use fault::{Fault, FaultCode, Faults};
pub use member::{list, text_or_integer};
pub use object::ObjectOnly;
pub use read::{ReadError, Reading, read};

/// Longest string, in bytes.
pub const MAX_STRING_BYTES: usize = 10_000;
/// Deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 16;
/// Most faults of shape that are told of one record.
pub const MAX_SHAPE_FAULTS: usize = 1_000;
