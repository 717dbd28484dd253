//! What a piece of evidence weighs.

use serde::{Deserialize, Serialize};

/// The weight of one piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "decisive"))]
pub enum Weight {
    /// Speaks against a suspicion.
    Exculpatory,
    /// Reported only.
    Weak,
    /// Two of different families hold a record.
    Moderate,
    /// Holds a record alone.
    Strong,
    /// Decides alone.
    Decisive,
}
