//! Listed names under their words.

use smallvec::SmallVec;

use super::compare::may_be_contained;
use super::name::{Name, Word};
use super::rules::{Class, NameRules};

/// In the place of a word: there is none.
pub(super) const NONE: u32 = u32::MAX;

/// Names by a number, in one flat array.
#[derive(Debug, Default)]
pub(super) struct Postings {
    offsets: Vec<u32>,
    names: Vec<Posting>,
}

/// A name under one of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    /// Two others of its words that a near name cannot lack, each by its group if it has one; or [`NONE`].
    pub(super) second: u32,
    pub(super) third: u32,
    pub(super) name: u32,
    pub(super) size: Size,
}

impl Posting {
    /// A name under one of its words; `rank` says how rare another is, and how it stands in postings.
    pub(super) fn of(
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
        Self { second: other(0), third: other(1), name: number, size: Size::of(name, rules) }
    }
}

/// How much a listed name weighs and how many words it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Size {
    pub(super) weight: u16,
    /// Particles and the like apart.
    pub(super) words: u8,
    /// How many words of a near name must have partners.
    pub(super) partners: u8,
    /// Whether it is told inside a longer name.
    pub(super) contained: bool,
}

impl Size {
    fn of(name: &Name, rules: &NameRules) -> Self {
        let telling =
            name.words.iter().filter(|word| word.class < Class::Particle || word.group > 0);
        let mut weights: SmallVec<[u32; 16]> =
            name.words.iter().map(|word| rules.weight(word.class)).collect();
        weights.sort_unstable();
        let whole: u32 = weights.iter().sum();
        let mut lacking = 0;
        let lacks = weights.iter().take_while(|weight| {
            lacking += **weight;
            lacking * 1000 <= (1000 - rules.limits.listed_share) * whole
        });
        Self {
            weight: u16::try_from(whole).unwrap_or(u16::MAX),
            words: u8::try_from(telling.count()).unwrap_or(u8::MAX),
            partners: u8::try_from(weights.len() - lacks.count()).unwrap_or(0),
            contained: may_be_contained(whole, name.words.len(), &rules.limits),
        }
    }
}

impl Postings {
    /// Of names with their numbers, of which there are so many.
    pub(super) fn of(mut entries: Vec<(u32, Posting)>, count: usize) -> Self {
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

    /// The names under a number, in the order of their second words.
    pub(super) fn get(&self, key: u32) -> &[Posting] {
        let edge = |key: usize| self.offsets.get(key).and_then(|at| usize::try_from(*at).ok());
        let Ok(key) = usize::try_from(key) else { return &[] };
        let (Some(from), Some(to)) = (edge(key), edge(key + 1)) else { return &[] };
        self.names.get(from..to).unwrap_or(&[])
    }
}
