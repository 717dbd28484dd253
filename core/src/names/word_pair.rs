//! How near two words are: by a letter, by their sound, and cores as wholes.

use super::distance::is_one_slip;
use super::korean::{Sound, meet};
use super::likeness::{Bearer, EQUAL, PairReason, WHOLE};
use super::rules::NameRules;

/// Score of cores that differ in a letter.
const CORE_SLIP: u16 = 940;
/// Shortest core that is compared through a wrong letter, in characters.
const SHORTEST_CORE: usize = 8;
/// Shortest words that are compared through a wrong letter, in characters.
const SHORTEST_SLIP: usize = 3;
/// Bytes of a letter, at most.
const LONGEST_LETTER: usize = 4;

/// How near a listed word is to a submitted one, if it is equal or differs in a letter.
pub(super) fn partner_by_letters(submitted: &str, listed: &str, rules: &NameRules) -> Option<u16> {
    if submitted == listed {
        return Some(EQUAL);
    }
    one_letter(submitted, listed, rules).map(|(score, _)| score)
}

/// How near two words are that differ in a letter.
pub(super) fn one_letter(
    submitted: &str,
    listed: &str,
    rules: &NameRules,
) -> Option<(u16, PairReason)> {
    if submitted.len().abs_diff(listed.len()) > LONGEST_LETTER || !is_one_slip(submitted, listed) {
        return None;
    }
    let letters = |word: &str| if word.is_ascii() { word.len() } else { word.chars().count() };
    let length = letters(listed);
    let digits = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
    if length >= SHORTEST_SLIP && !digits(submitted) && !digits(listed) {
        let row = match length.max(letters(submitted)) {
            0..=3 => 0,
            4 => 1,
            5 => 2,
            6 | 7 => 3,
            _ => 4,
        };
        let score = rules.limits.slip.get(row).copied().unwrap_or(0);
        return Some((u16::try_from(score).unwrap_or(0), PairReason::OneLetter));
    }
    None
}

/// How near two words are that sound alike.
pub(super) fn sounding(
    submitted: &str,
    listed: &str,
    rules: &NameRules,
) -> Option<(u16, PairReason)> {
    let (ours, theirs) = (rules.korean.word(submitted)?, rules.korean.word(listed)?);
    same_sounds(&ours, &theirs)
        .then(|| (u16::try_from(rules.limits.romanised).unwrap_or(0), PairReason::Transliteration))
}

/// How near two cores are, each written as one word.
pub(super) fn core_score(ours: &str, theirs: &str, bearer: Bearer) -> Option<u16> {
    if ours == theirs {
        return Some(WHOLE);
    }
    let near = ours.len().abs_diff(theirs.len()) <= LONGEST_LETTER
        && may_slip(theirs, bearer)
        && !ours.bytes().any(|byte| byte.is_ascii_digit())
        && is_one_slip(ours, theirs);
    near.then_some(CORE_SLIP)
}

/// Whether a listed core is compared through a wrong letter: that of a body or a Korean, for those are
/// written together and apart; of others a wrong letter is found word by word.
pub(super) fn may_slip(core: &str, bearer: Bearer) -> bool {
    (!bearer.person || bearer.korean)
        && core.chars().nth(SHORTEST_CORE - 1).is_some()
        && !core.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether sounds can be the same, one by one.
pub(super) fn same_sounds(left: &[Sound], right: &[Sound]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(one, other)| meet(one, other))
}
