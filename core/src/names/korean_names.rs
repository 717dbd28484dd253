//! Two names read as those of Koreans, syllable by syllable.

use smallvec::SmallVec;

use super::korean::{Reading, Sound, Writing, meet};
use super::likeness::{Degree, EQUAL, Likeness, Pair, PairReason};
use super::name::Name;
use super::rules::NameRules;

/// Score of names equal in another romanisation, or with the family name last.
const SAME: u16 = 970;

/// Compares names as those of Koreans; `None` where either is none, or they are not near.
pub(super) fn compare(submitted: &Name, listed: &Name, rules: &NameRules) -> Option<Likeness> {
    let mut best = None;
    for ours in &submitted.readings {
        for theirs in &listed.readings {
            best = best.max(likeness(ours, theirs, rules));
        }
    }
    best
}

fn likeness(ours: &Reading, theirs: &Reading, rules: &NameRules) -> Option<Likeness> {
    let order = order_of(ours, theirs)?;
    let limits = &rules.limits;
    let near = |limit: u32| {
        let score = u16::try_from(limit).unwrap_or(0);
        Likeness { degree: Degree::Near, score, core_equal: false }
    };
    Some(match (ours.slip, order) {
        (None, Order::Same) => {
            Likeness { degree: Degree::Romanised, score: SAME, core_equal: true }
        }
        (None, Order::Other) => near(limits.reordered),
        (Some(_), _) => near(limits.korean_slip),
    })
}

/// How the syllables of one name stand in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As they are, or with the family name at the other end.
    Same,
    /// Otherwise.
    Other,
}

fn order_of(ours: &Reading, theirs: &Reading) -> Option<Order> {
    let (left, right) = (&ours.sounds, &theirs.sounds);
    if left.len() != right.len() {
        return None;
    }
    let count = left.len();
    let turned = |by: usize| {
        left.iter()
            .enumerate()
            .all(|(at, sound)| right.get((at + by) % count).is_some_and(|other| meet(sound, other)))
    };
    if turned(0) {
        return Some(Order::Same);
    }
    if ours.script == Writing::Native && theirs.script == Writing::Native {
        return None;
    }
    // The family name of one may stand last: turned by one syllable either way.
    if turned(1) || turned(count - 1) {
        return Some(Order::Same);
    }
    let any = ours.slip.is_none() && ours.script == Writing::Alphabet && count == 3;
    (any && in_any_order(left, right)).then_some(Order::Other)
}

/// Whether three syllables stand in the two orders that turning does not reach, or with two swapped.
fn in_any_order(left: &[Sound], right: &[Sound]) -> bool {
    const ORDERS: [[usize; 3]; 3] = [[0, 2, 1], [2, 1, 0], [1, 0, 2]];
    ORDERS.iter().any(|order| {
        left.iter()
            .zip(order)
            .all(|(sound, at)| right.get(*at).is_some_and(|other| meet(sound, other)))
    })
}

/// The words of both names, in their order.
pub(super) fn explain(submitted: &Name, listed: &Name) -> Vec<Pair> {
    let slip = submitted.readings.iter().all(|reading| reading.slip.is_some());
    let reason = if slip { PairReason::OneLetter } else { PairReason::Transliteration };
    let ours: SmallVec<[&str; 4]> = submitted.text.split(' ').collect();
    let theirs: SmallVec<[&str; 4]> = listed.text.split(' ').collect();
    if ours.len() != theirs.len() {
        let (submitted, listed) = (submitted.text.clone(), listed.text.clone());
        return vec![Pair { submitted, listed, score: SAME, reason }];
    }
    ours.iter()
        .zip(&theirs)
        .map(|(one, other)| {
            let reason = if one == other { PairReason::Equal } else { reason };
            let score = if one == other { EQUAL } else { SAME };
            Pair { submitted: (*one).to_owned(), listed: (*other).to_owned(), score, reason }
        })
        .collect()
}
