//! Listed ships: by number, then by name, and what the orders for them make of a carriage.

use chrono::NaiveDate;

use super::clearance;
use super::found::{Found, Met, NameMet};
use super::subject::Days;
use crate::Reference;
use crate::input::stated;
use crate::judgement::{
    Corroboration, CorroborationKind, Evidence, MeasureReference, Member, Outcome, Pointer, Reason,
};
use crate::names::{Degree, Name, Side};
use crate::record::{EventKind, IdentifierType, ImoNumber};
use crate::rulebook::{EvidenceKind, FindingKind, Rule, Rulebook};
use crate::screening::facts::{EventFacts, ShipmentFacts};
use crate::text::{fold, plain};
use crate::watchlist::{Designation, DesignationKind, Hit, VesselEffect, Watchlist};

/// A ship as a record states it.
pub(crate) struct StatedShip<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) names: Vec<&'a str>,
    pub(crate) imo: Option<&'a str>,
    pub(crate) mmsi: Option<&'a str>,
    pub(crate) call_sign: Option<&'a str>,
}

/// Every listed ship among the ship, her former names and the other ships of transfers; `tied` tells whether goods or
/// journey are tied to the DPRK.
pub(crate) fn of_shipment(
    facts: &ShipmentFacts<'_>,
    tied: bool,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Vec<Found> {
    let days = Days { until: facts.period.governing.until, as_of };
    let find = |ship: &StatedShip<'_>, call: Option<NaiveDate>| {
        find(ship, tied, reference, days, |designation| outcome_of(designation, call))
    };
    let mut found = Vec::new();
    if let Some(vessel) = &facts.vessel {
        let former =
            vessel.record.former_names.iter().filter_map(|former| stated(former.name.as_ref()));
        let ship = StatedShip {
            pointer: vessel.pointer,
            names: stated(vessel.record.name.as_ref()).into_iter().chain(former).collect(),
            imo: stated(vessel.record.imo.as_ref()),
            mmsi: stated(vessel.record.mmsi.as_ref()),
            call_sign: stated(vessel.record.call_sign.as_ref()),
        };
        found.extend(find(&ship, last_call(facts)));
    }
    for event in &facts.events {
        if let Some(other) = &event.record.counterpart {
            let ship = StatedShip {
                pointer: event.pointer.to(Member::Counterpart),
                names: stated(other.name.as_ref()).into_iter().collect(),
                imo: stated(other.imo.as_ref()),
                mmsi: None,
                call_sign: None,
            };
            // The other ship of a transfer calls where she will.
            found.extend(find(&ship, None));
        }
    }
    found
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
pub(crate) fn find<'r>(
    ship: &StatedShip<'_>,
    tied: bool,
    reference: &Reference<'r>,
    days: Days,
    outcome_of: impl Fn(&'r Designation) -> (Outcome, &'r str),
) -> Vec<Found> {
    let look = |ship: &StatedShip<'_>| look_up(ship, tied, reference, days, &outcome_of);
    let party = clearance::Cleared { names: &ship.names, ..clearance::Cleared::default() };
    clearance::apply(look(ship), &party, reference, days, |names| {
        look(&StatedShip { names, ..*ship })
    })
}

fn look_up<'r>(
    ship: &StatedShip<'_>,
    tied: bool,
    reference: &Reference<'r>,
    days: Days,
    outcome_of: impl Fn(&'r Designation) -> (Outcome, &'r str),
) -> Vec<Found> {
    let rulebook = reference.rulebook;
    let imo = ship.imo.map(ImoNumber::parse);
    let mut found = Vec::new();
    let make = |met: Met<'_>, measure: &str| {
        let measure = rulebook.measure(measure).and_then(|measure| {
            let period = measure.periods.last()?;
            Some(MeasureReference::from(Rule { measure, period }))
        });
        met.make(measure, reference, days)
    };
    let named: Vec<(&str, Vec<Name>)> =
        ship.names.iter().map(|name| (*name, forms_of(name, rulebook))).collect();
    for watchlist in reference.watchlists {
        let mut seen: Vec<&str> = Vec::new();
        for (designation, by_imo) in by_number(ship, imo, watchlist) {
            if !designation.is_listed_on(days.as_of) || seen.contains(&designation.id.as_str()) {
                continue;
            }
            seen.push(&designation.id);
            let (strongest, measure) = outcome_of(designation);
            let (outcome, reason) = if by_imo {
                (strongest, Reason::ImoNumber)
            } else {
                (strongest.min(Outcome::Suspicion), Reason::RadioIdentity)
            };
            let met = met(ship, watchlist, designation, (outcome, reason), None);
            let mut ship_found = make(met, measure);
            if let Some(number) = ship.imo.filter(|_| by_imo) {
                let pointer = ship.pointer.to(Member::Imo);
                let evidence = if bears_listed_name(ship, designation, watchlist, rulebook) {
                    Evidence::of(EvidenceKind::ListedVessel, rulebook, pointer, number, "")
                } else {
                    let (kind, more) = (EvidenceKind::ListedVesselRenamed, &designation.name);
                    Evidence::of(kind, rulebook, pointer, number, more)
                };
                ship_found.finding.evidence = vec![evidence];
            }
            found.push(ship_found);
        }
        for (name, forms) in &named {
            for hit in watchlist.search_vessels(forms) {
                let designation = hit.designation;
                if !designation.is_listed_on(days.as_of) || seen.contains(&designation.id.as_str())
                {
                    continue;
                }
                seen.push(&designation.id);
                let (strongest, measure) = outcome_of(designation);
                let other_number = imo.and_then(ImoNumber::valid).is_some();
                let judged = by_name(&hit, tied, other_number, strongest);
                let name = NameMet { submitted: name, forms, hit: &hit };
                found.push(make(met(ship, watchlist, designation, judged, Some(name)), measure));
            }
        }
    }
    found
}

/// Whether a ship is stated under a name that the list knows for her, or under none.
fn bears_listed_name(
    ship: &StatedShip<'_>,
    designation: &Designation,
    watchlist: &Watchlist,
    rulebook: &Rulebook,
) -> bool {
    let Some(name) = ship.names.first() else { return true };
    let forms = forms_of(name, rulebook);
    watchlist.search_vessels(&forms).iter().any(|hit| hit.designation.id == designation.id)
}

/// Ships with an equal number, each with whether it is the IMO number: it stays with the hull, while a
/// radio identity changes with the flag.
fn by_number<'w>(
    ship: &StatedShip<'_>,
    imo: Option<ImoNumber>,
    watchlist: &'w Watchlist,
) -> Vec<(&'w Designation, bool)> {
    let hull = imo.and_then(ImoNumber::valid).and_then(|number| watchlist.find_imo(number));
    let radio = [(IdentifierType::Mmsi, ship.mmsi), (IdentifierType::CallSign, ship.call_sign)];
    let radio = radio.into_iter().filter_map(|(kind, value)| Some((kind, value?)));
    let radio = radio.flat_map(|(kind, value)| watchlist.find_identifier(kind, value));
    let ships = radio.filter(|entry| entry.kind == DesignationKind::Vessel);
    hull.map(|entry| (entry, true)).into_iter().chain(ships.map(|entry| (entry, false))).collect()
}

/// What a ship's name makes without her number.
fn by_name(hit: &Hit<'_>, tied: bool, other_number: bool, strongest: Outcome) -> (Outcome, Reason) {
    let whole = hit.likeness.degree >= Degree::Whole;
    match (whole, other_number) {
        (true, true) => (Outcome::Notice, Reason::WholeNameOtherNumber),
        (false, true) => (Outcome::Notice, Reason::NearNameOtherNumber),
        (true, false) if tied && !hit.is_weak => (strongest, Reason::ShipNameTied),
        (true, false) => (Outcome::Suspicion, Reason::ShipName),
        (false, false) => (Outcome::Suspicion, Reason::NearShipName),
    }
}

fn met<'m>(
    ship: &StatedShip<'_>,
    watchlist: &'m Watchlist,
    designation: &'m Designation,
    (outcome, reason): (Outcome, Reason),
    name: Option<NameMet<'m>>,
) -> Met<'m> {
    let equal = Corroboration { kind: CorroborationKind::Identifier, agrees: true };
    let corroboration = if name.is_none() { vec![equal] } else { Vec::new() };
    let by_hull = matches!(reason, Reason::ImoNumber | Reason::ShipNameTied);
    Met {
        pointer: ship.pointer,
        watchlist,
        designation,
        kind: FindingKind::DesignatedVessel,
        outcome,
        reason,
        limit: (by_hull && outcome < Outcome::Violation).then_some(Reason::OrderHolds),
        name,
        corroboration,
    }
}

fn forms_of(name: &str, rulebook: &Rulebook) -> Vec<Name> {
    let submitted = without_prefix(name, rulebook);
    Name::forms(&submitted, Side::Submitted, &rulebook.names).into_vec()
}

/// A ship's name without "M/V" and the like before it.
fn without_prefix(name: &str, rulebook: &Rulebook) -> String {
    let folded = fold(&plain(name));
    let prefixes = &rulebook.signals.ship_prefixes.words;
    let rest = prefixes
        .iter()
        .filter_map(|prefix| folded.strip_prefix(prefix.as_str())?.strip_prefix(' '))
        .min_by_key(|rest| rest.len());
    rest.map_or(folded.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{chairs, days_after, knowledge, outcome, rulebook, with};

    /// A ship of the list for which these alone are ordered.
    fn ordered(effects: &[VesselEffect]) -> &'static Designation {
        let list = knowledge().list("un-1718-vessels").unwrap();
        let of = |entry: &&Designation| {
            let mut own = entry.measures.iter().map(|measure| measure.effect);
            entry.measures.len() == effects.len() && own.all(|effect| effects.contains(&effect))
        };
        list.designations().iter().find(of).unwrap()
    }

    #[test]
    fn a_freeze_decides_and_a_port_ban_decides_from_the_day_of_listing() {
        let (banned, frozen) =
            (ordered(&[VesselEffect::PortBan]), ordered(&[VesselEffect::AssetFreeze]));
        let listed = banned.listed_on.unwrap();
        for (name, ship, call, expected) in [
            ("frozen, no call", frozen, None, Outcome::Violation),
            ("banned, no call", banned, None, Outcome::Suspicion),
            ("the day before", banned, Some(-1), Outcome::Suspicion),
            ("the day of listing", banned, Some(0), Outcome::Violation),
            ("the day after", banned, Some(1), Outcome::Violation),
        ] {
            let call = call.map(|days| days_after(listed, days));
            assert_eq!(outcome_of(ship, call).0, expected, "{name}");
        }
        let none = Designation { measures: Vec::new(), ..banned.clone() };
        assert_eq!(outcome_of(&none, Some(listed)), (Outcome::Suspicion, ""));
    }

    #[test]
    fn a_ship_is_her_number_and_her_name_where_no_other_number_speaks_against_it() {
        let ship = ordered(&[VesselEffect::AssetFreeze]);
        let (name, imo) = (ship.name.as_str(), ship.imo.as_deref().unwrap());
        let tie = ("/country_of_export", json!("KP"));
        let told = |vessel: Value, more: &[(&str, Value)]| {
            let record = with(&chairs(), &[("/transport", json!({"vessel": vessel}))]);
            outcome(&with(&record, more), FindingKind::DesignatedVessel)
        };
        for (vessel, ties, expected) in [
            (json!({"imo": imo}), &[][..], Some((Outcome::Violation, Reason::ImoNumber))),
            (
                json!({"imo": imo, "name": "Other"}),
                &[],
                Some((Outcome::Violation, Reason::ImoNumber)),
            ),
            (json!({"name": name}), &[], Some((Outcome::Suspicion, Reason::ShipName))),
            (
                json!({"name": name}),
                std::slice::from_ref(&tie),
                Some((Outcome::Violation, Reason::ShipNameTied)),
            ),
            (
                json!({"name": name, "imo": "9074729"}),
                std::slice::from_ref(&tie),
                Some((Outcome::Notice, Reason::WholeNameOtherNumber)),
            ),
            // A number that cannot be speaks against nothing.
            (
                json!({"name": name, "imo": "9074728"}),
                std::slice::from_ref(&tie),
                Some((Outcome::Violation, Reason::ShipNameTied)),
            ),
            (json!({"imo": "9074729"}), std::slice::from_ref(&tie), None),
        ] {
            assert_eq!(told(vessel.clone(), ties), expected, "{vessel}");
        }
    }

    #[test]
    fn what_stands_before_a_ship_s_name_is_no_part_of_it() {
        for (name, bare) in
            [("M/V Hope", "hope"), ("MV Hope", "hope"), ("Hope", "hope"), ("MVHope", "mvhope")]
        {
            assert_eq!(without_prefix(name, rulebook()), bare, "{name}");
        }
    }
}
