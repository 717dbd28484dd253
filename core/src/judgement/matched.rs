//! A name that is near to a listed one, or a number that equals one. The types are the wire format.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Pointer;
use crate::judgement::Outcome;
use crate::names::{Pair, PairReason};
use crate::watchlist::DesignationKind;

/// A name of the record that is near to a listed one, or a number that equals one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"pointer": "/parties/0",
    "designation": {"id": "un-1718:KPe.001", "name": "…", "kind": "entity", "listed_on": "2009-04-24"},
    "outcome": "violation", "score": 1.0,
    "matched_name": {"submitted": "…", "listed": "…", "script": "latin"},
    "tokens": [{"submitted": "korea", "listed": "korea", "score": 1.0, "reason": "equal"}],
    "corroboration": [{"kind": "country", "agrees": true}], "cleared_by": null})))]
pub struct Match {
    /// Who or which ship of the record.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub pointer: Pointer,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "un-1718:KPe.001", "name": "…", "kind": "entity", "listed_on": "2009-04-24"})))]
pub struct DesignationReference {
    /// List and reference number.
    pub id: String,
    /// Name as listed.
    pub name: String,
    /// Person, entity or vessel.
    pub kind: DesignationKind,
    /// Day of listing; null where the list gives none.
    pub listed_on: Option<NaiveDate>,
}

/// The two names compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"submitted": "KOMID", "listed": "KOMID", "script": "latin"})))]
pub struct MatchedName {
    /// As the record has it.
    pub submitted: String,
    /// As the list has it.
    pub listed: String,
    /// Script of the listed name.
    pub script: Script,
}

/// A word and its partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"submitted": "korea", "listed": "korea", "score": 1.0, "reason": "equal"})))]
pub struct TokenMatch {
    /// As the record has it.
    pub submitted: String,
    /// As the list has it.
    pub listed: String,
    /// How near they are: 1 is equal.
    pub score: f64,
    /// Why they count as partners.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub reason: PairReason,
}

impl From<Pair> for TokenMatch {
    fn from(pair: Pair) -> Self {
        let score = f64::from(pair.score) / 1000.0;
        Self { submitted: pair.submitted, listed: pair.listed, score, reason: pair.reason }
    }
}

/// A second fact that speaks for or against a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"kind": "country", "agrees": true})))]
pub struct Corroboration {
    /// Which fact.
    pub kind: CorroborationKind,
    /// Whether it agrees.
    pub agrees: bool,
}

/// The fact that speaks for or against a match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "country"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum CorroborationKind {
    Identifier,
    Country,
    Address,
    Phone,
    Email,
    Website,
    BirthDate,
    Nationality,
    Position,
}

/// The script of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "latin"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum Script {
    Arabic,
    Cyrillic,
    Han,
    Hangul,
    Kana,
    Latin,
}
