//! How near two names are, word by word.

use smallvec::SmallVec;

use super::likeness::{Bearer, Degree, EQUAL, Likeness, Pair, PairReason, WHOLE};
use super::name::Name;
use super::rules::{Class, Limits, NameRules};
use super::word_pair::{core_score, one_letter, sounding};

/// Words that make a phrase, which is told inside a longer name.
const PHRASE: usize = 3;
/// Shortest names of one word that are found through a wrong letter, in characters.
const SHORTEST_SINGLE: usize = 4;

/// Compares a submitted name with a listed one; `None` where they are not even near.
pub fn compare(
    submitted: &Name,
    listed: &Name,
    bearer: Bearer,
    rules: &NameRules,
) -> Option<Likeness> {
    if submitted.text == listed.text {
        let romanised = submitted.romanised != listed.romanised;
        return Some(if romanised {
            Likeness { degree: Degree::Romanised, score: WHOLE, core_equal: true }
        } else {
            Likeness { degree: Degree::Equal, score: EQUAL, core_equal: true }
        });
    }
    let mut alignment = Alignment::of(submitted, listed, rules);
    let by_words = alignment
        .likeness(bearer, rules)
        .or_else(|| alignment.join_cores(bearer).then(|| alignment.likeness(bearer, rules))?);
    let by_syllables = super::korean_names::compare(submitted, listed, rules);
    by_words.map(|likeness| across_scripts(likeness, submitted, listed)).max(by_syllables)
}

/// Compares names by their words alone, each as it is written.
pub(super) fn compare_words(
    submitted: &Name,
    listed: &Name,
    bearer: Bearer,
    rules: &NameRules,
) -> Option<Likeness> {
    let likeness = Alignment::of(submitted, listed, rules).likeness(bearer, rules)?;
    Some(across_scripts(likeness, submitted, listed))
}

/// A likeness that is no closer than romanised where one of the names is.
fn across_scripts(likeness: Likeness, submitted: &Name, listed: &Name) -> Likeness {
    if submitted.romanised == listed.romanised {
        return likeness;
    }
    Likeness { degree: likeness.degree.min(Degree::Romanised), ..likeness }
}

/// Which words of two names are partners.
struct Alignment<'n> {
    submitted: &'n Name,
    listed: &'n Name,
    /// Partner, score and reason, for each listed word.
    partners: SmallVec<[Option<Partner>; 8]>,
    used: u64,
    /// The cores as wholes with their score, where that is how they agree.
    cores: Option<(u16, String, String)>,
}

#[derive(Debug, Clone, Copy)]
struct Partner {
    at: usize,
    score: u16,
    reason: PairReason,
}

impl<'n> Alignment<'n> {
    fn of(submitted: &'n Name, listed: &'n Name, rules: &NameRules) -> Self {
        let mut alignment = Self {
            submitted,
            listed,
            partners: SmallVec::from_elem(None, listed.words.len()),
            used: 0,
            cores: None,
        };
        alignment.pair_equal();
        alignment.pair_near(rules);
        alignment
    }

    fn pair_equal(&mut self) {
        for (place, word) in self.listed.words.iter().enumerate() {
            let text = self.listed.word(word);
            let found = self.submitted.words.iter().enumerate().find_map(|(at, other)| {
                let same = (word.group > 0 && word.group == other.group)
                    || self.submitted.word(other) == text;
                (same && self.is_free(at)).then_some((at, other))
            });
            if let Some((at, other)) = found {
                let equal = self.submitted.word(other) == text;
                let (score, reason) = if equal {
                    (EQUAL, PairReason::Equal)
                } else {
                    (WHOLE, PairReason::SameMeaning)
                };
                self.take(place, Partner { at, score, reason });
            }
        }
    }

    fn pair_near(&mut self, rules: &NameRules) {
        for (place, word) in self.listed.words.iter().enumerate() {
            let open = self.partners.get(place).is_some_and(Option::is_none);
            if !open || word.class >= Class::Particle {
                continue;
            }
            let text = self.listed.word(word);
            let best = self
                .submitted
                .words
                .iter()
                .enumerate()
                .filter(|(at, _)| self.is_free(*at))
                .filter_map(|(at, other)| {
                    let submitted = self.submitted.word(other);
                    let sounds = word.hint.meets(other.hint);
                    let (score, reason) = sounds
                        .then(|| sounding(submitted, text, rules))
                        .flatten()
                        .or_else(|| one_letter(submitted, text, rules))?;
                    Some(Partner { at, score, reason })
                })
                .max_by_key(|partner| (partner.score, std::cmp::Reverse(partner.at)));
            if let Some(partner) = best {
                self.take(place, partner);
            }
        }
    }

    fn is_free(&self, at: usize) -> bool {
        at < 64 && self.used & (1 << at) == 0
    }

    fn take(&mut self, place: usize, partner: Partner) {
        self.used |= 1 << partner.at;
        if let Some(slot) = self.partners.get_mut(place) {
            *slot = Some(partner);
        }
    }

    /// Takes the cores as wholes, where that is how they agree: "Nam Chon Gang" for "Namchongang".
    fn join_cores(&mut self, bearer: Bearer) -> bool {
        let theirs = self.listed.joined_cores();
        let cores = self.submitted.joined_cores().into_iter().flat_map(|ours| {
            theirs.iter().filter_map(move |theirs| {
                let score = core_score(&ours, theirs, bearer)?;
                Some((score, ours.clone(), theirs.clone()))
            })
        });
        self.cores = cores.max();
        self.cores.is_some()
    }

    fn likeness(&self, bearer: Bearer, rules: &NameRules) -> Option<Likeness> {
        let sums = self.sums(bearer, rules)?;
        let limits = &rules.limits;
        let core_equal = sums.core > 0 && u32::from(sums.core_least) >= limits.romanised;
        let whole = sums.listed == sums.partnered && sums.open == 0;
        // Legal forms alone are no name, so that none is another's equal.
        if sums.listed == 0 || sums.partnered * 1000 < limits.listed_share * sums.listed {
            return None;
        }
        if whole && sums.least >= WHOLE {
            return Some(Likeness { degree: Degree::Whole, score: WHOLE, core_equal: true });
        }
        let lacking = sums.listed - sums.partnered;
        let all =
            lacking <= rules.weight(Class::Joining) && sums.open <= rules.weight(Class::Filler);
        if self.is_one_short_word(bearer, &sums) {
            return None;
        }
        let score = sums.value / sums.listed.max(sums.partnered + sums.open).max(1);
        if score >= limits.near && (sums.core > 0 || all) {
            let degree = if whole && sums.romanised { Degree::Romanised } else { Degree::Near };
            let score = u16::try_from(score).unwrap_or(EQUAL);
            return Some(Likeness { degree, score, core_equal });
        }
        let heavy = sums.listed >= limits.contained_weight && sums.open_own == 0;
        let contained = sums.partnered == sums.listed
            && sums.least >= WHOLE
            && (heavy || (sums.listed >= limits.distinctive && self.is_phrase()));
        let score = u16::try_from(limits.contained).unwrap_or(0);
        contained.then_some(Likeness { degree: Degree::Near, score, core_equal })
    }

    /// A name of one word is found as it stands; through a wrong letter only where it is a listed name
    /// of some length, and no alias nor a person's.
    fn is_one_short_word(&self, bearer: Bearer, sums: &Sums) -> bool {
        (bearer.person && self.listed.tells_by_one_word())
            || (sums.least < WHOLE && is_short(self.listed, bearer))
    }

    /// Whether the listed words stand in the submitted name as they are, enough of them.
    fn is_phrase(&self) -> bool {
        let places: SmallVec<[usize; 8]> =
            self.partners.iter().flatten().map(|partner| partner.at).collect();
        let in_a_row = |pair: &[usize]| matches!(pair, [one, next] if one + 1 == *next);
        places.len() >= PHRASE && self.cores.is_none() && places.windows(2).all(in_a_row)
    }

    fn sums(&self, bearer: Bearer, rules: &NameRules) -> Option<Sums> {
        let mut sums = Sums { least: EQUAL, core_least: EQUAL, ..Sums::default() };
        let in_core = |class: Class| {
            matches!(class, Class::Own | Class::Number | Class::CommonPerson | Class::CommonName)
        };
        for (word, partner) in self.listed.words.iter().zip(&self.partners) {
            let weight = rules.weight(word.class);
            let score = match (&self.cores, partner) {
                (Some((score, ..)), _) if in_core(word.class) => Some(*score),
                (_, partner) => partner.map(|partner| partner.score),
            };
            sums.romanised |=
                partner.is_some_and(|partner| partner.reason == PairReason::Transliteration);
            sums.listed += weight;
            if let Some(score) = score {
                sums.partnered += weight;
                sums.value += weight * u32::from(score);
                sums.least = sums.least.min(score);
                if in_core(word.class) {
                    sums.core += weight;
                    sums.core_least = sums.core_least.min(score);
                }
            } else if word.class == Class::Number {
                return None;
            } else if in_core(word.class) {
                sums.core_least = 0;
            }
        }
        let numbered = self.listed.words.iter().any(|word| word.class == Class::Number);
        for (at, word) in self.submitted.words.iter().enumerate() {
            let in_joined = self.cores.is_some() && in_core(word.class);
            if !self.is_free(at) || in_joined {
                continue;
            }
            if word.class == Class::Number && numbered {
                return None;
            }
            let class = match word.class {
                Class::Own if !bearer.person => word.slipped,
                class => class,
            };
            let weight = rules.weight(class);
            sums.open += weight;
            if in_core(class) && class != Class::CommonName {
                sums.open_own += weight;
            }
        }
        Some(sums)
    }

    fn pairs(&self) -> Vec<Pair> {
        let mut pairs = Vec::new();
        if let Some((score, submitted, listed)) = self.cores.clone() {
            let reason =
                if submitted == listed { PairReason::Joined } else { PairReason::OneLetter };
            pairs.push(Pair { submitted, listed, score, reason });
        }
        for (word, partner) in self.listed.words.iter().zip(&self.partners) {
            let Some(partner) = partner else { continue };
            if let Some(other) = self.submitted.words.get(partner.at) {
                pairs.push(Pair {
                    submitted: self.submitted.word(other).to_owned(),
                    listed: self.listed.word(word).to_owned(),
                    score: partner.score,
                    reason: partner.reason,
                });
            }
        }
        pairs
    }
}

/// Whether a name of this weight and so many words may be told inside a longer one.
pub(super) fn may_be_contained(weight: u32, words: usize, limits: &Limits) -> bool {
    weight >= limits.contained_weight || (words >= PHRASE && weight >= limits.distinctive)
}

/// Whether a name is one word that is found without a wrong letter alone.
pub(super) fn is_short(name: &Name, bearer: Bearer) -> bool {
    let mut core = name.core();
    let (Some(only), None) = (core.next(), core.next()) else { return false };
    let rest = name.words.iter().any(|word| word.class == Class::Activity);
    let short = || name.word(only).chars().count() < SHORTEST_SINGLE;
    !rest && (bearer.weak || short())
}

/// What partners amount to.
#[derive(Default)]
struct Sums {
    /// Weight of the listed name.
    listed: u32,
    /// The part of it with partners,
    partnered: u32,
    /// of that, words that tell bearers apart,
    core: u32,
    /// and all of it times its score.
    value: u32,
    /// Weight of the submitted words without partners,
    open: u32,
    /// of that, of words of its own.
    open_own: u32,
    /// The least score of a partner,
    least: u16,
    /// and of one that tells bearers apart.
    core_least: u16,
    /// Whether a partner is equal in another romanisation.
    romanised: bool,
}

/// The words that two names have in common, each with its partner, for a person to read.
pub fn explain(submitted: &Name, listed: &Name, bearer: Bearer, rules: &NameRules) -> Vec<Pair> {
    let mut alignment = Alignment::of(submitted, listed, rules);
    let by_syllables = super::korean_names::compare(submitted, listed, rules);
    let by_words = alignment.likeness(bearer, rules);
    if by_syllables > by_words {
        return super::korean_names::explain(submitted, listed);
    }
    if by_words.is_none() && submitted.text != listed.text {
        alignment.join_cores(bearer);
    }
    alignment.pairs()
}
