//! Places that matter to the judgement, and what a record can say of one.

use serde::Deserialize;

use super::{Confidence, StatedCountry};

/// A place that matters to the judgement.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Permanent id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Country, alpha-2.
    pub country: String,
    /// Its UN/LOCODEs.
    #[serde(default)]
    pub unlocodes: Vec<String>,
    /// Spellings that mean this place wherever they stand.
    #[serde(default)]
    pub names: Vec<String>,
    /// Whether the usual name means this place wherever it stands, as `names` do.
    #[serde(default = "yes")]
    pub match_name: bool,
    /// Whether it was read in a source or is recalled.
    pub confidence: Confidence,
    /// Where it was read.
    #[serde(default)]
    pub source: Option<String>,
    /// Degrees north.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub longitude: Option<f64>,
    /// Of a crossing: third countries whose goods come that way as well, alpha-2.
    #[serde(default)]
    pub neighbours: Vec<String>,
    /// Spellings that equal a place elsewhere.
    #[serde(default)]
    pub guarded: Vec<Guard>,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum PlaceKind {
    Airport,
    City,
    County,
    Crossing,
    Port,
    Province,
}

fn yes() -> bool {
    true
}

/// A spelling that equals a place elsewhere: only the country or a neighbour settles it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    /// The spelling.
    pub name: String,
    /// Country of the look-alike, alpha-2.
    pub other: String,
    /// What the look-alike is.
    pub what: String,
}

/// What a text in a place's position says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatedPlace<'r> {
    /// The country, as far as it can be told.
    pub country: StatedCountry,
    /// The place, where it is one of the gazetteer's.
    pub place: Option<&'r Place>,
    /// The look-alike that stands in the way of a decision.
    pub guard: Option<&'r Guard>,
    /// Whether anything was stated.
    pub stated: bool,
    /// Whether the country was named by its own name or code, not by that of a place in it.
    pub named_country: bool,
    /// Whether a place in the DPRK is named against another stated country.
    pub contradicted: bool,
}

impl StatedPlace<'_> {
    /// Nothing stated.
    pub const ABSENT: Self = Self {
        country: StatedCountry::Absent,
        place: None,
        guard: None,
        stated: false,
        named_country: false,
        contradicted: false,
    };

    /// Whether the place lies in the DPRK for certain.
    pub fn is_dprk(&self) -> bool {
        self.country.is_dprk()
    }

    /// The name of the place in the gazetteer; empty where it is none of those.
    pub fn name(&self) -> &str {
        self.place.map_or("", |place| place.name.as_str())
    }

    /// Whether it may lie in the DPRK or in another country, and nothing here settles it.
    pub fn is_ambiguous(&self) -> bool {
        self.guard.is_some() || self.country.is_korea()
    }
}
