//! From an equal name or number to a match, with what speaks for and against it.

use chrono::NaiveDate;

use super::finding::{Finding, FindingKind, MeasureReference, Outcome};
use super::matched::{Corroboration, DesignationReference, Match, MatchedName, TokenMatch};
use super::{Reference, clearance, weighing};
use crate::record::{Identifier, IdentifierType, stated};
use crate::rulebook::{MeasureKind, Rule, Span, StatedCountry};
use crate::text::{fold, squash, tokens};
use crate::watchlist::{Designation, DesignationKind, Hit, Watchlist, is_distinctive, keys};

/// Someone or some body of a record, as far as matching looks at it.
#[derive(Clone, Default)]
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

/// Every listed person and entity that a subject's names or numbers equal, cleared ones made quiet.
pub(super) fn find(subject: &Subject<'_>, reference: &Reference<'_>, days: Days) -> Vec<Found> {
    let party = clearance::Cleared {
        names: &subject.names,
        countries: [subject.country, subject.nationality],
        birth_date: subject.birth_date,
    };
    clearance::apply(look_up(subject, reference, days), &party, reference, days, |names| {
        look_up(&Subject { names, ..subject.clone() }, reference, days)
    })
}

fn look_up(subject: &Subject<'_>, reference: &Reference<'_>, days: Days) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let variants = subject.names.iter().flat_map(|name| variants(name));
    let names: Vec<(&str, Vec<String>)> = variants.map(|name| (name, keys(name))).collect();
    for watchlist in reference.watchlists {
        let mut seen: Vec<&str> = Vec::new();
        for (designation, strongest) in by_identifier(subject, watchlist) {
            if designation.is_listed_on(days.as_of) && !seen.contains(&designation.id.as_str()) {
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
                    && entry.is_listed_on(days.as_of)
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

/// Since when an entry is listed, in words; nothing where the list does not say.
pub(super) fn since(designation: &Designation) -> String {
    designation.listed_on.map(|day| format!(" since {day}")).unwrap_or_default()
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
        DesignationKind::Person => weighing::person(subject, name, hit),
        _ => weighing::entity(subject, hit),
    };
    let outcome = by_day(outcome, entry, days);
    let name = Some((name, hit.listed_name));
    make(subject, hit.watchlist, entry, Weighed { outcome, corroboration, name, why }, reference)
}

/// A listing after the governing period freezes payment and new dealings now; it is a suspicion.
pub(super) fn by_day(outcome: Outcome, designation: &Designation, days: Days) -> Outcome {
    let later = designation.listed_on.is_some_and(|listed| listed > days.until);
    if later { outcome.min(Outcome::Suspicion) } else { outcome }
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
        Span {
            from: designation.listed_on.unwrap_or(NaiveDate::MIN),
            until: NaiveDate::MAX,
            known_by: NaiveDate::MAX,
        },
    );
    let reference = designation_reference(watchlist, designation);
    let explanation = format!(
        "{} ({}) is on the UN's list{}: {}.{}",
        designation.name,
        designation.id,
        since(designation),
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
