//! From an equal name or number to a match, with what speaks for and against it.

use chrono::{Datelike as _, NaiveDate};

use super::Reference;
use super::finding::{Finding, FindingKind, MeasureReference, Outcome};
use super::matched::{Corroboration, DesignationReference, Match, MatchedName, TokenMatch};
use crate::record::{Identifier, IdentifierType, parse_date, stated};
use crate::rulebook::{MeasureKind, Rule, StatedCountry};
use crate::text::{fold, squash, tokens};
use crate::watchlist::{Designation, DesignationKind, Hit, Watchlist, is_distinctive, keys};

/// Someone or some body of a record, as far as matching looks at it.
#[derive(Default)]
pub(super) struct Subject<'a> {
    pub(super) pointer: String,
    pub(super) names: Vec<&'a str>,
    pub(super) country: Option<StatedCountry>,
    pub(super) nationality: Option<StatedCountry>,
    pub(super) addresses: Vec<&'a str>,
    pub(super) birth_date: Option<&'a str>,
    pub(super) position: Option<&'a str>,
    pub(super) identifiers: &'a [Identifier],
    pub(super) issuers: &'a [StatedCountry],
}

/// A match and the finding that it makes.
pub(super) struct Found {
    pub(super) matched: Match,
    pub(super) finding: Finding,
}

/// Days that decide what a listing means.
#[derive(Clone, Copy)]
pub(super) struct Days {
    pub(super) until: NaiveDate,
    pub(super) as_of: NaiveDate,
}

/// Every listed person and entity that a subject's names or numbers equal.
pub(super) fn find(subject: &Subject<'_>, reference: &Reference<'_>, days: Days) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let variants = subject.names.iter().flat_map(|name| variants(name));
    let names: Vec<(&str, Vec<String>)> = variants.map(|name| (name, keys(name))).collect();
    for watchlist in reference.watchlists {
        let mut seen: Vec<&str> = Vec::new();
        for (designation, strongest) in by_identifier(subject, watchlist) {
            if listed_by(designation, days.as_of) && !seen.contains(&designation.id.as_str()) {
                seen.push(&designation.id);
                let identified =
                    identified(subject, watchlist, (designation, strongest), reference, days);
                found.push(identified);
            }
        }
        for (name, keys) in &names {
            for hit in watchlist.find_keys(keys) {
                let entry = hit.designation;
                let person_or_entity = entry.kind != DesignationKind::Vessel;
                if person_or_entity
                    && listed_by(entry, days.as_of)
                    && !seen.contains(&entry.id.as_str())
                {
                    seen.push(&entry.id);
                    found.push(named(subject, name, hit, reference, days));
                }
            }
        }
    }
    found
}

/// A name as it stands, and its parts where it carries an acronym or another name: "Korea Mining
/// Development Trading Corporation (KOMID)", "KOMID / …", "… a.k.a. …". A part of a few letters says too
/// little by itself: "(RGB)" in a name is a colour as often as a bureau.
pub(super) fn variants(name: &str) -> Vec<&str> {
    let mut variants = vec![name];
    for separator in ["(", " / ", " a.k.a. ", " aka ", " f.k.a. ", ";"] {
        if name.contains(separator) {
            let parts = name.split(separator).map(|part| part.trim().trim_end_matches(')').trim());
            variants.extend(parts.filter(|part| is_distinctive(part) || part.chars().count() >= 5));
        }
    }
    variants
}

/// Whether an entry was listed by a day.
pub(super) fn listed_by(designation: &Designation, day: NaiveDate) -> bool {
    designation.listed_on <= day
}

/// Entries with an equal number, and the strongest that number makes: papers, registers and IMO
/// numbers identify; a bank code may be shared.
fn by_identifier<'w>(
    subject: &Subject<'_>,
    watchlist: &'w Watchlist,
) -> Vec<(&'w Designation, Outcome)> {
    let mut found = Vec::new();
    for (index, identifier) in subject.identifiers.iter().enumerate() {
        let (Some(kind), Some(value)) = (identifier.r#type, stated(identifier.value.as_ref()))
        else {
            continue;
        };
        let issuer = subject.issuers.get(index).and_then(|issuer| issuer.known());
        for designation in watchlist.find_identifier(kind, value) {
            if issuers_agree(kind, value, issuer.map(|code| code.to_string()), designation, subject)
            {
                let shared = kind == IdentifierType::Swift;
                let strongest = if shared { Outcome::Suspicion } else { Outcome::Violation };
                found.push((designation, strongest));
            }
        }
    }
    found
}

/// An equal number decides where the same country issued it; with no issuer given, only if the name
/// agrees too. Numbers that no country issues decide by themselves.
fn issuers_agree(
    kind: IdentifierType,
    value: &str,
    issuer: Option<String>,
    designation: &Designation,
    subject: &Subject<'_>,
) -> bool {
    if !matches!(
        kind,
        IdentifierType::Passport | IdentifierType::NationalId | IdentifierType::Registration
    ) {
        return true;
    }
    let listed = designation
        .documents
        .iter()
        .filter(|document| document.r#type == kind && squash(&document.number) == squash(value))
        .find_map(|document| document.country.clone());
    match (issuer, listed) {
        (Some(issuer), Some(listed)) => issuer == listed,
        _ => subject.names.iter().any(|name| equals_a_name(name, designation)),
    }
}

fn equals_a_name(name: &str, designation: &Designation) -> bool {
    let own = keys(name);
    std::iter::once(&designation.name)
        .chain(&designation.original_script)
        .chain(designation.aliases.iter().map(|alias| &alias.name))
        .any(|listed| keys(listed).iter().any(|key| own.contains(key)))
}

fn identified(
    subject: &Subject<'_>,
    watchlist: &Watchlist,
    (designation, strongest): (&Designation, Outcome),
    reference: &Reference<'_>,
    days: Days,
) -> Found {
    let corroboration = vec![Corroboration { kind: "identifier", agrees: true }];
    let outcome = by_day(strongest, designation, days);
    let why = "an equal identifying number";
    make(
        subject,
        watchlist,
        designation,
        Weighed { outcome, corroboration, name: None, why },
        reference,
    )
}

struct Weighed<'n> {
    outcome: Outcome,
    corroboration: Vec<Corroboration>,
    name: Option<(&'n str, &'n str)>,
    why: &'static str,
}

fn named(
    subject: &Subject<'_>,
    name: &str,
    hit: Hit<'_>,
    reference: &Reference<'_>,
    days: Days,
) -> Found {
    let entry = hit.designation;
    let (outcome, corroboration, why) = match entry.kind {
        DesignationKind::Person => weigh_person(subject, name, hit),
        _ => weigh_entity(subject, hit),
    };
    let outcome = by_day(outcome, entry, days);
    let name = Some((name, hit.listed_name));
    make(subject, hit.watchlist, entry, Weighed { outcome, corroboration, name, why }, reference)
}

type Judged = (Outcome, Vec<Corroboration>, &'static str);

fn weigh_entity(subject: &Subject<'_>, hit: Hit<'_>) -> Judged {
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

fn weigh_person(subject: &Subject<'_>, name: &str, hit: Hit<'_>) -> Judged {
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

/// A listing after the governing period freezes payment and new dealings now; it is a suspicion.
pub(super) fn by_day(outcome: Outcome, designation: &Designation, days: Days) -> Outcome {
    if designation.listed_on <= days.until { outcome } else { outcome.min(Outcome::Suspicion) }
}

fn make(
    subject: &Subject<'_>,
    watchlist: &Watchlist,
    designation: &Designation,
    weighed: Weighed<'_>,
    reference: &Reference<'_>,
) -> Found {
    let rule = reference.rulebook.in_force(
        MeasureKind::AssetFreeze,
        designation.listed_on,
        NaiveDate::MAX,
    );
    let reference = designation_reference(watchlist, designation);
    let explanation = format!(
        "{} ({}) is on the UN's list since {}: {}.{}",
        designation.name,
        designation.id,
        designation.listed_on,
        weighed.why,
        match weighed.outcome {
            Outcome::Violation =>
                " Its funds and resources are frozen, and none may be made available to it.",
            Outcome::Suspicion => " A person must confirm or rule out that it is the same.",
            _ => "",
        }
    );
    let mut finding = Finding::new(
        FindingKind::DesignatedParty,
        weighed.outcome,
        subject.pointer.clone(),
        explanation,
    );
    finding.designation = Some(reference.clone());
    finding.measure = rule.map(|rule: Rule<'_>| MeasureReference::from(rule));
    let matched_name = weighed.name.map(|(submitted, listed)| matched_name(submitted, listed));
    let tokens = weighed.name.map(|(submitted, listed)| equal_tokens(submitted, listed));
    Found {
        matched: Match {
            pointer: subject.pointer.clone(),
            designation: reference,
            outcome: weighed.outcome,
            score: 1.0,
            matched_name,
            tokens: tokens.unwrap_or_default(),
            corroboration: weighed.corroboration,
            cleared_by: None,
        },
        finding,
    }
}

/// List and number of an entry, as answers name it.
pub(super) fn designation_reference(
    watchlist: &Watchlist,
    designation: &Designation,
) -> DesignationReference {
    DesignationReference {
        id: format!("{}:{}", watchlist.id, designation.id),
        name: designation.name.clone(),
        kind: designation.kind,
        listed_on: designation.listed_on,
    }
}

/// The two names, with the script of the listed one.
pub(super) fn matched_name(submitted: &str, listed: &str) -> MatchedName {
    MatchedName {
        submitted: submitted.to_owned(),
        listed: listed.to_owned(),
        script: script_of(listed),
    }
}

/// The words that are equal in both names.
pub(super) fn equal_tokens(submitted: &str, listed: &str) -> Vec<TokenMatch> {
    let (submitted, listed) = (fold(submitted), fold(listed));
    tokens(&submitted)
        .filter(|word| tokens(&listed).any(|other| other == *word))
        .map(|word| TokenMatch {
            submitted: word.to_owned(),
            listed: word.to_owned(),
            score: 1.0,
            reason: "equal",
        })
        .collect()
}

fn script_of(text: &str) -> &'static str {
    match text.chars().find(|character| character.is_alphabetic()) {
        Some('가'..='힣' | '\u{1100}'..='\u{11ff}') => "hangul",
        Some('\u{3040}'..='\u{30ff}') => "kana",
        Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') => "han",
        Some('\u{400}'..='\u{52f}') => "cyrillic",
        Some('\u{600}'..='\u{6ff}') => "arabic",
        _ => "latin",
    }
}
