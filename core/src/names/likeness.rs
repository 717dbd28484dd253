//! What a comparison of two names says.

use serde::{Deserialize, Serialize};

/// Score of equal names.
pub const EQUAL: u16 = 1000;
/// Score of names that differ in their order, spacing or legal form alone.
pub(super) const WHOLE: u16 = 990;

/// How near a submitted name is to a listed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likeness {
    /// How it is equal, or that it is only near.
    pub degree: Degree,
    /// 0 to 1000.
    pub score: u16,
    /// Whether the words that tell bearers apart are equal, if in another romanisation.
    pub core_equal: bool,
}

/// Who bears a listed name, as far as it changes how the name is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bearer {
    /// Whether it is a person.
    pub person: bool,
    /// Whether it may be a Korean.
    pub korean: bool,
    /// Whether the name is a weak or secondary one.
    pub weak: bool,
}

/// In what way names are alike, the loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// Some words differ, or a letter does.
    Near,
    /// Equal in another romanisation or script.
    Romanised,
    /// Equal but for order, spacing, legal forms and words that mean the same.
    Whole,
    /// Equal.
    Equal,
}

/// A word of the submitted name and its partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// As submitted.
    pub submitted: String,
    /// As listed.
    pub listed: String,
    /// 0 to 1000.
    pub score: u16,
    /// Why they count as partners.
    pub reason: PairReason,
}

/// Why two words count as partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PairReason {
    /// They are equal.
    Equal,
    /// They mean the same.
    SameMeaning,
    /// One spells the other in another way.
    Transliteration,
    /// They differ by a letter.
    OneLetter,
    /// Together they are equal, however they are spaced.
    Joined,
}
