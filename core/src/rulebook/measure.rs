//! Measures: what a paragraph of a resolution bans, when, and what it lets pass.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::duty::Duty;
use super::exemption::{Exemption, Refusal};
use super::hs_scope;
use crate::record::ExemptionId;

/// One paragraph of a resolution, as a rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "unscr-2371-8", "resolution": "S/RES/2371 (2017)", "paragraph": "8",
    "paragraph_confidence": "confirmed", "title": "Full ban on coal, iron and iron ore from the DPRK",
    "kind": "commodity_ban", "summary": "…", "adopted_on": "2017-08-05",
    "url": "https://docs.un.org/en/S/RES/2371(2017)", "sources": ["…"],
    "periods": [{"commodities": ["coal"], "from": "2017-08-05", "effect": "ban",
        "outcome": "violation", "exemptions": ["rajin_exporting_state"], "confidence": "confirmed"}],
    "exemptions": []})))]
pub struct Measure {
    /// Permanent id, `unscr-2371-8`.
    pub id: String,
    /// Symbol of the resolution.
    pub resolution: String,
    /// The paragraph.
    pub paragraph: String,
    /// Whether the paragraph's number was read in a source or is recalled.
    pub paragraph_confidence: Confidence,
    /// Title in a few words.
    pub title: String,
    /// What kind of rule it is.
    pub kind: MeasureKind,
    /// What it says, in plain sentences.
    pub summary: String,
    /// Day the resolution was adopted.
    pub adopted_on: NaiveDate,
    /// Where the resolution can be read.
    pub url: String,
    /// What this entry rests on.
    pub sources: Vec<String>,
    /// When it applies, and to which goods.
    pub periods: Vec<Period>,
    /// What it lets pass, and on what conditions.
    pub exemptions: Vec<Exemption>,
    /// Claims that it does not know, each with the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refusals: Vec<Refusal>,
    /// What States must do, as next steps.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<Duty>,
    /// Cases that a lawyer can read, run as tests.
    #[serde(skip)]
    pub cases: Vec<Case>,
}

/// Whether a fact was read in its source or is recalled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "confirmed"))]
pub enum Confidence {
    /// Read in the source named.
    Confirmed,
    /// From general knowledge; never decides alone.
    Recalled,
}

/// Kinds of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "commodity_ban"))]
pub enum MeasureKind {
    /// Goods that may not leave the DPRK.
    CommodityBan,
    /// Arms that may not leave the DPRK.
    Arms,
    /// Goods that may not go to the DPRK.
    ExportToDprk,
    /// Funds and resources of listed parties are frozen.
    AssetFreeze,
    /// A ship is frozen as an asset.
    VesselFreeze,
    /// A ship may not enter port.
    PortBan,
    /// A ship's flag is to be withdrawn.
    Deflagging,
    /// No transfers between ships at sea.
    ShipToShip,
    /// No joint ventures.
    JointVenture,
    /// No DPRK workers.
    Workers,
    /// No financial support for trade.
    TradeSupport,
    /// Cargo is to be inspected.
    CargoInspection,
    /// Transfers of gold are watched.
    GoldTransfer,
    /// What States must do about ships and cargo.
    StateDuty,
}

/// When a measure applies, and to which goods.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"commodities": ["coal"], "from": "2017-08-05", "effect": "ban",
    "outcome": "violation", "exemptions": ["rajin_exporting_state"], "confidence": "confirmed"})))]
pub struct Period {
    /// The commodities, by id.
    #[serde(default)]
    pub commodities: Vec<String>,
    /// HS scope of measures that name no commodity: prefixes, or ranges of chapters such as `72-89`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hs: Vec<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day; absent while the measure is open.
    pub until: Option<NaiveDate>,
    /// What it does.
    pub effect: Effect,
    /// The strongest finding it makes with a decisive nexus.
    pub outcome: super::Standing,
    /// Keys of the exemptions alive in this period.
    #[serde(default)]
    pub exemptions: Vec<String>,
    /// Whether goods, dates and effect were read in a source or are recalled.
    pub confidence: Confidence,
    /// What else a reader should know.
    pub note: Option<String>,
}

impl Period {
    /// Whether it applies to a commodity or an HS code; a period without a scope applies to all.
    pub fn concerns(&self, commodity: Option<&str>, hs: Option<&str>) -> bool {
        match (commodity, hs) {
            (Some(commodity), _) => self.commodities.iter().any(|id| id == commodity),
            (None, Some(hs)) => self.covers_hs(hs),
            (None, None) => true,
        }
    }

    /// Whether it is in force on some day of the span.
    pub fn overlaps(&self, from: NaiveDate, until: NaiveDate) -> bool {
        self.from <= until && self.until.is_none_or(|last| last >= from)
    }

    /// Whether an HS code stands in its HS scope.
    pub fn covers_hs(&self, digits: &str) -> bool {
        self.hs.iter().any(|scope| hs_scope::covers(scope, digits))
    }
}

/// What a measure does in a period, from the mildest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "ban"))]
pub enum Effect {
    /// Something is to be done.
    Duty,
    /// Assets are frozen.
    Freeze,
    /// A ban with exemptions.
    BanWithExemption,
    /// A ban with a quantity let pass.
    Cap,
    /// A full ban.
    Ban,
}

/// A case in a measure's own file: does it apply to these goods on that day?
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows.
    pub name: String,
    /// The commodities, each of which it holds for.
    #[serde(default)]
    pub commodities: Vec<String>,
    /// Or the HS code.
    pub hs: Option<String>,
    /// The day.
    pub on: NaiveDate,
    /// Whether a period of the measure is in force for the goods.
    pub fires: bool,
    /// Ids of the exemptions alive.
    #[serde(default)]
    pub exemptions: Vec<ExemptionId>,
}

/// A measure in one of its periods.
#[derive(Debug, Clone, Copy)]
pub struct Rule<'r> {
    /// The measure.
    pub measure: &'r Measure,
    /// The period.
    pub period: &'r Period,
}

/// The days whose law is asked for, and the day by which it must have been known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// What was adopted after this day is left out, and what it ended is still open.
    pub known_by: NaiveDate,
}

impl<'r> Rule<'r> {
    /// Whether the rule is in force on some day of the span, as far as was known.
    pub fn applies_in(self, span: Span) -> bool {
        let known = self.measure.adopted_on <= span.known_by;
        let last = self.period.until.filter(|last| *last < span.known_by);
        known && self.period.from <= span.until && last.is_none_or(|last| last >= span.from)
    }

    /// The exemptions alive in the period.
    pub fn exemptions(self) -> impl Iterator<Item = &'r Exemption> {
        self.measure
            .exemptions
            .iter()
            .filter(move |exemption| self.period.exemptions.contains(&exemption.key))
    }
}

/// A file of `data/un/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ResolutionFile {
    resolution: Resolution,
    #[serde(default)]
    measure: Vec<MeasureEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Resolution {
    symbol: String,
    adopted_on: NaiveDate,
    url: String,
    #[serde(rename = "summary")]
    _summary: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureEntry {
    id: String,
    paragraph: String,
    paragraph_confidence: Confidence,
    title: String,
    kind: MeasureKind,
    summary: String,
    sources: Vec<String>,
    #[serde(default)]
    period: Vec<Period>,
    #[serde(default)]
    exemption: Vec<Exemption>,
    #[serde(default)]
    refusal: Vec<Refusal>,
    #[serde(default)]
    duty: Vec<Duty>,
    #[serde(default)]
    case: Vec<Case>,
}

impl ResolutionFile {
    /// The measures of the file, each with what it inherits from its resolution.
    pub(super) fn into_measures(self) -> impl Iterator<Item = Measure> {
        let resolution = self.resolution;
        self.measure.into_iter().map(move |entry| Measure {
            id: entry.id,
            resolution: resolution.symbol.clone(),
            paragraph: entry.paragraph,
            paragraph_confidence: entry.paragraph_confidence,
            title: entry.title,
            kind: entry.kind,
            summary: entry.summary,
            adopted_on: resolution.adopted_on,
            url: resolution.url.clone(),
            sources: entry.sources,
            periods: entry.period,
            exemptions: entry.exemption,
            refusals: entry.refusal,
            duties: entry.duty,
            cases: entry.case,
        })
    }
}
