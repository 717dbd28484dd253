//! Signs that the origin is concealed: facts that hold a record without deciding it.

use std::collections::{BTreeMap, BTreeSet};

use super::conflicts::{date_conflict, origin_conflict};
use super::exculpation::{self, Answer};
use super::signs::{self, Sign};
use crate::Reference;
use crate::classification::Goods;
use crate::judgement::{Evidence, Finding, Outcome, Pointer, Reason};
use crate::rulebook::{EvidenceKind, Family, FindingKind, Rulebook, Signal, Weight};
use crate::screening::facts::ShipmentFacts;
use crate::screening::law::crew::crew;
use crate::screening::law::scope::in_scope;
use crate::screening::ties::sites::Named;

/// What was found of a concealed origin, and what would answer it.
#[derive(Default)]
pub(crate) struct Concealment {
    pub(crate) findings: Vec<Finding>,
    /// Sets of answers, each of which would leave nothing that holds the record.
    pub(crate) ways: Vec<Vec<EvidenceKind>>,
    shown: BTreeSet<EvidenceKind>,
}

impl Concealment {
    /// One finding with every sign, and those of dates, papers and crew that contradict the record.
    pub(crate) fn of<'a, 'r>(
        facts: &ShipmentFacts<'a>,
        goods: &[Goods<'_>],
        sites: &[Named<'a, 'r>],
        reference: &Reference<'r>,
    ) -> Self {
        let rulebook = reference.rulebook;
        let in_scope = in_scope(facts, goods, rulebook);
        let mut signs = signs::of(facts, goods, in_scope, sites, reference);
        raise_beside_others(&mut signs);
        let answers = if signs.is_empty() { Vec::new() } else { exculpation::of(facts, rulebook) };
        let shown = signs.iter().map(|sign| sign.evidence.kind).collect();
        let ways = ways(&signs, &answers, rulebook);
        let mut findings: Vec<Finding> = weigh(signs, answers, rulebook).into_iter().collect();
        findings.extend(date_conflict(facts, goods, rulebook));
        findings.extend(origin_conflict(facts, goods, rulebook));
        findings.extend(crew(facts, rulebook));
        Self { findings, ways, shown }
    }

    /// Whether a sign of this kind is shown.
    pub(crate) fn shows(&self, kind: EvidenceKind) -> bool {
        self.shown.contains(&kind)
    }
}

/// Sets of answers that would leave nothing that holds the record: single ones, else all that answer something.
fn ways(signs: &[Sign<'_>], answers: &[Answer<'_>], rulebook: &Rulebook) -> Vec<Vec<EvidenceKind>> {
    let open: Vec<&Sign<'_>> = signs.iter().filter(|sign| !is_answered(sign, answers)).collect();
    if outcome_of(&open, rulebook) != Outcome::Suspicion {
        return Vec::new();
    }
    let answered = |signal: &Signal, sign: &Sign<'_>| {
        exculpation::answers(signal, sign.evidence.kind, sign.signal)
    };
    let useful: Vec<_> = rulebook
        .all_signals()
        .filter(|(kind, _)| kind.answers_signs())
        .filter(|(_, signal)| open.iter().any(|sign| answered(signal, sign)))
        .collect();
    let frees = |way: &[(EvidenceKind, &Signal)]| {
        let left: Vec<&Sign<'_>> = open
            .iter()
            .filter(|sign| !way.iter().any(|(_, signal)| answered(signal, sign)))
            .copied()
            .collect();
        outcome_of(&left, rulebook) != Outcome::Suspicion
    };
    let names = |way: &[(EvidenceKind, &Signal)]| way.iter().map(|(name, _)| *name).collect();
    let singles: Vec<Vec<EvidenceKind>> =
        useful.chunks(1).filter(|way| frees(way)).map(names).collect();
    if singles.is_empty() && frees(&useful) { vec![names(&useful)] } else { singles }
}

/// The finding that signs and what answers them make together.
pub(crate) fn weigh(
    signs: Vec<Sign<'_>>,
    answers: Vec<Answer<'_>>,
    rulebook: &Rulebook,
) -> Option<Finding> {
    // What code and description make of each other has a finding of its own; it counts beside other signs alone.
    if signs.iter().all(|sign| sign.evidence.kind.is_misdeclaration()) {
        return None;
    }
    let open: Vec<&Sign<'_>> = signs.iter().filter(|sign| !is_answered(sign, &answers)).collect();
    let outcome = outcome_of(&open, rulebook);
    let held = |weight| open.iter().any(|sign| sign.evidence.weight >= weight);
    let (reason, explanation) = match outcome {
        Outcome::Suspicion => (
            Reason::SignsHold,
            "Facts of the record speak for a concealed origin: hold until the origin is proven.",
        ),
        _ if open.len() < signs.len() && !held(Weight::Moderate) => {
            (Reason::SignsAnswered, "Facts of the record are unusual, and its papers answer them.")
        }
        _ => (
            Reason::SignsAlone,
            "A fact of the record is unusual; alone it does not hold the record.",
        ),
    };
    let used = answers
        .into_iter()
        .filter(|answer| signs.iter().any(|sign| answer.answers(sign.evidence.kind, sign.signal)));
    let used: Vec<Evidence> = used.map(|answer| answer.evidence).collect();
    let mut evidence: Vec<Evidence> = signs.into_iter().map(|sign| sign.evidence).collect();
    evidence.extend(used);
    let (kind, outcome) = (FindingKind::ConcealedOrigin, (outcome, reason));
    Some(Finding::new(kind, outcome, Pointer::ROOT, explanation).with(evidence))
}

/// Some signs weigh more where any other stands beside them.
fn raise_beside_others(signs: &mut [Sign<'_>]) {
    for index in 0..signs.len() {
        let kind = signs.get(index).map(|sign| sign.evidence.kind);
        let others = signs.iter().any(|other| Some(other.evidence.kind) != kind);
        if let Some(sign) = signs.get_mut(index).filter(|_| others)
            && let Some(weight) = sign.signal.beside_another
        {
            sign.evidence.weight = weight;
        }
    }
}

fn is_answered(sign: &Sign<'_>, answers: &[Answer<'_>]) -> bool {
    sign.evidence.weight < Weight::Decisive
        && answers.iter().any(|answer| answer.answers(sign.evidence.kind, sign.signal))
}

/// The rule of the rulebook: one strong fact, or moderate facts of two families, of which each feeds one alone.
fn outcome_of(open: &[&Sign<'_>], rulebook: &Rulebook) -> Outcome {
    let rules = &rulebook.signals.rules;
    let strong = open.iter().filter(|sign| sign.evidence.weight >= Weight::Strong).count();
    let moderate = open.iter().filter(|sign| sign.evidence.weight == Weight::Moderate);
    let facts: Vec<(Family, Pointer)> =
        moderate.map(|sign| (sign.signal.family, sign.evidence.pointer)).collect();
    let families = fed_families(&facts);
    if strong >= rules.strong_facts_that_hold || families >= rules.moderate_families_that_hold {
        Outcome::Suspicion
    } else {
        Outcome::Notice
    }
}

/// How many families can be fed at once where each fact, by its place, feeds one alone: the most, whichever family a
/// fact that speaks for several is counted to.
fn fed_families(facts: &[(Family, Pointer)]) -> usize {
    let families: BTreeSet<Family> = facts.iter().map(|(family, _)| *family).collect();
    let mut fed_by: BTreeMap<Pointer, Family> = BTreeMap::new();
    families
        .into_iter()
        .filter(|family| feed(*family, facts, &mut fed_by, &mut BTreeSet::new()))
        .count()
}

/// Finds a fact for a family, moving others to further facts of theirs where one stands in the way.
fn feed(
    family: Family,
    facts: &[(Family, Pointer)],
    fed_by: &mut BTreeMap<Pointer, Family>,
    tried: &mut BTreeSet<Pointer>,
) -> bool {
    facts.iter().filter(|(of, _)| *of == family).any(|(_, fact)| {
        if !tried.insert(*fact) {
            return false;
        }
        let free = match fed_by.get(fact).copied() {
            Some(other) => feed(other, facts, fed_by, tried),
            None => true,
        };
        if free {
            fed_by.insert(*fact, family);
        }
        free
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::{Member, at};

    #[test]
    fn one_fact_feeds_one_family() {
        let (a, b) = (at(Member::Items).nth(0), at(Member::Items).nth(1));
        for (facts, families) in [
            (&[][..], 0),
            (&[(Family::Place, a), (Family::Place, b)], 1),
            (&[(Family::Place, a), (Family::Route, a)], 1),
            (&[(Family::Place, a), (Family::Route, b)], 2),
            // The first may count to the route, since the second speaks for the place.
            (&[(Family::Place, a), (Family::Route, a), (Family::Place, b)], 2),
            (&[(Family::Place, a), (Family::Route, a), (Family::Ship, a), (Family::Place, b)], 2),
        ] {
            assert_eq!(fed_families(facts), families, "{facts:?}");
        }
    }
}
