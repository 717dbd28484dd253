//! The changelog of law: what each version of the rulebook changed, and for which days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One change of law between two versions of the rulebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"version": "2026.11.0", "date": "2026-11-24", "summary": "First edition",
    "measures": ["unscr-2371-8"], "impacted_from": "2017-08-05", "impacted_until": null})))]
pub struct Change {
    /// Version that brought it, `YEAR.MONTH.NUMBER`.
    pub version: String,
    /// Day of that version.
    pub date: NaiveDate,
    /// What changed, in plain sentences.
    pub summary: String,
    /// The measures and rules of other law concerned, by id.
    pub measures: Vec<String>,
    /// First day whose judgement may come out otherwise: screenings from there on should be judged again.
    pub impacted_from: NaiveDate,
    /// Last such day; null where it is open.
    pub impacted_until: Option<NaiveDate>,
}

impl Change {
    /// The parts of the version as numbers, to be compared.
    pub fn number(&self) -> Option<(u16, u8, u16)> {
        let (year, rest) = self.version.split_once('.')?;
        let (month, number) = rest.split_once('.')?;
        Some((year.parse().ok()?, month.parse().ok()?, number.parse().ok()?))
    }
}

/// The file `changes.toml`, the newest change first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangeFile {
    pub(super) change: Vec<Change>,
}
