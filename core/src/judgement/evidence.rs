//! Evidence: one fact of a record and what it weighs.

use serde::{Deserialize, Serialize};

use super::Pointer;
use crate::rulebook::{EvidenceKind, Rulebook, Weight};

/// One fact of the record, and what it weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"kind": "load_port", "pointer": "/transport/voyage/0/location/unlocode",
    "value": "KPNAM", "weight": "decisive", "detail": "The goods were loaded in a DPRK port: Nampo"})))]
pub struct Evidence {
    /// Which signal of the rulebook it is.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub kind: EvidenceKind,
    /// Where it stands in the record.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub pointer: Pointer,
    /// What stands there.
    pub value: String,
    /// What it weighs.
    pub weight: Weight,
    /// What it means.
    pub detail: String,
}

impl Evidence {
    /// A piece of evidence as its signal weighs it, with what else is worth saying.
    pub(crate) fn of(
        kind: EvidenceKind,
        rulebook: &Rulebook,
        pointer: Pointer,
        value: &str,
        more: &str,
    ) -> Self {
        let signal = rulebook.signal(kind);
        let detail = if more.is_empty() {
            signal.summary.clone()
        } else {
            format!("{}: {more}", signal.summary)
        };
        Self { kind, pointer, value: value.to_owned(), weight: signal.weight, detail }
    }

    /// The same fact as another signal reads it.
    #[must_use]
    pub(crate) fn read_as(self, kind: EvidenceKind, rulebook: &Rulebook) -> Self {
        let signal = rulebook.signal(kind);
        Self { kind, weight: signal.weight, detail: signal.summary.clone(), ..self }
    }
}
