//! Which goods a description means: each word of goods is taken, or left because the text denies it,
//! packs in it, makes another thing of it, or shares it with everyday words.

use super::sentence::{Role, Sentence, Word, is_material, is_mineral};
use crate::rulebook::{Level, Order, Part, Rulebook, Sense, Standing};

/// How many words may stand between goods and a word that says they are a purpose.
const PURPOSE_WORDS: usize = 3;
/// Digits of a heading of the Harmonized System.
const HEADING_DIGITS: usize = 4;

/// Goods that a description means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The commodity and the HS line the words mean.
    pub(super) sense: Sense,
    /// The words, as they stand in the folded text.
    pub(super) words: String,
}

/// What a description says.
#[derive(Debug)]
pub(super) struct Meaning {
    /// The goods, one for each commodity, in the order of the commodities.
    pub(super) named: Vec<Named>,
    /// Whether no word of it says what the goods are.
    pub(super) vague: bool,
    /// The thing that is no banned goods, where the text begins with one.
    pub(super) subject: Option<String>,
    /// The folded text.
    pub(super) text: String,
}

impl Meaning {
    pub(super) fn of(description: &str, rulebook: &Rulebook) -> Self {
        let sentence = Sentence::read(description, rulebook);
        let subject = sentence.words.iter().position(Word::is_substance);
        let reader = Reader { sentence: &sentence, rulebook, subject };
        let mut named: Vec<Named> = Vec::new();
        for (index, word) in sentence.words.iter().enumerate() {
            for sense in word.senses() {
                if reader.counts(index, *sense) {
                    let words = sentence.text(index).to_owned();
                    let sense = reader.own_word(index, *sense);
                    keep_strictest(&mut named, Named { sense, words }, rulebook);
                }
            }
        }
        named.sort_unstable_by_key(|named| named.sense.commodity);
        let vague = sentence.words.iter().enumerate().all(|(index, word)| {
            is_idle(word) || rulebook.signals.undecidable.words.contains(sentence.text(index))
        });
        let subject = subject
            .filter(|index| reader.word(*index).is_some_and(Word::is_carrier))
            .map(|index| sentence.text(index).to_owned());
        Self { named, vague, subject, text: sentence.reading.text }
    }
}

/// One entry for each commodity: the one whose line is the strictest, then the surest word.
fn keep_strictest(named: &mut Vec<Named>, new: Named, rulebook: &Rulebook) {
    let rank = |named: &Named| (standing(named.sense, rulebook), named.sense.level);
    match named.iter_mut().find(|known| known.sense.commodity == new.sense.commodity) {
        None => named.push(new),
        Some(known) if rank(known) < rank(&new) => *known = new,
        Some(_) => {}
    }
}

/// What a decisive nexus makes of goods that the words name.
pub(super) fn standing(sense: Sense, rulebook: &Rulebook) -> Standing {
    rulebook
        .commodities
        .get(sense.commodity)
        .and_then(|commodity| commodity.lines.get(sense.line))
        .map_or(Standing::Suspicion, |line| line.standing)
}

/// A word that says nothing of what the goods are.
fn is_idle(word: &Word) -> bool {
    matches!(
        word.role,
        Role::Number
            | Role::Part(
                Part::Form | Part::Worked | Part::Neutral | Part::Of | Part::And | Part::Containing
            )
    )
}

struct Reader<'s> {
    sentence: &'s Sentence,
    rulebook: &'s Rulebook,
    /// The first word that tells what the goods are, or may.
    subject: Option<usize>,
}

impl<'s> Reader<'s> {
    fn word(&self, index: usize) -> Option<&'s Word> {
        self.sentence.words.get(index)
    }

    /// A metal's name that stands for itself is the resolution's own word, and means the strictest of
    /// its lines; beside a form it means the goods of that form.
    fn own_word(&self, index: usize, sense: Sense) -> Sense {
        let says_nothing = |word: &Word| passive(word) || word.role == Role::Number;
        let mut others = self.sentence.words.iter().enumerate();
        let alone = others.all(|(at, word)| at == index || says_nothing(word));
        let lines = self.rulebook.commodities.get(sense.commodity).map(|known| &known.lines);
        let strictest = lines
            .and_then(|lines| lines.iter().position(|line| line.standing == Standing::Violation));
        match strictest {
            Some(line) if alone && sense.level == Level::Bare => Sense { line, ..sense },
            _ => sense,
        }
    }

    fn counts(&self, index: usize, sense: Sense) -> bool {
        let Some(word) = self.word(index) else { return false };
        !self.is_negated(index)
            && !self.is_incidental(index)
            && !self.is_ingredient(index)
            && !self.is_carried(index, word, sense)
            && !self.is_attribute(index, word, sense)
            && !self.is_content(index, word, sense)
            && match sense.level {
                Level::Plain | Level::First => true,
                Level::Head => self.is_head(index, word),
                Level::Bare => {
                    self.has_form(index) || self.is_alone(index) || self.is_held(index, sense)
                }
            }
    }

    /// "No lead", "free of nickel", "coal-free".
    fn is_negated(&self, index: usize) -> bool {
        let passes =
            |word: &Word| word.is(Part::Neutral) || word.is(Part::Of) || word.is(Part::Containing);
        let before = self.sentence.before(index).find(|(_, word)| !passes(word));
        let after = self.sentence.after(index).next();
        before.is_some_and(|(_, word)| word.is(Part::NegatedBefore))
            || after.is_some_and(|(_, word)| word.is(Part::NegatedAfter))
    }

    /// "Gloves for coal miners", "apples in wooden crates": named after such a word, with something
    /// else sold before it.
    fn is_incidental(&self, index: usize) -> bool {
        let marked = self.sentence.before(index).find(|(_, word)| word.is(Part::Incidental));
        if let Some((at, _)) = marked
            && self.sentence.words.iter().take(at).any(Word::is_substance)
        {
            return true;
        }
        let mut near = self.sentence.after(index).take(PURPOSE_WORDS);
        let stop = |word: &Word| word.is(Part::IncidentalAfter) || word.role == Role::Number;
        let marked = near.find(|(_, word)| stop(word));
        marked.filter(|(_, word)| word.is(Part::IncidentalAfter)).is_some_and(|(at, _)| {
            let others = self.sentence.words.iter().enumerate();
            others
                .filter(|(other, _)| *other < index || *other > at)
                .any(|(_, word)| word.is_substance())
        })
    }

    /// What is contained counts where ores, metals or what they come as contain it.
    fn is_ingredient(&self, index: usize) -> bool {
        let Some((at, _)) = self.sentence.before(index).find(|(_, word)| word.is(Part::Containing))
        else {
            return false;
        };
        let holder = self.sentence.before(at).find(|(_, word)| !passive(word));
        !holder.is_some_and(|(_, word)| word.is_form() || word.is_material(self.rulebook))
    }

    /// Whether a neighbour makes another thing of it.
    fn is_carried(&self, index: usize, word: &Word, sense: Sense) -> bool {
        let mineral = is_mineral(sense, self.rulebook);
        let skips = |word: &Word| {
            passive(word) || word.is(Part::Form) || (word.is(Part::Worked) && !mineral)
        };
        let takes = |(_, other): (usize, &Word)| {
            other.is_carrier()
                || other.is(Part::Worked)
                || (other.is_article(self.rulebook)
                    && other.senses().iter().all(|known| known.commodity != sense.commodity)
                    && !self.holds(other, sense)
                    && word.senses().len() == 1)
        };
        let after = || self.sentence.after(index).find(|(_, word)| !skips(word)).is_some_and(takes);
        let before = || {
            self.sentence
                .before(index)
                .find(|(_, word)| !(skips(word) || word.is(Part::Of)))
                .is_some_and(takes)
        };
        match word.order {
            Order::HeadLast => after() || (self.follows_of(index) && before()),
            Order::HeadFirst => before(),
            Order::Both => after() || before(),
        }
    }

    /// Whether "of" stands between it and what is before it.
    fn follows_of(&self, index: usize) -> bool {
        self.sentence
            .before(index)
            .find(|(_, word)| !passive(word))
            .is_some_and(|(_, word)| word.is(Part::Of))
    }

    /// A material or a colour of a thing that the text began with.
    fn is_attribute(&self, index: usize, word: &Word, sense: Sense) -> bool {
        let Some((subject, at)) = self
            .subject
            .filter(|subject| *subject < index)
            .and_then(|at| self.word(at).map(|word| (word, at)))
        else {
            return false;
        };
        if subject.is(Part::About) {
            return true;
        }
        let of_subject = subject.segment == word.segment || self.follows_of(index);
        let mineral = is_mineral(sense, self.rulebook);
        let full =
            sense.level == Level::Plain && (mineral && word.length > 1 || self.has_form(index));
        if subject.is(Part::Carrier) {
            return if subject.segment == word.segment {
                // Where the thing comes first, the metal after it is what it is made of.
                let made_of = word.order == Order::HeadFirst && !mineral;
                sense.level != Level::Plain || made_of || self.linked(at, index)
            } else {
                !full || self.follows_of(index)
            };
        }
        let article = subject.is_article(self.rulebook) && is_material(sense, self.rulebook);
        if !article || word.senses().len() > 1 || self.holds(subject, sense) {
            return false;
        }
        let joined = self.sentence.words.iter().take(index).skip(at).any(|word| word.is(Part::And));
        let further = full && !of_subject && mineral;
        !joined && !further
    }

    /// What a mineral or metal is said to hold, by the number after it: "coal, sulphur 0.8 %".
    fn is_content(&self, index: usize, word: &Word, sense: Sense) -> bool {
        let Some(subject) = self.subject.filter(|at| *at < index).and_then(|at| self.word(at))
        else {
            return false;
        };
        let number = || {
            let next = self.sentence.after(index).find(|(_, word)| !passive(word));
            next.is_some_and(|(_, word)| word.role == Role::Number)
        };
        word.length == 1
            && subject.is_material(self.rulebook)
            && is_material(sense, self.rulebook)
            && subject.senses().iter().all(|known| known.commodity != sense.commodity)
            && number()
    }

    /// Whether an article is one of those that count as its material as well: cables of copper.
    fn holds(&self, article: &Word, material: Sense) -> bool {
        let Some(commodity) = self.rulebook.commodities.get(material.commodity) else {
            return false;
        };
        article.senses().iter().any(|sense| {
            let heading = self.rulebook.lexicon.heading(*sense);
            heading.len() >= HEADING_DIGITS
                && commodity
                    .lines
                    .iter()
                    .any(|line| line.matches(heading).is_some() || line.lies_inside(heading))
        })
    }

    /// Whether an article that counts as its material as well stands before it.
    fn is_held(&self, index: usize, sense: Sense) -> bool {
        self.sentence.words.iter().take(index).any(|word| self.holds(word, sense))
    }

    /// Whether a word of relation stands between two words.
    fn linked(&self, from: usize, to: usize) -> bool {
        self.sentence
            .words
            .iter()
            .take(to)
            .skip(from + 1)
            .any(|word| word.is(Part::Of) || word.is(Part::Incidental) || word.is(Part::Containing))
    }

    /// Whether it stands where the thing itself is named: no unknown word takes that place.
    fn is_head(&self, index: usize, word: &Word) -> bool {
        let free = |(_, other): (usize, &Word)| {
            !matches!(other.role, Role::Unknown | Role::Part(Part::Decoy))
        };
        let after = self.sentence.after(index).find(|(_, word)| !passive(word)).is_none_or(free);
        let before = self
            .sentence
            .before(index)
            .find(|(_, word)| !(passive(word) || word.is(Part::Of)))
            .is_none_or(free);
        match word.order {
            Order::HeadLast => after && (!self.follows_of(index) || before),
            Order::HeadFirst => before,
            Order::Both => after || before,
        }
    }

    /// Whether a form stands beside it: "copper wire", "bars of copper", "gold and silver ore".
    fn has_form(&self, index: usize) -> bool {
        let skips =
            |word: &Word| passive(word) || word.is(Part::And) || word.is_material(self.rulebook);
        let after = self.sentence.after(index).find(|(_, word)| {
            !(skips(word) || word.role == Role::Number || word.is(Part::Incidental))
        });
        let before = self
            .sentence
            .before(index)
            .find(|(_, word)| !(skips(word) || word.is(Part::Of) || word.is(Part::Containing)));
        [after, before].into_iter().flatten().any(|(_, word)| word.is_form())
    }

    /// Whether nothing else stands in its segment, no other thing before it, and no carrier at once
    /// after it: "zinc; oxide".
    fn is_alone(&self, index: usize) -> bool {
        let segment = self.word(index).map(|word| word.segment);
        let next = self.sentence.words.iter().skip(index + 1);
        let next = next.filter(|word| Some(word.segment) != segment).find(|word| !passive(word));
        if next.is_some_and(Word::is_carrier) {
            return false;
        }
        let material = |word: &Word| is_idle(word) || word.is_material(self.rulebook);
        self.sentence.words.iter().enumerate().all(|(at, word)| {
            at == index || material(word) || (Some(word.segment) != segment && at > index)
        })
    }
}

/// Words that stand between others and change nothing.
fn passive(word: &Word) -> bool {
    word.is(Part::Neutral)
}
