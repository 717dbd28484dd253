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
