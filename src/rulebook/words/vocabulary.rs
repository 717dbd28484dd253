//! Single words: what of a token is known, whole or as a stem with an ending.

use std::collections::{HashMap, HashSet};

/// A word of the lexicon: a whole word, or a stem that takes the endings of its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WordId(usize);

/// Longest ending, in characters.
const LONGEST_ENDING: usize = 5;

/// What words of a language may begin and end with.
#[derive(Debug, Default)]
pub(super) struct Affixes {
    pub(super) endings: HashSet<String>,
    pub(super) prefixes: Vec<String>,
}

/// All words, of all languages.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    exact: HashMap<String, WordId>,
    stems: HashMap<String, Vec<(usize, WordId)>>,
    affixes: Vec<Affixes>,
    count: usize,
}

impl Vocabulary {
    pub(super) fn add_language(&mut self, affixes: Affixes) {
        self.affixes.push(affixes);
    }

    /// The id of a word as it is written in a file of a language: `stem*` takes endings.
    pub(super) fn intern(&mut self, word: &str, language: usize) -> WordId {
        let next = WordId(self.count);
        let id = match word.strip_suffix('*') {
            None => *self.exact.entry(word.to_owned()).or_insert(next),
            Some(stem) => {
                let known = self.stems.entry(stem.to_owned()).or_default();
                if let Some((_, id)) = known.iter().find(|(of, _)| *of == language) {
                    *id
                } else {
                    known.push((language, next));
                    next
                }
            }
        };
        if id == next {
            self.count += 1;
        }
        id
    }

    /// Every word that a token can be.
    pub(super) fn words(&self, token: &str) -> Vec<WordId> {
        let mut found = Vec::new();
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

    fn collect(&self, token: &str, found: &mut Vec<WordId>) {
        found.extend(self.exact.get(token));
        let mut cut = token.len();
        let mut back = token.char_indices().rev();
        for _ in 0..=LONGEST_ENDING {
            let (stem, ending) = token.split_at(cut);
            if let Some(words) = self.stems.get(stem) {
                found.extend(
                    words
                        .iter()
                        .filter(|(language, _)| self.takes(*language, ending))
                        .map(|(_, id)| *id),
                );
            }
            match back.next() {
                Some((at, _)) if at > 0 => cut = at,
                _ => return,
            }
        }
    }

    /// Whether words of a language may end so.
    pub(super) fn takes(&self, language: usize, ending: &str) -> bool {
        ending.is_empty()
            || self.affixes.get(language).is_some_and(|affixes| affixes.endings.contains(ending))
    }
}
