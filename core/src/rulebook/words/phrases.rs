//! Phrases, of words or of characters: those that begin at a place are found by walking a tree.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash};

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::filter::Filter;

/// Entries that a place of a text can be.
pub(super) type Entries = SmallVec<[usize; 4]>;

/// All phrases, as a tree of steps.
#[derive(Debug)]
pub(super) struct PhraseTree<K> {
    next: HashMap<(u32, K), u32, FixedState>,
    /// The entries that end at a node.
    entries: Vec<Entries>,
    /// Of every step from every node.
    filter: Filter,
}

impl<K> Default for PhraseTree<K> {
    /// A tree of the root alone.
    fn default() -> Self {
        Self { next: HashMap::default(), entries: vec![Entries::new()], filter: Filter::default() }
    }
}

impl<K: Copy + Eq + Hash> PhraseTree<K> {
    pub(super) fn add(&mut self, steps: impl IntoIterator<Item = K>, entry: usize) {
        let mut node = 0;
        for step in steps {
            let fresh = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, step)).or_insert(fresh);
            if node == fresh {
                self.entries.push(Entries::new());
            }
        }
        if let Some(entries) =
            usize::try_from(node).ok().and_then(|node| self.entries.get_mut(node))
        {
            entries.push(entry);
        }
    }

    /// Prepares for reading, once every phrase is in.
    pub(super) fn close(&mut self) {
        let hasher = self.next.hasher();
        self.filter = Filter::of(self.next.keys().map(|step| hasher.hash_one(step)));
    }

    fn step(&self, node: u32, key: K) -> Option<u32> {
        let step = (node, key);
        let known = self.filter.may_hold(self.next.hasher().hash_one(step));
        known.then(|| self.next.get(&step).copied()).flatten()
    }

    fn at(&self, node: u32) -> &[usize] {
        usize::try_from(node)
            .ok()
            .and_then(|node| self.entries.get(node))
            .map_or(&[], SmallVec::as_slice)
    }

    /// The longest phrase at the start of the words: its length, and its entries. Each word is given
    /// by every step that it can be.
    pub(super) fn longest<'w>(
        &self,
        words: impl IntoIterator<Item = &'w [K]>,
    ) -> Option<(usize, Entries)>
    where
        K: 'w,
    {
        let mut nodes: SmallVec<[u32; 8]> = SmallVec::from_slice(&[0]);
        let mut best = None;
        for (index, candidates) in words.into_iter().enumerate() {
            let mut reached: SmallVec<[u32; 8]> = SmallVec::new();
            for node in &nodes {
                for word in candidates {
                    reached.extend(self.step(*node, *word));
                }
            }
            if reached.is_empty() {
                break;
            }
            nodes = reached;
            if nodes.iter().any(|node| !self.at(*node).is_empty()) {
                let entries = nodes.iter().flat_map(|node| self.at(*node)).copied().collect();
                best = Some((index + 1, entries));
            }
        }
        best
    }

    /// Calls back for every phrase at the start of the steps, the shortest first: the position of its
    /// last step and its entries.
    pub(super) fn each<'t>(
        &'t self,
        steps: impl IntoIterator<Item = K>,
        mut found: impl FnMut(usize, &'t [usize]),
    ) {
        let mut node = 0;
        for (index, step) in steps.into_iter().enumerate() {
            let Some(next) = self.step(node, step) else { return };
            node = next;
            if !self.at(node).is_empty() {
                found(index, self.at(node));
            }
        }
    }
}
