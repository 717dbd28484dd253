//! Korean names: the syllables that a spelling can stand for, in every system of romanisation, in
//! Cyrillic, in Hangul and in Chinese characters.
//!
//! A spelling is not turned into one standard form, since the systems contradict each other ("jung" is
//! 정 in one and 중 in another). It is a set of syllables, and two spellings can be the same where their
//! sets meet.

mod jamo;
mod reading;
mod steps;

pub(super) use jamo::Syllable;
pub(super) use reading::{Hint, Reading, Sound, Writing, classes, meet};

use std::collections::{BTreeMap, HashMap, HashSet};

use foldhash::fast::FixedState;
use serde::Deserialize;
use smallvec::SmallVec;

use self::jamo::{CODAS, INITIALS, Jamo, VOWELS, syllable_of};
use self::steps::Steps;
use super::distance::{each_slip, is_one_slip};
use super::multimap::Multimap;

/// The syllables that a spelling can stand for, in order.
pub(super) type Syllables = SmallVec<[Syllable; 6]>;

/// The file of Korean syllables and their spellings.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KoreanFile {
    syllables: Table<u32>,
    surnames: Table<Vec<String>>,
    cyrillic_surnames: Table<Vec<String>>,
    initials: Table<Vec<String>>,
    medials: Table<Vec<String>>,
    finals: Table<Vec<String>>,
    initials_cyrillic: Table<Vec<String>>,
    medials_cyrillic: Table<Vec<String>>,
    finals_cyrillic: Table<Vec<String>>,
    hanja: Table<Vec<String>>,
}

/// A table of the file, with where it comes from.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table<T> {
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
    of: BTreeMap<String, T>,
}

/// Korean syllables and their spellings.
#[derive(Debug, Default)]
pub(super) struct Korean {
    spellings: HashMap<String, Syllables, FixedState>,
    /// The same letter by letter.
    steps: Steps,
    sounds: Vec<Syllables>,
    /// Spellings by what a slip of the pen makes of them.
    slips: Multimap,
    texts: Vec<String>,
    surnames: HashSet<Syllable, FixedState>,
    weights: HashMap<Syllable, u32, FixedState>,
    hanja: HashMap<char, Syllables, FixedState>,
    rare_below: u32,
}

impl Korean {
    pub(super) fn read(file: &KoreanFile, rare_below: u32) -> Self {
        let mut korean = Self { rare_below, ..Self::default() };
        for (text, weight) in &file.syllables.of {
            if let Some(syllable) = text.chars().next().and_then(syllable_of) {
                *korean.weights.entry(syllable).or_default() += weight;
                let latin = [&file.initials.of, &file.medials.of, &file.finals.of];
                let cyrillic = [
                    &file.initials_cyrillic.of,
                    &file.medials_cyrillic.of,
                    &file.finals_cyrillic.of,
                ];
                for systems in [latin, cyrillic] {
                    korean.spell(syllable, systems);
                }
            }
        }
        for (text, spellings) in &file.surnames.of {
            if let Some(syllable) = text.chars().next().and_then(syllable_of) {
                korean.surnames.insert(syllable);
                for spelling in spellings {
                    korean.add(spelling, syllable);
                }
            }
        }
        for (spelling, surnames) in &file.cyrillic_surnames.of {
            for syllable in surnames.iter().filter_map(|text| syllable_of(text.chars().next()?)) {
                korean.add(spelling, syllable);
            }
        }
        for (character, readings) in &file.hanja.of {
            let syllables = readings.iter().filter_map(|text| syllable_of(text.chars().next()?));
            if let Some(character) = character.chars().next() {
                korean.hanja.insert(character, in_order(syllables));
            }
        }
        korean.close();
        korean
    }

    /// Every spelling of a syllable and its kin by the spellings of their letters.
    fn spell(&mut self, syllable: Syllable, systems: [&BTreeMap<String, Vec<String>>; 3]) {
        let [initials, medials, finals] = systems;
        let of = |table: &BTreeMap<String, Vec<String>>, letters: &[char], place: u16| {
            let letter = letters.get(usize::from(place)).copied().unwrap_or(' ');
            table.get(&letter.to_string()).cloned()
        };
        for jamo in Jamo::of(syllable).kin() {
            let initial = of(initials, &INITIALS, jamo.initial).unwrap_or_default();
            let medial = of(medials, &VOWELS, jamo.medial).unwrap_or_default();
            let coda = match jamo.coda {
                0 => vec![String::new()],
                place => of(finals, &CODAS, place).unwrap_or_default(),
            };
            for start in &initial {
                for middle in &medial {
                    for end in &coda {
                        self.add(&format!("{start}{middle}{end}"), syllable);
                    }
                }
            }
        }
    }

    fn add(&mut self, spelling: &str, syllable: Syllable) {
        let known = self.spellings.entry(spelling.to_owned()).or_default();
        if let Err(place) = known.binary_search(&syllable) {
            known.insert(place, syllable);
        }
    }

    fn close(&mut self) {
        self.texts = self.spellings.keys().cloned().collect();
        self.texts.sort_unstable();
        let mut slips = Vec::new();
        for (number, text) in (0_u32..).zip(&self.texts) {
            each_slip(text, |hash| slips.push((hash, number)));
        }
        self.slips = Multimap::of(slips);
        for (number, text) in (0_u32..).zip(&self.texts) {
            self.steps.add(text, number);
        }
        self.sounds =
            self.texts.iter().filter_map(|text| self.spellings.get(text)).cloned().collect();
    }

    fn sound(&self, number: u32) -> Option<&Syllables> {
        self.sounds.get(usize::try_from(number).ok()?)
    }

    /// What a spelling can stand for.
    fn syllables(&self, spelling: &str) -> Option<&Syllables> {
        self.spellings.get(spelling)
    }

    /// What a spelling can stand for if one letter of it is wrong.
    fn syllables_with_a_slip(&self, spelling: &str) -> Syllables {
        let mut found: Vec<Syllable> = Vec::new();
        each_slip(spelling, |hash| {
            for number in self.slips.get(hash) {
                let known = usize::try_from(number).ok().and_then(|at| self.texts.get(at));
                if let Some(known) = known.filter(|known| is_one_slip(known, spelling)) {
                    found.extend(self.syllables(known).into_iter().flatten());
                }
            }
        });
        in_order(found.into_iter())
    }

    fn is_surname(&self, syllables: &[Syllable]) -> bool {
        syllables.iter().any(|syllable| self.surnames.contains(syllable))
    }

    /// Whether none of the syllables is usual in a given name.
    fn is_rare(&self, syllables: &[Syllable]) -> bool {
        let weight = |syllable: &Syllable| self.weights.get(syllable).copied().unwrap_or(0);
        syllables.iter().map(weight).sum::<u32>() < self.rare_below
    }
}

fn in_order(syllables: impl Iterator<Item = Syllable>) -> Syllables {
    let mut syllables: Syllables = syllables.collect();
    syllables.sort_unstable();
    syllables.dedup();
    syllables
}

#[cfg(test)]
mod tests {
    use super::steps::LONGEST;
    use crate::rulebook::Rulebook;

    #[test]
    fn every_spelling_is_read_letter_by_letter() {
        let rulebook = Rulebook::built_in().unwrap();
        let korean = &rulebook.names.korean;
        assert!(korean.texts.len() > 1_000);
        for text in korean.texts.iter().filter(|text| text.chars().count() <= LONGEST) {
            let found = korean.steps.beginnings(text);
            let whole = found.iter().find(|(end, _)| *end == text.len());
            let sound = whole.and_then(|(_, number)| korean.sound(number));
            assert_eq!(sound, korean.syllables(text), "{text}");
        }
    }
}
