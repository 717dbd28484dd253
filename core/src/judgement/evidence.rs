//! Evidence: one fact of a record and what it weighs.

use serde::Serialize;

use crate::rulebook::{Signal, Weight};

/// One fact of the record, and what it weighs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"kind": "load_port", "pointer": "/transport/voyage/0/location/unlocode",
    "value": "KPNAM", "weight": "decisive", "detail": "The goods were loaded in a DPRK port: Nampo"})))]
pub struct Evidence {
    /// Which signal of the rulebook it is.
    pub kind: &'static str,
    /// Where it stands in the record.
    pub pointer: String,
    /// What stands there.
    pub value: String,
    /// What it weighs.
    pub weight: Weight,
    /// What it means.
    pub detail: String,
}

/// A piece of evidence by its signal, with what else is worth saying.
pub(crate) fn fact(
    kind: &'static str,
    signal: &Signal,
    pointer: String,
    value: &str,
    more: &str,
) -> Evidence {
    let detail = if more.is_empty() {
        signal.summary.clone()
    } else {
        format!("{}: {more}", signal.summary)
    };
    Evidence { kind, pointer, value: value.to_owned(), weight: signal.weight, detail }
}
