//! The cases of a measure: each comes out as it says, and together they stand on both sides of every date.

use chrono::NaiveDate;

use super::super::{Case, ConditionId, Measure, Period, Rulebook};
use crate::record::ExemptionId;

/// One rule that cases must exercise: a period for one of its commodities, or for its HS scope, or for all.
#[derive(Clone, Copy)]
struct Tested<'m> {
    period: &'m Period,
    commodity: Option<&'m str>,
}

impl Tested<'_> {
    /// Whether a case speaks of these goods.
    fn is_met_by(self, case: &Case) -> bool {
        match self.commodity {
            Some(commodity) => case.commodities.iter().any(|id| id == commodity),
            None => case.hs.as_deref().is_none_or(|hs| self.period.covers_hs(hs)),
        }
    }

    fn name(self) -> String {
        let goods = self.commodity.map(|id| format!(" for {id}")).unwrap_or_default();
        format!("the period from {}{goods}", self.period.from)
    }
}

/// Everything that is wrong with the cases of a measure.
pub(super) fn check(measure: &Measure, rulebook: &Rulebook, problem: &mut impl FnMut(String)) {
    for case in &measure.cases {
        for id in case.commodities.iter().filter(|id| rulebook.commodity(id).is_none()) {
            problem(format!("the case \"{}\" names {id}, which is no commodity", case.name));
        }
        run(measure, case, problem);
    }
    for tested in measure.periods.iter().flat_map(rules_of) {
        check_rule(measure, tested, problem);
    }
}

fn rules_of(period: &Period) -> Vec<Tested<'_>> {
    if period.commodities.is_empty() {
        return vec![Tested { period, commodity: None }];
    }
    let each = period.commodities.iter();
    each.map(|id| Tested { period, commodity: Some(id.as_str()) }).collect()
}

fn run(measure: &Measure, case: &Case, problem: &mut impl FnMut(String)) {
    let mut goods: Vec<Option<&str>> =
        case.commodities.iter().map(|id| Some(id.as_str())).collect();
    if goods.is_empty() {
        goods.push(None);
    }
    for commodity in goods {
        let period = measure.periods.iter().find(|period| {
            period.overlaps(case.on, case.on) && period.concerns(commodity, case.hs.as_deref())
        });
        if period.is_some() != case.fires {
            problem(format!("the case \"{}\" does not come out as it says", case.name));
        } else if let Some(period) = period
            && alive(measure, period, case.on) != case.exemptions
        {
            problem(format!("the case \"{}\" names other exemptions than are alive", case.name));
        }
    }
}

/// A rule needs a case that fires, one that does not, and one on each side of every date.
fn check_rule(measure: &Measure, tested: Tested<'_>, problem: &mut impl FnMut(String)) {
    let period = tested.period;
    let cases: Vec<&Case> = measure.cases.iter().filter(|case| tested.is_met_by(case)).collect();
    let inside = |case: &&&Case| period.overlaps(case.on, case.on);
    if !cases.iter().any(|case| case.fires && inside(&case)) {
        problem(format!("no case fires in {}", tested.name()));
    }
    if cases.iter().all(|case| case.fires) {
        problem(format!("no case does not fire beside {}", tested.name()));
    }
    for day in dates(measure, period) {
        if cases.iter().all(|case| case.on != day) {
            problem(format!("no case stands on {day}, at an edge of {}", tested.name()));
        }
    }
}

/// Both sides of every date of a period: its first and last day, and the last days of its exemptions.
fn dates(measure: &Measure, period: &Period) -> Vec<NaiveDate> {
    let mut dates: Vec<NaiveDate> =
        period.from.pred_opt().into_iter().chain([period.from]).collect();
    let ends = measure
        .exemptions
        .iter()
        .filter(|exemption| period.exemptions.contains(&exemption.key))
        .flat_map(|exemption| &exemption.condition)
        .filter(|condition| is_last_day(condition.id))
        .filter_map(|condition| condition.date);
    for end in period.until.into_iter().chain(ends) {
        dates.push(end);
        dates.extend(end.succ_opt());
    }
    dates
}

/// Tests whose day ends an exemption.
fn is_last_day(id: ConditionId) -> bool {
    matches!(id, ConditionId::EnteredBy | ConditionId::EndedBy)
}

/// The exemptions alive on a day: those of the period, a wind-down until its last day.
fn alive(measure: &Measure, period: &Period, on: NaiveDate) -> Vec<ExemptionId> {
    period
        .exemptions
        .iter()
        .filter_map(|key| measure.exemptions.iter().find(|exemption| exemption.key == *key))
        .filter(|exemption| {
            exemption.condition.iter().all(|condition| {
                !is_last_day(condition.id) || condition.date.is_none_or(|last| on <= last)
            })
        })
        .map(|exemption| exemption.id)
        .collect()
}
