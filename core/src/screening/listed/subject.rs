//! Who is compared with the lists, and the days that decide what a listing means.

use chrono::NaiveDate;

use super::known_names::KnownNames;
use crate::record::Identifier;
use crate::rulebook::StatedCountry;

/// Someone or some body of a record, as far as matching looks at it.
#[derive(Clone, Default)]
pub(crate) struct Subject<'a> {
    pub(crate) pointer: String,
    pub(crate) names: Vec<&'a str>,
    pub(crate) country: Option<StatedCountry>,
    pub(crate) nationality: Option<StatedCountry>,
    pub(crate) addresses: Vec<&'a str>,
    pub(crate) phones: &'a [String],
    pub(crate) emails: &'a [String],
    pub(crate) websites: &'a [String],
    pub(crate) birth_date: Option<&'a str>,
    pub(crate) position: Option<&'a str>,
    pub(crate) identifiers: &'a [Identifier],
    pub(crate) issuers: &'a [StatedCountry],
    /// Names that were looked for before.
    pub(crate) known: Option<&'a KnownNames<'a>>,
}

/// Days that decide what a listing means.
#[derive(Clone, Copy)]
pub(crate) struct Days {
    pub(crate) until: NaiveDate,
    pub(crate) as_of: NaiveDate,
}
