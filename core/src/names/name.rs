//! A name as it is compared: its words, what each tells, and how it reads as the name of a Korean.

use std::borrow::Cow;

use smallvec::{SmallVec, smallvec};

use super::distance::slips_of;
use super::korean::{Hint, Reading};
use super::rules::{Class, NameRules};
use crate::text::{fold, is_unspaced};

/// Words of a name that are looked at at once.
const MOST_WORDS: usize = 40;
/// Parts of a name that are looked at.
const MOST_PARTS: usize = 8;

/// A name, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Folded.
    pub(super) text: String,
    pub(super) words: SmallVec<[Word; 4]>,
    /// How it reads as a Korean's name, if it does.
    pub(super) readings: Vec<Reading>,
    /// Whether it is another script's name in Latin letters.
    pub(super) romanised: bool,
    /// What it is looked for by, of a submitted name: made once, whatever the number of lists.
    sought_by: Option<Box<SoughtBy>>,
}

/// Hashes of a submitted name: of each word, and of its joined cores, with what a slip makes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SoughtBy {
    pub(super) words: Vec<SmallVec<[u64; 16]>>,
    pub(super) cores: Vec<u64>,
}

/// A word of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    start: u16,
    end: u16,
    pub(super) class: Class,
    /// The group of words that mean the same; 0 is none.
    pub(super) group: u32,
    /// How it reads in Korean, roughly.
    pub(super) hint: Hint,
    /// Of a word of a submitted name, what it tells if a letter of it is wrong.
    pub(super) slipped: Class,
}

impl Word {
    /// Where it stands in the text.
    pub(super) fn place(&self) -> u16 {
        self.start
    }
}

/// What a name is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It stands on a list.
    Listed,
    /// It was submitted, and may have a wrong letter.
    Submitted,
}

impl Name {
    /// The forms in which a name is compared: as it is written and, where that is another script than
    /// the Latin, in Latin letters.
    pub fn forms(name: &str, side: Side, rules: &NameRules) -> SmallVec<[Self; 2]> {
        let mut forms: SmallVec<[Self; 2]> = SmallVec::new();
        for (part, aside) in parts(name) {
            for form in Self::scripts(part.as_ref(), side, rules) {
                // What is no name by itself, such as a city in brackets, says nothing.
                let own = || form.words.iter().any(|word| word.class == Class::Own);
                if (!aside || own()) && !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        if side == Side::Submitted {
            for form in &mut forms {
                form.sought_by = Some(Box::new(form.hashes()));
            }
        }
        forms
    }

    /// What it is looked for by.
    pub(super) fn sought_by(&self) -> Cow<'_, SoughtBy> {
        match &self.sought_by {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(self.hashes()),
        }
    }

    fn hashes(&self) -> SoughtBy {
        SoughtBy {
            words: self.words.iter().map(|word| slips_of(self.word(word))).collect(),
            cores: self.joined_cores().iter().flat_map(|core| slips_of(core)).collect(),
        }
    }

    fn scripts(name: &str, side: Side, rules: &NameRules) -> SmallVec<[Self; 2]> {
        let text = fold(name);
        let mut forms = SmallVec::new();
        if text.is_empty() {
            return forms;
        }
        let foreign = !text.is_ascii();
        if foreign {
            let text: String = text.chars().map(|one| rules.read_as(one)).collect();
            let latin = fold(&any_ascii::any_ascii(&spaced(&text, rules)));
            forms.push(Self::of(text, side, rules));
            if !latin.is_empty() {
                let mut form = Self::of(latin, side, rules);
                form.romanised = true;
                form.readings.clear();
                forms.push(form);
            }
        } else {
            forms.push(Self::of(text, side, rules));
        }
        forms
    }

    /// Gives back what it does not need to be kept for long.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.words.shrink_to_fit();
        self.readings.shrink_to_fit();
    }

    pub(super) fn is_one_word(&self) -> bool {
        self.words.len() == 1
    }

    /// Whether it has one word besides small ones and legal forms.
    pub(super) fn tells_by_one_word(&self) -> bool {
        self.words.iter().filter(|word| word.class < Class::Particle).count() == 1
    }

    fn of(text: String, side: Side, rules: &NameRules) -> Self {
        let text = if text.is_ascii() { text } else { spaced(&text, rules) };
        let text = with_initials_joined(text);
        let mut words: SmallVec<[Word; 4]> = SmallVec::new();
        let mut start = 0;
        for piece in text.split(' ').take(MOST_WORDS) {
            let end = start + piece.len();
            if let (false, Ok(start), Ok(end)) =
                (piece.is_empty(), u16::try_from(start), u16::try_from(end))
            {
                let known = rules.word(piece);
                let hint = Hint::of(rules.korean.word(piece).as_deref());
                let (class, group) = (known.class, known.group);
                words.push(Word { start, end, class, group, hint, slipped: class });
            }
            start = end + 1;
        }
        let pieces: SmallVec<[&str; 8]> = words
            .iter()
            .skip_while(|word| word.class == Class::Title)
            .filter_map(|word| text.get(usize::from(word.start)..usize::from(word.end)))
            .collect();
        // What bears a legal form is no person, and wrong letters are not looked for in syllables. Two letters may be
        // a syllable themselves ("Sa").
        let legal = |word: &Word| word.class == Class::Legal && word.end - word.start > 2;
        let slips = side == Side::Submitted && !words.iter().any(legal);
        let readings = rules.korean.readings(&pieces, slips).into_vec();
        drop(pieces);
        settle(&mut words, !readings.is_empty());
        if words.iter().any(|word| rules.weight(word.class) > 0) {
            words.retain(|word| rules.weight(word.class) > 0);
        }
        if side == Side::Submitted {
            for word in words.iter_mut().filter(|word| word.class == Class::Own) {
                let piece = text.get(usize::from(word.start)..usize::from(word.end));
                word.slipped = rules.class_with_a_slip(piece.unwrap_or_default());
            }
        }
        Self { text, words, readings, romanised: false, sought_by: None }
    }

    pub(super) fn word(&self, word: &Word) -> &str {
        self.text.get(usize::from(word.start)..usize::from(word.end)).unwrap_or_default()
    }

    /// The words that a name near to it cannot lack.
    pub(super) fn needed(&self, rules: &NameRules) -> impl Iterator<Item = &Word> {
        let whole: u32 = self.words.iter().map(|word| rules.weight(word.class)).sum();
        let may_lack = (1000 - rules.limits.listed_share) * whole;
        self.words.iter().filter(move |word| rules.weight(word.class) * 1000 > may_lack)
    }

    /// The words that make up its core: those of its own, or all of them where it has none.
    pub(super) fn core(&self) -> impl Iterator<Item = &Word> {
        let own = self.words.iter().any(|word| is_core(word.class));
        self.words
            .iter()
            .filter(move |word| is_core(word.class) || (!own && word.class < Class::Particle))
    }

    /// Its core, written as one word: without and, where that differs, with the small words in it, which
    /// may be syllables written apart ("Il Sim").
    pub(super) fn joined_cores(&self) -> SmallVec<[String; 2]> {
        let join = |words: &mut dyn Iterator<Item = &Word>| -> String {
            words.map(|word| self.word(word)).collect()
        };
        let mut cores: SmallVec<[String; 2]> = smallvec![join(&mut self.core())];
        let small = |class| matches!(class, Class::Particle | Class::Joining | Class::Initial);
        if self.words.iter().any(|word| small(word.class)) {
            let mut all = self.words.iter().filter(|word| is_core(word.class) || small(word.class));
            cores.push(join(&mut all));
        }
        cores.retain(|core| !core.is_empty());
        cores
    }

    /// Whether it says anything besides a legal form and signs.
    pub fn is_usable(&self) -> bool {
        self.words.iter().any(|word| {
            word.class < Class::Title && self.word(word).chars().any(char::is_alphabetic)
        })
    }

    /// Whether it tells its bearer from others by itself: two words or more besides legal forms that
    /// together weigh enough. A longer word in an unspaced script is enough.
    pub fn is_distinctive(&self, rules: &NameRules) -> bool {
        let telling = || self.words.iter().filter(|word| word.class < Class::Particle);
        let weight = |word: &Word| match word.class {
            Class::Number => 0,
            class => rules.weight(class),
        };
        let long = |word: &Word| {
            let text = self.word(word);
            !text.is_ascii() && text.chars().count() >= 4
        };
        let several = telling().nth(1).is_some() || telling().any(long);
        several && telling().map(weight).sum::<u32>() >= rules.limits.distinctive
    }
}

/// The keys under which a name is the same as another: its words in order of the alphabet, and its words
/// joined as they stand, legal forms aside.
pub fn keys(name: &str, rules: &NameRules) -> Vec<String> {
    let Some(form) = Name::scripts(name, Side::Listed, rules).into_iter().next() else {
        return Vec::new();
    };
    let mut words: Vec<&str> = form.words.iter().map(|word| form.word(word)).collect();
    let joined = words.concat();
    words.sort_unstable();
    words.dedup();
    vec![words.join(" "), joined]
}

/// Whether a word of this class tells bearers apart.
fn is_core(class: Class) -> bool {
    matches!(class, Class::Own | Class::Number | Class::CommonPerson | Class::CommonName)
}

/// A name as it stands and, where something stands in brackets or after a stroke, its parts, each with
/// whether it stands aside.
fn parts(name: &str) -> SmallVec<[(Cow<'_, str>, bool); 2]> {
    let mut parts: SmallVec<[(Cow<'_, str>, bool); 2]> = SmallVec::new();
    parts.push((Cow::Borrowed(name), false));
    let open = |c: char| matches!(c, '(' | '（' | '[');
    let close = |c: char| matches!(c, ')' | '）' | ']');
    if let Some((before, rest)) = name.split_once(open) {
        let (inside, after) = rest.split_once(close).unwrap_or((rest, ""));
        parts.push((Cow::Owned(format!("{before} {after}")), false));
        parts.push((Cow::Borrowed(inside), true));
    }
    for separator in [" / ", ";", " a.k.a. ", " aka ", " f.k.a. "] {
        if name.contains(separator) {
            parts.extend(name.split(separator).map(|part| (Cow::Borrowed(part), true)));
        }
    }
    parts.truncate(MOST_PARTS);
    parts.extend(stretches(name).map(|part| (part, false)));
    parts
}

/// A text that is longer than any name in stretches that overlap by half, so that a name that stands in
/// it is whole in one of them.
fn stretches(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let count = if words.len() > MOST_WORDS { words.len() / (MOST_WORDS / 2) } else { 0 };
    (1..=count).map(move |stretch| {
        let from = stretch * (MOST_WORDS / 2);
        let words: Vec<&str> = words.iter().skip(from).take(MOST_WORDS).copied().collect();
        Cow::Owned(words.join(" "))
    })
}

/// Ranks are such at the start alone, and legal forms at either end: elsewhere they are words like others.
fn settle(words: &mut [Word], korean: bool) {
    let titles = words.iter().take_while(|word| word.class == Class::Title).count();
    let legal = |word: &&Word| word.class == Class::Legal;
    let leading = words.iter().skip(titles).take_while(legal).count() + titles;
    let trailing = words.len() - words.iter().rev().take_while(legal).count();
    for (at, word) in words.iter_mut().enumerate() {
        match word.class {
            Class::Title if at >= titles => word.class = Class::Own,
            // What stands last is a family name, not the particle of one.
            Class::Particle if at + 1 == trailing => word.class = Class::CommonPerson,
            Class::Legal if (leading..trailing).contains(&at) => {
                word.class = if korean { Class::Own } else { Class::Joining };
            }
            _ => {}
        }
    }
}

/// Letters that stand alone in a row, written together: "s a" is a legal form, "k p a" an acronym.
fn with_initials_joined(text: String) -> String {
    let alone = |piece: &str| piece.len() == 1 && piece.bytes().all(|b| b.is_ascii_alphabetic());
    if !text.split(' ').any(alone) {
        return text;
    }
    let mut joined = String::with_capacity(text.len());
    let mut after_one = false;
    for piece in text.split(' ') {
        let one = alone(piece);
        if !(joined.is_empty() || (one && after_one)) {
            joined.push(' ');
        }
        joined.push_str(piece);
        after_one = one;
    }
    joined
}

/// Runs of unspaced scripts cut at the known words they begin or end with.
fn spaced(text: &str, rules: &NameRules) -> String {
    let mut spaced = String::with_capacity(text.len() + 8);
    for piece in text.split(' ') {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        if is_unspaced(piece) || piece.chars().any(|c| matches!(c, '가'..='힣')) {
            cut(piece, rules, &mut spaced);
        } else {
            spaced.push_str(piece);
        }
    }
    spaced
}

fn cut(run: &str, rules: &NameRules, spaced: &mut String) {
    let mut rest = run;
    let mut ends: SmallVec<[&str; 4]> = SmallVec::new();
    while let Some((length, at_end)) = rules.attached(rest) {
        let (before, after) = rest.split_at(if at_end { rest.len() - length } else { length });
        if at_end {
            ends.push(after);
            rest = before;
        } else {
            spaced.push_str(before);
            spaced.push(' ');
            rest = after;
        }
    }
    spaced.push_str(rest);
    for end in ends.iter().rev() {
        spaced.push(' ');
        spaced.push_str(end);
    }
}
