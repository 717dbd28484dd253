//! What records are judged by. It never changes: new lists make another, and whoever began with one
//! ends with it.

use std::sync::Arc;

use crate::clearance::{Clearances, NO_CLEARANCES};
use crate::policy::{Policy, PolicyError};
use crate::rulebook::{Rulebook, RulebookError};
use crate::watchlist::{Watchlist, built_in, settle, state_trade};

/// The rulebook, the lists and the policy.
#[derive(Debug)]
pub struct Knowledge {
    /// The law and the reference facts.
    pub rulebook: Arc<Rulebook>,
    /// The lists, settled beside each other.
    pub watchlists: Vec<Arc<Watchlist>>,
    /// The same lists, each by itself.
    pub whole: Vec<Arc<Watchlist>>,
    /// What the operator tightens.
    pub policy: Arc<Policy>,
    /// The State trade of the DPRK, as far as the UN does not list it.
    pub state_trade: Arc<Watchlist>,
}

impl Knowledge {
    /// What is built into the binary, with nothing tightened.
    pub fn built_in() -> Result<Self, RulebookError> {
        let whole = built_in()?.into_iter().map(Arc::new).collect();
        let state_trade = Arc::new(state_trade()?);
        Ok(Self::of(Rulebook::built_in()?, Arc::new(Policy::default()), state_trade, whole))
    }

    /// The same with the policy an operator wrote.
    pub fn with_policy(mut self, text: &str) -> Result<Self, PolicyError> {
        self.policy = Arc::new(Policy::from_toml(text, &self.rulebook)?);
        Ok(self)
    }

    /// The same with other lists.
    #[must_use]
    pub fn with_lists(&self, whole: Vec<Arc<Watchlist>>) -> Self {
        let state_trade = Arc::clone(&self.state_trade);
        Self::of(Arc::clone(&self.rulebook), Arc::clone(&self.policy), state_trade, whole)
    }

    fn of(
        rulebook: Arc<Rulebook>,
        policy: Arc<Policy>,
        state_trade: Arc<Watchlist>,
        whole: Vec<Arc<Watchlist>>,
    ) -> Self {
        // A list whose only version is held is none yet; one that should have been fetched is missing.
        let there =
            |list: &&Arc<Watchlist>| !list.versions().is_empty() || list.allowance.is_some();
        let (used, others): (Vec<_>, Vec<_>) =
            whole.iter().filter(there).map(Arc::clone).partition(|list| list.is_default);
        // A list that is used where it is named alone must not silence one that always is.
        let watchlists = settle(&used).into_iter().chain(others).collect();
        Self { rulebook, watchlists, whole, policy, state_trade }
    }

    /// A list by itself.
    pub fn list(&self, id: &str) -> Option<&Arc<Watchlist>> {
        self.whole.iter().find(|list| list.id == id)
    }

    /// The same, as the core takes it, with nobody cleared.
    pub fn reference(&self) -> Reference<'_> {
        Reference {
            rulebook: &self.rulebook,
            watchlists: &self.watchlists,
            policy: &self.policy,
            clearances: &NO_CLEARANCES,
            state_trade: &self.state_trade,
        }
    }
}

/// What a record is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'r> {
    /// The law and the reference facts.
    pub rulebook: &'r Rulebook,
    /// The lists that are loaded, settled beside each other.
    pub watchlists: &'r [Arc<Watchlist>],
    /// What the operator tightens.
    pub policy: &'r Policy,
    /// Whom the organisation told apart from listed ones.
    pub clearances: &'r Clearances,
    /// The State trade of the DPRK, as far as the UN does not list it.
    pub state_trade: &'r Watchlist,
}
