//! Who of a record is on a list: by equal numbers, then by near names.

use super::found::{Found, Met, NameMet};
use super::known_names::{KnownNames, Looked};
use super::subject::{Days, Subject};
use super::{clearance, weighing};
use crate::Reference;
use crate::input::stated;
use crate::judgement::{Corroboration, CorroborationKind, Outcome, Reason};
use crate::names::Degree;
use crate::record::IdentifierType;
use crate::rulebook::FindingKind;
use crate::text::squash;
use crate::watchlist::{Designation, DesignationKind, Watchlist};

/// Every listed person and entity that a subject's numbers equal or its names are near to, cleared ones
/// made quiet.
pub(crate) fn find(subject: &Subject<'_>, reference: &Reference<'_>, days: Days) -> Vec<Found> {
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
    let none = KnownNames::default();
    let known = subject.known.unwrap_or(&none);
    let names: Vec<(&str, Looked<'_, '_>)> =
        subject.names.iter().map(|name| (*name, known.look(name, reference))).collect();
    for (number, watchlist) in reference.watchlists.iter().enumerate() {
        let mut seen: Vec<&str> = Vec::new();
        for (designation, outcome) in by_identifier(subject, watchlist, number, &names) {
            if !designation.is_listed_on(days.as_of) || seen.contains(&designation.id.as_str()) {
                continue;
            }
            seen.push(&designation.id);
            let met = Met {
                pointer: subject.pointer,
                watchlist,
                designation,
                kind: FindingKind::DesignatedParty,
                outcome,
                name: None,
                reason: Reason::EqualNumber,
                limit: None,
                corroboration: vec![Corroboration {
                    kind: CorroborationKind::Identifier,
                    agrees: true,
                }],
            };
            found.push(met.make(None, reference, days));
        }
        by_name(
            subject,
            (watchlist, number),
            &names,
            &seen,
            &mut |met| {
                found.push(met.make(None, reference, days));
            },
            days,
        );
    }
    found
}

/// Entries with a near name: of each the strongest, where several names of the subject are near.
fn by_name(
    subject: &Subject<'_>,
    (watchlist, number): (&Watchlist, usize),
    names: &[(&str, Looked<'_, '_>)],
    seen: &[&str],
    take: &mut dyn FnMut(Met<'_>),
    days: Days,
) {
    let mut hits: Vec<_> = names
        .iter()
        .flat_map(|(name, looked)| {
            let hits = looked.hits.get(number).into_iter().flatten();
            hits.map(move |hit| (*name, looked.forms.as_slice(), hit))
        })
        .filter(|(_, _, hit)| {
            let entry = hit.designation;
            entry.is_listed_on(days.as_of) && !seen.contains(&entry.id.as_str())
        })
        .collect();
    // The nearest first; names of the subject stand in its own order.
    hits.sort_by(|(_, _, one), (_, _, other)| {
        (&one.designation.id, other.rank()).cmp(&(&other.designation.id, one.rank()))
    });
    hits.dedup_by(|(_, _, one), (_, _, other)| one.designation.id == other.designation.id);
    for (submitted, forms, hit) in &hits {
        let (outcome, corroboration, reason) = match hit.designation.kind {
            DesignationKind::Person => weighing::person(subject, submitted, hit),
            _ => weighing::entity(subject, hit),
        };
        take(Met {
            pointer: subject.pointer,
            watchlist,
            designation: hit.designation,
            kind: FindingKind::DesignatedParty,
            outcome,
            name: Some(NameMet { submitted, forms, hit }),
            reason,
            limit: None,
            corroboration,
        });
    }
}

/// Entries with an equal number, and the strongest that number makes: papers, registers and IMO
/// numbers identify; a bank code may be shared.
fn by_identifier<'w>(
    subject: &Subject<'_>,
    watchlist: &'w Watchlist,
    number: usize,
    names: &[(&str, Looked<'_, '_>)],
) -> Vec<(&'w Designation, Outcome)> {
    let mut found = Vec::new();
    for (index, identifier) in subject.identifiers.iter().enumerate() {
        let (Some(kind), Some(value)) = (identifier.r#type, stated(identifier.value.as_ref()))
        else {
            continue;
        };
        let issuer = subject.issuers.get(index).and_then(|issuer| issuer.known());
        for designation in watchlist.find_identifier(kind, value) {
            let issuer = issuer.map(|code| code.to_string());
            let is_named = || {
                names.iter().any(|(_, looked)| {
                    looked.hits.get(number).into_iter().flatten().any(|hit| {
                        hit.designation.id == designation.id && hit.likeness.degree > Degree::Near
                    })
                })
            };
            if issuers_agree(kind, value, issuer, designation, is_named) {
                let shared = matches!(kind, IdentifierType::Swift | IdentifierType::Mmsi);
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
    named: impl Fn() -> bool,
) -> bool {
    if !matches!(
        kind,
        IdentifierType::Passport
            | IdentifierType::NationalId
            | IdentifierType::Registration
            | IdentifierType::Tax
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
        _ => named(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{chairs, outcome, with};

    /// A person of the list, and the number of its passport, which the DPRK issued.
    const LISTED: &str = "Paek Chang-Ho";
    const PASSPORT: &str = "381420754";

    fn signatory(party: &Value) -> Option<(Outcome, Reason)> {
        let mut full = json!({"role": "signatory"});
        full.as_object_mut().unwrap().extend(party.as_object().unwrap().clone());
        outcome(&with(&chairs(), &[("/parties", json!([full]))]), FindingKind::DesignatedParty)
    }

    #[test]
    fn an_equal_passport_decides_by_its_issuer_else_by_the_name() {
        let of = |name: &str, number: &str, country: Option<&str>| {
            let mut passport = json!({"type": "passport", "value": number});
            if let Some(country) = country {
                passport["country"] = json!(country);
            }
            signatory(&json!({"name": name, "identifiers": [passport]}))
        };
        let equal = Some((Outcome::Violation, Reason::EqualNumber));
        let alone = Some((Outcome::Suspicion, Reason::WholeNameAlone));
        for (name, number, country, expected) in [
            ("John Smith", PASSPORT, Some("KP"), equal),
            ("John Smith", PASSPORT, Some("CN"), None),
            ("John Smith", PASSPORT, None, None),
            ("John Smith", "381420755", Some("KP"), None),
            (LISTED, PASSPORT, None, equal),
            (LISTED, "381 420-754", None, equal),
            // A number of another State is another paper, and the name speaks alone.
            (LISTED, PASSPORT, Some("CN"), alone),
        ] {
            assert_eq!(of(name, number, country), expected, "{name} {number} {country:?}");
        }
    }

    #[test]
    fn of_several_names_of_one_party_the_nearest_speaks_once() {
        for (names, expected) in [
            (["John Smith", "Jane Smith"], None),
            (["John Smith", LISTED], Some((Outcome::Suspicion, Reason::WholeNameAlone))),
            (["Paek Chang-Hox", LISTED], Some((Outcome::Suspicion, Reason::WholeNameAlone))),
        ] {
            let party = json!({"name": names[0], "aliases": [names[1]]});
            assert_eq!(signatory(&party), expected, "{names:?}");
        }
    }
}
