//! The lists that are part of the rulebook: the UN's DPRK parties and ships, as facts.

use std::sync::Arc;

use super::Watchlist;
use crate::names::NameRules;
use crate::rulebook::{Rulebook, RulebookError};

const FILES: [(&str, &str); 2] = [
    ("un-1718", include_str!("../rulebook/data/parties/un-1718.toml")),
    ("un-1718-vessels", include_str!("../rulebook/data/parties/un-1718-vessels.toml")),
];

const STATE_TRADE: (&str, &str) =
    ("dprk-state-trade", include_str!("../rulebook/data/parties/dprk-state-trade.toml"));

/// Reads and indexes the bodies of the DPRK's State trade that the UN does not list. They are facts of the
/// rulebook, no list of an authority.
pub fn state_trade() -> Result<Watchlist, RulebookError> {
    read(STATE_TRADE, &Rulebook::built_in()?.names)
}

/// Reads and indexes the built-in lists.
pub fn built_in() -> Result<Vec<Watchlist>, RulebookError> {
    let names = &Rulebook::built_in()?.names;
    FILES.iter().map(|file| read(*file, names)).collect()
}

fn read((id, content): (&str, &str), names: &Arc<NameRules>) -> Result<Watchlist, RulebookError> {
    Watchlist::from_toml(content, names).map_err(|problem| RulebookError::File {
        file: format!("parties/{id}.toml"),
        problem: problem.to_string(),
    })
}
