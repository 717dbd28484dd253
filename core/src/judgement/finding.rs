//! One thing that was found: its law, its evidence, its exemptions. The types are the wire format.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DesignationReference, Evidence, Pointer, Reason};
use crate::record::{DocumentType, ExemptionId};
use crate::rulebook::{ConditionId, FindingKind, Rule, State};

/// What a finding does to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "violation"))]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "territory"))]
pub enum NexusKind {
    /// The goods come from its territory or left it.
    Territory,
    /// A DPRK person or body supplies them.
    Nationals,
    /// They travel on its ships or aircraft.
    Flag,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"kind": "commodity_ban", "outcome": "violation",
    "measure": {"id": "unscr-2371-8", "resolution": "S/RES/2371 (2017)", "paragraph": "8", "title": "…",
        "in_force_from": "2017-08-05", "in_force_until": null, "url": "…"},
    "reason": "in_force", "commodity": "coal", "pointer": "/items/0", "nexus": "territory", "designation": null,
    "explanation": "…", "evidence": [], "exemptions": []})))]
pub struct Finding {
    /// What kind of finding it is.
    pub kind: FindingKind,
    /// What it does to the verdict.
    pub outcome: Outcome,
    /// The law it rests on, where a paragraph is named.
    pub measure: Option<MeasureReference>,
    /// Why it has its outcome.
    pub reason: Reason,
    /// The commodity.
    pub commodity: Option<String>,
    /// JSON pointer to what it is about.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub pointer: Pointer,
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
    /// A finding with nothing but its kind, its outcome and why, its place and its sentence.
    pub(crate) fn new(
        kind: FindingKind,
        (outcome, reason): (Outcome, Reason),
        pointer: Pointer,
        explanation: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            outcome,
            measure: None,
            reason,
            commodity: None,
            pointer,
            nexus: None,
            designation: None,
            explanation: explanation.into(),
            evidence: Vec::new(),
            exemptions: Vec::new(),
        }
    }

    /// The same with the law it rests on.
    #[must_use]
    pub(crate) fn under(mut self, rule: Option<Rule<'_>>) -> Self {
        self.measure = rule.map(MeasureReference::from);
        self
    }

    /// The same with its evidence.
    #[must_use]
    pub(crate) fn with(mut self, evidence: Vec<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }
}

/// The law a finding rests on, in the period that was applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "unscr-2371-8", "resolution": "S/RES/2371 (2017)", "paragraph": "8",
    "title": "Full ban on coal, iron and iron ore from the DPRK", "in_force_from": "2017-08-05",
    "in_force_until": null, "url": "https://docs.un.org/en/S/RES/2371(2017)"})))]
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

/// An exemption that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "rajin_transit_coal", "status": "unknown",
    "conditions": [{"id": "foreign_origin", "status": "met", "detail": "…"}]})))]
pub struct ExemptionResult {
    /// Which exemption.
    pub id: ExemptionId,
    /// Unmet if any condition is, met if all are, else unknown.
    pub status: ConditionStatus,
    /// Its conditions.
    pub conditions: Vec<ConditionResult>,
}

/// One condition of an exemption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "committee_notified", "status": "unknown", "detail": "…",
    "met_by": {"documents": ["committee_notification"], "members": [], "state": "exporting",
        "issued_by": "RU", "by": "2018-05-10", "text": "…"}})))]
pub struct ConditionResult {
    /// Which test.
    pub id: ConditionId,
    /// How it came out.
    pub status: ConditionStatus,
    /// What it asks for, and what the record says.
    pub detail: String,
    /// What would meet it; null where it is met, and where nothing would.
    pub met_by: Option<Need>,
}

/// The paper or fact that would meet a condition of this record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"documents": ["committee_notification"], "members": [], "state": "exporting",
    "issued_by": "RU", "by": "2018-05-10",
    "text": "A document of type committee_notification, issued by the State the goods come from …"})))]
pub struct Need {
    /// Types of paper, any one of which would do.
    pub documents: Vec<DocumentType>,
    /// Members of the record that could show it.
    pub members: Vec<String>,
    /// Which State issues the paper.
    pub state: Option<State>,
    /// The country of that State, where the record tells it.
    pub issued_by: Option<String>,
    /// The last day the paper may bear, where the record tells it.
    pub by: Option<NaiveDate>,
    /// All of it in one sentence.
    pub text: String,
}

/// How a condition came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "unknown"))]
pub enum ConditionStatus {
    /// The record shows that it holds.
    Met,
    /// The record shows that it does not.
    Unmet,
    /// The record does not say.
    Unknown,
}
