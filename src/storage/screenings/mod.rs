//! The screenings themselves, as plain values. How they are found and written stands beside.

mod insert;
mod query;

pub(super) use insert::{insert, insert_all};
pub(super) use query::{find, list};

use chrono::{DateTime, NaiveDateTime, SubsecRound, Utc};
use uuid::Uuid;

/// A screening to be kept. `record` and `screening` are JSON text, stored as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewScreening {
    /// Its id, a UUID of version 7, so that ids grow with time.
    pub id: Uuid,
    /// Whose it is.
    pub organisation: String,
    /// `shipment` or `company`.
    pub kind: String,
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// The overall verdict.
    pub verdict: String,
    /// The overall risk score.
    pub risk_score: i32,
    /// When it was made; kept to the microsecond.
    pub created_at: DateTime<Utc>,
    /// The measures it touched, by id; one named twice counts once.
    pub measures: Vec<String>,
    /// What was submitted.
    pub record: String,
    /// What was answered.
    pub screening: String,
}

/// A screening as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredScreening {
    /// Its id.
    pub id: Uuid,
    /// `shipment` or `company`.
    pub kind: String,
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// The overall verdict.
    pub verdict: String,
    /// The overall risk score.
    pub risk_score: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// What was submitted.
    pub record: String,
    /// What was answered.
    pub screening: String,
}

/// A screening in a list, without its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreeningSummary {
    /// Its id.
    pub id: Uuid,
    /// `shipment` or `company`.
    pub kind: String,
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// The overall verdict.
    pub verdict: String,
    /// The overall risk score.
    pub risk_score: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Narrows a list; what is absent narrows nothing. Texts are compared exactly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScreeningFilter {
    /// The overall verdict.
    pub verdict: Option<String>,
    /// `shipment` or `company`.
    pub kind: Option<String>,
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// A measure it touched.
    pub measure: Option<String>,
    /// Made at this instant or later.
    pub from: Option<DateTime<Utc>>,
    /// Made before this instant.
    pub until: Option<DateTime<Utc>>,
}

/// An instant as the rows have it: UTC, and no finer than PostgreSQL keeps it.
pub(super) fn stored_instant(instant: DateTime<Utc>) -> NaiveDateTime {
    instant.naive_utc().trunc_subsecs(6)
}
