//! Phrases over words: the longest one that begins at a word is found by walking a tree.

use std::collections::HashMap;

use super::vocabulary::WordId;

/// All phrases, as a tree of words.
#[derive(Debug)]
pub(super) struct PhraseTree {
    next: HashMap<(usize, WordId), usize>,
    /// The entries that end at a node.
    entries: Vec<Vec<usize>>,
}

impl Default for PhraseTree {
    /// A tree of the root alone.
    fn default() -> Self {
        Self { next: HashMap::new(), entries: vec![Vec::new()] }
    }
}

impl PhraseTree {
    pub(super) fn add(&mut self, words: &[WordId], entry: usize) {
        let mut node = 0;
        for word in words {
            let fresh = self.entries.len();
            node = *self.next.entry((node, *word)).or_insert(fresh);
            if node == fresh {
                self.entries.push(Vec::new());
            }
        }
        if let Some(entries) = self.entries.get_mut(node) {
            entries.push(entry);
        }
    }

    /// The longest phrase at the start of the words: its length, and its entries. Each word is given
    /// by every entry of the vocabulary that it can be.
    pub(super) fn longest(&self, words: &[Vec<WordId>]) -> Option<(usize, Vec<usize>)> {
        let mut nodes = vec![0];
        let mut best = None;
        for (index, candidates) in words.iter().enumerate() {
            nodes = nodes
                .iter()
                .flat_map(|node| candidates.iter().map(move |word| (*node, *word)))
                .filter_map(|step| self.next.get(&step).copied())
                .collect();
            if nodes.is_empty() {
                break;
            }
            let entries: Vec<usize> = nodes
                .iter()
                .filter_map(|node| self.entries.get(*node))
                .flatten()
                .copied()
                .collect();
            if !entries.is_empty() {
                best = Some((index + 1, entries));
            }
        }
        best
    }
}
