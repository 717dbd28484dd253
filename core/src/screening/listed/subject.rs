//! Who is compared with the lists, and the days that decide what a listing means.

use chrono::NaiveDate;

use super::known_names::KnownNames;
use crate::judgement::Pointer;
use crate::record::Identifier;
use crate::rulebook::StatedCountry;
use crate::screening::facts::Fact;

/// Someone or some body of a record, as far as matching looks at it.
#[derive(Clone)]
pub(crate) struct Subject<'a> {
    pub(crate) pointer: Pointer,
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
    pub(crate) issuers: &'a [Fact<'a, StatedCountry>],
    /// Names that were looked for before.
    pub(crate) known: Option<&'a KnownNames<'a>>,
}

impl Subject<'_> {
    /// Somebody of whom nothing is known yet, at a place of the record.
    pub(crate) fn at(pointer: Pointer) -> Self {
        Self {
            pointer,
            names: Vec::new(),
            country: None,
            nationality: None,
            addresses: Vec::new(),
            phones: &[],
            emails: &[],
            websites: &[],
            birth_date: None,
            position: None,
            identifiers: &[],
            issuers: &[],
            known: None,
        }
    }
}

/// Days that decide what a listing means.
#[derive(Clone, Copy)]
pub(crate) struct Days {
    pub(crate) until: NaiveDate,
    pub(crate) as_of: NaiveDate,
}
