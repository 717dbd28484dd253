//! What records are judged by, read once at start.

use crate::digest::sha256;
use crate::rulebook::{Rulebook, RulebookError};
use crate::screening::Reference;
use crate::watchlist::{Watchlist, built_in};

/// The operator's policy before any is set: nothing tightened.
const DEFAULT_POLICY: &str = "{}";

/// The rulebook, the lists and the policy.
#[derive(Debug)]
pub struct Knowledge {
    /// The law and the reference facts.
    pub rulebook: Rulebook,
    /// The lists used in every screening.
    pub watchlists: Vec<Watchlist>,
    /// Digest of the policy.
    pub policy: String,
}

impl Knowledge {
    /// What is built into the binary.
    pub fn built_in() -> Result<Self, RulebookError> {
        Ok(Self {
            rulebook: Rulebook::built_in()?,
            watchlists: built_in()?,
            policy: sha256([DEFAULT_POLICY.as_bytes()]),
        })
    }

    /// The same, as the core takes it.
    pub fn reference(&self) -> Reference<'_> {
        Reference { rulebook: &self.rulebook, watchlists: &self.watchlists, policy: &self.policy }
    }
}
