//! Commodities: the groups of goods that measures name, by HS line and by word.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::ToSchema;

use super::{Confidence, Rules};
use crate::text::fold;

/// A group of goods that a measure names.
#[derive(Debug, Clone, PartialEq)]
pub struct Commodity {
    /// Permanent id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What sort of goods: decides what must be known of their origin.
    pub class: CommodityClass,
    /// What the words say and how the lists read them.
    pub summary: String,
    /// What this entry rests on.
    pub sources: Vec<String>,
    /// The HS lines.
    pub lines: Vec<HsLine>,
    /// The words.
    pub terms: Vec<Term>,
}

/// Sorts of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "mineral")]
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

/// What a decisive nexus would make of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "violation")]
pub enum Standing {
    /// Held for a person.
    Suspicion,
    /// Prohibited.
    Violation,
}

/// One line of the Harmonized System, and why it belongs to the commodity.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(example = json!({"hs": "2701", "part": "full", "bases": ["un_words", "eu_annex", "china_list"],
    "tier": "A", "confidence": "confirmed", "standing": "violation"}))]
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
}

/// Whether the whole of an HS line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "full")]
pub enum LinePart {
    /// The whole line.
    Full,
    /// A part; the description decides.
    Ex,
}

impl HsLine {
    /// How many digits of the line a code matches: the length of the line, or `None`.
    pub fn matches(&self, digits: &str) -> Option<usize> {
        let (first, last) = self.hs.split_once('-').unwrap_or((&self.hs, &self.hs));
        let prefix = digits.get(..first.len())?;
        (first <= prefix && prefix <= last).then_some(first.len())
    }

    /// Whether the line lies inside a shorter code.
    pub fn lies_inside(&self, digits: &str) -> bool {
        self.hs.len() > digits.len() && self.hs.starts_with(digits)
    }
}

/// A word of a description that names a commodity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The word, folded.
    pub text: String,
    /// Whether it can mean nothing else.
    pub plain: bool,
}

impl Commodity {
    /// The most specific line of this commodity that an HS code stands in.
    pub fn line(&self, digits: &str) -> Option<&HsLine> {
        self.lines
            .iter()
            .filter_map(|line| line.matches(digits).map(|length| (length, line)))
            .max_by_key(|(length, _)| *length)
            .map(|(_, line)| line)
    }
}

/// A file of `data/commodities/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CommodityFile {
    id: String,
    name: String,
    class: CommodityClass,
    summary: String,
    sources: Vec<String>,
    line: Vec<LineEntry>,
    #[serde(default)]
    terms: Terms,
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
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Terms {
    plain: Vec<String>,
    loose: Vec<String>,
}

impl CommodityFile {
    /// The commodity, with the standing of each line worked out by the rules.
    pub(super) fn into_commodity(self, rules: &Rules) -> Commodity {
        let lines = self.line.into_iter().map(|line| line.into_line(rules)).collect();
        let plain = self.terms.plain.iter().map(|text| Term { text: fold(text), plain: true });
        let loose = self.terms.loose.iter().map(|text| Term { text: fold(text), plain: false });
        Commodity {
            id: self.id,
            name: self.name,
            class: self.class,
            summary: self.summary,
            sources: self.sources,
            lines,
            terms: plain.chain(loose).collect(),
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
        }
    }
}
