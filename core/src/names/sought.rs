//! What is sought among listed names: words near to those of a submitted one, and what else a name must
//! be to be near. It is told from a few numbers, before any words are compared.

use smallvec::SmallVec;

use super::compare::may_be_contained;
use super::likeness::{EQUAL, WHOLE};
use super::name::Name;
use super::outlines::{Outline, Part};
use super::postings::{NONE, Posting, Size};
use super::rules::{Class, Limits, NameRules};

/// From this many names for each word sought on, they are not looked through one by one.
const MANY: usize = 8;
/// Words of a bitmap by which most words that are not sought are told.
const BITMAP: usize = 32;

/// A listed word, or a group of them, that may be the partner of submitted ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub(super) id: u32,
    /// How near it is to the nearest of them, at most.
    pub(super) score: u16,
    /// Which those are, a bit for each.
    pub(super) to: u64,
}

/// What is sought.
pub(super) struct Sought<'r> {
    /// In order, each once.
    near: SmallVec<[Near; 32]>,
    /// A bit for what the identifiers of those leave when divided.
    bitmap: [u64; BITMAP],
    /// The least weight of each submitted word.
    weights: SmallVec<[u32; 16]>,
    /// The least weight of those that stay without partners, by how many have one.
    open: SmallVec<[u32; 16]>,
    limits: &'r Limits,
}

impl<'r> Sought<'r> {
    pub(super) fn of(name: &Name, mut near: SmallVec<[Near; 32]>, rules: &'r NameRules) -> Self {
        near.sort_unstable_by_key(|near| near.id);
        near.dedup_by(|next, near| {
            let same = next.id == near.id;
            if same {
                near.score = near.score.max(next.score);
                near.to |= next.to;
            }
            same
        });
        let mut bitmap = [0; BITMAP];
        for Near { id, .. } in &near {
            let (at, bit) = place(*id);
            if let Some(bits) = bitmap.get_mut(at) {
                *bits |= bit;
            }
        }
        let words = name.words.iter();
        let weights: SmallVec<[u32; 16]> =
            words.map(|word| rules.weight(word.class).min(rules.weight(word.slipped))).collect();
        Self { near, bitmap, open: least_open(name, rules), weights, limits: &rules.limits }
    }

    /// The words and groups that are sought.
    pub(super) fn near(&self) -> &[Near] {
        &self.near
    }

    fn get(&self, id: u32) -> Option<&Near> {
        let (at, bit) = place(id);
        if self.bitmap.get(at).is_none_or(|bits| bits & bit == 0) {
            return None;
        }
        self.near.binary_search_by_key(&id, |near| near.id).ok().and_then(|at| self.near.get(at))
    }

    fn has(&self, id: u32) -> bool {
        id == NONE || self.get(id).is_some()
    }

    /// The names that may be near, of those under one word.
    pub(super) fn find(&self, mut postings: &[Posting], candidates: &mut SmallVec<[u32; 32]>) {
        if postings.len() < self.near.len() * MANY {
            let found = postings.iter().filter(|one| self.has(one.second) && self.may_be(one));
            candidates.extend(found.map(|one| one.name));
            return;
        }
        let seconds = self.near.iter().map(|near| near.id);
        for second in seconds.chain([NONE]) {
            let from = postings.partition_point(|one| one.second < second);
            postings = postings.get(from..).unwrap_or_default();
            let found = postings.iter().take_while(|one| one.second == second);
            candidates.extend(found.filter(|one| self.may_be(one)).map(|one| one.name));
        }
    }

    /// Whether a name may be near that is found under one of its words, and has this second one.
    fn may_be(&self, posting: &Posting) -> bool {
        self.fits(posting.size) && self.has(posting.third)
    }

    /// Whether a name of this size may have partners enough, and the words that it leaves open are few
    /// enough or may be many.
    fn fits(&self, size: Size) -> bool {
        let (weight, words) = (u32::from(size.weight), usize::from(size.words));
        let open = self.open.get(words).copied().unwrap_or(0);
        usize::from(size.partners) <= self.weights.len()
            && (size.contained || self.is_near(weight, weight + open))
    }

    fn is_near(&self, partnered: u32, all: u32) -> bool {
        partnered * u32::from(EQUAL) >= all * self.limits.near
    }

    /// Whether a name may be near, by which of its words have partners: never `false` for one that is.
    pub(super) fn may_be_near(&self, outline: Outline<'_>) -> bool {
        let Outline { parts, whole, exact } = outline;
        let mut sums = Sums { lightest: u32::MAX, ..Sums::default() };
        for Part { id, weight } in parts {
            let near = self.get(*id).filter(|near| !exact || near.score >= WHOLE);
            sums.add(u32::from(*weight), near);
        }
        let Sums { listed, value, .. } = sums;
        let partnered = sums.partnered();
        if partnered * 1000 < self.limits.listed_share * listed {
            return false;
        }
        let apart = self.weights.iter().enumerate().filter(|(at, _)| sums.to & (1 << at) == 0);
        let open: u32 = apart.map(|(_, weight)| *weight).sum();
        let equal = value >= u32::from(WHOLE) * listed;
        if whole {
            return equal && open == 0;
        }
        let open = open.max(self.open.get(sums.partners).copied().unwrap_or(0));
        (equal && may_be_contained(listed, parts.len(), self.limits))
            || (value >= self.limits.near * listed
                && self.is_near(partnered, listed.max(partnered + open)))
    }
}

/// What partners may amount to.
#[derive(Default)]
struct Sums {
    /// Weight of the listed name,
    listed: u32,
    /// of its words that may have partners,
    open_to: u32,
    /// and the same times their scores.
    value: u32,
    /// How many words those are,
    partners: usize,
    /// the lightest of them,
    lightest: u32,
    /// and the submitted words that may be their partners.
    to: u64,
}

impl Sums {
    fn add(&mut self, weight: u32, near: Option<&Near>) {
        self.listed += weight;
        if let Some(near) = near {
            self.open_to += weight;
            self.value += weight * u32::from(near.score);
            self.partners += 1;
            self.lightest = self.lightest.min(weight);
            self.to |= near.to;
        }
    }

    /// Weight of the words that have partners, at most: a submitted word is that of one alone.
    fn partnered(&self) -> u32 {
        let partners = u32::try_from(self.partners).unwrap_or(u32::MAX);
        let without = partners.saturating_sub(self.to.count_ones());
        if without == 0 {
            self.open_to
        } else {
            self.open_to.saturating_sub(without * self.lightest)
        }
    }
}

/// The least weight of submitted words that stay without partners, by how many have one.
fn least_open(name: &Name, rules: &NameRules) -> SmallVec<[u32; 16]> {
    // A particle is the partner of its like alone, whatever it counts as where it stands, and is left out
    // on both sides.
    let words = name.words.iter().filter(|word| {
        let known = rules.word(name.word(word)).class;
        word.class.max(word.slipped).max(known) < Class::Particle
    });
    let mut weights: SmallVec<[u32; 16]> =
        words.map(|word| rules.weight(word.class).min(rules.weight(word.slipped))).collect();
    weights.sort_unstable();
    let mut open: SmallVec<[u32; 16]> = SmallVec::new();
    let mut sum = 0;
    open.push(0);
    for weight in weights {
        sum += weight;
        open.push(sum);
    }
    open.reverse();
    open
}

/// The place of an identifier in a bitmap, and its bit there.
fn place(id: u32) -> (usize, u64) {
    let at = usize::try_from(id / u64::BITS).unwrap_or(0) % BITMAP;
    (at, 1 << (id % u64::BITS))
}
