//! Who and which ship of a record is on a list: by equal numbers, then by near names, and what each match makes.
//!
//! How near two names are is `names`'s to say, and who stands on a list `watchlist`'s. What a tie to somebody listed
//! makes of a company is `company`'s.

pub(crate) mod clearance;
mod contact;
pub(crate) mod found;
pub(crate) mod known_names;
pub(crate) mod matching;
pub(crate) mod parties;
pub(crate) mod subject;
pub(crate) mod vessels;
mod weighing;
