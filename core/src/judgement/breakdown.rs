//! What a judgement says of each part of a record.

use serde::{Deserialize, Serialize};

use super::{FindingKind, Pointer, Reason, Verdict};

/// The worst that a finding says of one part of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"pointer": "/items/0", "line": "10", "verdict": "prohibited", "kind": "commodity_ban",
    "reason": "in_force"})))]
pub struct Breakdown {
    /// JSON pointer to the part; empty for the record as a whole.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub pointer: Pointer,
    /// The submitter's number of an item's line.
    pub line: Option<String>,
    /// Its own verdict.
    pub verdict: Verdict,
    /// The kind of the gravest finding; null where none holds it.
    pub kind: Option<FindingKind>,
    /// Why that finding has its outcome; null where none holds it.
    pub reason: Option<Reason>,
}
