//! Signs that the origin is concealed: facts that hold a record without deciding it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::facts::ShipmentFacts;
use super::finding::{Evidence, Finding, FindingKind, Outcome};
use super::goods::Goods;
use super::nexus::{dprk_marks, fact, place_of};
use super::shipment::{in_scope, text};
use crate::record::{EventKind, ImoNumber, has_dprk_aircraft_mark};
use crate::rulebook::{MeasureKind, Rulebook, StatedCountry, Weight};

/// One finding with every sign, and one for dates that contradict each other.
pub(super) fn findings(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let signs = signs(facts, rulebook);
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

fn signs(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let mut signs = port_calls(facts, rulebook);
    if let Some(vessel) = &facts.vessel {
        let base = "/transport/vessel";
        if vessel.imo == Some(ImoNumber::Wrong) {
            let value = text(vessel.record.imo.as_ref());
            signs.push(fact(
                "imo_check_digit",
                &signals.imo_check_digit,
                format!("{base}/imo"),
                value,
                "",
            ));
        }
        if vessel.stateless {
            let value = text(vessel.record.flag.as_ref());
            signs.push(fact("stateless", &signals.stateless, format!("{base}/flag"), value, ""));
        }
        let other_flag =
            vessel.stateless || (vessel.flag != StatedCountry::Absent && !vessel.flag.is_dprk());
        for (member, value) in dprk_marks(vessel.record).into_iter().filter(|_| other_flag) {
            let pointer = format!("{base}/{member}");
            signs.push(fact("mark_against_flag", &signals.mark_against_flag, pointer, value, ""));
        }
        for (index, flag) in
            vessel.former_flags.iter().enumerate().filter(|(_, flag)| flag.is_dprk())
        {
            let pointer = format!("{base}/former_flags/{index}/flag");
            signs.push(fact("former_flag", &signals.former_flag, pointer, &flag_text(*flag), ""));
        }
    }
    if let Some(aircraft) = &facts.aircraft {
        let mark = text(aircraft.record.registration.as_ref());
        let other = aircraft.flag != StatedCountry::Absent && !aircraft.flag.is_dprk();
        if other && has_dprk_aircraft_mark(mark) {
            let pointer = "/transport/aircraft/registration".to_owned();
            signs.push(fact("mark_against_flag", &signals.mark_against_flag, pointer, mark, ""));
        }
    }
    for event in &facts.events {
        let imo = event.record.counterpart.as_ref().and_then(|other| other.imo.as_deref());
        if let Some(imo) = imo.filter(|imo| !imo.trim().is_empty())
            && ImoNumber::parse(imo) == ImoNumber::Wrong
        {
            let pointer = format!("/transport/voyage/{}/counterpart/imo", event.index);
            signs.push(fact("imo_check_digit", &signals.imo_check_digit, pointer, imo, ""));
        }
    }
    signs
}

fn flag_text(flag: StatedCountry) -> String {
    flag.known().map(|code| code.to_string()).unwrap_or_default()
}

/// DPRK port calls before the goods were loaded elsewhere.
fn port_calls(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let days = rulebook.signals.parameters.port_call_days;
    let first_loading = facts.loadings().next();
    let loaded_on = first_loading.and_then(|event| event.at).or(facts.period.loading);
    let mut signs = Vec::new();
    for event in &facts.events {
        if first_loading.is_some_and(|loading| loading.index == event.index) {
            break;
        }
        let call = matches!(event.kind, EventKind::PortCall | EventKind::Discharge);
        if !call || !event.place.is_dprk() {
            continue;
        }
        let recent = days_between(event.at, loaded_on).is_none_or(|gap| gap <= days);
        let (kind, signal) = if recent {
            ("recent_port_call", &signals.recent_port_call)
        } else {
            ("earlier_port_call", &signals.earlier_port_call)
        };
        let (pointer, value) = place_of(event);
        signs.push(fact(kind, signal, pointer, &value, ""));
    }
    signs
}

fn days_between(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Option<i64> {
    Some(until?.signed_duration_since(from?).num_days())
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

/// DPRK nationals among the crew of a ship under another flag.
fn crew(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Option<Finding> {
    let vessel = facts.vessel.as_ref().filter(|vessel| !vessel.flag.is_dprk())?;
    let index = vessel.crew.iter().position(|nationality| nationality.is_dprk())?;
    let governing = &facts.period.governing;
    let rule = rulebook.in_force(MeasureKind::Workers, governing.from, governing.until);
    let pointer = format!("/transport/vessel/crew_nationalities/{index}");
    let value = vessel.record.crew_nationalities.get(index).map_or("", String::as_str);
    let evidence =
        fact("dprk_crew", &rulebook.signals.signal.dprk_crew, pointer.clone(), value, "");
    let explanation = "DPRK nationals are among the crew: States were to send DPRK workers home, and crews of \
                       DPRK nationals are barred.";
    let finding = Finding::new(FindingKind::DprkWorkers, Outcome::Suspicion, pointer, explanation);
    Some(finding.with(vec![evidence]).under(rule))
}
