//! Dates and papers of a record that contradict each other.

use crate::classification::Goods;
use crate::judgement::{Evidence, Finding, Member, Outcome, Reason, at};
use crate::rulebook::{EvidenceKind, FindingKind, Rulebook, StatedCountry};
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
    let explanation = "Arrival is stated before loading; both days and all between were judged, and one of \
                       the two must be wrong.";
    let value = facts.period.arrival.map(|day| day.to_string()).unwrap_or_default();
    let dates = at(Member::Dates);
    let pointer = dates.to(Member::Arrival);
    let evidence = Evidence::of(EvidenceKind::DateOrder, rulebook, pointer, &value, "");
    let outcome = (held_in_scope(facts, goods, rulebook), Reason::DatesReversed);
    let kind = FindingKind::DocumentConflict;
    Some(Finding::new(kind, outcome, dates, explanation).with(vec![evidence]))
}

/// A paper that states another origin than was declared. It holds goods that a ban names.
pub(super) fn origin_conflict(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Option<Finding> {
    let declared: Vec<StatedCountry> = facts
        .items
        .iter()
        .map(|item| *facts.declared_origin(item))
        .filter(|origin| origin.known().is_some())
        .collect();
    let differs = |paper: &&DocumentFacts<'_>| {
        paper.states_origin.known().is_some() && !declared.contains(&paper.states_origin)
    };
    let paper = facts.documents.iter().find(differs).filter(|_| !declared.is_empty())?;
    let evidence = paper.states_origin.evidence(EvidenceKind::OriginConflict, rulebook, "");
    let explanation =
        "A document states another origin than was declared; one of the two must be wrong.";
    let outcome = (held_in_scope(facts, goods, rulebook), Reason::OriginsDiffer);
    let kind = FindingKind::DocumentConflict;
    Some(Finding::new(kind, outcome, evidence.pointer, explanation).with(vec![evidence]))
}

/// What contradicts itself holds goods that a ban names, and is told of any other.
fn held_in_scope(facts: &ShipmentFacts<'_>, goods: &[Goods<'_>], rulebook: &Rulebook) -> Outcome {
    if in_scope(facts, goods, rulebook) { Outcome::Suspicion } else { Outcome::Notice }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{goods, outcome, with};

    fn told(hs_code: &str, changes: &[(&str, Value)]) -> Option<(Outcome, Reason)> {
        let record = with(&goods(hs_code, "2018-05-10"), &[("/country_of_origin", json!("CN"))]);
        outcome(&with(&record, changes), FindingKind::DocumentConflict)
    }

    #[test]
    fn reversed_dates_hold_goods_of_a_ban_and_are_told_of_others() {
        let arrival = |day: &str| ("/dates/arrival", json!(day));
        let (held, notice) = (
            Some((Outcome::Suspicion, Reason::DatesReversed)),
            Some((Outcome::Notice, Reason::DatesReversed)),
        );
        assert_eq!(told("270111", &[arrival("2018-05-09")]), held);
        assert_eq!(told("270111", &[arrival("2018-05-10")]), None);
        assert_eq!(told("940310", &[arrival("2018-05-09")]), notice);
    }

    #[test]
    fn a_paper_of_another_origin_holds_goods_of_a_ban_where_one_is_declared() {
        let paper =
            |origin: &str| ("/documents", json!([{"type": "invoice", "states_origin": origin}]));
        let second = ("/items/1", json!({"hs_code": "270111", "country_of_origin": "VN"}));
        let (held, notice) = (
            Some((Outcome::Suspicion, Reason::OriginsDiffer)),
            Some((Outcome::Notice, Reason::OriginsDiffer)),
        );
        for (name, hs_code, changes, expected) in [
            ("the same", "270111", vec![paper("CN")], None),
            ("another", "270111", vec![paper("VN")], held),
            ("another line's", "270111", vec![paper("VN"), second], None),
            ("another of toys", "950300", vec![paper("VN")], notice),
            (
                "none declared",
                "270111",
                vec![paper("VN"), ("/country_of_origin", json!("unknown"))],
                None,
            ),
            ("none on paper", "270111", vec![paper("unknown")], None),
        ] {
            assert_eq!(told(hs_code, &changes), expected, "{name}");
        }
    }
}
