//! The words of all commodities, looked for in one pass over a description: the cost grows with the
//! text, not with the lexicon.

use super::{Commodity, RulebookError};
use crate::text::Phrases;

/// The words of all commodities.
#[derive(Debug)]
pub struct Lexicon {
    words: Phrases,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    commodity: usize,
    plain: bool,
}

/// A commodity that a description names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'t> {
    /// The word that names it, as it stands in the folded text.
    pub word: &'t str,
    /// Whether the word can mean nothing else.
    pub plain: bool,
    /// Where the word begins, in bytes of the folded text.
    pub start: usize,
}

impl Lexicon {
    pub(super) fn of(commodities: &[Commodity]) -> Result<Self, RulebookError> {
        let mut entries = Vec::new();
        let mut words = Vec::new();
        for (index, commodity) in commodities.iter().enumerate() {
            for term in commodity.terms.iter().filter(|term| !term.text.is_empty()) {
                entries.push(Entry { commodity: index, plain: term.plain });
                words.push(term.text.as_str());
            }
        }
        let words = Phrases::new(words).map_err(|error| RulebookError::File {
            file: "commodities".to_owned(),
            problem: error.to_string(),
        })?;
        Ok(Self { words, entries })
    }

    /// The commodities a folded text names, by their index: for each the first plain word, else the
    /// first word.
    pub fn find<'t>(&self, folded: &'t str) -> Vec<(usize, Named<'t>)> {
        let mut found: Vec<(usize, Named<'t>)> = Vec::new();
        for word in self.words.find(folded) {
            let Some(entry) = self.entries.get(word.index) else { continue };
            let named = Named { word: word.text, plain: entry.plain, start: word.start };
            match found.iter_mut().find(|(commodity, _)| *commodity == entry.commodity) {
                None => found.push((entry.commodity, named)),
                Some((_, known)) if named.plain && !known.plain => *known = named,
                Some(_) => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rulebook;
    use crate::text::fold;

    #[test]
    fn words_stand_alone_and_plain_ones_come_first() {
        let rulebook = Rulebook::built_in().unwrap();
        let read = |text: &str| -> Vec<(String, bool)> {
            let folded = fold(text);
            let found = rulebook.lexicon.find(&folded);
            let id = |index: usize| rulebook.commodities[index].id.clone();
            found.into_iter().map(|(index, named)| (id(index), named.plain)).collect()
        };
        assert_eq!(read("Anthracite, washed"), [("coal".to_owned(), true)]);
        assert_eq!(read("무연탄"), [("coal".to_owned(), true)]);
        assert_eq!(read("coal, anthracite"), [("coal".to_owned(), true)]);
        assert_eq!(read("coalition"), []);
        assert_eq!(read("Office chairs"), []);
    }
}
