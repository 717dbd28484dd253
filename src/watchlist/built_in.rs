//! The lists that are part of the rulebook: the UN's DPRK parties and ships, as facts.

use super::Watchlist;
use crate::rulebook::{Rulebook, RulebookError};

const FILES: [(&str, &str); 2] = [
    ("un-1718", include_str!("../rulebook/data/parties/un-1718.toml")),
    ("un-1718-vessels", include_str!("../rulebook/data/parties/un-1718-vessels.toml")),
];

/// Reads and indexes the built-in lists.
pub fn built_in() -> Result<Vec<Watchlist>, RulebookError> {
    let names = &Rulebook::built_in()?.names;
    FILES
        .iter()
        .map(|(id, content)| {
            Watchlist::from_toml(content, names).map_err(|problem| RulebookError::File {
                file: format!("parties/{id}.toml"),
                problem: problem.to_string(),
            })
        })
        .collect()
}
