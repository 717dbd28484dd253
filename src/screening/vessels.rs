//! Ships: the listed, those under the DPRK flag, and transfers at sea.

use chrono::NaiveDate;

use super::facts::{EventFacts, ShipmentFacts};
use super::finding::{Evidence, Finding, FindingKind, MeasureReference, Outcome};
use super::matched::Match;
use super::matching::{
    self, Days, Found, by_day, designation_reference, equal_tokens, matched_name,
};
use super::nexus::{Nexus, fact, place_of};
use super::shipment::in_scope;
use super::{Reference, clearance, law};
use crate::classification::Goods;
use crate::record::{EventKind, ImoNumber, stated};
use crate::rulebook::{MeasureKind, Rule, Rulebook, Span};
use crate::text::fold;
use crate::watchlist::{Designation, DesignationKind, VesselEffect, Watchlist};

/// A ship as a record states it.
pub(super) struct StatedShip<'a> {
    pub(super) pointer: String,
    pub(super) names: Vec<&'a str>,
    pub(super) imo: Option<&'a str>,
}

/// Every listed ship among the ship, her former names and the other ships of transfers.
pub(super) fn of_shipment(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    nexus: &Nexus,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Vec<Found> {
    let days = Days { until: facts.period.governing.until, as_of };
    let tied = nexus.exists()
        || facts.origin.is_dprk()
        || facts.items.iter().any(|item| item.origin.is_dprk() || item.extraction.is_dprk())
        || facts.events.iter().any(|event| event.place.is_dprk())
        || (in_scope(facts, goods, reference.rulebook) && facts.destination.is_dprk());
    let mut ships = Vec::new();
    if let Some(vessel) = &facts.vessel {
        let former =
            vessel.record.former_names.iter().filter_map(|former| stated(former.name.as_ref()));
        ships.push(StatedShip {
            pointer: "/transport/vessel".to_owned(),
            names: stated(vessel.record.name.as_ref()).into_iter().chain(former).collect(),
            imo: stated(vessel.record.imo.as_ref()),
        });
    }
    for event in &facts.events {
        if let Some(other) = &event.record.counterpart {
            ships.push(StatedShip {
                pointer: format!("/transport/voyage/{}/counterpart", event.index),
                names: stated(other.name.as_ref()).into_iter().collect(),
                imo: stated(other.imo.as_ref()),
            });
        }
    }
    ships
        .iter()
        .flat_map(|ship| {
            let own = ship.pointer == "/transport/vessel";
            // The other ship of a transfer calls where she will.
            let call = if own { last_call(facts) } else { None };
            find(ship, tied, reference, days, |designation| outcome_of(designation, call))
        })
        .collect()
}

/// The last day on which the ship is known to have called at a port, if any is.
fn last_call(facts: &ShipmentFacts<'_>) -> Option<NaiveDate> {
    let is_call = |event: &&EventFacts<'_>| {
        matches!(event.kind, EventKind::Loading | EventKind::Discharge | EventKind::PortCall)
    };
    let dated = facts.events.iter().filter(is_call).filter_map(|event| event.at).max();
    let travelled = facts.period.loading.is_some() || facts.period.arrival.is_some();
    // A dated call fixes nothing earlier than the governing period's last day.
    let last = facts.period.governing.until;
    dated.map(|day| day.max(last)).or(travelled.then_some(last))
}

/// What the orders for a ship make of a carriage: a freeze is a violation, a port ban one for a call
/// on or after listing, a withdrawn flag a suspicion. The strictest order speaks.
fn outcome_of(designation: &Designation, call: Option<NaiveDate>) -> (Outcome, &str) {
    designation
        .measures
        .iter()
        .map(|measure| {
            let outcome = match measure.effect {
                VesselEffect::AssetFreeze => Outcome::Violation,
                VesselEffect::PortBan
                    if call.is_some_and(|day| {
                        designation.listed_on.is_none_or(|listed| day >= listed)
                    }) =>
                {
                    Outcome::Violation
                }
                VesselEffect::PortBan | VesselEffect::Deflagging => Outcome::Suspicion,
            };
            (outcome, measure.id.as_str())
        })
        .max_by_key(|(outcome, measure)| (*outcome, *measure))
        .unwrap_or((Outcome::Suspicion, ""))
}

/// Looks a ship up by number, then by names; a cleared name is made quiet.
pub(super) fn find<'r>(
    ship: &StatedShip<'_>,
    tied: bool,
    reference: &Reference<'r>,
    days: Days,
    outcome_of: impl Fn(&'r Designation) -> (Outcome, &'r str),
) -> Vec<Found> {
    let look = |ship: &StatedShip<'_>| look_up(ship, tied, reference, days, &outcome_of);
    let party = clearance::Cleared { names: &ship.names, ..clearance::Cleared::default() };
    clearance::apply(look(ship), &party, reference, days, |names| {
        look(&StatedShip { pointer: ship.pointer.clone(), names, imo: ship.imo })
    })
}

fn look_up<'r>(
    ship: &StatedShip<'_>,
    tied: bool,
    reference: &Reference<'r>,
    days: Days,
    outcome_of: impl Fn(&'r Designation) -> (Outcome, &'r str),
) -> Vec<Found> {
    let imo = ship.imo.map(ImoNumber::parse);
    let mut found = Vec::new();
    for watchlist in reference.watchlists {
        let by_number = imo
            .and_then(ImoNumber::valid)
            .and_then(|number| watchlist.find_imo(number))
            .filter(|designation| designation.is_listed_on(days.as_of));
        if let Some(designation) = by_number {
            let (outcome, measure) = outcome_of(designation);
            let outcome = by_day(outcome, designation, days);
            let why = "her IMO number is on the list";
            found.push(make(
                ship,
                watchlist,
                designation,
                &Hit { outcome, measure, name: None, why },
                reference,
            ));
            continue;
        }
        let mut seen: Vec<&str> = Vec::new();
        for name in &ship.names {
            for hit in watchlist.find_name(&without_prefix(name, reference.rulebook)) {
                let designation = hit.designation;
                if designation.kind != DesignationKind::Vessel
                    || !designation.is_listed_on(days.as_of)
                    || seen.contains(&designation.id.as_str())
                {
                    continue;
                }
                seen.push(&designation.id);
                let (strongest, measure) = outcome_of(designation);
                let other_number = imo.and_then(ImoNumber::valid).is_some();
                let (outcome, why) = if other_number {
                    (Outcome::Notice, "an equal name, and another valid IMO number")
                } else if tied && !hit.is_weak {
                    (
                        strongest,
                        "her whole name, no valid IMO number against it, and a tie to the DPRK",
                    )
                } else {
                    (Outcome::Suspicion, "her name without her IMO number")
                };
                let outcome = by_day(outcome, designation, days);
                let name = Some((*name, hit.listed_name));
                found.push(make(
                    ship,
                    watchlist,
                    designation,
                    &Hit { outcome, measure, name, why },
                    reference,
                ));
            }
        }
    }
    found
}

/// A ship's name without "M/V" and the like before it.
fn without_prefix(name: &str, rulebook: &Rulebook) -> String {
    let folded = fold(name);
    let prefixes = &rulebook.signals.ship_prefixes.words;
    let rest = prefixes
        .iter()
        .filter_map(|prefix| folded.strip_prefix(prefix.as_str())?.strip_prefix(' '))
        .min_by_key(|rest| rest.len());
    rest.map_or(folded.clone(), str::to_owned)
}

struct Hit<'n> {
    outcome: Outcome,
    measure: &'n str,
    name: Option<(&'n str, &'n str)>,
    why: &'static str,
}

fn make(
    ship: &StatedShip<'_>,
    watchlist: &Watchlist,
    designation: &Designation,
    hit: &Hit<'_>,
    reference: &Reference<'_>,
) -> Found {
    let rulebook = reference.rulebook;
    let measure = rulebook.measure(hit.measure).and_then(|measure| {
        let period = measure.periods.last()?;
        Some(MeasureReference::from(Rule { measure, period }))
    });
    let reference = designation_reference(watchlist, designation);
    let explanation = format!(
        "The ship {} ({}) is designated{}: {}.",
        designation.name,
        designation.id,
        matching::since(designation),
        hit.why
    );
    let mut finding =
        Finding::new(FindingKind::DesignatedVessel, hit.outcome, ship.pointer.clone(), explanation);
    finding.designation = Some(reference.clone());
    finding.measure = measure;
    if let Some(imo) = ship.imo.filter(|_| hit.name.is_none()) {
        let signal = &rulebook.signals.signal.listed_vessel;
        finding.evidence =
            vec![fact("listed_vessel", signal, format!("{}/imo", ship.pointer), imo, "")];
    }
    let matched = Match {
        pointer: ship.pointer.clone(),
        designation: reference,
        outcome: hit.outcome,
        score: 1.0,
        matched_name: hit.name.map(|(submitted, listed)| matched_name(submitted, listed)),
        tokens: hit
            .name
            .map(|(submitted, listed)| equal_tokens(submitted, listed))
            .unwrap_or_default(),
        corroboration: Vec::new(),
        cleared_by: None,
    };
    Found { matched, finding }
}

/// A carriage under the DPRK flag is reported for the ship or aircraft itself.
pub(super) fn under_dprk_flag(
    facts: &ShipmentFacts<'_>,
    nexus: &Nexus,
    rulebook: &Rulebook,
) -> Option<Finding> {
    let evidence: Vec<Evidence> =
        nexus.flag.iter().filter(|tie| tie.kind != "earlier_leg").cloned().collect();
    let pointer =
        evidence.first()?.pointer.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
    let rule = rulebook.in_force(MeasureKind::CargoInspection, facts.period.span);
    let explanation = "The ship or aircraft is the DPRK's: States must inspect her cargo, and insurance, crew, \
                       class and charter for her are barred.";
    let kind = FindingKind::DprkVesselOrAircraft;
    Some(Finding::new(kind, Outcome::Suspicion, pointer, explanation).with(evidence).under(rule))
}

/// Transfers between ships at sea: with a DPRK-flag ship forbidden since 2375 para 11, with any other
/// a suspicion for goods in scope in the waters of the rulebook.
pub(super) fn transfers(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    nexus: &Nexus,
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let signals = &rulebook.signals.signal;
    let own_flag = nexus.flag.iter().any(|tie| matches!(tie.kind, "flag" | "radio_mark"));
    let is_transfer = |event: &&EventFacts<'_>| event.kind == EventKind::ShipToShip;
    if !facts.events.iter().any(|event| is_transfer(&event)) {
        return Vec::new();
    }
    let in_scope = in_scope(facts, goods, rulebook);
    let mut findings = Vec::new();
    for event in facts.events.iter().filter(is_transfer) {
        let span = facts.period.span;
        let span = event.at.map_or(span, |day| Span { from: day, until: day, ..span });
        let rule = rulebook.in_force(MeasureKind::ShipToShip, span);
        let with_dprk = own_flag || event.counterpart_flag.is_dprk();
        let known_waters = in_known_waters(event, rulebook);
        let first_day = rule.is_some_and(|rule| law::begins_on_the_day(rule, span));
        let (outcome, signal, kind) = match (with_dprk, rule, in_scope && known_waters) {
            (true, Some(_), _) if !first_day => {
                (Outcome::Violation, &signals.ship_to_ship, "ship_to_ship")
            }
            (true, _, _) | (false, _, true) => {
                (Outcome::Suspicion, &signals.ship_to_ship, "ship_to_ship")
            }
            (false, _, false) => (Outcome::Notice, &signals.ordinary_transfer, "ordinary_transfer"),
        };
        let explanation = match outcome {
            Outcome::Violation => {
                "Goods were transferred at sea from or to a DPRK-flag ship, which is forbidden whatever they are."
            }
            Outcome::Suspicion => {
                "Goods were transferred at sea in a way that often hides their origin."
            }
            _ => "Goods were transferred at sea; alone this is ordinary.",
        };
        let (pointer, value) = place_of(event);
        let evidence = vec![fact(kind, signal, pointer, &value, "")];
        let at = format!("/transport/voyage/{}", event.index);
        let finding = Finding::new(FindingKind::ShipToShipTransfer, outcome, at, explanation);
        findings.push(finding.with(evidence).under(rule.filter(|_| with_dprk)));
    }
    findings
}

/// Whether a transfer's place is one of the rulebook's waters; one that is not stated counts as such.
fn in_known_waters(event: &EventFacts<'_>, rulebook: &Rulebook) -> bool {
    let Some(name) = event.record.location.as_ref().and_then(|place| stated(place.name.as_ref()))
    else {
        return !event.place.stated;
    };
    let folded = fold(name);
    event.place.is_dprk() || rulebook.signals.waters.names.stand_in(&folded)
}
