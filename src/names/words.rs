//! Names by their rarest words, and how those are found through a wrong letter or another spelling.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::compare::PHRASE;
use super::distance::{each_slip, is_one_slip};
use super::korean::classes;
use super::multimap::Multimap;
use super::name::{Name, Word};
use super::rules::{Class, NameRules};
use super::signature::Signature;

/// The words of listed names, and the names under each.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// Every word, one after the other, and where each ends.
    text: String,
    ends: Vec<u32>,
    /// The group of each.
    word_groups: Vec<u32>,
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
    /// Two others of its words that a near name cannot lack, each by its group if it has one; or [`NONE`].
    second: u32,
    third: u32,
    name: u32,
    sign: Signature,
    size: Size,
}

impl Posting {
    /// A name under one of its words; `rank` says how rare another is, and how it stands in postings.
    fn of(
        number: u32,
        name: &Name,
        word: &Word,
        rules: &NameRules,
        rank: impl Fn(&Word) -> (u32, u32),
    ) -> Self {
        let others = name.needed(rules).filter(|other| *other != word);
        let mut others: SmallVec<[(u32, u32); 8]> = others.map(rank).collect();
        others.sort_unstable();
        let other = |at: usize| others.get(at).map_or(NONE, |(_, id)| *id);
        let weight: u32 = name.words.iter().map(|word| rules.weight(word.class)).sum();
        let words = name.words.iter().filter(|word| word.class < Class::Particle || word.group > 0);
        Self {
            second: other(0),
            third: other(1),
            name: number,
            sign: Signature::of_listed(name, rules),
            size: Size {
                weight: u16::try_from(weight).unwrap_or(u16::MAX),
                words: u16::try_from(words.count()).unwrap_or(u16::MAX),
            },
        }
    }
}

/// How much a listed name weighs and how many words it has, particles and the like apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Size {
    weight: u16,
    words: u16,
}

/// What is sought: words near to those of a submitted name, and what else a name must be to be near.
struct Sought {
    /// Words and groups, in order.
    others: SmallVec<[u32; 64]>,
    sign: Signature,
    /// The least weight of the submitted words that stay without partners, by how many have one.
    open: SmallVec<[u32; 16]>,
    near: u32,
    contained_weight: u32,
    distinctive: u32,
}

impl Sought {
    fn of(name: &Name, others: SmallVec<[u32; 64]>, rules: &NameRules) -> Self {
        // A particle is the partner of its like alone, and is left out on both sides.
        let words = name.words.iter().filter(|word| word.class.max(word.slipped) < Class::Particle);
        let least = |word: &Word| rules.weight(word.class).min(rules.weight(word.slipped));
        let mut weights: SmallVec<[u32; 16]> = words.map(least).collect();
        weights.sort_unstable();
        let mut open: SmallVec<[u32; 16]> = SmallVec::new();
        let mut sum = 0;
        open.push(0);
        for weight in weights {
            sum += weight;
            open.push(sum);
        }
        open.reverse();
        let sign = Signature::of_submitted(name);
        let limits = &rules.limits;
        let (near, contained_weight) = (limits.near, limits.contained_weight);
        Self { others, sign, open, near, contained_weight, distinctive: limits.distinctive }
    }

    fn has(&self, word: u32) -> bool {
        word == NONE || self.others.binary_search(&word).is_ok()
    }

    /// Whether a name may be near that is found under one of its words, and has this second one.
    fn may_be(&self, posting: &Posting) -> bool {
        self.sign.may_be(posting.sign) && self.fits(posting.size) && self.has(posting.third)
    }

    /// The names that may be near, of those under one word.
    fn find(&self, mut postings: &[Posting], candidates: &mut Vec<u32>) {
        if postings.len() < self.others.len() * MANY {
            let found = postings.iter().filter(|one| self.may_be(one) && self.has(one.second));
            candidates.extend(found.map(|one| one.name));
            return;
        }
        for second in &self.others {
            let from = postings.partition_point(|one| one.second < *second);
            postings = postings.get(from..).unwrap_or_default();
            let found = postings.iter().take_while(|one| one.second == *second);
            candidates.extend(found.filter(|one| self.may_be(one)).map(|one| one.name));
        }
    }

    /// Whether the words that a name of this size leaves open are few enough, or may be many.
    fn fits(&self, size: Size) -> bool {
        let weight = u32::from(size.weight);
        let open = self.open.get(usize::from(size.words)).copied().unwrap_or(0);
        let contained = weight >= self.contained_weight
            || (usize::from(size.words) >= PHRASE && weight >= self.distinctive);
        contained || (weight + open) * self.near <= weight * 1000
    }
}

/// In the place of a word: there is none.
const NONE: u32 = u32::MAX;
/// From this many names for each word sought on, they are not looked through one by one.
const MANY: usize = 8;
/// Words shorter than this are compared as they stand, in characters.
const SHORTEST_SLIP: usize = 3;

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
}

impl WordTable {
    /// Lists the words of names, which are numbered as they come.
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n Name> + Clone, rules: &NameRules) -> Self {
        let mut counts: HashMap<&str, (u32, u32), FixedState> = HashMap::default();
        for name in names.clone() {
            for word in &name.words {
                counts.entry(name.word(word)).or_default().0 += 1;
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
        let groups_from = u32::try_from(texts.len()).unwrap_or(NONE);
        let (mut entries, mut groups) = (Vec::new(), Vec::new());
        for (number, name) in (0_u32..).zip(names) {
            for word in rarest(name, rules, |word| count(word).0) {
                let posting = Posting::of(number, name, word, rules, |other| {
                    let (count, id) = count(name.word(other));
                    (count, if other.group > 0 { groups_from + other.group } else { id })
                });
                entries.push((count(name.word(word)).1, posting));
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
        table.close(&texts, rules);
        table
    }

    fn close(&mut self, texts: &[&str], rules: &NameRules) {
        let (mut slips, mut sounds) = (Vec::new(), Vec::new());
        for (number, text) in (0_u32..).zip(texts) {
            self.text.push_str(text);
            self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
            self.word_groups.push(rules.word(text).group);
            each_slip(text, |hash| slips.push((hash, number)));
            for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                sounds.push((hash_in_order(&row), number));
            }
        }
        self.slips = Multimap::of(slips);
        self.sounds = Multimap::of(sounds);
    }

    /// Names that one of the words of a submitted name stands for.
    pub(super) fn find(&self, name: &Name, rules: &NameRules, candidates: &mut Vec<u32>) {
        let mut words: SmallVec<[u32; 64]> = SmallVec::new();
        for word in &name.words {
            let text = name.word(word);
            let mut near: SmallVec<[u32; 64]> = SmallVec::new();
            each_slip(text, |hash| near.extend(self.slips.get(hash)));
            near.sort_unstable();
            near.dedup();
            let known: SmallVec<[(u32, &str); 64]> =
                near.iter().map(|number| (*number, self.word(*number))).collect();
            let is_near = |known: &str| {
                let long = known.chars().nth(SHORTEST_SLIP - 1).is_some();
                known == text || (long && is_one_slip(known, text))
            };
            words.extend(
                known.iter().filter(|(_, known)| is_near(known)).map(|(number, _)| *number),
            );
            if word.hint.is_korean() {
                for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                    words.extend(self.sounds.get(hash_in_order(&row)));
                }
            }
        }
        words.sort_unstable();
        words.dedup();
        let sought = Sought::of(name, self.with_groups(&words, name), rules);
        let groups = name.words.iter().map(|word| word.group).filter(|group| *group > 0);
        let of_groups = groups.map(|group| self.groups.get(group));
        let of_words = words.iter().map(|word| self.postings.get(*word));
        let postings: SmallVec<[&[Posting]; 64]> = of_groups.chain(of_words).collect();
        for postings in postings {
            sought.find(postings, candidates);
        }
    }

    /// Words with their groups and those of a name, as they stand in postings, in order.
    fn with_groups(&self, words: &[u32], name: &Name) -> SmallVec<[u32; 64]> {
        let from = u32::try_from(self.ends.len()).unwrap_or(NONE);
        let known = words.iter().filter_map(|word| {
            usize::try_from(*word).ok().and_then(|word| self.word_groups.get(word)).copied()
        });
        let groups = known.chain(name.words.iter().map(|word| word.group));
        let groups = groups.filter(|group| *group > 0).map(|group| from + group);
        let mut all: SmallVec<[u32; 64]> = words.iter().copied().chain(groups).collect();
        all.push(NONE);
        all.sort_unstable();
        all.dedup();
        all
    }

    fn word(&self, number: u32) -> &str {
        let end = |at: usize| self.ends.get(at).and_then(|end| usize::try_from(*end).ok());
        let Ok(at) = usize::try_from(number) else { return "" };
        let from = at.checked_sub(1).map_or(Some(0), end);
        let (Some(from), Some(to)) = (from, end(at)) else { return "" };
        self.text.get(from..to).unwrap_or_default()
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
