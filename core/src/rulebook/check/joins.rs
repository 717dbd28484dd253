//! The rules of a commodity through time: one follows the other without a free day, and no two hold at once.

use super::super::{Period, Rule, Rulebook};

/// Every free day between two rules of a commodity, and every day with two.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Vec<String>) {
    for commodity in &rulebook.commodities {
        // `bans` gives them by their first day.
        let rules: Vec<Rule<'_>> = rulebook.bans(&commodity.id).collect();
        for (earlier, later) in rules.iter().zip(rules.iter().skip(1)) {
            let (first, next) = (&earlier.measure.id, &later.measure.id);
            let id = &commodity.id;
            match earlier.period.until {
                None => problems.push(format!("{id}: {first} is open when {next} begins")),
                Some(until) if until >= later.period.from => {
                    problems.push(format!("{id}: {first} and {next} overlap on {until}"));
                }
                Some(until) if until.succ_opt() != Some(later.period.from) => {
                    problems.push(format!("{id}: a gap between {first} and {next} after {until}"));
                }
                Some(_) => {}
            }
        }
    }
}

/// Whether two periods of one measure speak of the same goods.
pub(super) fn share_goods(one: &Period, other: &Period) -> bool {
    let commodity = one.commodities.iter().any(|id| other.commodities.contains(id));
    let scope = one.hs.iter().any(|scope| other.hs.contains(scope));
    let bare = |period: &Period| period.commodities.is_empty() && period.hs.is_empty();
    commodity || scope || (bare(one) && bare(other))
}
