//! The words of listed names, and the names under the rarest of them.

use std::collections::BTreeMap;

use smallvec::SmallVec;

use super::distance::{each_slip, hash_of};
use super::korean::classes;
use super::multimap::Multimap;
use super::name::{Name, Word};
use super::rules::{Class, NameRules};
use super::signature::Signature;

/// The words of listed names, and the names under each.
#[derive(Debug, Default)]
pub(super) struct WordTable {
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
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n Name> + Clone, rules: &NameRules) -> Self {
        let mut counts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for name in names.clone() {
            for word in &name.words {
                counts.entry(name.word(word)).or_default().0 += 1;
            }
        }
        for (number, (_, count)) in (0_u32..).zip(&mut counts) {
            count.1 = number;
        }
        let (mut entries, mut groups) = (Vec::new(), Vec::new());
        for (number, name) in (0_u32..).zip(names) {
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
    pub(super) fn find(&self, name: &Name, rules: &NameRules, candidates: &mut Vec<u32>) {
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
