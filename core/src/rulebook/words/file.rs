//! A file of `data/words/`: the words of one language, as its compiler writes them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordFile {
    pub(super) language: String,
    pub(super) order: Order,
    /// What a word written with a star may end in, besides nothing.
    #[serde(default)]
    pub(super) endings: Vec<String>,
    /// What may stand before any word, written with it.
    #[serde(default)]
    pub(super) prefixes: Vec<String>,
    /// What may stand between the parts of a compound; none where the language builds none.
    #[serde(default)]
    pub(super) links: Vec<String>,
    /// Whether a word written here with accents needs them in the text.
    #[serde(default)]
    pub(super) marks: bool,
    /// Pairs of characters, the first read as the second.
    #[serde(default)]
    pub(super) variants: Vec<String>,
    #[serde(rename = "source")]
    pub(super) _source: String,
    /// By commodity, by HS line.
    #[serde(default)]
    pub(super) goods: BTreeMap<String, BTreeMap<String, Levels>>,
    #[serde(default)]
    pub(super) words: Words,
}

/// Where the word for a thing stands among the words that describe it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// Last: copper *wire*.
    HeadLast,
    /// First: *fil* de cuivre.
    HeadFirst,
    /// Either.
    Both,
}

/// Words of goods, by what it takes for them to mean the goods.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Levels {
    pub(super) plain: Vec<String>,
    pub(super) head: Vec<String>,
    pub(super) bare: Vec<String>,
    pub(super) first: Vec<String>,
}

/// Words that name no goods, by what they do to those that do.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    pub(super) forms: Vec<String>,
    pub(super) worked: Vec<String>,
    pub(super) neutral: Vec<String>,
    pub(super) carriers: Vec<String>,
    pub(super) about: Vec<String>,
    pub(super) decoys: Vec<String>,
    pub(super) negated_before: Vec<String>,
    pub(super) negated_after: Vec<String>,
    pub(super) incidental: Vec<String>,
    pub(super) incidental_after: Vec<String>,
    pub(super) containing: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) and: Vec<String>,
    pub(super) guarded: Vec<String>,
}

impl Words {
    /// Every list with the part its words play.
    pub(super) fn lists(&self) -> [(Part, &Vec<String>); 13] {
        [
            (Part::Form, &self.forms),
            (Part::Worked, &self.worked),
            (Part::Neutral, &self.neutral),
            (Part::Carrier, &self.carriers),
            (Part::About, &self.about),
            (Part::Decoy, &self.decoys),
            (Part::NegatedBefore, &self.negated_before),
            (Part::NegatedAfter, &self.negated_after),
            (Part::Incidental, &self.incidental),
            (Part::IncidentalAfter, &self.incidental_after),
            (Part::Containing, &self.containing),
            (Part::Of, &self.of),
            (Part::And, &self.and),
        ]
    }
}

/// The part a word plays in a description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It names goods.
    Goods(Sense),
    /// What minerals and metals come as: ore, bar, wire.
    Form,
    /// A form of metals; of a mineral it makes an article that is none of the goods.
    Worked,
    /// It says nothing of what the goods are.
    Neutral,
    /// It makes another thing of the goods it stands beside.
    Carrier,
    /// A carrier that says, where a text begins with it, that all of it is about something else: a
    /// service, a book, a toy.
    About,
    /// It holds a word of goods and means nothing of the kind.
    Decoy,
    /// What follows is denied.
    NegatedBefore,
    /// What stands before is denied.
    NegatedAfter,
    /// What follows is not what is sold: for, packed in.
    Incidental,
    /// What stands before is not what is sold.
    IncidentalAfter,
    /// What follows is an ingredient.
    Containing,
    /// It links a thing and what it is made of.
    Of,
    /// It adds one thing to another.
    And,
}

/// Goods that a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sense {
    /// The commodity, by its index in the rulebook.
    pub commodity: usize,
    /// The HS line its words mean, by its index in the commodity.
    pub line: usize,
    /// The HS code the words stand under in their file, by its index in the lexicon.
    pub heading: usize,
    /// What it takes for the word to mean the goods.
    pub level: Level,
}

/// What it takes for a word to mean the goods, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is shared with everyday words or colours: alone, or beside a form.
    Bare,
    /// It stands where the thing itself is named.
    Head,
    /// It is what other goods are packed in as well: where the text begins with it.
    First,
    /// It can mean nothing else.
    Plain,
}
