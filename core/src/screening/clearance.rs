//! Parties that a person judged not to be a listed one: their matches by name alone are told and stay
//! quiet, until the clearance ends or the entry changes. A number that is equal is never quiet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Reference;
use super::finding::Outcome;
use super::listing::{Found, weight_of};
use super::matched::Match;
use super::matching::Days;
use crate::digest::sha256;
use crate::input::parse_date;
use crate::rulebook::{CountryCode, StatedCountry};
use crate::text::{fold, tokens};
use crate::watchlist::Designation;

/// "This party is not that designation", as a person judged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// Its id.
    pub id: String,
    /// The party's name, as [`party_key`] makes it.
    pub party_key: String,
    /// The party's country or nationality, where it was judged with one.
    pub country: Option<CountryCode>,
    /// The party's birth date, where it was judged with one.
    pub birth_date: Option<NaiveDate>,
    /// The entry, as `list:reference`.
    pub designation: String,
    /// Digest of the entry as it was judged.
    pub entry_digest: String,
    /// The last day on which it holds; none where it does not expire.
    pub expires_on: Option<NaiveDate>,
    /// Who judged.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The day of the judgement.
    pub cleared_on: NaiveDate,
}

/// The clearances of one organisation, those apart that were withdrawn.
#[derive(Debug, Default)]
pub struct Clearances {
    by_party: BTreeMap<String, Vec<Clearance>>,
}

/// No clearance at all.
pub static NO_CLEARANCES: Clearances = Clearances { by_party: BTreeMap::new() };

impl Clearances {
    /// Orders clearances by party.
    pub fn new(clearances: &[Clearance]) -> Self {
        let mut by_party: BTreeMap<String, Vec<Clearance>> = BTreeMap::new();
        for one in clearances {
            by_party.entry(one.party_key.clone()).or_default().push(one.clone());
        }
        for own in by_party.values_mut() {
            own.sort_by(|one, other| one.id.cmp(&other.id));
        }
        Self { by_party }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_party.is_empty()
    }

    /// Those of a party and an entry, the newest first.
    pub fn of<'c>(
        &'c self,
        party_key: &str,
        designation: &'c str,
    ) -> impl Iterator<Item = &'c Clearance> {
        let own = self.by_party.get(party_key).map_or(&[][..], Vec::as_slice);
        own.iter().rev().filter(move |one| one.designation == designation)
    }

    /// Digest over the ids and entries of those that were applied in these matches; none where none was.
    pub(super) fn applied(&self, matches: &[Match]) -> Option<String> {
        let mut ids: Vec<&str> =
            matches.iter().filter_map(|one| one.cleared_by.as_deref()).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return None;
        }
        let mut applied: Vec<&Clearance> = self.by_party.values().flatten().collect();
        applied.retain(|one| ids.binary_search(&one.id.as_str()).is_ok());
        applied.sort_by(|one, other| one.id.cmp(&other.id));
        let parts = applied.iter().flat_map(|one| [one.id.as_bytes(), one.entry_digest.as_bytes()]);
        Some(sha256(parts))
    }
}

impl Clearance {
    /// Whether it holds on a day, for a party of which this is known.
    fn holds_for(&self, party: &Cleared<'_>, day: NaiveDate) -> bool {
        let stated: Vec<StatedCountry> =
            party.countries.into_iter().flatten().filter(|country| country.is_stated()).collect();
        let of_country = self.country.is_none_or(|country| {
            stated.is_empty() || stated.contains(&StatedCountry::Known(country))
        });
        let birth_date = party.birth_date.and_then(parse_date);
        let of_birth = self.birth_date.is_none_or(|day| birth_date.is_none_or(|born| born == day));
        of_country && of_birth && self.expires_on.is_none_or(|last| day <= last)
    }
}

/// The name of a party as clearances are looked up: folded, its words in order of the alphabet.
pub fn party_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = tokens(&folded).collect();
    words.sort_unstable();
    words.join(" ")
}

/// What is known of somebody or a ship that was matched.
#[derive(Default)]
pub(super) struct Cleared<'a> {
    /// The names, whole, as the record states them.
    pub(super) names: &'a [&'a str],
    /// Country and nationality.
    pub(super) countries: [Option<StatedCountry>; 2],
    /// The birth date, as stated.
    pub(super) birth_date: Option<&'a str>,
}

/// Makes the matches quiet that rest on a cleared name. A name that is not cleared speaks for itself:
/// `again` finds what some of the names match without the others.
pub(super) fn apply(
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
    matched.matched_name.is_some() && !agrees(matched, "identifier")
}

fn agrees(matched: &Match, kind: &str) -> bool {
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
    let unjudged = agrees(&found.matched, "birth_date");
    let holds = |one: &&Clearance| {
        one.holds_for(party, days.as_of) && (one.birth_date.is_some() || !unjudged)
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
    found.finding.outcome = Outcome::Notice;
    for fact in &mut found.finding.evidence {
        fact.weight = weight_of(Outcome::Notice);
    }
    found.matched.outcome = Outcome::Notice;
    found.matched.cleared_by = Some(clearance.id.clone());
}
