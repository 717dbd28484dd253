//! Everything an answer depends on, by version and digest.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::Reference;
use crate::digest::sha256;
use crate::judgement::{Basis, WatchlistReference};
use crate::record::Record;

impl Basis {
    /// Of a record that is judged on a day, which it may have asked for itself.
    pub(crate) fn of(
        record: &Record,
        reference: &Reference<'_>,
        as_of: NaiveDate,
        given: Option<NaiveDate>,
    ) -> Self {
        let text = record.to_json().unwrap_or_default();
        Self {
            as_of,
            as_of_given: given.is_some(),
            rulebook: reference.rulebook.version.clone(),
            policy: reference.policy.digest().to_owned(),
            engine: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
            record_digest: sha256([text.as_bytes()]),
            watchlists: reference
                .watchlists
                .iter()
                .map(|list| WatchlistReference::of(list))
                .collect(),
            clearances: None,
        }
    }
}
