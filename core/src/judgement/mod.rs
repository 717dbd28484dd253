//! What an answer consists of: a verdict with its findings, evidence, gaps and basis.
//!
//! The types are the wire format, written and read back. What fills them is `screening`.

mod breakdown;
mod evidence;
mod finding;
mod matched;
mod pointer;
mod reason;

pub use breakdown::Breakdown;
pub use evidence::Evidence;
pub use finding::{
    ConditionResult, ConditionStatus, ExemptionResult, Finding, MeasureReference, Need, NexusKind,
    Outcome,
};
pub use matched::{
    Corroboration, CorroborationKind, DesignationReference, Match, MatchedName, Script, TokenMatch,
};
pub(crate) use pointer::at;
pub use pointer::{Member, Pointer, Step};
pub use reason::Reason;

pub use crate::rulebook::{EvidenceKind, FindingKind};

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::record::Kind;
use crate::watchlist::Watchlist;

/// What a record was judged to be, without the id and time of a particular screening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"kind": "shipment", "reference": "PO-4711", "verdict": "clear", "risk_score": 5,
    "governing": {"from": "2026-11-24", "until": "2026-11-24", "basis": "as_of"}, "findings": [],
    "missing": [], "next_steps": [{"code": "release", "detail": "…", "measure": null, "pointer": null}],
    "breakdown": [{"pointer": "/items/0", "line": "10", "verdict": "clear", "kind": null, "reason": null}], "matches": [],
    "checked": {"measures": 37, "commodities": 22, "designations": 214, "scope": "…"},
    "basis": {"as_of": "2026-11-24", "as_of_given": false, "rulebook": "2026.11.1+sha256…",
        "policy": "sha256…", "engine": "0.1.0", "record_digest": "sha256…", "watchlists": [],
        "clearances": null}})))]
pub struct Judgement {
    /// Shipment or company.
    pub kind: Kind,
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// The one word to act on.
    pub verdict: Verdict,
    /// 0 to 100; orders a work queue and decides nothing.
    pub risk_score: i32,
    /// The days whose law was applied.
    pub governing: Governing,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// Facts that were not given and could change the verdict.
    pub missing: Vec<Missing>,
    /// What to do.
    pub next_steps: Vec<NextStep>,
    /// Each item, party, ship, affiliate and person with the worst that a finding says of it; whatever else of the
    /// record a finding holds comes after them.
    pub breakdown: Vec<Breakdown>,
    /// Names and numbers that equal listed ones.
    pub matches: Vec<Match>,
    /// What was looked at.
    pub checked: Checked,
    /// Everything the answer depends on.
    pub basis: Basis,
}

/// The one word to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "prohibited"))]
pub enum Verdict {
    /// Nothing found: release.
    Clear,
    /// A suspicion or an exemption to confirm: hold until a person decides.
    Review,
    /// A measure in force forbids it: block.
    Prohibited,
}

impl Verdict {
    /// The word that follows from findings, and from nothing else.
    pub fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        match findings.into_iter().map(|finding| finding.outcome).max() {
            Some(Outcome::Violation) => Self::Prohibited,
            Some(Outcome::Suspicion | Outcome::Exemption) => Self::Review,
            Some(Outcome::Notice) | None => Self::Clear,
        }
    }

    /// The word used in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Review => "review",
            Self::Prohibited => "prohibited",
        }
    }
}

/// The governing period: the days whose law was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"from": "2017-08-20", "until": "2017-09-02", "basis": "dates.loading to dates.arrival"})))]
pub struct Governing {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Which members of the record fixed it.
    pub basis: Cow<'static, str>,
}

/// A fact that was not given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"pointer": "/transport/vessel/imo", "why": "…", "could_change": "prohibited"})))]
pub struct Missing {
    /// Where it would stand.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub pointer: Pointer,
    /// Why it matters.
    pub why: String,
    /// The worst verdict it could bring.
    pub could_change: Verdict,
    /// A fragment for the pointer that could free a held record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub example: Option<serde_json::Value>,
    /// The verdict with exactly that fragment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict_then: Option<Verdict>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"code": "inspect_cargo", "detail": "…", "measure": "unscr-2270-18", "pointer": null})))]
pub struct NextStep {
    /// A word for programs.
    pub code: String,
    /// A sentence for people.
    pub detail: String,
    /// The measure that asks for it, by id; null for what no single measure asks.
    pub measure: Option<String>,
    /// Where the record would state it: the place of an entry of `missing` that frees it; else null.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>))]
    pub pointer: Option<Pointer>,
}

/// What was looked at, and within what limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"measures": 37, "commodities": 22, "designations": 214, "scope": "…"})))]
pub struct Checked {
    /// Measures of the rulebook.
    pub measures: usize,
    /// Commodities of the rulebook.
    pub commodities: usize,
    /// Designations that were listed by the day of the judgement.
    pub designations: usize,
    /// What the answer speaks of, and what not.
    pub scope: Cow<'static, str>,
}

/// Everything the answer depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"as_of": "2026-11-24", "as_of_given": false, "rulebook": "2026.11.1+sha256…",
    "policy": "sha256…", "engine": "0.1.0", "record_digest": "sha256…",
    "watchlists": [{"id": "un-1718", "version": "2026-05-08", "digest": "sha256…"}], "clearances": null})))]
pub struct Basis {
    /// The day of the judgement.
    pub as_of: NaiveDate,
    /// Whether the record asked for that day.
    pub as_of_given: bool,
    /// Version and digest of the rulebook.
    pub rulebook: String,
    /// Digest of the operator's policy.
    pub policy: String,
    /// Version of the program.
    pub engine: Cow<'static, str>,
    /// Digest of the record in canonical form.
    pub record_digest: String,
    /// The lists used.
    pub watchlists: Vec<WatchlistReference>,
    /// Digest over the ids and entries of the clearances that were applied; null where none was.
    pub clearances: Option<String>,
}

/// A list as it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "un-1718", "version": "2026-05-08", "digest": "sha256…"})))]
pub struct WatchlistReference {
    /// Its id.
    pub id: String,
    /// Its newest version.
    pub version: String,
    /// Digest of its text; of several versions, SHA-256 over their digests in order.
    pub digest: String,
    /// The digests of its versions, the oldest first; left out where there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<String>,
    /// Days after which it is too old; left out where no age is enforced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_age_days: Option<i64>,
    /// The last day on which its source was asked and had nothing newer, where an age is enforced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<NaiveDate>,
}

impl WatchlistReference {
    /// A list as it stands.
    pub(crate) fn of(list: &Watchlist) -> Self {
        let versions = match list.versions() {
            [] | [_] => Vec::new(),
            several => several.iter().map(|version| version.digest.clone()).collect(),
        };
        Self {
            id: list.id.clone(),
            version: list.version.clone(),
            digest: list.digest.clone(),
            versions,
            max_age_days: list.allowance.map(|allowance| allowance.max_days),
            checked_on: list.allowance.and_then(|allowance| allowance.checked_on),
        }
    }
}
