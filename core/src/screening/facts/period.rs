//! The governing period: the days the goods travelled, and which members fix it.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};

use super::{EventFacts, Period};
use crate::input::parse_date;
use crate::judgement::Governing;
use crate::record::{EventKind, Shipment};
use crate::rulebook::Span;

impl Period {
    pub(super) fn of(record: &Shipment, events: &[EventFacts<'_>], as_of: NaiveDate) -> Self {
        let dates = record.dates.as_ref();
        let given = |text: Option<&String>| text.and_then(|text| parse_date(text));
        let first_loading = events
            .iter()
            .filter(|event| event.kind == EventKind::Loading)
            .find_map(|event| event.at);
        let last_discharge = events
            .iter()
            .rev()
            .filter(|event| event.kind == EventKind::Discharge)
            .find_map(|event| event.at);
        let bill = record.transport.as_ref().and_then(|t| t.bill_of_lading.as_ref());
        let loading = given(dates.and_then(|dates| dates.loading.as_ref()))
            .map(|day| (day, 0))
            .or(first_loading.map(|day| (day, 1)))
            .or(given(bill.and_then(|bill| bill.date.as_ref())).map(|day| (day, 2)));
        let arrival = given(dates.and_then(|dates| dates.arrival.as_ref()))
            .map(|day| (day, 0))
            .or(last_discharge.map(|day| (day, 1)));
        let basis = basis_of(loading.map(|(_, from)| from), arrival.map(|(_, from)| from));
        let (from, until) = match (loading, arrival) {
            (Some((loading, _)), Some((arrival, _))) => {
                (loading.min(arrival), loading.max(arrival))
            }
            (Some((day, _)), None) | (None, Some((day, _))) => (day, day),
            (None, None) => (as_of, as_of),
        };
        let (loading, arrival) = (loading.map(|(day, _)| day), arrival.map(|(day, _)| day));
        let reversed = matches!((loading, arrival), (Some(l), Some(a)) if a < l);
        let span = Span { from, until, known_by: as_of };
        Self {
            governing: Governing { from, until, basis: Cow::Borrowed(basis) },
            span,
            loading,
            arrival,
            reversed,
        }
    }

    /// The last day to look at where loading alone is known.
    pub(crate) fn later(&self, days: i64) -> Option<NaiveDate> {
        let loading = self.loading.filter(|_| self.arrival.is_none())?;
        loading.checked_add_days(Days::new(u64::try_from(days).ok()?))
    }
}

fn basis_of(loading: Option<u8>, arrival: Option<u8>) -> &'static str {
    match (loading, arrival) {
        (Some(0), Some(0)) => "dates.loading to dates.arrival",
        (Some(0), Some(_)) => "dates.loading to the last discharge",
        (Some(1), Some(0)) => "the first loading event to dates.arrival",
        (Some(1), Some(_)) => "the first loading event to the last discharge",
        (Some(_), Some(0)) => "transport.bill_of_lading.date to dates.arrival",
        (Some(_), Some(_)) => "transport.bill_of_lading.date to the last discharge",
        (Some(0), None) => "dates.loading",
        (Some(1), None) => "the first loading event",
        (Some(_), None) => "transport.bill_of_lading.date",
        (None, Some(0)) => "dates.arrival",
        (None, Some(_)) => "the last discharge",
        (None, None) => "as_of",
    }
}
