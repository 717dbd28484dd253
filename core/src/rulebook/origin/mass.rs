//! Units of mass as records write them.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::text::squash;

/// A unit of mass.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    #[serde(rename = "id")]
    _id: String,
    names: Vec<String>,
    tonnes: f64,
}

/// Units of mass by their squashed names.
#[derive(Debug)]
pub(super) struct Units(HashMap<String, f64, FixedState>);

impl Units {
    pub(super) fn new(units: Vec<Unit>) -> Self {
        let named = units
            .into_iter()
            .flat_map(|unit| unit.names.into_iter().map(move |name| (squash(&name), unit.tonnes)));
        Self(named.collect())
    }

    /// A value in tonnes.
    pub(super) fn tonnes(&self, value: f64, unit: &str) -> Option<f64> {
        self.0.get(&squash(unit)).map(|tonnes| value * tonnes)
    }
}
