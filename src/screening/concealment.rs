//! Signs that the origin is concealed: facts that hold a record without deciding it.

use std::collections::BTreeSet;

use super::exemption::saving;
use super::facts::ShipmentFacts;
use super::finding::{Evidence, Finding, FindingKind, Outcome};
use super::nexus::fact;
use super::shipment::in_scope;
use super::{signs, ventures};
use crate::classification::Goods;
use crate::record::stated;
use crate::rulebook::{MeasureKind, Rulebook, Weight};

/// One finding with every sign, and one for dates that contradict each other.
pub(super) fn findings(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let signs = signs::of(facts, rulebook);
    if !signs.is_empty() {
        let outcome = outcome_of(&signs, rulebook);
        let explanation = match outcome {
            Outcome::Notice => {
                "A fact of the record is unusual; alone it does not hold the shipment."
            }
            _ => {
                "Facts of the record speak for a concealed origin: hold until the origin is proven."
            }
        };
        findings
            .push(Finding::new(FindingKind::ConcealedOrigin, outcome, "", explanation).with(signs));
    }
    findings.extend(date_conflict(facts, goods, rulebook));
    findings.extend(origin_conflict(facts, goods, rulebook));
    findings.extend(crew(facts, rulebook));
    findings
}

/// The rule of the rulebook: one strong fact, or moderate facts of two families.
fn outcome_of(signs: &[Evidence], rulebook: &Rulebook) -> Outcome {
    let rules = &rulebook.signals.rules;
    let table = rulebook.signals.signal.all();
    let strong = signs.iter().filter(|sign| sign.weight >= Weight::Strong).count();
    let families: BTreeSet<&str> = signs
        .iter()
        .filter(|sign| sign.weight == Weight::Moderate)
        .filter_map(|sign| table.iter().find(|(kind, _)| *kind == sign.kind))
        .map(|(_, signal)| signal.family.as_str())
        .collect();
    if strong >= rules.strong_facts_that_hold || families.len() >= rules.moderate_families_that_hold
    {
        Outcome::Suspicion
    } else {
        Outcome::Notice
    }
}

/// Arrival before loading: the period takes in both days, and the record says so. It holds goods
/// whose law depends on the day.
fn date_conflict(
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
fn origin_conflict(
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
    let differs = |paper: &super::facts::DocumentFacts| {
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

/// DPRK nationals among the crew of a ship under another flag.
fn crew(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Option<Finding> {
    let vessel = facts.vessel.as_ref().filter(|vessel| !vessel.flag.is_dprk())?;
    let index = vessel.crew.iter().position(|nationality| nationality.is_dprk())?;
    let rule = rulebook.in_force(MeasureKind::Workers, facts.period.span);
    let pointer = format!("/transport/vessel/crew_nationalities/{index}");
    let value = vessel.record.crew_nationalities.get(index).map_or("", String::as_str);
    let evidence =
        fact("dprk_crew", &rulebook.signals.signal.dprk_crew, pointer.clone(), value, "");
    let explanation = "DPRK nationals are among the crew: States were to send DPRK workers home, and crews of \
                       DPRK nationals are barred.";
    let kind = FindingKind::DprkWorkers;
    let mut finding = Finding::new(kind, Outcome::Suspicion, pointer, explanation);
    let venture = ventures::of_shipment(facts, &[], None, Vec::new());
    finding.exemptions = rule.map(|rule| saving::weigh(&venture, rule)).unwrap_or_default();
    Some(finding.with(vec![evidence]).under(rule))
}
