//! Watchlists, their versions, and what came of fetching them, as plain values.

mod change;
mod query;
mod refresh;

pub(super) use change::{accept, keep, set_list};
pub(super) use query::{content, generation, stock};
pub(super) use refresh::{claim, finish, refreshes};

use chrono::{DateTime, NaiveDate, Utc};

/// A list without its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// `un`, `other` or `house`.
    pub authority: String,
    /// Whether it is used in every screening.
    pub is_default: bool,
}

/// A version of a list, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// The list.
    pub list: String,
    /// Digest of the file.
    pub digest: String,
    /// Grows with every version that is kept or accepted.
    pub sequence: i64,
    /// The form of the file.
    pub format: String,
    /// The day of publication.
    pub published_on: NaiveDate,
    /// Why it is or was held, as its keeper wrote it.
    pub reasons: Option<String>,
    /// Bytes of the file.
    pub size: i64,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Since when it is served; none while it is held.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// All lists and versions of an organisation at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListStock {
    /// Grows with every change.
    pub generation: i64,
    /// The lists, by id.
    pub lists: Vec<ListRow>,
    /// Their versions, in the order in which they were accepted.
    pub versions: Vec<VersionRow>,
}

/// A version to be kept, with the list that it belongs to as it shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewListVersion {
    /// The list.
    pub list: ListRow,
    /// Digest of the file.
    pub digest: String,
    /// The form of the file.
    pub format: String,
    /// The day of publication.
    pub published_on: NaiveDate,
    /// Why it is held; none where it is served at once.
    pub reasons: Option<String>,
    /// The file, compressed.
    pub content: Vec<u8>,
    /// Bytes of the file itself.
    pub size: i64,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListChange {
    /// It is committed, and this is the generation now.
    Made(i64),
    /// The lists have changed since they were looked at; nothing was done.
    Outdated,
}

/// What came of fetching a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshRow {
    /// The list.
    pub list: String,
    /// When it is to be fetched next.
    pub due_at: DateTime<Utc>,
    /// When it was last tried.
    pub attempted_at: Option<DateTime<Utc>>,
    /// When its source last gave it, or had nothing newer.
    pub succeeded_at: Option<DateTime<Utc>>,
    /// How often in a row it failed.
    pub failures: i32,
    /// Why it failed last; none where it succeeded.
    pub error: Option<String>,
    /// The source's mark of what it gave last.
    pub etag: Option<String>,
    /// The source's time of what it gave last.
    pub last_modified: Option<String>,
}

/// The end of an attempt to fetch a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshOutcome {
    /// When it was tried.
    pub attempted_at: DateTime<Utc>,
    /// When it is to be fetched next.
    pub due_at: DateTime<Utc>,
    /// Why it failed; none where it succeeded.
    pub error: Option<String>,
    /// The source's mark and time of what it gave, where it gave something.
    pub given: Option<(Option<String>, Option<String>)>,
}
