//! What States must do about cargo and ships, as the next step of one who holds them.

use serde::{Deserialize, Serialize};

use crate::record::Mode;

/// A duty of States, and what it means to one who holds the cargo or works the ship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"step": "inspect_rail_and_road_cargo", "scopes": ["cargo"], "modes": ["rail", "road"],
    "text": "The State must inspect cargo by rail and road as well; tell customs at the border"})))]
pub struct Duty {
    /// The word under which it stands among the next steps of a verdict.
    pub step: String,
    /// What it is about, any of these.
    pub scopes: Vec<DutyScope>,
    /// The modes of transport it is about; none for all.
    #[serde(default)]
    pub modes: Vec<Mode>,
    /// What to do, in one sentence.
    pub text: String,
}

/// What a duty is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "cargo"))]
pub enum DutyScope {
    /// Goods with a tie to the DPRK, from it or to it.
    Cargo,
    /// A ship that is the DPRK's, listed, or suspected of banned carriage.
    Ship,
    /// A ship that is the DPRK's or listed: nobody may register, insure or class her.
    BarredShip,
    /// An aircraft that is the DPRK's.
    Aircraft,
    /// Gold with a tie to the DPRK, as couriers carry it.
    Gold,
}

impl Duty {
    /// Whether it is about one of the scopes, by one of the modes.
    pub fn applies(&self, scopes: &[DutyScope], modes: &[Mode]) -> bool {
        self.scopes.iter().any(|scope| scopes.contains(scope))
            && (self.modes.is_empty() || self.modes.iter().any(|mode| modes.contains(mode)))
    }
}
