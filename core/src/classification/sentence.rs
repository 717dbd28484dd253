//! A description as a row of words, each with the one part it plays here: of the languages it can be
//! read in, the one that most of the text is written in speaks.

use smallvec::SmallVec;

use crate::rulebook::{
    Commodity, CommodityClass, Level, Meaning, Order, Part, Piece, Reading, Rulebook, Sense,
};

/// A vote of one piece, shared by the languages it can be read in.
const VOTE: u32 = 60;

/// A guarded word counts where its language has at least one in this many of the best one's votes,
const GUARDED_SHARE: u32 = 2;
/// and any other word of the Latin alphabet, one in this many.
const WORD_SHARE: u32 = 5;

/// A description, settled.
#[derive(Debug)]
pub(super) struct Sentence {
    pub(super) reading: Reading,
    pub(super) words: Vec<Word>,
}

/// One piece of the text, and what it is.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) role: Role,
    pub(super) segment: usize,
    pub(super) order: Order,
    /// Words of the phrase, or characters of a script without spaces.
    pub(super) length: usize,
}

/// What a piece is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It names goods.
    Goods(SmallVec<[Sense; 1]>),
    /// It plays another part.
    Part(Part),
    /// A number, a size or a grade.
    Number,
    /// No one knows.
    Unknown,
}

impl Sentence {
    pub(super) fn read(description: &str, rulebook: &Rulebook) -> Self {
        let reading = rulebook.lexicon.read_text(description);
        let votes = Votes::of(&reading, rulebook);
        let mut words: Vec<Word> = reading
            .pieces
            .iter()
            .map(|piece| settle(piece, reading.text(piece), &votes, rulebook))
            .collect();
        let first = words.iter().position(Word::is_substance);
        for word in words.iter_mut().skip(first.map_or(0, |first| first + 1)) {
            let senses = word.senses();
            if !senses.is_empty() && senses.iter().all(|sense| sense.level == Level::First) {
                word.role = Role::Part(Part::Neutral);
            }
        }
        Self { reading, words }
    }

    pub(super) fn text(&self, index: usize) -> &str {
        self.reading.pieces.get(index).map_or("", |piece| self.reading.text(piece))
    }

    /// The words of the same segment after a word, in their order.
    pub(super) fn after(&self, index: usize) -> impl Iterator<Item = (usize, &Word)> {
        let segment = self.words.get(index).map_or(0, |word| word.segment);
        self.words
            .iter()
            .enumerate()
            .skip(index + 1)
            .take_while(move |(_, word)| word.segment == segment)
    }

    /// The words of the same segment before a word, the nearest first.
    pub(super) fn before(&self, index: usize) -> impl Iterator<Item = (usize, &Word)> {
        let segment = self.words.get(index).map_or(0, |word| word.segment);
        self.words
            .iter()
            .enumerate()
            .take(index)
            .rev()
            .take_while(move |(_, word)| word.segment == segment)
    }
}

impl Word {
    pub(super) fn is(&self, part: Part) -> bool {
        self.role == Role::Part(part)
    }

    /// Whether minerals and metals come as it.
    pub(super) fn is_form(&self) -> bool {
        self.is(Part::Form) || self.is(Part::Worked)
    }

    /// Whether it makes another thing of the goods beside it.
    pub(super) fn is_carrier(&self) -> bool {
        self.is(Part::Carrier) || self.is(Part::About)
    }

    /// Whether it tells what the goods are, or may.
    pub(super) fn is_substance(&self) -> bool {
        matches!(
            self.role,
            Role::Goods(_)
                | Role::Unknown
                | Role::Part(Part::Form | Part::Worked | Part::Carrier | Part::About | Part::Decoy)
        )
    }

    pub(super) fn senses(&self) -> &[Sense] {
        if let Role::Goods(senses) = &self.role { senses } else { &[] }
    }

    /// Whether it names minerals or metals.
    pub(super) fn is_material(&self, rulebook: &Rulebook) -> bool {
        self.senses().iter().any(|sense| is_material(*sense, rulebook))
    }

    /// Whether it names articles: goods that are neither mineral nor metal.
    pub(super) fn is_article(&self, rulebook: &Rulebook) -> bool {
        !self.senses().is_empty() && !self.is_material(rulebook)
    }
}

/// Whether goods are a mineral.
pub(super) fn is_mineral(sense: Sense, rulebook: &Rulebook) -> bool {
    let commodity = rulebook.commodities.get(sense.commodity);
    commodity.is_some_and(|commodity| commodity.class == CommodityClass::Mineral)
}

/// Whether goods are a mineral or a metal.
pub(super) fn is_material(sense: Sense, rulebook: &Rulebook) -> bool {
    rulebook.commodities.get(sense.commodity).is_some_and(Commodity::is_material)
}

/// How much of the text can be read in each language, guarded words aside.
struct Votes {
    by_language: Vec<u32>,
    most: u32,
}

impl Votes {
    fn of(reading: &Reading, rulebook: &Rulebook) -> Self {
        let mut by_language = vec![0; rulebook.lexicon.languages()];
        for piece in &reading.pieces {
            let mut languages: SmallVec<[usize; 4]> = meanings(piece, rulebook)
                .filter(|meaning| !meaning.guarded)
                .map(|meaning| meaning.language)
                .collect();
            if languages.len() > 1 {
                languages.sort_unstable();
                languages.dedup();
            }
            let share = VOTE / u32::try_from(languages.len().max(1)).unwrap_or(VOTE);
            for language in languages {
                if let Some(count) = by_language.get_mut(language) {
                    *count += share;
                }
            }
        }
        let most = by_language.iter().copied().max().unwrap_or(0);
        Self { by_language, most }
    }

    fn of_language(&self, language: usize) -> u32 {
        self.by_language.get(language).copied().unwrap_or(0)
    }

    /// Whether a word is heard: one of a language that little of the text is in is likelier a false friend.
    fn hear(&self, meaning: &Meaning, ascii: bool) -> bool {
        let least = if meaning.guarded { GUARDED_SHARE } else { WORD_SHARE };
        (!ascii && !meaning.guarded)
            || (self.most > 0 && self.of_language(meaning.language) * least >= self.most)
    }
}

fn meanings<'r>(piece: &Piece, rulebook: &'r Rulebook) -> impl Iterator<Item = &'r Meaning> {
    piece.meanings.iter().filter_map(|index| rulebook.lexicon.meaning(*index))
}

fn settle(piece: &Piece, text: &str, votes: &Votes, rulebook: &Rulebook) -> Word {
    let ascii = text.is_ascii();
    let heard = || meanings(piece, rulebook).filter(|meaning| votes.hear(meaning, ascii));
    let best = heard().map(|meaning| votes.of_language(meaning.language)).max();
    let mut spoken =
        heard().filter(|meaning| Some(votes.of_language(meaning.language)) == best).peekable();
    let order =
        spoken.peek().map_or(Order::Both, |meaning| rulebook.lexicon.order(meaning.language));
    let role = match (best, piece.number, piece.joint) {
        (Some(_), ..) => role_of(spoken.map(|meaning| meaning.part)),
        (None, true, _) => Role::Number,
        (None, _, true) => Role::Part(Part::And),
        _ => Role::Unknown,
    };
    let words = text.split(' ').count();
    let length = if !ascii && crate::text::is_unspaced(text) {
        words.max(text.chars().count())
    } else {
        words
    };
    Word { role, segment: piece.segment, order, length }
}

/// The role of a piece: goods, unless it is a fixed phrase that only sounds like them.
fn role_of(parts: impl Iterator<Item = Part>) -> Role {
    let mut senses: SmallVec<[Sense; 1]> = SmallVec::new();
    let mut other: Option<Part> = None;
    for part in parts {
        match part {
            Part::Goods(sense) => {
                match senses.iter_mut().find(|known| known.commodity == sense.commodity) {
                    None => senses.push(sense),
                    Some(known) if known.level < sense.level => *known = sense,
                    Some(_) => {}
                }
            }
            Part::Decoy => other = Some(Part::Decoy),
            part => other = other.or(Some(part)),
        }
    }
    match other {
        Some(Part::Decoy) => Role::Part(Part::Decoy),
        _ if !senses.is_empty() => Role::Goods(senses),
        Some(part) => Role::Part(part),
        None => Role::Unknown,
    }
}
