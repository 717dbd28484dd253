//! The signs of a concealed origin that a shipment shows, each with its weight.

use chrono::NaiveDate;

use super::facts::ShipmentFacts;
use super::finding::Evidence;
use super::nexus::{dprk_marks, fact, place_of, seat_may_be_dprk};
use super::shipment::text;
use crate::record::{EventKind, ImoNumber, has_dprk_aircraft_mark, is_imo_company_number, stated};
use crate::rulebook::{Rulebook, StatedCountry};
use crate::text::fold;

/// Every sign of the record.
pub(super) fn of(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let mut signs = port_calls(facts, rulebook);
    signs.extend(places(facts, rulebook));
    signs.extend(ship(facts, rulebook));
    signs.extend(counterparts(facts, rulebook));
    signs.extend(goods(facts, rulebook));
    signs.extend(papers_and_parties(facts, rulebook));
    signs
}

/// DPRK port calls: before a loading elsewhere, by their age; and after it.
fn port_calls(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let days = rulebook.signals.parameters.port_call_days;
    let mut signs = Vec::new();
    for (position, event) in facts.events.iter().enumerate() {
        let call = matches!(event.kind, EventKind::PortCall | EventKind::Discharge);
        if !call || !event.place.is_dprk() {
            continue;
        }
        let later = facts.events.get(position + 1..).unwrap_or_default();
        let loading = later
            .iter()
            .find(|event| matches!(event.kind, EventKind::Loading | EventKind::Transshipment));
        let none_stated = facts.loadings().next().is_none();
        let loaded_on = loading.and_then(|event| event.at).or(facts.period.loading);
        let left = event.until.or(event.at);
        let (kind, signal) = if loading.is_none() && !none_stated {
            if facts.last_discharge().is_some_and(|last| last.index == event.index) {
                continue;
            }
            ("later_port_call", &signals.later_port_call)
        } else if days_between(left, loaded_on).is_none_or(|gap| gap <= days) {
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

/// DPRK places named against another stated country, and transfers off the DPRK.
fn places(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let mut signs = Vec::new();
    for event in &facts.events {
        let transfer_off = event.kind == EventKind::ShipToShip
            && event.place.is_dprk()
            && !event.place.named_country;
        if event.place.contradicted {
            let (pointer, value) = place_of(event);
            signs.push(fact("place_conflict", &signals.place_conflict, pointer, &value, ""));
        } else if transfer_off {
            let (pointer, value) = place_of(event);
            signs.push(fact("ship_to_ship", &signals.ship_to_ship, pointer, &value, ""));
        }
    }
    signs
}

/// The ship and the aircraft: numbers, flags, marks.
fn ship(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let mut signs = Vec::new();
    if let Some(vessel) = &facts.vessel {
        let base = "/transport/vessel";
        if vessel.imo == Some(ImoNumber::Wrong) {
            let (pointer, value) = (format!("{base}/imo"), text(vessel.record.imo.as_ref()));
            let company = is_imo_company_number(value);
            let more = if company { "it is the number of a company, not of a ship" } else { "" };
            signs.push(fact("imo_check_digit", &signals.imo_check_digit, pointer, value, more));
        }
        if vessel.stateless {
            let (pointer, value) = (format!("{base}/flag"), text(vessel.record.flag.as_ref()));
            signs.push(fact("stateless", &signals.stateless, pointer, value, ""));
        }
        let other_flag =
            vessel.stateless || (vessel.flag != StatedCountry::Absent && !vessel.flag.is_dprk());
        for (member, value) in dprk_marks(vessel.record).into_iter().filter(|_| other_flag) {
            let pointer = format!("{base}/{member}");
            signs.push(fact("mark_against_flag", &signals.mark_against_flag, pointer, value, ""));
        }
        let former = vessel.former_flags.iter().enumerate().filter(|(_, flag)| flag.is_dprk());
        for (index, _) in former {
            let pointer = format!("{base}/former_flags/{index}/flag");
            signs.push(fact("former_flag", &signals.former_flag, pointer, "KP", ""));
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
    signs
}

fn counterparts(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signal = &rulebook.signals.signal.imo_check_digit;
    let numbers = facts.events.iter().filter_map(|event| {
        let number = stated(event.record.counterpart.as_ref()?.imo.as_ref())?;
        Some((event.index, number))
    });
    numbers
        .filter(|(_, number)| ImoNumber::parse(number) == ImoNumber::Wrong)
        .map(|(index, number)| {
            let pointer = format!("/transport/voyage/{index}/counterpart/imo");
            fact("imo_check_digit", signal, pointer, number, "")
        })
        .collect()
}

/// Descriptions and marks that name the DPRK, unless the text also denies something.
fn goods(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signal = &rulebook.signals.signal.named_in_goods;
    let words = &rulebook.signals.dprk_words;
    let mut signs = Vec::new();
    for (index, item) in facts.items.iter().enumerate() {
        let description = stated(item.record.description.as_ref())
            .map(|text| (format!("/items/{index}/description"), text));
        let marks = item.record.marks.iter().enumerate();
        let marks =
            marks.map(|(number, mark)| (format!("/items/{index}/marks/{number}"), mark.as_str()));
        for (pointer, text) in description.into_iter().chain(marks) {
            let folded = fold(text);
            let named = words.official.stand_in(&folded) || words.common.stand_in(&folded);
            let denied = words.negations.stand_in(&folded);
            if named && !denied {
                signs.push(fact("named_in_goods", signal, pointer, text, ""));
            }
        }
    }
    signs
}

/// Papers issued in the DPRK, and suppliers stated elsewhere whose address or name is the DPRK's.
fn papers_and_parties(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let mut signs = Vec::new();
    for (index, paper) in facts.documents.iter().enumerate() {
        if paper.country.is_dprk() {
            let pointer = format!("/documents/{index}/country");
            signs.push(fact("dprk_document", &signals.dprk_document, pointer, "KP", ""));
        }
    }
    let common = &rulebook.signals.dprk_words.common;
    for (index, party) in facts.suppliers() {
        if party.address.is_dprk() && !seat_may_be_dprk(party) {
            let (pointer, value) =
                (format!("/parties/{index}/address"), text(party.record.address.as_ref()));
            signs.push(fact("seat_conflict", &signals.seat_conflict, pointer, value, ""));
        }
        let name = text(party.record.name.as_ref());
        let folded = fold(name);
        if common.stand_in(&folded) {
            let pointer = format!("/parties/{index}/name");
            signs.push(fact("seat_conflict", &signals.seat_conflict, pointer, name, ""));
        }
    }
    signs
}
