//! Lists and their versions, as callers see them.

use std::collections::BTreeMap;

use assay_core::judgement::TokenMatch;
use assay_core::names::Name;
use assay_core::watchlist::{
    Authority, Designation, DesignationKind, Difference, Hit, ListFault, ListVersion, Shrinkage,
    Watchlist,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::storage::RefreshRow;

/// Designations by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"persons": 80, "entities": 75, "vessels": 0, "aircraft": 0}))]
pub struct Counts {
    /// Persons.
    pub persons: usize,
    /// Entities.
    pub entities: usize,
    /// Ships.
    pub vessels: usize,
    /// Aircraft.
    pub aircraft: usize,
}

impl Counts {
    fn by(count: impl Fn(DesignationKind) -> usize) -> Self {
        Self {
            persons: count(DesignationKind::Person),
            entities: count(DesignationKind::Entity),
            vessels: count(DesignationKind::Vessel),
            aircraft: count(DesignationKind::Aircraft),
        }
    }

    pub(super) fn of_list(list: &Watchlist) -> Self {
        Self::by(|kind| list.count(kind))
    }

    pub(super) fn of_version(version: &ListVersion) -> Self {
        Self::by(|kind| version.count(kind))
    }
}

/// A list and its version in use.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718", "title": "1718 Sanctions List: persons and entities (DPRK)",
    "authority": "un", "default": true, "regime": "DPRK", "version": "2026-05-08", "digest": "sha256…",
    "source": "…", "age_days": 200, "max_age_days": null, "checked_on": null,
    "counts": {"persons": 80, "entities": 75, "vessels": 0, "aircraft": 0}, "versions": 1, "held": [], "refresh": null}))]
pub struct ListReport {
    /// Id of the list.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who keeps it: `un`, `other` or `house`.
    pub authority: Authority,
    /// Whether it is used in every screening, or only where `options.watchlists` names it.
    pub default: bool,
    /// The regime of entries that name none; null for a list without one.
    pub regime: Option<String>,
    /// Newest version: the day the list was published; null where there is none yet.
    pub version: Option<String>,
    /// Digest of its text; of several versions, SHA-256 over their digests in order.
    pub digest: String,
    /// Where it comes from.
    pub source: String,
    /// Days since the newest version was published, or since its source had nothing newer.
    pub age_days: Option<i64>,
    /// Days after which it is too old; null where no age is enforced.
    pub max_age_days: Option<i64>,
    /// The last day on which its source was asked and had nothing newer.
    pub checked_on: Option<NaiveDate>,
    /// How many designations it has, those apart that were removed.
    pub counts: Counts,
    /// How many versions it is made of.
    pub versions: usize,
    /// Versions that wait for a confirmation and are not used.
    pub held: Vec<VersionReport>,
    /// What came of fetching it; null where it has no source to fetch.
    pub refresh: Option<RefreshReport>,
}

/// A version of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({"id": "sha256…", "version": "2026-05-08", "digest": "sha256…", "status": "accepted",
    "format": "un-xml", "counts": {"persons": 737, "entities": 272, "vessels": 0, "aircraft": 0}, "size": 230_000,
    "received_at": "2026-11-24T08:00:00Z", "accepted_at": "2026-11-24T08:00:00Z", "reasons": null}))]
pub struct VersionReport {
    /// Its id: the digest.
    pub id: String,
    /// The day it was published.
    pub version: String,
    /// Digest of the file.
    pub digest: String,
    /// `accepted`: part of the list. `held`: waits for a confirmation.
    pub status: &'static str,
    /// Form of the file; null for the version that is built in.
    pub format: Option<String>,
    /// How many designations it has.
    pub counts: Counts,
    /// Bytes of the file; null for the version that is built in.
    pub size: Option<i64>,
    /// When it came; null for the version that is built in.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub received_at: Option<String>,
    /// When it was accepted.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub accepted_at: Option<String>,
    /// Why it is or was held; null where it never was.
    pub reasons: Option<HeldReasons>,
}

/// Why a version is held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"counts": {"persons": 737, "entities": 12, "vessels": 0, "aircraft": 0},
    "shrinkages": [{"list": "un-consolidated", "regime": "DPRK", "kind": "entity", "before": 75, "after": 12}],
    "faults": []}))]
pub struct HeldReasons {
    /// How many designations it has.
    pub counts: Counts,
    /// Where it has too few entries, by regime and kind.
    pub shrinkages: Vec<Shrinkage>,
    /// What of it could not be read.
    pub faults: Vec<ListFault>,
}

impl HeldReasons {
    pub(super) fn is_empty(&self) -> bool {
        self.shrinkages.is_empty() && self.faults.is_empty()
    }
}

/// What came of fetching a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"attempted_at": "2026-11-24T06:00:00Z", "succeeded_at": "2026-11-24T06:00:00Z",
    "due_at": "2026-11-25T06:00:00Z", "failures": 0, "error": null}))]
pub struct RefreshReport {
    /// When it was last tried.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub attempted_at: Option<String>,
    /// When the source last gave the list or had nothing newer.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub succeeded_at: Option<String>,
    /// When it is to be fetched next.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due_at: Option<String>,
    /// How often in a row it failed.
    pub failures: i32,
    /// Why it failed last; null where it succeeded.
    pub error: Option<String>,
}

impl From<&RefreshRow> for RefreshReport {
    fn from(row: &RefreshRow) -> Self {
        Self {
            attempted_at: row.attempted_at.map(text),
            succeeded_at: row.succeeded_at.map(text),
            due_at: Some(text(row.due_at)),
            failures: row.failures,
            error: row.error.clone(),
        }
    }
}

/// What became of a file that was loaded.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({"list": "un-consolidated", "version": "2026-05-08", "digest": "sha256…",
    "status": "accepted", "unchanged": false, "authority": "un", "default": true, "format": "un-xml",
    "counts": {"persons": 737, "entities": 272, "vessels": 0, "aircraft": 0}, "skipped": {},
    "differences": {"against": "sha256…", "added": 7, "removed": 1, "amended": 12}}))]
pub struct LoadedVersion {
    /// Id of the list.
    pub list: String,
    /// The day it was published.
    pub version: String,
    /// Digest of the file.
    pub digest: String,
    /// `accepted`.
    pub status: &'static str,
    /// Whether it was there already, and nothing was done.
    pub unchanged: bool,
    /// Who keeps the list.
    pub authority: Authority,
    /// Whether the list is used in every screening.
    pub default: bool,
    /// Form of the file.
    pub format: String,
    /// How many designations the version has.
    pub counts: Counts,
    /// What of the file was left out on purpose, with how often.
    pub skipped: BTreeMap<String, usize>,
    /// What differs from the version before it.
    pub differences: DifferenceCounts,
    /// Whether the list itself is new.
    #[serde(skip)]
    pub is_new_list: bool,
}

/// How many entries differ from another version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"against": "sha256…", "added": 7, "removed": 1, "amended": 12}))]
pub struct DifferenceCounts {
    /// Digest of the other version; null where there is none before.
    pub against: Option<String>,
    /// Entries that it does not have.
    pub added: usize,
    /// Entries that it alone has.
    pub removed: usize,
    /// Entries whose facts differ.
    pub amended: usize,
}

impl DifferenceCounts {
    /// Against the version before.
    pub(super) fn of(before: Option<&ListVersion>, version: &ListVersion, regime: &str) -> Self {
        let difference = before.map_or_else(
            || Difference::first(version),
            |before| Difference::between(before, version, regime),
        );
        Self {
            against: before.map(|before| before.digest.clone()),
            added: difference.added.len(),
            removed: difference.removed.len(),
            amended: difference.amended.len(),
        }
    }
}

/// What differs between two versions of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({"list": "un-consolidated", "from": "sha256…", "to": "sha256…",
    "added": [{"id": "KPe.076", "name": "…", "kind": "entity", "members": []}], "removed": [], "amended": []}))]
pub struct VersionDifference {
    /// Id of the list.
    pub list: String,
    /// Digest of the version that is compared from.
    pub from: String,
    /// Digest of the version that is compared to.
    pub to: String,
    /// What differs.
    #[serde(flatten)]
    pub difference: Difference,
}

/// A version that was not taken, as its problem tells it.
#[derive(Debug, Clone, Serialize)]
pub struct HeldVersion {
    /// Id of the list.
    pub list: String,
    /// The day it was published.
    pub version: String,
    /// Digest of the file.
    pub digest: String,
    /// Where to confirm it.
    pub confirmation: String,
    /// Why it is held.
    #[serde(flatten)]
    pub reasons: HeldReasons,
}

/// The name, list and day of an entry that was found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718:KPe.001", "name": "KOREA MINING DEVELOPMENT TRADING CORPORATION",
    "kind": "entity", "listed_on": "2009-04-24", "removed_on": null, "matched_name": "KOMID", "score": 1.0,
    "tokens": [{"submitted": "komid", "listed": "komid", "score": 1.0, "reason": "equal"}]}))]
pub struct FoundDesignation {
    /// List and reference number.
    pub id: String,
    /// Name as listed.
    pub name: String,
    /// Person, entity or vessel.
    pub kind: DesignationKind,
    /// Day of listing; null where the list gives none.
    pub listed_on: Option<NaiveDate>,
    /// The first day on which it is no longer listed.
    pub removed_on: Option<NaiveDate>,
    /// The listed name that is near; null where a number is equal.
    pub matched_name: Option<String>,
    /// How near it is: 1 is equal.
    pub score: f64,
    /// The words of the two names that are partners.
    pub tokens: Vec<TokenMatch>,
}

impl FoundDesignation {
    /// An entry that was found by its number.
    pub(super) fn of(list: &Watchlist, entry: &Designation) -> Self {
        Self {
            id: format!("{}:{}", list.id, entry.id),
            name: entry.name.clone(),
            kind: entry.kind,
            listed_on: entry.listed_on,
            removed_on: entry.removed_on,
            matched_name: None,
            score: 1.0,
            tokens: Vec::new(),
        }
    }

    /// An entry that was found by a name.
    pub(super) fn of_name(list: &Watchlist, hit: &Hit<'_>, forms: &[Name]) -> Self {
        Self {
            matched_name: Some(hit.listed_name.to_owned()),
            score: f64::from(hit.likeness.score) / 1000.0,
            tokens: hit.explain(forms).into_iter().map(TokenMatch::from).collect(),
            ..Self::of(list, hit.designation)
        }
    }
}

pub(super) fn text(at: DateTime<Utc>) -> String {
    super::super::instant(at)
}
