//! Parties that a person judged not to be a listed one: their matches by name alone are told and stay
//! quiet, until the clearance ends or the entry changes. A number that is equal is never quiet.

use chrono::NaiveDate;

use super::found::{Found, weight_of};
use super::subject::Days;
use crate::Reference;
use crate::clearance::{Clearance, party_key};
use crate::input::parse_date;
use crate::judgement::{CorroborationKind, Match, Outcome, Reason};
use crate::rulebook::StatedCountry;
use crate::watchlist::Designation;

/// What is known of somebody or a ship that was matched.
#[derive(Default)]
pub(crate) struct Cleared<'a> {
    /// The names, whole, as the record states them.
    pub(crate) names: &'a [&'a str],
    /// Country and nationality.
    pub(crate) countries: [Option<StatedCountry>; 2],
    /// The birth date, as stated.
    pub(crate) birth_date: Option<&'a str>,
}

/// Whether a clearance holds on a day, for a party of which this is known.
fn holds_for(clearance: &Clearance, party: &Cleared<'_>, day: NaiveDate) -> bool {
    let stated: Vec<StatedCountry> =
        party.countries.into_iter().flatten().filter(|country| country.is_stated()).collect();
    let of_country = clearance
        .country
        .is_none_or(|country| stated.is_empty() || stated.contains(&StatedCountry::Known(country)));
    let birth_date = party.birth_date.and_then(parse_date);
    let of_birth = clearance.birth_date.is_none_or(|day| birth_date.is_none_or(|born| born == day));
    of_country && of_birth && clearance.expires_on.is_none_or(|last| day <= last)
}

/// Makes the matches quiet that rest on a cleared name. A name that is not cleared speaks for itself:
/// `again` finds what some of the names match without the others.
pub(crate) fn apply(
    found: Vec<Found>,
    party: &Cleared<'_>,
    reference: &Reference<'_>,
    days: Days,
    again: impl Fn(Vec<&str>) -> Vec<Found>,
) -> Vec<Found> {
    if reference.clearances.is_empty() {
        return found;
    }
    let settle = |one: Found| {
        if rests_on_a_name(&one.matched) {
            settled(one, party, reference, days, &again)
        } else {
            one
        }
    };
    found.into_iter().map(settle).collect()
}

/// Whether a name makes the match, and no number that is equal.
fn rests_on_a_name(matched: &Match) -> bool {
    matched.matched_name.is_some() && !agrees(matched, CorroborationKind::Identifier)
}

fn agrees(matched: &Match, kind: CorroborationKind) -> bool {
    matched.corroboration.iter().any(|fact| fact.kind == kind && fact.agrees)
}

fn settled(
    mut found: Found,
    party: &Cleared<'_>,
    reference: &Reference<'_>,
    days: Days,
    again: &impl Fn(Vec<&str>) -> Vec<Found>,
) -> Found {
    let id = found.matched.designation.id.clone();
    // An equal birth date that the author did not state is a fact that was not judged.
    let unjudged = agrees(&found.matched, CorroborationKind::BirthDate);
    let holds = |one: &&Clearance| {
        holds_for(one, party, days.as_of) && (one.birth_date.is_some() || !unjudged)
    };
    let of_name = |name: &str| -> Vec<&Clearance> {
        reference.clearances.of(&party_key(name), &id).filter(holds).collect()
    };
    let names: Vec<(&str, Vec<&Clearance>)> =
        party.names.iter().map(|name| (*name, of_name(name))).collect();
    let Some(newest) = names.iter().flat_map(|(_, own)| own).max_by_key(|one| &one.id) else {
        return found;
    };
    let Some(digest) = entry(reference, &id).map(Designation::facts_digest) else { return found };
    let standing = |own: &[&Clearance]| own.iter().any(|one| one.entry_digest == digest);
    let loud: Vec<&str> =
        names.iter().filter(|(_, own)| !standing(own)).map(|(name, _)| *name).collect();
    let clearance = names.iter().flat_map(|(_, own)| own).find(|one| one.entry_digest == digest);
    let Some(clearance) = clearance else {
        let day = newest.cleared_on;
        let told = format!(" A clearance of {day} ended when the entry changed.");
        found.finding.explanation.push_str(&told);
        return found;
    };
    let same = |other: &Found| other.matched.designation.id == id;
    if !loud.is_empty()
        && let Some(other) = again(loud).into_iter().find(same)
    {
        return other;
    }
    quiet(&mut found, clearance);
    found
}

/// The entry of an id, `list:reference`.
fn entry<'r>(reference: &Reference<'r>, id: &str) -> Option<&'r Designation> {
    let (list, number) = id.split_once(':')?;
    reference.watchlists.iter().find(|one| one.id == list)?.find_id(number)
}

fn quiet(found: &mut Found, clearance: &Clearance) {
    let listed = &found.matched.designation;
    let until = clearance.expires_on.map(|day| format!("until {day}, or ")).unwrap_or_default();
    found.finding.explanation = format!(
        "{} judged on {} that this is not {} ({}), whose name is equal or near: {}. The match is quiet \
         {until}until the entry changes.",
        clearance.author,
        clearance.cleared_on,
        listed.name,
        listed.id,
        clearance.reason.trim_end_matches('.'),
    );
    (found.finding.outcome, found.finding.reason) = (Outcome::Notice, Reason::Cleared);
    for fact in &mut found.finding.evidence {
        fact.weight = weight_of(Outcome::Notice);
    }
    found.matched.outcome = Outcome::Notice;
    found.matched.cleared_by = Some(clearance.id.clone());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::CountryCode;
    use crate::screening::testing::{day, days_after, today};

    fn clearance() -> Clearance {
        Clearance {
            id: "1".to_owned(),
            party_key: party_key("A"),
            country: CountryCode::new("CN"),
            birth_date: Some(day("1964-06-18")),
            designation: "un-1718:KPi.006".to_owned(),
            entry_digest: String::new(),
            expires_on: Some(today()),
            author: "J. Lee".to_owned(),
            reason: "Another person.".to_owned(),
            cleared_on: day("2026-11-22"),
        }
    }

    #[test]
    fn a_clearance_holds_while_nothing_stated_contradicts_the_cleared_party() {
        let known = |code| CountryCode::new(code).map(StatedCountry::Known);
        for (name, countries, birth_date, days, expected) in [
            ("as cleared", [known("CN"), None], Some("1964-06-18"), 0, true),
            ("nothing stated", [None, Some(StatedCountry::Absent)], None, 0, true),
            ("another country", [known("KR"), None], None, 0, false),
            ("its nationality agrees", [known("KR"), known("CN")], None, 0, true),
            ("another birth date", [None, None], Some("1964-06-19"), 0, false),
            ("a birth date nobody can read", [None, None], Some("June"), 0, true),
            ("the day before its last", [None, None], None, -1, true),
            ("the day after its last", [None, None], None, 1, false),
        ] {
            let party = Cleared { names: &["A"], countries, birth_date };
            let on = days_after(today(), days);
            assert_eq!(holds_for(&clearance(), &party, on), expected, "{name}");
        }
    }

    #[test]
    fn a_clearance_of_anyone_under_the_name_holds_for_all() {
        let anyone = Clearance { country: None, birth_date: None, expires_on: None, ..clearance() };
        let party = Cleared {
            names: &["A"],
            countries: [CountryCode::new("KR").map(StatedCountry::Known), None],
            birth_date: Some("1970-01-02"),
        };
        assert!(holds_for(&anyone, &party, NaiveDate::MAX));
    }
}
