//! Legs of a voyage: how far, and in how many hours at most.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::facts::{EventFacts, ShipmentFacts};
use crate::record::EventKind;

/// Mean radius of the earth, in nautical miles.
const EARTH_MILES: f64 = 3_440.065;

/// A leg between two places that are known, by days that are stated.
pub(super) struct Leg {
    /// Index of the event it ends with.
    pub(super) to: usize,
    /// The day it ends.
    pub(super) day: NaiveDate,
    /// Nautical miles along the great circle: no ship sails less.
    pub(super) miles: f64,
    /// Hours between the earliest start and the latest end.
    pub(super) hours: i64,
}

impl Leg {
    /// The knots that the leg needs at the least.
    pub(super) fn least_knots(&self) -> f64 {
        let hours = i32::try_from(self.hours.max(1)).unwrap_or(i32::MAX);
        self.miles / f64::from(hours)
    }
}

/// The legs of at least so many miles between events with place and time, in the order of the journey.
pub(super) fn legs(facts: &ShipmentFacts<'_>, least_miles: f64) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut before: Option<((f64, f64), NaiveDateTime)> = None;
    for event in facts.events.iter().filter(|event| event.kind != EventKind::BorderCrossing) {
        let Some(here) = event.position else { continue };
        let (arrives, leaves) = times(event, facts);
        if let (Some((there, left)), Some(arrives)) = (before, arrives) {
            let miles = miles_between(there, here);
            let hours = arrives.signed_duration_since(left).num_hours();
            if miles >= least_miles && hours >= 0 {
                legs.push(Leg { to: event.index, day: arrives.date(), miles, hours });
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

/// Nautical miles along the great circle, by functions that give the same on every machine.
fn miles_between(here: (f64, f64), there: (f64, f64)) -> f64 {
    let radians = |degrees: f64| degrees * std::f64::consts::PI / 180.0;
    let half = |from: f64, until: f64| libm::sin((radians(until) - radians(from)) / 2.0);
    let (north, east) = (half(here.0, there.0), half(here.1, there.1));
    let chord =
        north * north + libm::cos(radians(here.0)) * libm::cos(radians(there.0)) * east * east;
    2.0 * EARTH_MILES * libm::asin(libm::sqrt(chord.clamp(0.0, 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_the_tables() {
        for (here, there, miles) in [
            ((38.74, 125.41), (20.86, 106.68), 1_430.0),
            ((1.26, 103.83), (51.95, 4.14), 5_650.0),
            ((35.1, 129.04), (35.1, 129.04), 0.0),
            ((10.0, 179.5), (10.0, -179.5), 59.0),
        ] {
            let found = miles_between(here, there);
            assert!((found - miles).abs() <= miles * 0.02 + 0.5, "{found} for {miles}");
        }
    }
}
