//! What a measure lets pass, on what conditions, what would meet each, and which claims it does not know.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Confidence;
use crate::record::{DocumentType, ExemptionId};

/// What a measure lets pass.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"key": "rajin_exporting_state", "id": "rajin_transit_coal",
    "title": "Foreign coal through Rajin", "summary": "…", "confidence": "confirmed",
    "conditions": [{"id": "committee_notified", "state": "exporting",
        "text": "The exporting State has notified the 1718 Committee in advance",
        "met_by": {"documents": ["committee_notification"], "by": "loading", "text": "…"}}]})))]
pub struct Exemption {
    /// Key inside the measure.
    pub key: String,
    /// Which exemption it is.
    pub id: ExemptionId,
    /// Title in a few words.
    pub title: String,
    /// What it says.
    pub summary: String,
    /// Whether it was read in a source or is recalled.
    pub confidence: Confidence,
    /// Cap in US dollars.
    pub cap_usd: Option<i64>,
    /// Cap in tonnes.
    pub cap_tonnes: Option<i64>,
    /// What must hold, all of it.
    #[serde(rename(serialize = "conditions"))]
    pub condition: Vec<Condition>,
}

/// One thing that must hold for an exemption.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "committee_notified", "state": "exporting",
    "text": "The exporting State has notified the 1718 Committee in advance",
    "met_by": {"documents": ["committee_notification"], "by": "loading", "text": "…"}})))]
pub struct Condition {
    /// The test.
    pub id: ConditionId,
    /// The day of a test on dates.
    pub date: Option<NaiveDate>,
    /// The State that acts.
    pub state: Option<State>,
    /// The countries of a test on countries.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Folded words of a test on names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// What must hold, in words.
    pub text: String,
    /// The paper or fact that would meet it.
    pub met_by: MetBy,
}

/// The paper or fact that would meet a condition. The State that issues the paper is the condition's.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"documents": ["committee_notification"], "by": "loading", "text": "…"})))]
pub struct MetBy {
    /// Types of paper, any one of which would do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentType>,
    /// Members of a record that could show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// The last day the paper may bear.
    pub by: Option<Deadline>,
    /// All of it in one sentence.
    pub text: String,
}

/// The last day a paper may bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "loading"))]
pub enum Deadline {
    /// The day of loading.
    Loading,
    /// The day before loading.
    DayBeforeLoading,
    /// The condition's own day.
    Date,
    /// The day before the condition's own day.
    DayBeforeDate,
}

/// The tests an exemption can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "foreign_origin"))]
pub enum ConditionId {
    /// The goods are coal.
    GoodsAreCoal,
    /// The goods originate outside the DPRK.
    ForeignOrigin,
    /// They leave the DPRK through Rajin alone.
    LeavesThroughRajin,
    /// A State confirms the origin on credible information.
    OriginConfirmed,
    /// A State tells the Committee, in advance where so said.
    CommitteeNotified,
    /// No revenue for programmes or other banned activity.
    NoProhibitedRevenue,
    /// No designated party takes part.
    NoDesignatedParty,
    /// Livelihood purposes alone.
    LivelihoodPurpose,
    /// The worldwide total stays below the cap.
    WithinCap,
    /// A written contract before the day.
    ContractBefore,
    /// The goods enter the importing State by the day.
    EnteredBy,
    /// The Committee is notified by the day.
    NoticeBy,
    /// The Committee approved in advance.
    ApprovedInAdvance,
    /// The measure knows the exemption at all.
    ExemptionExists,
    /// The goods are spare parts of civil passenger aircraft.
    CivilAircraftSpares,
    /// The aircraft is of a type that the paragraph names.
    NamedAircraft,
    /// The partner on the other side is of one of the countries.
    PartnerFrom,
    /// The record names the project.
    ProjectNamed,
    /// The goods are coal of one of the countries, and nothing else.
    CoalOf,
    /// The venture, permit or contract existed before the day.
    ExistedBefore,
    /// The venture closes, or the worker goes home, by the day.
    EndedBy,
}

impl ConditionId {
    /// Whether the test turns on a day.
    pub fn is_dated(self) -> bool {
        matches!(
            self,
            Self::ContractBefore
                | Self::EnteredBy
                | Self::NoticeBy
                | Self::ExistedBefore
                | Self::EndedBy
        )
    }

    /// Whether the test asks which State acts.
    pub fn names_state(self) -> bool {
        matches!(self, Self::OriginConfirmed | Self::CommitteeNotified)
    }

    /// Whether the test asks for one of several countries.
    pub fn names_countries(self) -> bool {
        matches!(self, Self::PartnerFrom | Self::CoalOf)
    }

    /// Whether the test looks for words.
    pub fn names_words(self) -> bool {
        self == Self::ProjectNamed
    }
}

/// The State that confirms or notifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "exporting"))]
pub enum State {
    /// The State the goods come from.
    Exporting,
    /// The State that buys them.
    Procuring,
}

/// A claim that a measure does not know, and why.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"exemption": "rajin_transit_coal", "commodities": ["iron", "iron_ore"],
    "text": "The way through Rajin is for coal alone", "confidence": "confirmed"})))]
pub struct Refusal {
    /// The exemption claimed; absent for any.
    pub exemption: Option<ExemptionId>,
    /// The goods it is claimed for; none for all of the measure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commodities: Vec<String>,
    /// First day on which this reason is given.
    pub from: Option<NaiveDate>,
    /// Last day on which this reason is given.
    pub until: Option<NaiveDate>,
    /// Why it does not fit.
    pub text: String,
    /// Whether the reason was read in a source or is recalled.
    pub confidence: Confidence,
}

impl Refusal {
    /// Whether it answers a claim for these goods on that day.
    pub fn answers(&self, claim: ExemptionId, commodity: &str, day: NaiveDate) -> bool {
        self.exemption.is_none_or(|exemption| exemption == claim)
            && (self.commodities.is_empty() || self.commodities.iter().any(|id| id == commodity))
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }
}

/// The file `refusals.toml`: claims that no measure of a kind knows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RefusalFile {
    pub(super) refusal: Vec<Refusal>,
}
