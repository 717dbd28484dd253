//! The answer: a verdict with its findings, evidence, gaps and basis. The types are the wire format.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::record::{ExemptionId, Kind};
use crate::rulebook::{ConditionId, Rule, Weight};
use crate::watchlist::DesignationKind;

/// What a record was judged to be, without the id and time of a particular screening.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"kind": "shipment", "reference": "PO-4711", "verdict": "clear", "risk_score": 5,
    "governing": {"from": "2026-11-24", "until": "2026-11-24", "basis": "as_of"}, "findings": [],
    "missing": [], "next_steps": [{"code": "release", "detail": "…"}], "matches": [],
    "checked": {"measures": 26, "commodities": 22, "designations": 214, "scope": "…"},
    "basis": {"as_of": "2026-11-24", "as_of_given": false, "rulebook": "2026.11.0+sha256…",
        "policy": "sha256…", "engine": "0.1.0", "record_digest": "sha256…", "watchlists": []}}))]
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
    /// Names and numbers that equal listed ones.
    pub matches: Vec<Match>,
    /// What was looked at.
    pub checked: Checked,
    /// Everything the answer depends on.
    pub basis: Basis,
}

/// The one word to act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "prohibited")]
pub enum Verdict {
    /// Nothing found: release.
    Clear,
    /// A suspicion or an exemption to confirm: hold until a person decides.
    Review,
    /// A measure in force forbids it: block.
    Prohibited,
}

impl Verdict {
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"from": "2017-08-20", "until": "2017-09-02", "basis": "dates.loading to dates.arrival"}))]
pub struct Governing {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// Which members of the record fixed it.
    pub basis: &'static str,
}

/// Kinds of finding. A caller that meets an unknown one goes by its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "commodity_ban")]
pub enum FindingKind {
    /// Goods that a measure names, with a nexus.
    CommodityBan,
    /// Arms, with a nexus.
    Arms,
    /// A party is designated.
    DesignatedParty,
    /// A ship is designated.
    DesignatedVessel,
    /// Goods go to the DPRK.
    ExportToDprk,
    /// Goods changed ships at sea.
    ShipToShipTransfer,
    /// A ship or aircraft is the DPRK's.
    DprkVesselOrAircraft,
    /// A tie to the DPRK outside every ban.
    DprkNexus,
    /// A joint venture with DPRK persons.
    JointVenture,
    /// DPRK nationals at work.
    DprkWorkers,
    /// Signs that the origin is concealed.
    ConcealedOrigin,
    /// Facts of the record contradict each other.
    DocumentConflict,
    /// Code and description name different goods.
    MisdeclaredGoods,
    /// Too little was stated to decide.
    InsufficientInformation,
    /// The age of the lists.
    StaleWatchlist,
    /// The record was judged as if on another day.
    AsOfGiven,
}

/// What a finding does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "violation")]
pub enum Outcome {
    /// Worth knowing.
    Notice,
    /// Holds the record.
    Suspicion,
    /// Would be a violation but for an exemption that may apply.
    Exemption,
    /// Blocks the record.
    Violation,
}

/// Ties between goods and the DPRK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "territory")]
pub enum NexusKind {
    /// The goods come from its territory or left it.
    Territory,
    /// A DPRK person or body supplies them.
    Nationals,
    /// They travel on its ships or aircraft.
    Flag,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"kind": "commodity_ban", "outcome": "violation",
    "measure": {"id": "unscr-2371-8", "resolution": "S/RES/2371 (2017)", "paragraph": "8", "title": "…",
        "in_force_from": "2017-08-05", "in_force_until": null, "url": "…"},
    "commodity": "coal", "pointer": "/items/0", "nexus": "territory", "designation": null,
    "explanation": "…", "evidence": [], "exemptions": []}))]
pub struct Finding {
    /// What kind of finding it is.
    pub kind: FindingKind,
    /// What it does to the verdict.
    pub outcome: Outcome,
    /// The law it rests on, where a paragraph is named.
    pub measure: Option<MeasureReference>,
    /// The commodity.
    pub commodity: Option<String>,
    /// JSON pointer to what it is about.
    pub pointer: String,
    /// The tie to the DPRK.
    pub nexus: Option<NexusKind>,
    /// The list entry, for a finding that rests on a match.
    pub designation: Option<DesignationReference>,
    /// One sentence a buyer understands.
    pub explanation: String,
    /// The facts it rests on.
    pub evidence: Vec<Evidence>,
    /// Exemptions that were looked at.
    pub exemptions: Vec<ExemptionResult>,
}

impl Finding {
    /// A finding with nothing but its kind, outcome, place and sentence.
    pub fn new(
        kind: FindingKind,
        outcome: Outcome,
        pointer: impl Into<String>,
        explanation: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            outcome,
            measure: None,
            commodity: None,
            pointer: pointer.into(),
            nexus: None,
            designation: None,
            explanation: explanation.into(),
            evidence: Vec::new(),
            exemptions: Vec::new(),
        }
    }

    /// The same with the law it rests on.
    #[must_use]
    pub fn under(mut self, rule: Option<Rule<'_>>) -> Self {
        self.measure = rule.map(MeasureReference::from);
        self
    }

    /// The same with its evidence.
    #[must_use]
    pub fn with(mut self, evidence: Vec<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }
}

/// The law a finding rests on, in the period that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "unscr-2371-8", "resolution": "S/RES/2371 (2017)", "paragraph": "8",
    "title": "Full ban on coal, iron and iron ore from the DPRK", "in_force_from": "2017-08-05",
    "in_force_until": null, "url": "https://docs.un.org/en/S/RES/2371(2017)"}))]
pub struct MeasureReference {
    /// Permanent id.
    pub id: String,
    /// Symbol of the resolution.
    pub resolution: String,
    /// The paragraph.
    pub paragraph: String,
    /// Title in a few words.
    pub title: String,
    /// First day of the period applied.
    pub in_force_from: NaiveDate,
    /// Last day of the period applied.
    pub in_force_until: Option<NaiveDate>,
    /// Where the resolution can be read.
    pub url: String,
}

impl From<Rule<'_>> for MeasureReference {
    fn from(rule: Rule<'_>) -> Self {
        Self {
            id: rule.measure.id.clone(),
            resolution: rule.measure.resolution.clone(),
            paragraph: rule.measure.paragraph.clone(),
            title: rule.measure.title.clone(),
            in_force_from: rule.period.from,
            in_force_until: rule.period.until,
            url: rule.measure.url.clone(),
        }
    }
}

/// One fact of the record, and what it weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"kind": "load_port", "pointer": "/transport/voyage/0/location/unlocode",
    "value": "KPNAM", "weight": "decisive", "detail": "The goods were loaded in a DPRK port: Nampo"}))]
pub struct Evidence {
    /// Which signal of the rulebook it is.
    pub kind: &'static str,
    /// Where it stands in the record.
    pub pointer: String,
    /// What stands there.
    pub value: String,
    /// What it weighs.
    pub weight: Weight,
    /// What it means.
    pub detail: String,
}

/// An exemption that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "rajin_transit_coal", "status": "unknown",
    "conditions": [{"id": "foreign_origin", "status": "met", "detail": "…"}]}))]
pub struct ExemptionResult {
    /// Which exemption.
    pub id: ExemptionId,
    /// Unmet if any condition is, met if all are, else unknown.
    pub status: ConditionStatus,
    /// Its conditions.
    pub conditions: Vec<ConditionResult>,
}

/// One condition of an exemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "foreign_origin", "status": "met", "detail": "…"}))]
pub struct ConditionResult {
    /// Which test.
    pub id: ConditionId,
    /// How it came out.
    pub status: ConditionStatus,
    /// What it asks for, and what the record says.
    pub detail: String,
}

/// How a condition came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "unknown")]
pub enum ConditionStatus {
    /// The record shows that it holds.
    Met,
    /// The record shows that it does not.
    Unmet,
    /// The record does not say.
    Unknown,
}

/// A fact that was not given.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"pointer": "/transport/vessel/imo", "why": "…", "could_change": "prohibited"}))]
pub struct Missing {
    /// Where it would stand.
    pub pointer: String,
    /// Why it matters.
    pub why: String,
    /// The worst verdict it could bring.
    pub could_change: Verdict,
    /// A fragment for the pointer that could free a held record.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub example: Option<serde_json::Value>,
    /// The verdict with exactly that fragment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict_then: Option<Verdict>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"code": "stop_and_report", "detail": "…"}))]
pub struct NextStep {
    /// A word for programs.
    pub code: String,
    /// A sentence for people.
    pub detail: String,
}

/// A name or number of the record that equals a listed one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"pointer": "/parties/0",
    "designation": {"id": "un-1718:KPe.001", "name": "…", "kind": "entity", "listed_on": "2009-04-24"},
    "outcome": "violation", "score": 1.0,
    "matched_name": {"submitted": "…", "listed": "…", "script": "latin"},
    "tokens": [{"submitted": "korea", "listed": "korea", "score": 1.0, "reason": "equal"}],
    "corroboration": [{"kind": "country", "agrees": true}], "cleared_by": null}))]
pub struct Match {
    /// Who or which ship of the record.
    pub pointer: String,
    /// The entry.
    pub designation: DesignationReference,
    /// What the match alone makes.
    pub outcome: Outcome,
    /// How near the names are: 1 is equal.
    pub score: f64,
    /// The names compared; null where a number decides.
    pub matched_name: Option<MatchedName>,
    /// The words compared, each with its partner.
    pub tokens: Vec<TokenMatch>,
    /// What speaks for or against.
    pub corroboration: Vec<Corroboration>,
    /// The clearance that keeps it quiet.
    pub cleared_by: Option<String>,
}

/// A list entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718:KPe.001", "name": "…", "kind": "entity", "listed_on": "2009-04-24"}))]
pub struct DesignationReference {
    /// List and reference number.
    pub id: String,
    /// Name as listed.
    pub name: String,
    /// Person, entity or vessel.
    pub kind: DesignationKind,
    /// Day of listing.
    pub listed_on: NaiveDate,
}

/// The two names compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"submitted": "KOMID", "listed": "KOMID", "script": "latin"}))]
pub struct MatchedName {
    /// As the record has it.
    pub submitted: String,
    /// As the list has it.
    pub listed: String,
    /// Script of the listed name.
    pub script: &'static str,
}

/// A word and its partner.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"submitted": "korea", "listed": "korea", "score": 1.0, "reason": "equal"}))]
pub struct TokenMatch {
    /// As the record has it.
    pub submitted: String,
    /// As the list has it.
    pub listed: String,
    /// How near they are: 1 is equal.
    pub score: f64,
    /// Why they count as partners.
    pub reason: &'static str,
}

/// A second fact that speaks for or against a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"kind": "country", "agrees": true}))]
pub struct Corroboration {
    /// Which fact.
    pub kind: &'static str,
    /// Whether it agrees.
    pub agrees: bool,
}

/// What was looked at, and within what limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"measures": 26, "commodities": 22, "designations": 214, "scope": "…"}))]
pub struct Checked {
    /// Measures of the rulebook.
    pub measures: usize,
    /// Commodities of the rulebook.
    pub commodities: usize,
    /// Designations that were listed by the day of the judgement.
    pub designations: usize,
    /// What the answer speaks of, and what not.
    pub scope: &'static str,
}

/// Everything the answer depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"as_of": "2026-11-24", "as_of_given": false, "rulebook": "2026.11.0+sha256…",
    "policy": "sha256…", "engine": "0.1.0", "record_digest": "sha256…",
    "watchlists": [{"id": "un-1718", "version": "2026-05-08", "digest": "sha256…"}]}))]
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
    pub engine: &'static str,
    /// Digest of the record in canonical form.
    pub record_digest: String,
    /// The lists used.
    pub watchlists: Vec<WatchlistReference>,
}

/// A list as it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718", "version": "2026-05-08", "digest": "sha256…"}))]
pub struct WatchlistReference {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Digest of its text.
    pub digest: String,
}
