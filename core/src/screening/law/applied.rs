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
