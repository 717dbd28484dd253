//! The words of descriptions, in every language the rulebook has a file for: which of them stand in a
//! text. What they say together is read in `classification`.

mod file;
mod filter;
mod phrases;
mod reading;
mod runs;
mod tokens;
mod variants;
mod vocabulary;

pub use file::{Level, Order, Part, Sense};
pub use reading::{Piece, Reading};

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use file::WordFile;
use phrases::PhraseTree;
use runs::Runs;
use tokens::is_hangul;
use variants::Variants;
use vocabulary::{Affixes, Vocabulary, WordId};

use super::{Commodity, RulebookError, SourceFile, source};
use crate::text::{fold, fold_with_accents, is_unspaced};

/// The words of all languages.
#[derive(Debug)]
pub struct Lexicon {
    languages: Vec<Language>,
    vocabulary: Vocabulary,
    phrases: PhraseTree<WordId>,
    unspaced: Runs,
    meanings: Vec<Meaning>,
    headings: Vec<String>,
    /// Which commodities are minerals or metals, by index.
    materials: Vec<bool>,
    variants: Variants,
}

/// A language of the lexicon.
#[derive(Debug)]
struct Language {
    code: String,
    order: Order,
    /// The parts of compounds, and what may stand between them.
    compounds: Option<(Runs, Vec<String>)>,
}

/// What a phrase means in one language.
#[derive(Debug)]
pub struct Meaning {
    /// The language, by its index.
    pub language: usize,
    /// The part it plays.
    pub part: Part,
    /// Whether it counts only where other words of the language stand in the text.
    pub guarded: bool,
    /// The phrase, folded.
    phrase: String,
    /// The phrase with the accents it must have.
    accents: Option<String>,
}

impl Lexicon {
    pub(super) fn read(
        files: &[SourceFile],
        commodities: &[Commodity],
    ) -> Result<Self, RulebookError> {
        let mut builder = Builder::default();
        for file in files.iter().filter(|file| file.path.starts_with("words/")) {
            let words: WordFile = source::read_toml(file)?;
            builder.add(words, commodities).map_err(|problem| fault(&file.path, problem))?;
        }
        let materials = commodities.iter().map(Commodity::is_material).collect();
        Ok(builder.finish(materials))
    }

    /// The meaning with this index.
    pub fn meaning(&self, index: usize) -> Option<&Meaning> {
        self.meanings.get(index)
    }

    /// Whether a meaning names minerals or metals.
    fn is_material(&self, entry: usize) -> bool {
        match self.meaning(entry).map(|meaning| meaning.part) {
            Some(Part::Goods(sense)) => {
                self.materials.get(sense.commodity).copied().unwrap_or(false)
            }
            _ => false,
        }
    }

    /// The HS code that words stand under in their file.
    pub fn heading(&self, sense: Sense) -> &str {
        self.headings.get(sense.heading).map_or("", String::as_str)
    }

    /// Where a language puts the word for a thing.
    pub fn order(&self, language: usize) -> Order {
        self.languages.get(language).map_or(Order::Both, |language| language.order)
    }

    /// Phrases that stand in two lists of one language, each in a sentence: goods may stand under two
    /// commodities, but a phrase plays one part.
    pub(super) fn problems(&self) -> Vec<String> {
        let mut parts: HashMap<(usize, &str, Option<&str>), &Meaning> = HashMap::new();
        let mut problems = Vec::new();
        for meaning in &self.meanings {
            let key = (meaning.language, meaning.phrase.as_str(), meaning.accents.as_deref());
            let known = parts.entry(key).or_insert(meaning);
            let both_goods = match (known.part, meaning.part) {
                (Part::Goods(one), Part::Goods(other)) => one.commodity != other.commodity,
                _ => false,
            };
            if !std::ptr::eq(*known, meaning) && !both_goods {
                let language = self.languages.get(meaning.language);
                let code = language.map_or("", |language| language.code.as_str());
                problems.push(format!("words/{code}: \"{}\" stands in two lists", meaning.phrase));
            }
        }
        problems
    }

    /// Characters that are read as others: theirs, ours.
    pub fn variants(&self) -> impl Iterator<Item = (char, char)> {
        self.variants.pairs()
    }

    /// How many languages there are.
    pub fn languages(&self) -> usize {
        self.languages.len()
    }
}

fn fault(file: &str, problem: String) -> RulebookError {
    RulebookError::File { file: file.to_owned(), problem }
}

/// Entries as they are gathered from the files.
#[derive(Debug, Default)]
struct Builder {
    languages: Vec<Language>,
    vocabulary: Vocabulary,
    phrases: PhraseTree<WordId>,
    unspaced: Vec<(String, usize)>,
    meanings: Vec<Meaning>,
    headings: Vec<String>,
    variants: Variants,
}

/// What of a file its entries need.
struct FileContext {
    language: usize,
    marks: bool,
    guarded: HashSet<String, FixedState>,
    /// Single words, as parts of compounds.
    parts: Option<Runs>,
}

impl Builder {
    fn add(&mut self, file: WordFile, commodities: &[Commodity]) -> Result<(), String> {
        self.add_variants(&file.variants)?;
        let folded = |words: &[String]| words.iter().map(|word| fold(word)).collect::<Vec<_>>();
        self.vocabulary.add_language(Affixes {
            endings: folded(&file.endings).into_iter().collect(),
            prefixes: folded(&file.prefixes),
        });
        let mut context = FileContext {
            language: self.languages.len(),
            marks: file.marks,
            guarded: file.words.guarded.iter().map(|word| phrase_of(word)).collect(),
            parts: (!file.links.is_empty()).then(Runs::default),
        };
        for (id, lines) in &file.goods {
            let (commodity, known) = commodities
                .iter()
                .enumerate()
                .find(|(_, commodity)| commodity.id == *id)
                .ok_or_else(|| format!("{id} is no commodity ({})", file.language))?;
            for (hs, levels) in lines {
                let line =
                    known.line_index(hs).ok_or_else(|| format!("HS {hs} is no line of {id}"))?;
                let heading = self.headings.len();
                self.headings.push(hs.clone());
                for (level, words) in [
                    (Level::Plain, &levels.plain),
                    (Level::Head, &levels.head),
                    (Level::Bare, &levels.bare),
                    (Level::First, &levels.first),
                ] {
                    let part = Part::Goods(Sense { commodity, line, heading, level });
                    self.add_all(words, part, &mut context);
                }
            }
        }
        for (part, words) in file.words.lists() {
            self.add_all(words, part, &mut context);
        }
        if let Some(parts) = &mut context.parts {
            parts.close();
        }
        let compounds = context.parts.map(|parts| (parts, folded(&file.links)));
        self.languages.push(Language { code: file.language, order: file.order, compounds });
        Ok(())
    }

    fn add_variants(&mut self, pairs: &[String]) -> Result<(), String> {
        for pair in pairs {
            let mut characters = pair.chars();
            match (characters.next(), characters.next(), characters.next()) {
                (Some(from), Some(to), None) if from.len_utf8() == to.len_utf8() => {
                    self.variants.add(from, to);
                }
                _ => return Err(format!("{pair} is no pair of characters of equal length")),
            }
        }
        Ok(())
    }

    fn add_all(&mut self, words: &[String], part: Part, context: &mut FileContext) {
        for word in words {
            let phrase = phrase_of(word);
            if !phrase.is_empty() {
                self.add_phrase(word, &phrase, part, context);
            }
        }
    }

    fn add_phrase(&mut self, word: &str, phrase: &str, part: Part, context: &mut FileContext) {
        let entry = self.meanings.len();
        let accents = context.marks.then(|| fold_with_accents(word)).filter(|text| text != phrase);
        self.meanings.push(Meaning {
            language: context.language,
            part,
            guarded: context.guarded.contains(phrase),
            phrase: phrase.to_owned(),
            accents,
        });
        if is_unspaced(phrase) || phrase.chars().any(is_hangul) {
            self.unspaced.push((phrase.replace(' ', ""), entry));
            return;
        }
        let words: Vec<_> =
            phrase.split(' ').map(|word| self.vocabulary.intern(word, context.language)).collect();
        self.phrases.add(words.iter().copied(), entry);
        if let Some(parts) = &mut context.parts
            && words.len() == 1
        {
            parts.add(phrase.trim_end_matches('*'), entry);
        }
    }

    fn finish(mut self, materials: Vec<bool>) -> Lexicon {
        self.vocabulary.close();
        self.phrases.close();
        let mut unspaced = Runs::default();
        self.variants.close();
        for (text, entry) in &self.unspaced {
            let read = text.chars().map(|c| self.variants.read_as(c));
            unspaced.add(&read.collect::<String>(), *entry);
        }
        unspaced.close();
        Lexicon {
            unspaced,
            languages: self.languages,
            vocabulary: self.vocabulary,
            phrases: self.phrases,
            meanings: self.meanings,
            headings: self.headings,
            materials,
            variants: self.variants,
        }
    }
}

/// A phrase as it is looked for: folded, the stars of its words kept.
fn phrase_of(text: &str) -> String {
    if !text.contains('*') {
        return fold(text);
    }
    let mut phrase = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let stem = word.strip_suffix('*');
        let folded = fold(stem.unwrap_or(word));
        if folded.is_empty() {
            continue;
        }
        if !phrase.is_empty() {
            phrase.push(' ');
        }
        phrase.push_str(&folded);
        if stem.is_some() {
            phrase.push('*');
        }
    }
    phrase
}
