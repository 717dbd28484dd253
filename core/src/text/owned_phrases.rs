//! Phrases that each belong to something: spellings of places, sites, goods.

use aho_corasick::BuildError;

use super::phrases::{Found, Phrases};

/// Phrases, each with the number of what it names.
#[derive(Debug, Clone, Default)]
pub struct OwnedPhrases {
    phrases: Phrases,
    owners: Vec<usize>,
}

impl OwnedPhrases {
    /// Prepares folded phrases with their owners.
    pub fn new<T: AsRef<str>>(
        phrases: impl IntoIterator<Item = (usize, T)>,
    ) -> Result<Self, BuildError> {
        let (owners, texts): (Vec<usize>, Vec<T>) = phrases.into_iter().unzip();
        Ok(Self { phrases: Phrases::new(texts.iter().map(AsRef::as_ref))?, owners })
    }

    /// The owner of every phrase that stands in a folded text, with the phrase.
    pub fn find<'t>(&self, folded: &'t str) -> impl Iterator<Item = (usize, Found<'t>)> {
        self.phrases.find(folded).filter_map(|found| Some((*self.owners.get(found.index)?, found)))
    }

    /// The owner of the longest phrase that stands in a folded text.
    pub fn longest(&self, folded: &str) -> Option<usize> {
        let found = self.find(folded).max_by_key(|(_, found)| (found.text.len(), found.start));
        found.map(|(owner, _)| owner)
    }
}
