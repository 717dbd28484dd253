//! What a near name makes by itself and with a second fact: the outcome, what speaks for or against
//! it, and why.

use chrono::Datelike as _;

use super::contact;
use super::subject::Subject;
use crate::input::parse_date;
use crate::judgement::{Corroboration, CorroborationKind, Outcome, Reason};
use crate::names::Degree;
use crate::rulebook::StatedCountry;
use crate::text::{fold, tokens};
use crate::watchlist::Hit;

/// Outcome, corroboration, reason.
pub(crate) type Judged = (Outcome, Vec<Corroboration>, Reason);

/// Weighs a near name of an entity by country, address and other ways to reach it.
pub(crate) fn entity(subject: &Subject<'_>, hit: &Hit<'_>) -> Judged {
    let entry = hit.designation;
    let listed: Vec<&str> = entry
        .addresses
        .iter()
        .filter_map(|address| address.country.as_deref())
        .chain(entry.countries.iter().map(String::as_str))
        .collect();
    let country = subject.country.and_then(StatedCountry::known).map(|code| code.to_string());
    let agrees =
        country.as_deref().filter(|_| !listed.is_empty()).map(|code| listed.contains(&code));
    let mut corroboration = Vec::new();
    corroboration
        .extend(agrees.map(|agrees| Corroboration { kind: CorroborationKind::Country, agrees }));
    let reached = contact::shared(subject, entry);
    corroboration.extend(reached.iter().map(|kind| Corroboration { kind: *kind, agrees: true }));
    let reached = !reached.is_empty();
    let distinctive = hit.is_distinctive && !hit.is_weak;
    let other_country = agrees == Some(false) && !reached;
    let (outcome, reason) = if hit.likeness.degree >= Degree::Whole {
        match (distinctive, other_country, agrees == Some(true) || reached) {
            (_, true, _) => (Outcome::Suspicion, Reason::WholeNameElsewhere),
            (_, _, true) => (Outcome::Violation, Reason::WholeNameAgrees),
            (true, ..) => (Outcome::Violation, Reason::WholeName),
            _ => (Outcome::Suspicion, Reason::WeakName),
        }
    } else if other_country && !hit.likeness.core_equal {
        (Outcome::Notice, Reason::NearNameElsewhere)
    } else if hit.likeness.degree == Degree::Romanised {
        (Outcome::Suspicion, Reason::OtherSpelling)
    } else if hit.likeness.core_equal {
        (Outcome::Suspicion, Reason::NearNameWords)
    } else {
        (Outcome::Suspicion, Reason::NearName)
    };
    (outcome, corroboration, reason)
}

/// Weighs a near name of a person by birth date, nationality and post.
pub(crate) fn person(subject: &Subject<'_>, name: &str, hit: &Hit<'_>) -> Judged {
    let entry = hit.designation;
    let birth = birth_agrees(subject.birth_date, &entry.birth_dates);
    let nationality = subject
        .nationality
        .and_then(StatedCountry::known)
        .filter(|_| !entry.nationalities.is_empty())
        .map(|code| entry.nationalities.contains(&code.to_string()));
    let post = subject.position.is_some_and(|position| {
        let given = fold(position);
        !given.is_empty() && entry.posts.iter().any(|listed| same_post(&given, &fold(listed)))
    });
    let mut corroboration = Vec::new();
    corroboration
        .extend(birth.map(|agrees| Corroboration { kind: CorroborationKind::BirthDate, agrees }));
    corroboration.extend(
        nationality.map(|agrees| Corroboration { kind: CorroborationKind::Nationality, agrees }),
    );
    if post {
        corroboration.push(Corroboration { kind: CorroborationKind::Position, agrees: true });
    }
    let whole = hit.likeness.degree > Degree::Near;
    let as_listed = hit.likeness.degree >= Degree::Whole || fold(name) == fold(hit.listed_name);
    let (outcome, reason) = match (whole, birth, nationality) {
        (true, Some(false), _) => (Outcome::Notice, Reason::WholeNameOtherBirth),
        (false, Some(false), _) => (Outcome::Notice, Reason::NearNameOtherBirth),
        (true, Some(true), _) => (Outcome::Violation, Reason::BirthDateAgrees),
        (false, Some(true), _) => (Outcome::Suspicion, Reason::NearNameAgrees),
        (true, _, Some(true)) if post => (Outcome::Violation, Reason::PostAgrees),
        (true, _, Some(false)) if as_listed => {
            (Outcome::Suspicion, Reason::WholeNameOtherNationality)
        }
        (true, _, Some(false)) => (Outcome::Notice, Reason::SpellingOtherNationality),
        (false, _, Some(false)) => (Outcome::Notice, Reason::NearNameOtherNationality),
        (true, ..) => (Outcome::Suspicion, Reason::WholeNameAlone),
        (false, ..) => (Outcome::Suspicion, Reason::NearName),
    };
    (outcome, corroboration, reason)
}

/// Equal posts, or one that holds all the words of the other where those are two or more.
fn same_post(given: &str, listed: &str) -> bool {
    let all = |inner: &str, outer: &str| {
        let outer: Vec<&str> = tokens(outer).collect();
        tokens(inner).count() >= 2 && tokens(inner).all(|word| outer.contains(&word))
    };
    given == listed || all(given, listed) || all(listed, given)
}

/// Whether a birth date agrees with one of those listed: by the day where both have one, else by the
/// year; another year contradicts. `None` where neither: one side states none, or another day of an
/// equal year.
fn birth_agrees(given: Option<&str>, listed: &[String]) -> Option<bool> {
    let given = parse_date(given?)?;
    if listed.is_empty() {
        return None;
    }
    let mut same_year = false;
    for text in listed {
        let year = |text: &str| text.get(..4).and_then(|year| year.parse::<i32>().ok());
        let (agrees, within) = match (parse_date(text), text.split_once("..")) {
            (Some(day), _) => {
                // The first of January stands for "some time in that year" in many registers.
                let year_only = given.ordinal() == 1 && day.year() == given.year();
                (day == given || year_only, day.year() == given.year())
            }
            (None, Some((first, last))) => {
                let within = matches!((year(first), year(last)), (Some(first), Some(last))
                    if (first..=last).contains(&given.year()));
                (within, within)
            }
            (None, None) => (year(text) == Some(given.year()), year(text) == Some(given.year())),
        };
        if agrees {
            return Some(true);
        }
        same_year |= within;
    }
    if same_year { None } else { Some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birth_date_agrees_by_the_day_else_by_the_year() {
        for (given, listed, expected) in [
            (None, &["1944-10-13"][..], None),
            (Some("1944-10-13"), &[], None),
            (Some("1944-10-13"), &["1944-10-13"], Some(true)),
            // Another day of the year says nothing; another year contradicts.
            (Some("1944-10-14"), &["1944-10-13"], None),
            (Some("1945-10-13"), &["1944-10-13"], Some(false)),
            // The first of January stands for the year.
            (Some("1944-01-01"), &["1944-10-13"], Some(true)),
            (Some("1945-01-01"), &["1944-10-13"], Some(false)),
            (Some("1944-10-14"), &["1944"], Some(true)),
            (Some("1943-12-31"), &["1944"], Some(false)),
            (Some("1943-12-31"), &["1944..1946"], Some(false)),
            (Some("1944-01-02"), &["1944..1946"], Some(true)),
            (Some("1946-12-31"), &["1944..1946"], Some(true)),
            (Some("1947-01-02"), &["1944..1946"], Some(false)),
            (Some("1964-06-18"), &["1944-10-13", "1964-06-18"], Some(true)),
        ] {
            let listed: Vec<String> = listed.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(birth_agrees(given, &listed), expected, "{given:?} {listed:?}");
        }
    }

    #[test]
    fn a_post_agrees_where_it_holds_all_words_of_the_other_and_they_are_two() {
        for (given, listed, expected) in [
            ("director", "director", true),
            ("director", "director of the bureau", false),
            ("bureau director", "director of the bureau", true),
            ("director of the bureau of coal", "bureau director", true),
            ("bureau clerk", "director of the bureau", false),
        ] {
            assert_eq!(same_post(given, listed), expected, "{given} and {listed}");
        }
    }
}
