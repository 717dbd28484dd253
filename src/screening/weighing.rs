//! What an equal name makes by itself and with a second fact: the outcome, what speaks for or against
//! it, and why in words.

use chrono::Datelike as _;

use super::finding::Outcome;
use super::matched::Corroboration;
use super::matching::Subject;
use crate::record::parse_date;
use crate::rulebook::StatedCountry;
use crate::text::{fold, squash, tokens};
use crate::watchlist::{Hit, is_distinctive};

/// Outcome, corroboration, reason.
pub(super) type Judged = (Outcome, Vec<Corroboration>, &'static str);

/// Weighs an equal name of an entity by country and address.
pub(super) fn entity(subject: &Subject<'_>, hit: Hit<'_>) -> Judged {
    let entry = hit.designation;
    let listed: Vec<&str> =
        entry.addresses.iter().filter_map(|address| address.country.as_deref()).collect();
    let country = subject.country.and_then(StatedCountry::known).map(|code| code.to_string());
    let agrees =
        country.as_deref().filter(|_| !listed.is_empty()).map(|code| listed.contains(&code));
    let address = subject.addresses.iter().any(|text| {
        let given = squash(text);
        entry.addresses.iter().any(|address| {
            let known = squash(&address.text);
            known.len() >= 10
                && (given.contains(&known) || known.contains(&given) && given.len() >= 10)
        })
    });
    let mut corroboration = Vec::new();
    corroboration.extend(agrees.map(|agrees| Corroboration { kind: "country", agrees }));
    if address {
        corroboration.push(Corroboration { kind: "address", agrees: true });
    }
    let distinctive = is_distinctive(hit.listed_name) && !hit.is_weak;
    match (distinctive, agrees, address) {
        (_, Some(true), _) | (_, _, true) => {
            (Outcome::Violation, corroboration, "its whole name, and its country or address agrees")
        }
        (_, Some(false), false) => (
            Outcome::Suspicion,
            corroboration,
            "its whole name, in another country than the list states",
        ),
        (true, None, false) => (Outcome::Violation, corroboration, "its whole name"),
        (false, None, false) => (
            Outcome::Suspicion,
            corroboration,
            "a short or weak name, with nothing else that agrees",
        ),
    }
}

/// Weighs an equal name of a person by birth date, nationality and post.
pub(super) fn person(subject: &Subject<'_>, name: &str, hit: Hit<'_>) -> Judged {
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
    corroboration.extend(birth.map(|agrees| Corroboration { kind: "birth_date", agrees }));
    corroboration.extend(nationality.map(|agrees| Corroboration { kind: "nationality", agrees }));
    if post {
        corroboration.push(Corroboration { kind: "position", agrees: true });
    }
    if birth == Some(false) {
        return (Outcome::Notice, corroboration, "an equal name, and another birth date");
    }
    if birth == Some(true) {
        return (Outcome::Violation, corroboration, "the whole name, and the birth date agrees");
    }
    if nationality == Some(true) && post {
        return (Outcome::Violation, corroboration, "the whole name, nationality and post agree");
    }
    if nationality == Some(false) {
        let as_listed = fold(name) == fold(hit.listed_name);
        return if as_listed {
            (Outcome::Suspicion, corroboration, "the name as listed, with another nationality")
        } else {
            (
                Outcome::Notice,
                corroboration,
                "a name equal in another spelling, with another nationality",
            )
        };
    }
    (Outcome::Suspicion, corroboration, "the whole name, with no second fact that decides")
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
