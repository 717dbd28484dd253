//! Characters that are read as others: the traditional and the simplified, the old and the new.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::filter::{Filter, spread};

/// Characters, each with the one it is read as.
#[derive(Debug, Default)]
pub(super) struct Variants {
    pairs: HashMap<char, char, FixedState>,
    /// Most characters are read as they stand, and this says so at once.
    filter: Filter,
}

impl Variants {
    pub(super) fn add(&mut self, from: char, to: char) {
        self.pairs.insert(from, to);
    }

    /// Prepares for reading, once every pair is in.
    pub(super) fn close(&mut self) {
        self.filter = Filter::of(self.pairs.keys().copied().map(hash));
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (char, char)> {
        self.pairs.iter().map(|(from, to)| (*from, *to))
    }

    /// The character that one is read as.
    pub(super) fn read_as(&self, character: char) -> char {
        let known = self.filter.may_hold(hash(character));
        known.then(|| self.pairs.get(&character).copied()).flatten().unwrap_or(character)
    }
}

fn hash(character: char) -> u64 {
    spread(u64::from(u32::from(character)))
}
