//! The typologies of evasion: what each looks at, the signs that carry it, and what no member of a record can show.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::rulebook::{Confidence, EvidenceKind, FindingKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypologyFile {
    pub(super) typology: Vec<Typology>,
}

/// A way in which origin is concealed or a ban is evaded.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "T05", "title": "Reload in a Chinese port", "looks_at": ["transport.voyage[].location"],
    "signs": ["reload_port"], "shows": "…", "not_judged": [], "source": "…", "confidence": "confirmed"})))]
pub struct Typology {
    /// Permanent id, `T05`.
    pub id: String,
    /// Title in a few words.
    pub title: String,
    /// What shows in a record, in a sentence.
    pub shows: String,
    /// Members of the record it looks at.
    pub looks_at: Vec<String>,
    /// Kinds of evidence that carry it; weight and family stand with each.
    pub signs: Vec<EvidenceKind>,
    /// Kinds of finding that carry it, where it is not told by evidence alone.
    #[serde(default)]
    pub findings: Vec<FindingKind>,
    /// Countries whose harbours it speaks of, alpha-2; none named means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub harbours: Vec<String>,
    /// What no member of a record can show.
    #[serde(default)]
    pub not_judged: Vec<String>,
    /// Where it is known from.
    pub source: String,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Records that show it, and look-alikes that do not.
    #[serde(default, rename = "case", skip_serializing)]
    #[cfg_attr(feature = "schema", schema(ignore))]
    pub cases: Vec<TypologyCase>,
}

/// A record, or a part of one, with the sign it must show or must not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypologyCase {
    /// What it is.
    pub name: String,
    /// The record in JSON.
    pub record: String,
    /// The sign in question.
    pub sign: EvidenceKind,
    /// Whether the record shows it.
    pub shows: bool,
}
