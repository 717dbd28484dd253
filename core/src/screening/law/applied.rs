//! Which rule of a ban applies on which day.

use chrono::NaiveDate;

use crate::rulebook::{Effect, Rule, Rulebook, Span};
use crate::screening::facts::Period;

/// The rule that decides for a commodity in a period, and how far it reaches.
#[derive(Clone, Copy)]
pub(crate) struct Applied<'r> {
    pub(crate) rule: Rule<'r>,
    /// The whole period is the day this rule was adopted, and the day before another rule held.
    pub(crate) on_adoption_day: bool,
}

/// The strictest rule in force on any day of the period.
pub(crate) fn strictest<'r>(
    rulebook: &'r Rulebook,
    commodity: &str,
    span: Span,
) -> Option<Applied<'r>> {
    let rule = rulebook
        .bans(commodity)
        .filter(|rule| rule.applies_in(span))
        .max_by_key(|rule| (rule.period.effect, rule.period.from))?;
    let adopted = rule.measure.adopted_on;
    let on_adoption_day = span.from == span.until
        && span.until == adopted
        && rule.period.from == adopted
        && effect_on(rulebook, commodity, adopted.pred_opt(), span) != Some(rule.period.effect);
    Some(Applied { rule, on_adoption_day })
}

fn effect_on(
    rulebook: &Rulebook,
    commodity: &str,
    day: Option<NaiveDate>,
    span: Span,
) -> Option<Effect> {
    let day = day?;
    let day = Span { from: day, until: day, ..span };
    rulebook
        .bans(commodity)
        .filter(|rule| rule.applies_in(day))
        .map(|rule| rule.period.effect)
        .max()
}

/// With loading alone known: the stricter rule that begins within the days the rulebook looks ahead.
pub(crate) fn later<'r>(
    rulebook: &'r Rulebook,
    commodity: &str,
    period: &Period,
) -> Option<Rule<'r>> {
    let last = period.later(rulebook.signals.parameters.later_rule_days)?;
    let now = strictest(rulebook, commodity, period.span);
    let then = strictest(rulebook, commodity, Span { until: last, ..period.span })?.rule;
    let stricter = now.is_none_or(|now| now.rule.period.effect < then.period.effect);
    stricter.then_some(then)
}

/// Whether the whole period is the day on which a measure's first rule began: time of day and zone
/// of the adoption are not modelled, so a person decides.
pub(crate) fn begins_on_the_day(rule: Rule<'_>, span: Span) -> bool {
    let day = span.from;
    day == span.until && day == rule.period.from && day == rule.measure.adopted_on
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::screening::testing::{chairs, day, days_after, rulebook, shipment, today, with};

    fn on(from: NaiveDate, until: NaiveDate) -> Span {
        Span { from, until, known_by: today() }
    }

    #[test]
    fn the_strictest_rule_of_any_day_decides() {
        for (from, until, measure) in [
            ("2016-03-01", "2016-03-01", None),
            ("2016-03-01", "2016-03-02", Some("unscr-2270-29")),
            ("2017-08-04", "2017-08-04", Some("unscr-2321-26")),
            ("2017-08-04", "2017-08-05", Some("unscr-2371-8")),
            ("2017-08-05", "2017-08-05", Some("unscr-2371-8")),
        ] {
            let applied = strictest(rulebook(), "coal", on(day(from), day(until)));
            let id = applied.map(|applied| applied.rule.measure.id.as_str());
            assert_eq!(id, measure, "{from} to {until}");
        }
        // What was not yet adopted on the day asked for was not yet law.
        let unknown =
            Span { known_by: day("2017-08-04"), ..on(day("2017-08-04"), day("2017-08-05")) };
        let id = strictest(rulebook(), "coal", unknown).unwrap().rule.measure.id.as_str();
        assert_eq!(id, "unscr-2321-26");
    }

    #[test]
    fn the_day_of_adoption_is_told_where_it_is_the_whole_period() {
        let adopted = rulebook().measure("unscr-2371-8").unwrap().adopted_on;
        for (from, until, expected) in [(0, 0, true), (0, 1, false), (-1, 0, false), (1, 1, false)]
        {
            let span = on(days_after(adopted, from), days_after(adopted, until));
            let applied = strictest(rulebook(), "coal", span).unwrap();
            assert_eq!(applied.on_adoption_day, expected, "{from} to {until}");
        }
    }

    #[test]
    fn a_stricter_rule_is_looked_for_within_the_days_of_the_rulebook() {
        let begins =
            strictest(rulebook(), "machinery", on(today(), today())).unwrap().rule.period.from;
        let days = rulebook().signals.parameters.later_rule_days;
        for (before, arrival, expected) in [
            (days + 1, false, false),
            (days, false, true),
            (1, false, true),
            // In force at loading: nothing stricter comes.
            (0, false, false),
            (days, true, false),
        ] {
            let loading = days_after(begins, -before).to_string();
            let mut dates = json!({"loading": loading});
            if arrival {
                dates["arrival"] = json!(loading);
            }
            let record = with(&chairs(), &[("/dates", dates)]);
            let found = shipment(&record, |facts| {
                later(rulebook(), "machinery", &facts.period).map(|rule| rule.period.from)
            });
            assert_eq!(found, expected.then_some(begins), "{before} {arrival}");
        }
    }

    #[test]
    fn a_rule_begins_on_the_day_of_its_measure_alone() {
        let rule = strictest(rulebook(), "coal", on(today(), today())).unwrap().rule;
        let first = rule.period.from;
        assert_eq!(first, rule.measure.adopted_on);
        for (from, until, expected) in [(0, 0, true), (0, 1, false), (-1, -1, false)] {
            let span = on(days_after(first, from), days_after(first, until));
            assert_eq!(begins_on_the_day(rule, span), expected, "{from} to {until}");
        }
    }
}
