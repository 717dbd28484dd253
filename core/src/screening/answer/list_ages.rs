//! How old the lists are: told in every answer, and a suspicion where one is missing or too old.

use chrono::NaiveDate;

use crate::Reference;
use crate::judgement::{Basis, Finding, Outcome, Pointer, Reason};
use crate::rulebook::FindingKind;
use crate::watchlist::Watchlist;

/// A notice that names the lists, and a suspicion for each that is missing or too old. An age is
/// measured at the day of the judgement, and not where the record asked for that day.
pub(crate) fn findings(reference: &Reference<'_>, basis: &Basis) -> Vec<Finding> {
    let kind = FindingKind::StaleWatchlist;
    let suspicion = |(reason, explanation): (Reason, String)| {
        Finding::new(kind, (Outcome::Suspicion, reason), Pointer::ROOT, explanation)
    };
    let loaded: Vec<&Watchlist> = reference
        .watchlists
        .iter()
        .map(AsRef::as_ref)
        .filter(|list| !list.versions().is_empty())
        .collect();
    if loaded.is_empty() {
        let explanation = "No list is loaded, so no party and no ship could be compared.";
        return vec![suspicion((Reason::NoList, explanation.to_owned()))];
    }
    let names: Vec<String> =
        loaded.iter().map(|list| format!("{} of {}", list.id, list.version)).collect();
    let explanation =
        format!("Lists compared: {}. Later listings are not in them.", names.join(", "));
    let outcome = (Outcome::Notice, Reason::ListsCompared);
    let told = Finding::new(kind, outcome, Pointer::ROOT, explanation);
    let wanting = reference.watchlists.iter().filter_map(|list| {
        if list.versions().is_empty() {
            let explanation = format!(
                "The list {} is set up and has no version yet, so nobody was compared with it.",
                list.id
            );
            return Some((Reason::ListMissing, explanation));
        }
        let max_days = list.allowance?.max_days;
        let age = age(list, basis.as_of).filter(|age| *age > max_days && !basis.as_of_given)?;
        let explanation = format!(
            "The list {} of {} is {age} days old, and {max_days} are allowed: who was listed since was not \
             compared.",
            list.id, list.version
        );
        Some((Reason::ListTooOld, explanation))
    });
    std::iter::once(told).chain(wanting.map(suspicion)).collect()
}

/// Days since a list was published, or since its source was found to have nothing newer.
fn age(list: &Watchlist, day: NaiveDate) -> Option<i64> {
    let published = list.versions().last()?.published_on;
    let checked = list.allowance.and_then(|allowance| allowance.checked_on);
    let current = checked.map_or(published, |checked| checked.max(published));
    Some(day.signed_duration_since(current).num_days())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::screening::testing::{days_after, knowledge};
    use crate::watchlist::Allowance;

    /// The reasons of a list that may be a number of days old, judged so many days after it was published.
    fn told(
        age: i64,
        allowed: Option<i64>,
        checked: Option<i64>,
        as_of_given: bool,
    ) -> Vec<Reason> {
        let own = knowledge().list("un-1718").unwrap();
        let published = own.versions().last().unwrap().published_on;
        let checked_on = checked.map(|days| days_after(published, days));
        let allowance = allowed.map(|max_days| Allowance { max_days, checked_on });
        let list = Watchlist::of(&own.identity(), own.versions(), &knowledge().rulebook.names);
        let lists = [Arc::new(list.allowing(allowance))];
        let reference = Reference { watchlists: &lists, ..knowledge().reference() };
        let day = days_after(published, age);
        let basis = Basis::of(&reference, day, as_of_given.then_some(day));
        findings(&reference, &basis).iter().map(|finding| finding.reason).collect()
    }

    #[test]
    fn a_list_is_too_old_the_day_after_its_last() {
        use Reason::{ListTooOld, ListsCompared};
        for (name, found, expected) in [
            ("on its last day", told(10, Some(10), None, false), vec![ListsCompared]),
            ("the day after", told(11, Some(10), None, false), vec![ListsCompared, ListTooOld]),
            ("with no age enforced", told(4_000, None, None, false), vec![ListsCompared]),
            ("of a day that was asked for", told(11, Some(10), None, true), vec![ListsCompared]),
            ("found unchanged since", told(11, Some(10), Some(1), false), vec![ListsCompared]),
            (
                "found unchanged too long ago",
                told(12, Some(10), Some(1), false),
                vec![ListsCompared, ListTooOld],
            ),
            (
                "looked at before it was published",
                told(11, Some(10), Some(-5), false),
                vec![ListsCompared, ListTooOld],
            ),
        ] {
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn without_any_list_that_is_all_there_is_to_say() {
        let reference = Reference { watchlists: &[], ..knowledge().reference() };
        let basis = Basis::of(&reference, days_after(NaiveDate::MIN, 0), None);
        let found = findings(&reference, &basis);
        let told: Vec<_> = found.iter().map(|one| (one.outcome, one.reason)).collect();
        assert_eq!(told, [(Outcome::Suspicion, Reason::NoList)]);
    }
}
