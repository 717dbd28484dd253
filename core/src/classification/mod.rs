//! Which goods a description and an HS code mean, with evidence: pure, in one pass over the text.

mod goods;
mod meaning;
mod sentence;
#[cfg(test)]
mod tests;

pub use goods::{Goods, Scope};

use chrono::NaiveDate;
use serde::Serialize;
use serde_with::skip_serializing_none;

use self::sentence::{Role, Sentence};
use crate::judgement::{Evidence, Pointer};
use crate::record::HsCode;
use crate::rulebook::{Rulebook, Standing};

/// What is classified.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The description.
    pub description: Option<&'a str>,
    /// The HS code.
    pub code: Option<&'a HsCode>,
    /// The object that holds the two.
    pub pointer: Pointer,
    /// The day whose edition of the Harmonized System the code is read in.
    pub day: Option<NaiveDate>,
}

/// Which goods a description and an HS code mean.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"commodities": [{"commodity": "coal", "standing": "violation", "source": "both",
    "confidence": 1.0, "evidence": []}], "agreement": "agree", "as_of": "2026-11-24"})))]
pub struct Classification {
    /// The commodities that measures name; empty where none is meant.
    pub commodities: Vec<ClassifiedCommodity>,
    /// Whether code and description say the same.
    pub agreement: Agreement,
    /// The day whose law the standing is of.
    pub as_of: NaiveDate,
    /// Arms and related materiel, which are no commodity of the sectoral bans.
    pub arms: Option<ClassifiedArms>,
    /// Why it cannot be told what the goods are.
    pub undecidable: Option<String>,
    /// Where code and description disagree: how near the two are.
    pub mismatch: Option<Evidence>,
}

/// A commodity that is meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"commodity": "coal", "standing": "violation", "source": "both", "confidence": 1.0,
    "evidence": [{"kind": "hs_code", "pointer": "/hs_code", "value": "270111", "weight": "decisive",
        "detail": "HS 2701 is coal (plain words of the resolution, EU annex)"}]})))]
pub struct ClassifiedCommodity {
    /// Id of the commodity.
    pub commodity: String,
    /// What a decisive nexus to the DPRK makes of it on that day.
    pub standing: Standing,
    /// What names it.
    pub source: Source,
    /// How sure the naming is, 0 to 1; it decides nothing.
    #[cfg_attr(feature = "schema", schema(minimum = 0, maximum = 1))]
    pub confidence: f64,
    /// The facts it rests on.
    pub evidence: Vec<Evidence>,
}

/// Arms that are meant.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"standing": "violation", "evidence": {"kind": "hs_code", "pointer": "/hs_code",
    "value": "930200", "weight": "decisive", "detail": "HS 930200 stands in the chapter of arms"}})))]
pub struct ClassifiedArms {
    /// What a decisive nexus to the DPRK makes of them.
    pub standing: Standing,
    /// The fact it rests on.
    pub evidence: Evidence,
}

/// What names a commodity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "both"))]
pub enum Source {
    /// The HS code.
    HsCode,
    /// The description.
    Description,
    /// Both.
    Both,
}

/// Whether code and description say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "agree"))]
pub enum Agreement {
    /// They name the same goods, or neither names any.
    Agree,
    /// One names goods that the other does not.
    Disagree,
    /// One was not given, or says nothing of what the goods are.
    OneSided,
}

/// How a description was read: each phrase with the part it plays, for those who write words.
pub fn words_of(description: &str, rulebook: &Rulebook) -> Vec<(String, String)> {
    let sentence = Sentence::read(description, rulebook);
    let name = |role: &Role| match role {
        Role::Goods(senses) => {
            let names: Vec<String> = senses
                .iter()
                .filter_map(|sense| {
                    let commodity = rulebook.commodities.get(sense.commodity)?;
                    let heading = rulebook.lexicon.heading(*sense);
                    Some(format!("{}.{heading} {:?}", commodity.id, sense.level).to_lowercase())
                })
                .collect();
            names.join(", ")
        }
        Role::Part(part) => format!("{part:?}").to_lowercase(),
        Role::Number => "number".to_owned(),
        Role::Unknown => "unknown".to_owned(),
    };
    let words = sentence.words.iter().enumerate();
    words.map(|(index, word)| (sentence.text(index).to_owned(), name(&word.role))).collect()
}

/// Says which goods a description and an HS code mean under the law of a day.
pub fn classify(
    description: Option<&str>,
    code: Option<&HsCode>,
    as_of: NaiveDate,
    rulebook: &Rulebook,
) -> Classification {
    let input = Input { description, code, pointer: Pointer::ROOT, day: Some(as_of) };
    let read = Goods::read(&input, rulebook);
    let commodities = read
        .scopes
        .iter()
        .map(|scope| ClassifiedCommodity {
            commodity: scope.commodity.id.clone(),
            standing: goods::standing_on(scope, rulebook, as_of),
            source: scope.source,
            confidence: scope.confidence,
            evidence: scope.evidence.clone(),
        })
        .collect();
    Classification {
        commodities,
        agreement: read.agreement,
        as_of,
        arms: read.arms.map(|(standing, evidence)| ClassifiedArms { standing, evidence }),
        undecidable: read.undecidable,
        mismatch: read.mismatch,
    }
}
