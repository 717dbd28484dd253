//! Single words: what of a token is known, whole or as a stem with an ending.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::filter::{Filter, SEED, prefix_hash, spread};

/// Every word that a token can be.
pub(super) type Words = SmallVec<[WordId; 4]>;

/// A word of the lexicon: a whole word, or a stem that takes the endings of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WordId(u32);

/// Longest ending, in characters.
const LONGEST_ENDING: usize = 5;

/// What words of a language may begin and end with.
#[derive(Debug, Default)]
pub(super) struct Affixes {
    pub(super) endings: HashSet<String, FixedState>,
    pub(super) prefixes: Vec<String>,
}

/// All words, of all languages.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    exact: HashMap<String, WordId, FixedState>,
    stems: HashMap<String, Vec<(usize, WordId)>, FixedState>,
    affixes: Vec<Affixes>,
    count: u32,
    /// Of every whole word and every stem.
    filter: Filter,
}

impl Vocabulary {
    pub(super) fn add_language(&mut self, affixes: Affixes) {
        self.affixes.push(affixes);
    }

    /// The id of a word as it is written in a file of a language: `stem*` takes endings.
    pub(super) fn intern(&mut self, word: &str, language: usize) -> WordId {
        let stem = word.strip_suffix('*');
        let known = match stem {
            None => self.exact.get(word).copied(),
            Some(stem) => self
                .stems
                .get(stem)
                .and_then(|known| known.iter().find(|(of, _)| *of == language))
                .map(|(_, id)| *id),
        };
        known.unwrap_or_else(|| {
            let next = WordId(self.count);
            self.count += 1;
            match stem {
                None => drop(self.exact.insert(word.to_owned(), next)),
                Some(stem) => {
                    self.stems.entry(stem.to_owned()).or_default().push((language, next));
                }
            }
            next
        })
    }

    /// Every word that a token can be.
    pub(super) fn words(&self, token: &str) -> Words {
        let mut found = Words::new();
        self.collect(token, &mut found);
        if token.starts_with(|c: char| matches!(c, '\u{600}'..='\u{6ff}')) {
            for prefix in self.affixes.iter().flat_map(|affixes| &affixes.prefixes) {
                if let Some(rest) = token.strip_prefix(prefix.as_str())
                    && rest.chars().nth(1).is_some()
                {
                    self.collect(rest, &mut found);
                }
            }
        }
        found
    }

    /// Prepares for reading, once every word is in.
    pub(super) fn close(&mut self) {
        let hash = |text: &String| spread(text.bytes().fold(SEED, prefix_hash));
        let hashes: Vec<u64> = self.exact.keys().chain(self.stems.keys()).map(hash).collect();
        self.filter = Filter::of(hashes.into_iter());
    }

    /// Every beginning of the token that leaves an ending, as far as the filter lets through.
    fn collect(&self, token: &str, found: &mut Words) {
        let cuts = token.char_indices().rev().take(LONGEST_ENDING).last().map_or(0, |(at, _)| at);
        let mut hash = SEED;
        for (at, byte) in token.bytes().enumerate() {
            hash = prefix_hash(hash, byte);
            let cut = at + 1;
            if cut >= cuts && token.is_char_boundary(cut) && self.filter.may_hold(spread(hash)) {
                self.collect_at(token, cut, found);
            }
        }
    }

    fn collect_at(&self, token: &str, cut: usize, found: &mut Words) {
        let (stem, ending) = token.split_at(cut);
        if ending.is_empty() {
            found.extend(self.exact.get(stem).copied());
        }
        if let Some(words) = self.stems.get(stem) {
            let takes = |(language, _): &&(usize, WordId)| self.takes(*language, ending);
            found.extend(words.iter().filter(takes).map(|(_, id)| *id));
        }
    }

    /// Whether words of a language may end so.
    pub(super) fn takes(&self, language: usize, ending: &str) -> bool {
        ending.is_empty()
            || self.affixes.get(language).is_some_and(|affixes| affixes.endings.contains(ending))
    }
}
