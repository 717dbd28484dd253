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
