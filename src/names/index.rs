//! Listed names, found without comparing each: by their text, their core, their rarest words, and their
//! Korean syllables. What the comparison would accept is always among what is found.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::compare::{Bearer, Likeness, compare};
use super::distance::{each_slip, hash_of};
use super::korean::{Reading, classes};
use super::korean_names;
use super::multimap::Multimap;
use super::name::{Name, Side, Word};
use super::rules::{Class, NameRules};
use super::signature::Signature;

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
    bearer: Bearer,
}

/// A name to be listed.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'n> {
    /// Whose it is.
    pub owner: u32,
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
    /// Which of the listed names.
    pub name: u32,
    /// Which form of the submitted name is near.
    pub form: usize,
    /// How near.
    pub likeness: Likeness,
}

impl NameIndex {
    /// Lists names.
    pub fn of<'n>(entries: impl Iterator<Item = Entry<'n>>, rules: &NameRules) -> Self {
        let mut names = Vec::new();
        for Entry { owner, name, bearer } in entries {
            for (at, mut name) in Name::forms(name, Side::Listed, rules).into_iter().enumerate() {
                if !(bearer.person && bearer.korean) {
                    name.readings.clear();
                }
                // What stands in brackets, an acronym mostly, is a secondary name.
                let weak = bearer.weak || (at > 0 && name.is_one_word());
                names.push(Listed { name, owner, bearer: Bearer { weak, ..bearer } });
            }
        }
        let mut builder = Builder::default();
        for (number, listed) in (0_u32..).zip(&names) {
            builder.add(number, &listed.name);
        }
        let words = WordTable::of(&names, rules);
        Self {
            texts: Multimap::of(builder.texts),
            cores: Multimap::of(builder.cores),
            syllables: Multimap::of(builder.syllables),
            syllables_but_one: Multimap::of(builder.syllables_but_one),
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
            candidates.clear();
            self.by_text(name, &mut candidates);
            self.words.find(name, rules, &mut candidates);
            candidates.sort_unstable();
            candidates.dedup();
            self.judge(&candidates, form, &mut found, |listed| {
                compare(name, &listed.name, listed.bearer, rules)
            });
            candidates.clear();
            self.by_syllables(name, &mut candidates);
            candidates.sort_unstable();
            candidates.dedup();
            self.judge(&candidates, form, &mut found, |listed| {
                korean_names::compare(name, &listed.name, rules)
            });
        }
        best_of_each(found)
    }

    /// The same by comparing with every listed name: what `search` must equal.
    pub fn scan(&self, forms: &[Name], rules: &NameRules) -> Vec<Found> {
        let mut found = Vec::new();
        let all: Vec<u32> = (0_u32..).take(self.names.len()).collect();
        for (form, name) in forms.iter().enumerate() {
            self.judge(&all, form, &mut found, |listed| {
                compare(name, &listed.name, listed.bearer, rules)
            });
        }
        best_of_each(found)
    }

    fn judge(
        &self,
        candidates: &[u32],
        form: usize,
        found: &mut Vec<Found>,
        likeness: impl Fn(&Listed) -> Option<Likeness>,
    ) {
        for number in candidates {
            let Some(listed) = self.listed(*number) else { continue };
            if let Some(likeness) = likeness(listed) {
                found.push(Found { owner: listed.owner, name: *number, form, likeness });
            }
        }
    }

    fn by_text(&self, name: &Name, candidates: &mut Vec<u32>) {
        candidates.extend(self.texts.get(hash_of(&name.text)));
        let core = name.joined_core();
        if !core.is_empty() {
            each_slip(&core, |hash| candidates.extend(self.cores.get(hash)));
        }
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

/// Of each owner the nearest name; of names equally near the first.
fn best_of_each(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable_by_key(|found| {
        (found.owner, std::cmp::Reverse(found.likeness), found.form, found.name)
    });
    found.dedup_by_key(|found| found.owner);
    found
}

#[derive(Default)]
struct Builder {
    texts: Vec<(u64, u32)>,
    cores: Vec<(u64, u32)>,
    syllables: Vec<(u64, u32)>,
    syllables_but_one: Vec<(u64, u32)>,
}

impl Builder {
    fn add(&mut self, number: u32, name: &Name) {
        self.texts.push((hash_of(&name.text), number));
        let core = name.joined_core();
        if !core.is_empty() {
            each_slip(&core, |hash| self.cores.push((hash, number)));
        }
        for reading in &name.readings {
            for row in reading.classes() {
                self.syllables.push((hash_of_classes(&row), number));
            }
            for at in 0..reading.sounds.len() {
                for row in classes_without(reading, at) {
                    self.syllables_but_one.push((hash_of_classes(&row), number));
                }
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

/// The words of listed names, and the names under each.
#[derive(Debug, Default)]
struct WordTable {
    slips: Multimap,
    sounds: Multimap,
    /// Names by word and by group of words, each with its signature.
    postings: Postings,
    groups: Postings,
}

/// Names by a number, in one flat array.
#[derive(Debug, Default)]
struct Postings {
    offsets: Vec<u32>,
    names: Vec<Posting>,
}

/// A name under one of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    /// Another of its words that a near name cannot lack, or [`NONE`].
    second: u32,
    name: u32,
    sign: Signature,
}

/// In the place of a word: there is none.
const NONE: u32 = u32::MAX;
/// From this many names for each word sought on, they are not looked through one by one.
const MANY: usize = 8;

impl Postings {
    fn of(mut entries: Vec<(u32, Posting)>, count: usize) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut offsets = vec![0; count + 1];
        for (key, _) in &entries {
            let next = usize::try_from(*key).ok().and_then(|key| offsets.get_mut(key + 1));
            if let Some(count) = next {
                *count += 1;
            }
        }
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        Self { offsets, names: entries.into_iter().map(|(_, posting)| posting).collect() }
    }

    fn get(&self, key: u32) -> &[Posting] {
        let edge = |key: usize| self.offsets.get(key).and_then(|at| usize::try_from(*at).ok());
        let Ok(key) = usize::try_from(key) else { return &[] };
        let (Some(from), Some(to)) = (edge(key), edge(key + 1)) else { return &[] };
        self.names.get(from..to).unwrap_or(&[])
    }

    /// The names under a key of which the second word is among those sought, which are in order.
    fn find(&self, key: u32, seconds: &[u32], sign: Signature, candidates: &mut Vec<u32>) {
        let all = self.get(key);
        if all.len() < seconds.len() * MANY {
            let sought = |posting: &&Posting| {
                sign.may_be(posting.sign) && seconds.binary_search(&posting.second).is_ok()
            };
            candidates.extend(all.iter().filter(sought).map(|posting| posting.name));
            return;
        }
        let mut rest = all;
        for second in seconds {
            let from = rest.partition_point(|posting| posting.second < *second);
            rest = rest.get(from..).unwrap_or_default();
            let sought = rest.iter().take_while(|posting| posting.second == *second);
            let sought = sought.filter(|posting| sign.may_be(posting.sign));
            candidates.extend(sought.map(|posting| posting.name));
        }
    }
}

impl WordTable {
    fn of(names: &[Listed], rules: &NameRules) -> Self {
        let mut counts: HashMap<&str, (u32, u32), FixedState> = HashMap::default();
        for listed in names {
            for word in &listed.name.words {
                counts.entry(listed.name.word(word)).or_default().0 += 1;
            }
        }
        let mut texts: Vec<&str> = counts.keys().copied().collect();
        texts.sort_unstable();
        for (number, text) in (0_u32..).zip(&texts) {
            if let Some(count) = counts.get_mut(text) {
                count.1 = number;
            }
        }
        let count = |word: &str| counts.get(word).copied().unwrap_or((0, NONE));
        let mut used = vec![false; texts.len()];
        let mut mark = |word: u32| {
            if let Some(used) = usize::try_from(word).ok().and_then(|word| used.get_mut(word)) {
                *used = true;
            }
        };
        let (mut entries, mut groups) = (Vec::new(), Vec::new());
        for (number, listed) in (0_u32..).zip(names) {
            let name = &listed.name;
            let sign = Signature::of_listed(name, rules);
            for word in rarest(name, rules, |word| count(word).0) {
                // A word that means the same as others may be missing where they stand.
                let others = name.needed(rules).filter(|other| *other != word && other.group == 0);
                let second = others.map(|other| count(name.word(other))).min();
                let second = second.map_or(NONE, |(_, id)| id);
                let (_, id) = count(name.word(word));
                let posting = Posting { second, name: number, sign };
                mark(second);
                mark(id);
                entries.push((id, posting));
                if word.group > 0 {
                    groups.push((word.group, posting));
                }
            }
        }
        let mut table = Self {
            postings: Postings::of(entries, texts.len()),
            groups: Postings::of(groups, rules.groups()),
            ..Self::default()
        };
        table.close(&texts, &used, rules);
        table
    }

    fn close(&mut self, texts: &[&str], used: &[bool], rules: &NameRules) {
        let (mut slips, mut sounds) = (Vec::new(), Vec::new());
        for ((number, text), _) in (0_u32..).zip(texts).zip(used).filter(|(_, used)| **used) {
            each_slip(text, |hash| slips.push((hash, number)));
            for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                sounds.push((hash_in_order(&row), number));
            }
        }
        self.slips = Multimap::of(slips);
        self.sounds = Multimap::of(sounds);
    }

    /// Names that one of the words of a submitted name stands for.
    fn find(&self, name: &Name, rules: &NameRules, candidates: &mut Vec<u32>) {
        let sign = Signature::of_submitted(name);
        let mut keys: SmallVec<[u32; 64]> = SmallVec::new();
        for word in &name.words {
            let text = name.word(word);
            each_slip(text, |hash| keys.extend(self.slips.get(hash)));
            if word.hint.is_korean() {
                for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                    keys.extend(self.sounds.get(hash_in_order(&row)));
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        // The highest of numbers: the order stays.
        keys.push(NONE);
        for word in name.words.iter().filter(|word| word.group > 0) {
            self.groups.find(word.group, &keys, sign, candidates);
        }
        for key in &keys {
            self.postings.find(*key, &keys, sign, candidates);
        }
    }
}

fn hash_in_order(classes: &[u8]) -> u64 {
    classes.iter().fold(u64::from(0x85eb_ca6b_u32), |hash, class| {
        (hash.rotate_left(11) ^ u64::from(*class)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// The rarest words of a name that together weigh more than a near name may lack: one of them has a
/// partner in every name that is near.
fn rarest<'n>(
    name: &'n Name,
    rules: &NameRules,
    count: impl Fn(&str) -> u32,
) -> SmallVec<[&'n Word; 4]> {
    let weight = |word: &Word| rules.weight(word.class);
    let whole: u32 = name.words.iter().map(weight).sum();
    let mut words: SmallVec<[&Word; 8]> = name.words.iter().collect();
    words.sort_by_key(|word| (word.class >= Class::Particle, count(name.word(word)), word.place()));
    let mut chosen = SmallVec::new();
    let mut sum = 0;
    for word in words {
        chosen.push(word);
        sum += weight(word);
        if sum * 1000 > (1000 - rules.limits.listed_share) * whole {
            break;
        }
    }
    chosen
}
