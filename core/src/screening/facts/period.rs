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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::screening::testing::{chairs, day, days_after, rulebook, shipment, today, with};

    #[test]
    fn the_governing_period_is_fixed_by_the_surest_members() {
        let loaded = json!({"event": "loading", "at": "2018-01-03"});
        let discharged = json!({"event": "discharge", "at": "2018-01-09"});
        let dates = |from, until| ("/dates", json!({"loading": from, "arrival": until}));
        let voyage = json!({"voyage": [loaded, discharged]});
        let bill = json!({"bill_of_lading": {"date": "2018-01-02"}});
        for (changes, from, until, basis) in [
            (vec![], "2026-11-24", "2026-11-24", "as_of"),
            (
                vec![dates("2018-01-01", "2018-01-05"), ("/transport", voyage.clone())],
                "2018-01-01",
                "2018-01-05",
                "dates.loading to dates.arrival",
            ),
            (
                vec![("/transport", voyage)],
                "2018-01-03",
                "2018-01-09",
                "the first loading event to the last discharge",
            ),
            (
                vec![("/transport", bill)],
                "2018-01-02",
                "2018-01-02",
                "transport.bill_of_lading.date",
            ),
            (
                vec![dates("2018-01-05", "2018-01-01")],
                "2018-01-01",
                "2018-01-05",
                "dates.loading to dates.arrival",
            ),
        ] {
            shipment(&with(&chairs(), &changes), |facts| {
                let period = &facts.period;
                assert_eq!(
                    (period.span.from, period.span.until),
                    (day(from), day(until)),
                    "{basis}"
                );
                assert_eq!(period.governing.basis, basis);
                assert_eq!(period.span.known_by, today());
            });
        }
    }

    #[test]
    fn arrival_on_the_day_of_loading_is_not_reversed_and_the_day_before_is() {
        for (arrival, reversed) in [("2018-01-05", false), ("2018-01-04", true)] {
            let dates = json!({"loading": "2018-01-05", "arrival": arrival});
            let record = with(&chairs(), &[("/dates", dates)]);
            assert_eq!(shipment(&record, |facts| facts.period.reversed), reversed, "{arrival}");
        }
    }

    #[test]
    fn later_days_are_looked_at_where_loading_alone_is_known() {
        let days = rulebook().signals.parameters.later_rule_days;
        let last = Some(days_after(day("2018-01-05"), days));
        for (dates, expected) in [
            (json!({"loading": "2018-01-05"}), last),
            (json!({"loading": "2018-01-05", "arrival": "2018-01-05"}), None),
            (json!({"arrival": "2018-01-05"}), None),
        ] {
            let record = with(&chairs(), &[("/dates", dates.clone())]);
            assert_eq!(shipment(&record, |facts| facts.period.later(days)), expected, "{dates}");
        }
    }
}
