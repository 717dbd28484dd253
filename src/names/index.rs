//! Listed names, found without comparing each: by their text, their core, their rarest words, and their
//! Korean syllables. What the comparison would accept is always among what is found.

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
}

impl NameIndex {
    /// Lists names.
    pub fn of<'n>(entries: impl Iterator<Item = Entry<'n>>, rules: &NameRules) -> Self {
        let mut names = Vec::new();
        for Entry { owner, ordinal, name, bearer } in entries {
            for (at, mut name) in Name::forms(name, Side::Listed, rules).into_iter().enumerate() {
                if !(bearer.person && bearer.korean) {
                    name.readings.clear();
                }
                // What stands in brackets, an acronym mostly, is a secondary name.
                let weak = bearer.weak || (at > 0 && name.is_one_word());
                names.push(Listed { name, owner, ordinal, bearer: Bearer { weak, ..bearer } });
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
                let Listed { owner, ordinal, .. } = *listed;
                found.push(Found { owner, ordinal, name: *number, form, likeness });
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
    texts: Vec<Box<str>>,
    by_text: Multimap,
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
    names: Vec<(u32, Signature)>,
}

impl Postings {
    fn of(mut entries: Vec<(u32, u32, Signature)>, count: usize) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut offsets = vec![0; count + 1];
        for (key, _, _) in &entries {
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
        Self { offsets, names: entries.into_iter().map(|(_, name, sign)| (name, sign)).collect() }
    }

    fn get(&self, key: u32) -> &[(u32, Signature)] {
        let edge = |key: usize| self.offsets.get(key).and_then(|at| usize::try_from(*at).ok());
        let Ok(key) = usize::try_from(key) else { return &[] };
        let (Some(from), Some(to)) = (edge(key), edge(key + 1)) else { return &[] };
        self.names.get(from..to).unwrap_or(&[])
    }
}

impl WordTable {
    fn of(names: &[Listed], rules: &NameRules) -> Self {
        let mut counts: std::collections::BTreeMap<&str, (u32, u32)> =
            std::collections::BTreeMap::new();
        for listed in names {
            for word in &listed.name.words {
                counts.entry(listed.name.word(word)).or_default().0 += 1;
            }
        }
        for (number, (_, count)) in (0_u32..).zip(&mut counts) {
            count.1 = number;
        }
        let (mut entries, mut groups) = (Vec::new(), Vec::new());
        for (number, listed) in (0_u32..).zip(names) {
            let name = &listed.name;
            let sign = Signature::of_listed(name, rules);
            for word in rarest(name, rules, |word| counts.get(word).map_or(0, |count| count.0)) {
                let Some((_, id)) = counts.get(name.word(word)) else { continue };
                entries.push((*id, number, sign));
                if word.group > 0 {
                    groups.push((word.group, number, sign));
                }
            }
        }
        let mut table = Self {
            postings: Postings::of(entries, counts.len()),
            groups: Postings::of(groups, rules.groups()),
            texts: counts.keys().map(|text| Box::from(*text)).collect(),
            ..Self::default()
        };
        table.close(rules);
        table
    }

    fn close(&mut self, rules: &NameRules) {
        let (mut by_text, mut slips, mut sounds) = (Vec::new(), Vec::new(), Vec::new());
        for (number, text) in (0_u32..).zip(&self.texts) {
            if self.postings.get(number).is_empty() {
                continue;
            }
            by_text.push((hash_of(text), number));
            each_slip(text, |hash| slips.push((hash, number)));
            for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                sounds.push((hash_in_order(&row), number));
            }
        }
        self.by_text = Multimap::of(by_text);
        self.slips = Multimap::of(slips);
        self.sounds = Multimap::of(sounds);
    }

    /// Names that one of the words of a submitted name stands for.
    fn find(&self, name: &Name, rules: &NameRules, candidates: &mut Vec<u32>) {
        let sign = Signature::of_submitted(name);
        let mut keys: SmallVec<[u32; 32]> = SmallVec::new();
        for word in &name.words {
            let text = name.word(word);
            keys.extend(self.by_text.get(hash_of(text)));
            each_slip(text, |hash| keys.extend(self.slips.get(hash)));
            for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                keys.extend(self.sounds.get(hash_in_order(&row)));
            }
            let group = if word.group > 0 { self.groups.get(word.group) } else { &[] };
            candidates.extend(sign.may_be(group));
        }
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            candidates.extend(sign.may_be(self.postings.get(key)));
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
