//! What records are judged by, read once at start.

use crate::policy::{Policy, PolicyError};
use crate::rulebook::{Rulebook, RulebookError};
use crate::screening::Reference;
use crate::watchlist::{Watchlist, built_in};

/// The rulebook, the lists and the policy.
#[derive(Debug)]
pub struct Knowledge {
    /// The law and the reference facts.
    pub rulebook: Rulebook,
    /// The lists used in every screening.
    pub watchlists: Vec<Watchlist>,
    /// What the operator tightens.
    pub policy: Policy,
}

impl Knowledge {
    /// What is built into the binary, with nothing tightened.
    pub fn built_in() -> Result<Self, RulebookError> {
        Ok(Self {
            rulebook: Rulebook::built_in()?,
            watchlists: built_in()?,
            policy: Policy::default(),
        })
    }

    /// The same with the policy an operator wrote.
    pub fn with_policy(mut self, text: &str) -> Result<Self, PolicyError> {
        self.policy = Policy::from_toml(text, &self.rulebook)?;
        Ok(self)
    }

    /// The same, as the core takes it.
    pub fn reference(&self) -> Reference<'_> {
        Reference { rulebook: &self.rulebook, watchlists: &self.watchlists, policy: &self.policy }
    }
}
