//! Names by their rarest words, and how those are found through a wrong letter or another spelling.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::distance::{each_slip, first_byte};
use super::korean::classes;
use super::likeness::{Bearer, EQUAL};
use super::multimap::{Multimap, side_by_side};
use super::name::{Name, Word};
use super::outlines::{Outline, Outlines};
use super::postings::{NONE, Posting, Postings};
use super::rules::{Class, NameRules};
use super::sought::{Near, Sought};
use super::word_pair::partner_by_letters;

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
    /// Names by word and by group of words.
    postings: Postings,
    groups: Postings,
    outlines: Outlines,
}

impl WordTable {
    /// Lists the words of names, which are numbered as they come.
    pub(super) fn of<'n>(
        names: impl Iterator<Item = (&'n Name, Bearer)> + Clone,
        rules: &NameRules,
    ) -> Self {
        let mut counts: HashMap<&str, (u32, u32), FixedState> = HashMap::default();
        for (name, _) in names.clone() {
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
        let id =
            |word: &str, group: u32| if group > 0 { groups_from + group } else { count(word).1 };
        let (mut entries, mut groups) = (Vec::new(), Vec::new());
        let mut outlines = Outlines::default();
        for (number, (name, bearer)) in (0_u32..).zip(names) {
            outlines.push(name, bearer, rules, |word| id(name.word(word), word.group));
            for word in rarest(name, rules, |word| count(word).0) {
                let posting = Posting::of(number, name, word, rules, |other| {
                    let text = name.word(other);
                    (count(text).0, id(text, other.group))
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
            outlines,
            ..Self::default()
        };
        table.outlines.shrink();
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

    /// Names that may be near to a submitted one by their words.
    pub(super) fn find(&self, name: &Name, rules: &NameRules, candidates: &mut Vec<u32>) {
        let sought = Sought::of(name, self.near(name, rules), rules);
        let groups = name.words.iter().map(|word| word.group).filter(|group| *group > 0);
        let of_groups = groups.map(|group| self.groups.get(group));
        let of_words = sought.near().iter().map(|near| self.postings.get(near.id));
        let postings: SmallVec<[&[Posting]; 32]> = of_groups.chain(of_words).collect();
        side_by_side(postings.iter().filter_map(|names| names.first()).map(|one| one.name));
        let mut names: SmallVec<[u32; 32]> = SmallVec::new();
        for postings in postings {
            sought.find(postings, &mut names);
        }
        names.sort_unstable();
        names.dedup();
        let outlines: SmallVec<[(u32, Outline<'_>); 32]> =
            names.iter().filter_map(|name| Some((*name, self.outlines.get(*name)?))).collect();
        side_by_side(outlines.iter().filter_map(|(_, outline)| Some(outline.parts.first()?.id)));
        let found = outlines.into_iter().filter(|(_, outline)| sought.may_be_near(*outline));
        candidates.extend(found.map(|(name, _)| name));
    }

    /// The listed words that may be partners of those of a submitted name, and their groups.
    fn near(&self, name: &Name, rules: &NameRules) -> SmallVec<[Near; 32]> {
        let mut near: SmallVec<[Near; 32]> = SmallVec::new();
        let sought_by = name.sought_by();
        for (at, (word, hashes)) in name.words.iter().zip(&sought_by.words).enumerate() {
            let text = name.word(word);
            let to = 1 << at;
            let mut slips: SmallVec<[u32; 32]> = SmallVec::new();
            self.slips.get_all(hashes, |id| slips.push(id));
            slips.sort_unstable();
            slips.dedup();
            let known: SmallVec<[(u32, &str); 32]> =
                slips.into_iter().map(|id| (id, self.word(id))).collect();
            side_by_side(known.iter().map(|(_, known)| first_byte(known)));
            near.extend(known.into_iter().filter_map(|(id, known)| {
                Some(Near { id, score: partner_by_letters(text, known, rules)?, to })
            }));
            if word.hint.is_korean() {
                let score = u16::try_from(rules.limits.romanised).unwrap_or(EQUAL);
                for row in rules.korean.word(text).iter().flat_map(|sounds| classes(sounds)) {
                    let ids = self.sounds.get(hash_in_order(&row));
                    near.extend(ids.map(|id| Near { id, score, to }));
                }
            }
            if word.group > 0 {
                near.push(Near { id: self.groups_from() + word.group, score: EQUAL, to });
            }
        }
        let of_groups: SmallVec<[Near; 32]> = near
            .iter()
            .filter_map(|near| Some(Near { id: self.group_of(near.id)?, ..*near }))
            .collect();
        near.extend(of_groups);
        near
    }

    /// Groups are numbered after the words.
    fn groups_from(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(NONE)
    }

    fn group_of(&self, word: u32) -> Option<u32> {
        let group = usize::try_from(word).ok().and_then(|word| self.word_groups.get(word)).copied();
        group.filter(|group| *group > 0).map(|group| self.groups_from() + group)
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
