//! Bodies of the DPRK's State trade that the UN does not list: what they do, and whose lists they are on.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::rulebook::Confidence;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BodyFile {
    body: Vec<Body>,
}

/// A ministry, a bureau, a trading company or a front.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The id of its names in `parties/dprk-state-trade.toml`.
    pub id: String,
    /// What it does, in a few words.
    pub role: String,
    /// Authorities that list it, none of them the UN.
    #[serde(default)]
    pub listed_by: Vec<String>,
    /// Ministry, bureau, trading_company, front_company, ship, person or prison_body.
    pub group: String,
    /// Why forced labour is to be feared behind it.
    #[serde(default)]
    pub forced_labour: Option<String>,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Where it is known from.
    pub source: String,
}

/// Every body, by id.
#[derive(Debug)]
pub struct Bodies(HashMap<String, Body, FixedState>);

impl Bodies {
    pub(super) fn read(file: BodyFile) -> Self {
        Self(file.body.into_iter().map(|body| (body.id.clone(), body)).collect())
    }

    /// The body with this id.
    pub fn get(&self, id: &str) -> Option<&Body> {
        self.0.get(id)
    }

    /// The ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
