//! Commodities: the groups of goods that measures name, by HS line and by word.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Confidence, Rules, hs_scope};
use crate::text::{fold, tokens};

/// A group of goods that a measure names.
#[derive(Debug, Clone, PartialEq)]
pub struct Commodity {
    /// Permanent id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What sort of goods: decides what must be known of their origin.
    pub class: CommodityClass,
    /// What exemptions know these goods by, where they do.
    pub role: Option<CommodityRole>,
    /// What the words say and how the lists read them.
    pub summary: String,
    /// What this entry rests on.
    pub sources: Vec<String>,
    /// The HS lines.
    pub lines: Vec<HsLine>,
}

/// Sorts of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "mineral"))]
pub enum CommodityClass {
    /// Ores, coal, earth and stone.
    Mineral,
    /// Metals and what is made of them.
    Metal,
    /// Fish and other animals of the water.
    Seafood,
    /// Anything else.
    Other,
}

impl CommodityClass {
    /// Whether goods of this sort must state where they come from.
    pub fn needs_origin(self) -> bool {
        self != Self::Other
    }
}

/// Goods that exemptions and savings speak of by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommodityRole {
    /// Coal: of the way through Rajin, of the cap, and of ventures that carry it.
    Coal,
}

/// What a decisive nexus would make of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "violation"))]
pub enum Standing {
    /// Held for a person.
    Suspicion,
    /// Prohibited.
    Violation,
}

/// One line of the Harmonized System, and why it belongs to the commodity.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"hs": "2701", "part": "full", "bases": ["un_words", "eu_annex", "china_list"],
    "tier": "A", "confidence": "confirmed", "standing": "violation"})))]
pub struct HsLine {
    /// Digits of the line, or a range of equally long codes.
    pub hs: String,
    /// Whether the whole line or a part of it.
    pub part: LinePart,
    /// The sources that name it.
    pub bases: Vec<String>,
    /// A: every source that lists the group; B: one of them; C: a neighbour.
    pub tier: String,
    /// Whether it was read in a source or is recalled.
    pub confidence: Confidence,
    /// What a decisive nexus makes of it; for a part, once the description confirms it.
    pub standing: Standing,
    /// Why the line is an open question.
    pub open: Option<String>,
    /// What a buyer should know.
    pub note: Option<String>,
    /// First day of the edition of the Harmonized System that has the line, where not all have it.
    pub edition_from: Option<NaiveDate>,
    /// Last day before the edition that no longer has it.
    pub edition_until: Option<NaiveDate>,
    /// Words of a description that name the part of the line that is not meant, folded.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub excludes: Vec<String>,
}

/// Whether the whole of an HS line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "full"))]
pub enum LinePart {
    /// The whole line.
    Full,
    /// A part; the description decides.
    Ex,
}

impl HsLine {
    /// How many digits of the line a code matches: the length of the line, or `None`.
    pub fn matches(&self, digits: &str) -> Option<usize> {
        hs_scope::matched(&self.hs, digits)
    }

    /// Whether a folded description names the part of the line that is not meant.
    pub fn excludes(&self, folded: &str) -> bool {
        self.excludes.iter().any(|word| {
            if word.is_ascii() {
                tokens(folded).any(|token| token == word)
            } else {
                folded.contains(word)
            }
        })
    }

    /// What to say where the edition of the Harmonized System of that day does not have the line.
    pub fn other_edition(&self, day: NaiveDate) -> Option<String> {
        if let Some(from) = self.edition_from.filter(|from| day < *from) {
            return Some(format!("The Harmonized System has this code from {from} only"));
        }
        let until = self.edition_until.filter(|until| *until < day)?;
        Some(format!("The Harmonized System had this code until {until} only"))
    }

    /// Whether the line lies inside a shorter code.
    pub fn lies_inside(&self, digits: &str) -> bool {
        self.hs.len() > digits.len() && self.hs.starts_with(digits)
    }
}

impl Commodity {
    /// Whether it is a mineral or a metal.
    pub fn is_material(&self) -> bool {
        matches!(self.class, CommodityClass::Mineral | CommodityClass::Metal)
    }

    /// The most specific line of this commodity that an HS code stands in.
    pub fn line(&self, digits: &str) -> Option<&HsLine> {
        self.lines
            .iter()
            .filter_map(|line| line.matches(digits).map(|length| (length, line)))
            .max_by_key(|(length, _)| *length)
            .map(|(_, line)| line)
    }

    /// The line that an HS code of the word files means: the one it is or stands in, else the first
    /// inside it.
    pub(super) fn line_index(&self, hs: &str) -> Option<usize> {
        let position = |wanted: &dyn Fn(&HsLine) -> bool| self.lines.iter().position(wanted);
        position(&|line| line.hs == hs)
            .or_else(|| {
                let line = self.line(hs)?;
                position(&|known| known == line)
            })
            .or_else(|| position(&|line| line.lies_inside(hs)))
    }
}

/// A file of `data/commodities/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommodityFile {
    id: String,
    name: String,
    class: CommodityClass,
    role: Option<CommodityRole>,
    summary: String,
    sources: Vec<String>,
    line: Vec<LineEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineEntry {
    hs: String,
    part: LinePart,
    bases: Vec<String>,
    tier: String,
    confidence: Confidence,
    open: Option<String>,
    note: Option<String>,
    edition_from: Option<NaiveDate>,
    edition_until: Option<NaiveDate>,
    #[serde(default)]
    excludes: Vec<String>,
}

impl CommodityFile {
    /// The commodity, with the standing of each line worked out by the rules.
    pub(super) fn into_commodity(self, rules: &Rules) -> Commodity {
        let lines = self.line.into_iter().map(|line| line.into_line(rules)).collect();
        Commodity {
            id: self.id,
            name: self.name,
            class: self.class,
            role: self.role,
            summary: self.summary,
            sources: self.sources,
            lines,
        }
    }
}

impl LineEntry {
    fn into_line(self, rules: &Rules) -> HsLine {
        let decides = self.bases.iter().any(|base| rules.bases_that_decide.contains(base));
        let lists = self.bases.iter().filter(|base| rules.bases_that_count.contains(base)).count();
        let standing = if self.open.is_none() && (decides || lists >= rules.lists_that_decide) {
            Standing::Violation
        } else {
            Standing::Suspicion
        };
        HsLine {
            hs: self.hs,
            part: self.part,
            bases: self.bases,
            tier: self.tier,
            confidence: self.confidence,
            standing,
            open: self.open,
            note: self.note,
            edition_from: self.edition_from,
            edition_until: self.edition_until,
            excludes: self.excludes.iter().map(|word| fold(word)).collect(),
        }
    }
}
