//! Everything an answer depends on, by version and digest.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::Reference;
use crate::judgement::{Basis, WatchlistReference};

impl Basis {
    /// For a judgement on a day, which the record may have asked for itself; without the record's own digest.
    pub(crate) fn of(
        reference: &Reference<'_>,
        as_of: NaiveDate,
        given: Option<NaiveDate>,
    ) -> Self {
        Self {
            as_of,
            as_of_given: given.is_some(),
            rulebook: reference.rulebook.version.clone(),
            policy: reference.policy.digest().to_owned(),
            engine: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
            record_digest: String::new(),
            watchlists: reference
                .watchlists
                .iter()
                .map(|list| WatchlistReference::of(list))
                .collect(),
            clearances: None,
        }
    }
}
