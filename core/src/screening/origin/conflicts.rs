//! Dates and papers of a record that contradict each other.

use crate::classification::Goods;
use crate::input::stated;
use crate::judgement::{Finding, FindingKind, Outcome, fact};
use crate::rulebook::Rulebook;
use crate::screening::facts::{DocumentFacts, ShipmentFacts};
use crate::screening::law::scope::in_scope;

/// Arrival before loading: the period takes in both days, and the record says so. It holds goods
/// whose law depends on the day.
pub(super) fn date_conflict(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Option<Finding> {
    if !facts.period.reversed {
        return None;
    }
    let outcome =
        if in_scope(facts, goods, rulebook) { Outcome::Suspicion } else { Outcome::Notice };
    let explanation = "Arrival is stated before loading; both days and all between were judged, and one of \
                       the two must be wrong.";
    let value = facts.period.arrival.map(|day| day.to_string()).unwrap_or_default();
    let signal = &rulebook.signals.signal.date_order;
    let evidence = fact("date_order", signal, "/dates/arrival".into(), &value, "");
    Some(
        Finding::new(FindingKind::DocumentConflict, outcome, "/dates", explanation)
            .with(vec![evidence]),
    )
}

/// A paper that states another origin than was declared. It holds goods that a ban names.
pub(super) fn origin_conflict(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Option<Finding> {
    let declared: Vec<_> = facts
        .items
        .iter()
        .map(|item| facts.declared_origin(item))
        .filter(|origin| origin.known().is_some())
        .collect();
    let differs = |paper: &DocumentFacts| {
        paper.states_origin.known().is_some() && !declared.contains(&paper.states_origin)
    };
    let index = facts.documents.iter().position(differs).filter(|_| !declared.is_empty())?;
    let outcome =
        if in_scope(facts, goods, rulebook) { Outcome::Suspicion } else { Outcome::Notice };
    let pointer = format!("/documents/{index}/states_origin");
    let paper = facts.record.documents.get(index);
    let value = paper.and_then(|paper| stated(paper.states_origin.as_ref())).unwrap_or_default();
    let signal = &rulebook.signals.signal.origin_conflict;
    let evidence = fact("origin_conflict", signal, pointer.clone(), value, "");
    let explanation =
        "A document states another origin than was declared; one of the two must be wrong.";
    Some(
        Finding::new(FindingKind::DocumentConflict, outcome, pointer, explanation)
            .with(vec![evidence]),
    )
}
