//! Listed names, found without comparing each: by their text, their core, their rarest words, and their
//! Korean syllables. What the comparison would accept is always among what is found.

use std::cmp::Reverse;

use smallvec::SmallVec;

use super::compare::{compare, compare_words};
use super::distance::{each_slip, first_byte, hash_of};
use super::korean::{Reading, classes};
use super::korean_names;
use super::likeness::{Bearer, Degree, Likeness};
use super::multimap::{Multimap, side_by_side};
use super::name::{Name, Side};
use super::rules::NameRules;
use super::word_pair::may_slip;
use super::words::WordTable;

/// Listed names.
#[derive(Debug, Default)]
pub struct NameIndex {
    names: Vec<Listed>,
    texts: Multimap,
    /// Cores written as one word, with every slip of the pen.
    cores: Multimap,
    words: WordTable,
    /// Names by the classes of all their syllables,
    syllables: Multimap,
    /// and by those of all but one.
    syllables_but_one: Multimap,
}

/// One listed name.
#[derive(Debug)]
struct Listed {
    name: Name,
    owner: u32,
    ordinal: u16,
    bearer: Bearer,
}

/// A name to be listed.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'n> {
    /// Whose it is.
    pub owner: u32,
    /// Which of its bearer's names it is.
    pub ordinal: u16,
    /// The name.
    pub name: &'n str,
    /// What is known of its bearer, and of the name.
    pub bearer: Bearer,
}

/// A listed name that a submitted one is near to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Whose name it is.
    pub owner: u32,
    /// Which of its bearer's names.
    pub ordinal: u16,
    /// Which of the listed names, in all their forms.
    pub name: u32,
    /// Which form of the submitted name is near.
    pub form: usize,
    /// How near.
    pub likeness: Likeness,
    /// Whether it is a whole name that tells its bearer by itself.
    pub strong: bool,
}

impl NameIndex {
    /// Lists names.
    pub fn of<'n>(entries: impl Iterator<Item = Entry<'n>>, rules: &NameRules) -> Self {
        let mut names = Vec::new();
        for Entry { owner, ordinal, name, bearer } in entries {
            for (at, mut name) in Name::forms(name, Side::Listed, rules).into_iter().enumerate() {
                if !(bearer.person && bearer.korean) {
                    name.readings = Vec::new();
                }
                name.words.shrink_to_fit();
                // What stands in brackets, an acronym mostly, is a secondary name.
                let weak = bearer.weak || (at > 0 && name.is_one_word());
                name.shrink();
                names.push(Listed { name, owner, ordinal, bearer: Bearer { weak, ..bearer } });
            }
        }
        let words = WordTable::of(names.iter().map(|listed| (&listed.name, listed.bearer)), rules);
        Self {
            texts: table(&names, |listed, put| put(hash_of(&listed.name.text))),
            cores: table(&names, |listed, put| listed.cores(put)),
            syllables: table(&names, |listed, put| listed.syllables(put)),
            syllables_but_one: table(&names, |listed, put| listed.syllables_but_one(put)),
            words,
            names,
        }
    }

    /// How many listed names there are, in all their forms.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The listed name of a find.
    pub fn name(&self, found: &Found) -> Option<&Name> {
        self.listed(found.name).map(|listed| &listed.name)
    }

    /// What is known of its bearer.
    pub fn bearer(&self, found: &Found) -> Bearer {
        self.listed(found.name).map(|listed| listed.bearer).unwrap_or_default()
    }

    fn listed(&self, number: u32) -> Option<&Listed> {
        usize::try_from(number).ok().and_then(|at| self.names.get(at))
    }

    /// The nearest name of each owner that has one near to the submitted name, by owner.
    pub fn search(&self, forms: &[Name], rules: &NameRules) -> Vec<Found> {
        let mut found = Vec::new();
        let mut candidates: Vec<u32> = Vec::new();
        for (form, name) in forms.iter().enumerate() {
            // Each way of being alike has keys of its own, so that what is found by one is judged by it alone.
            self.by_text(name, &mut candidates);
            self.judge(&mut candidates, (form, rules), &mut found, |listed| {
                compare(name, &listed.name, listed.bearer, rules)
            });
            self.words.find(name, rules, &mut candidates);
            self.judge(&mut candidates, (form, rules), &mut found, |listed| {
                compare_words(name, &listed.name, listed.bearer, rules)
            });
            self.by_syllables(name, &mut candidates);
            self.judge(&mut candidates, (form, rules), &mut found, |listed| {
                korean_names::compare(name, &listed.name, rules)
            });
        }
        best_of_each(found)
    }

    /// The same by comparing with every listed name: what `search` must equal.
    pub fn scan(&self, forms: &[Name], rules: &NameRules) -> Vec<Found> {
        let mut found = Vec::new();
        for (form, name) in forms.iter().enumerate() {
            let mut all: Vec<u32> = (0_u32..).take(self.names.len()).collect();
            self.judge(&mut all, (form, rules), &mut found, |listed| {
                compare(name, &listed.name, listed.bearer, rules)
            });
        }
        best_of_each(found)
    }

    /// Takes the candidates that are near into what is found.
    fn judge(
        &self,
        candidates: &mut Vec<u32>,
        (form, rules): (usize, &NameRules),
        found: &mut Vec<Found>,
        likeness: impl Fn(&Listed) -> Option<Likeness>,
    ) {
        candidates.sort_unstable();
        candidates.dedup();
        let names = || candidates.iter().filter_map(|number| self.listed(*number));
        side_by_side(names().map(|listed| first_byte(&listed.name.text)));
        for number in candidates.drain(..) {
            let Some(listed) = self.listed(number) else { continue };
            if let Some(likeness) = likeness(listed) {
                let Listed { owner, ordinal, .. } = *listed;
                let strong = likeness.degree >= Degree::Whole && listed.name.is_distinctive(rules);
                found.push(Found { owner, ordinal, name: number, form, likeness, strong });
            }
        }
    }

    fn by_text(&self, name: &Name, candidates: &mut Vec<u32>) {
        candidates.extend(self.texts.get(hash_of(&name.text)));
        self.cores.get_all(&name.sought_by().cores, |number| candidates.push(number));
    }

    fn by_syllables(&self, name: &Name, candidates: &mut Vec<u32>) {
        for reading in &name.readings {
            match reading.slip {
                None => {
                    for row in reading.classes() {
                        candidates.extend(self.syllables.get(hash_of_classes(&row)));
                    }
                }
                Some(at) => {
                    for row in classes_without(reading, at) {
                        candidates.extend(self.syllables_but_one.get(hash_of_classes(&row)));
                    }
                }
            }
        }
    }
}

/// Of each owner the name that tells the most, then the nearest, then the first.
fn best_of_each(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable_by_key(|found| {
        (found.owner, Reverse((found.strong, found.likeness)), found.form, found.name)
    });
    found.dedup_by_key(|found| found.owner);
    found
}

/// The numbers of names by the hashes that each puts in.
fn table(names: &[Listed], hashes: impl Fn(&Listed, &mut dyn FnMut(u64))) -> Multimap {
    Multimap::of_each(|put| {
        for (number, listed) in (0_u32..).zip(names) {
            hashes(listed, &mut |hash| put(hash, number));
        }
    })
}

impl Listed {
    fn cores(&self, put: &mut dyn FnMut(u64)) {
        for core in self.name.joined_cores() {
            if may_slip(&core, self.bearer) {
                each_slip(&core, &mut *put);
            } else {
                put(hash_of(&core));
            }
        }
    }

    fn syllables(&self, put: &mut dyn FnMut(u64)) {
        let rows = self.name.readings.iter().flat_map(Reading::classes);
        rows.for_each(|row| put(hash_of_classes(&row)));
    }

    fn syllables_but_one(&self, put: &mut dyn FnMut(u64)) {
        for reading in &self.name.readings {
            for at in 0..reading.sounds.len() {
                classes_without(reading, at).iter().for_each(|row| put(hash_of_classes(row)));
            }
        }
    }
}

/// The classes of a reading without one of its syllables.
fn classes_without(reading: &Reading, at: usize) -> SmallVec<[SmallVec<[u8; 4]>; 4]> {
    let mut sounds = reading.sounds.clone();
    if at < sounds.len() {
        sounds.remove(at);
    }
    classes(&sounds)
}

/// A hash of classes, whatever their order.
fn hash_of_classes(classes: &[u8]) -> u64 {
    let mut sorted: SmallVec<[u8; 4]> = classes.into();
    sorted.sort_unstable();
    sorted.iter().fold(u64::from(0x9e37_79b9_u32), |hash, class| {
        (hash.rotate_left(13) ^ u64::from(*class)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
