//! The limbs of a measure: who is bound to what, in words that measures of one kind share.

use serde::Deserialize;

use super::source::{SourceFile, toml};
use super::{Confidence, MeasureKind, RulebookError};

/// One limb of the measures of some kinds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limb {
    /// The kinds of measure that have it.
    pub kinds: Vec<MeasureKind>,
    /// Its name.
    pub name: String,
    /// What it forbids whom.
    pub text: String,
    /// What this entry rests on.
    pub source: String,
    /// Whether it was read in a source or is recalled.
    pub confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LimbFile {
    limb: Vec<Limb>,
}

pub(super) fn read(files: &[SourceFile]) -> Result<Vec<Limb>, RulebookError> {
    let file: LimbFile = toml(files, "limbs.toml")?;
    Ok(file.limb)
}
