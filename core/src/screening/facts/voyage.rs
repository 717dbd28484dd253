//! Legs of a voyage: how far, and in how many hours at most.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{EventFacts, ShipmentFacts};
use crate::judgement::Pointer;
use crate::record::EventKind;
use crate::rulebook::kilometres_between;

/// Kilometres of a nautical mile.
const MILE: f64 = 1.852;

/// A leg between two places that are known, by days that are stated.
pub(crate) struct Leg {
    /// The event it ends with.
    pub(crate) pointer: Pointer,
    /// The day it ends.
    pub(crate) day: NaiveDate,
    /// Nautical miles along the great circle: no ship sails less.
    pub(crate) miles: f64,
    /// Hours between the earliest start and the latest end.
    pub(crate) hours: i64,
}

impl Leg {
    /// The knots that the leg needs at the least.
    pub(crate) fn least_knots(&self) -> f64 {
        let hours = i32::try_from(self.hours.max(1)).unwrap_or(i32::MAX);
        self.miles / f64::from(hours)
    }
}

/// The legs of at least so many miles between events with place and time, in the order of the journey.
pub(crate) fn legs(facts: &ShipmentFacts<'_>, least_miles: f64) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut before: Option<((f64, f64), NaiveDateTime)> = None;
    for event in facts.events.iter().filter(|event| event.kind != EventKind::BorderCrossing) {
        let Some(here) = event.position else { continue };
        let (arrives, leaves) = times(event, facts);
        if let (Some((there, left)), Some(arrives)) = (before, arrives) {
            let miles = kilometres_between(there, here) / MILE;
            let hours = arrives.signed_duration_since(left).num_hours();
            if miles >= least_miles && hours >= 0 {
                legs.push(Leg { pointer: event.pointer, day: arrives.date(), miles, hours });
            }
        }
        before = leaves.map(|leaves| (here, leaves)).or(before);
    }
    legs
}

/// The latest time an event can have begun and the earliest it can have ended: a day alone leaves all its hours open.
fn times(
    event: &EventFacts<'_>,
    facts: &ShipmentFacts<'_>,
) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
    let day_end = |day: NaiveDate| day.checked_add_days(Days::new(1))?.and_hms_opt(0, 0, 0);
    let day_start = |day: NaiveDate| day.and_hms_opt(0, 0, 0);
    let last = facts.last_discharge().is_some_and(|last| last.index == event.index);
    let stated = event.at.or(facts.period.arrival.filter(|_| last && event.at.is_none()));
    let first = facts.events.iter().find(|event| event.kind == EventKind::Loading);
    let first = first.is_some_and(|first| first.index == event.index);
    let stated = stated.or(facts.period.loading.filter(|_| first));
    let arrives = event.from.filter(|_| !event.whole_day).or_else(|| stated.and_then(day_end));
    let leaves = event.to.or(event.from.filter(|_| !event.whole_day));
    (arrives, leaves.or_else(|| stated.and_then(day_start)))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{chairs, rulebook, shipment, with};

    /// Degrees of longitude on the equator that a ship sails for so many nautical miles.
    fn degrees(miles: f64) -> f64 {
        miles * MILE / kilometres_between((0.0, 0.0), (0.0, 1.0))
    }

    fn sailed(events: &Value) -> Vec<(i64, bool)> {
        let least = rulebook().origin.limits.least_leg_miles;
        let record = with(&chairs(), &[("/transport", json!({"voyage": events}))]);
        shipment(&record, |facts| {
            let legs = legs(facts, least);
            legs.iter().map(|leg| (leg.hours, leg.miles >= least)).collect()
        })
    }

    #[test]
    fn a_leg_is_told_from_the_least_distance_on_with_the_most_hours_it_can_have_had() {
        let least = rulebook().origin.limits.least_leg_miles;
        let event = |kind: &str, at: &str, miles: f64| {
            let place = json!({"name": "open sea", "latitude": 0.0, "longitude": degrees(miles)});
            json!({"event": kind, "at": at, "location": place})
        };
        let (far, near) = (least + 0.5, least - 0.5);
        let start = event("port_call", "2018-01-01T06:00:00Z", 0.0);
        for (name, events, expected) in [
            (
                "beyond the least",
                json!([start, event("port_call", "2018-01-01T18:00:00Z", far)]),
                vec![(12, true)],
            ),
            (
                "below the least",
                json!([start, event("port_call", "2018-01-01T18:00:00Z", near)]),
                vec![],
            ),
            // A day alone leaves all its hours open: from its first to the last of the other.
            (
                "days alone",
                json!([
                    event("port_call", "2018-01-01", 0.0),
                    event("port_call", "2018-01-02", far)
                ]),
                vec![(48, true)],
            ),
            (
                "a crossing of a border is no leg of a ship",
                json!([start, event("border_crossing", "2018-01-01T18:00:00Z", far)]),
                vec![],
            ),
            (
                "a place without a time ends no leg and begins none",
                json!([start, {"event": "port_call", "location": {"latitude": 0.0, "longitude": degrees(far)}}]),
                vec![],
            ),
        ] {
            assert_eq!(sailed(&events), expected, "{name}");
        }
    }

    #[test]
    fn a_leg_within_the_hour_is_counted_as_an_hour() {
        let pointer = crate::judgement::Pointer::ROOT;
        let leg = |hours| Leg { pointer, day: NaiveDate::MIN, miles: 150.0, hours };
        for (hours, knots) in [(0, 150.0), (1, 150.0), (10, 15.0)] {
            assert!((leg(hours).least_knots() - knots).abs() < 1e-9, "{hours}");
        }
    }
}
