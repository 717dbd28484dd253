//! Whether the tables of a concealed origin are consistent: nothing unknown, nothing twice, nothing without a source.

use std::collections::HashSet;

use super::Origin;
use crate::rulebook::{Countries, Rulebook, Weight};

/// The families that facts are counted by.
const FAMILIES: [&str; 6] = ["place", "route", "ship", "party", "paper", "price"];

/// Everything that is wrong, each in a sentence.
pub(in crate::rulebook) fn check(rulebook: &Rulebook) -> Vec<String> {
    let mut problems = Vec::new();
    let origin = &rulebook.origin;
    check_signs(rulebook, &mut problems);
    check_typologies(rulebook, &mut problems);
    check_ids(origin, &mut problems);
    check_countries(origin, &rulebook.countries, &mut problems);
    for site in origin.sites.all() {
        if site.names.is_empty() && site.bare_names.is_empty() {
            problems.push(format!("site {}: it has no name that a text could bear", site.id));
        }
    }
    problems
}

fn check_signs(rulebook: &Rulebook, problems: &mut Vec<String>) {
    let signs = rulebook.origin.signs.all();
    for (name, sign) in signs.iter().copied().chain(rulebook.origin.exculpations.all()) {
        if !FAMILIES.contains(&sign.family.as_str()) {
            problems.push(format!("sign {name}: {} is no family", sign.family));
        }
        if sign.summary.trim().is_empty() || sign.source.trim().is_empty() {
            problems.push(format!("sign {name}: no summary or source"));
        }
    }
    let known: Vec<_> = rulebook.all_signals().collect();
    for (name, answer) in rulebook.origin.exculpations.all() {
        if answer.weight != Weight::Exculpatory || answer.answers.is_empty() {
            problems.push(format!("exculpation {name}: it answers nothing"));
        }
        for kind in &answer.answers {
            match known.iter().find(|(known, _)| known == kind) {
                None => problems.push(format!("exculpation {name}: {kind} is no signal")),
                Some((_, sign)) if sign.family != answer.family => {
                    problems.push(format!("exculpation {name}: {kind} is of another family"));
                }
                Some((_, sign)) if sign.weight == Weight::Decisive => {
                    problems.push(format!(
                        "exculpation {name}: nothing answers {kind}, which is decisive"
                    ));
                }
                Some(_) => {}
            }
        }
    }
}

fn check_typologies(rulebook: &Rulebook, problems: &mut Vec<String>) {
    let known: HashSet<&str> = rulebook.all_signals().map(|(name, _)| name).collect();
    for typology in &rulebook.origin.typologies {
        let id = &typology.id;
        for sign in typology.signs.iter().filter(|sign| !known.contains(sign.as_str())) {
            problems.push(format!("typology {id}: {sign} is no signal"));
        }
        if typology.signs.is_empty() && typology.findings.is_empty() {
            problems.push(format!("typology {id}: nothing carries it"));
        }
        if typology.source.trim().is_empty() || typology.looks_at.is_empty() {
            problems.push(format!("typology {id}: no source, or nothing it looks at"));
        }
        for shows in [true, false] {
            if typology.cases.iter().all(|case| case.shows != shows) {
                problems
                    .push(format!("typology {id}: no case that shows it and one that does not"));
            }
        }
    }
}

fn check_ids(origin: &Origin, problems: &mut Vec<String>) {
    let harbours = origin.harbours.all().iter().map(|harbour| &harbour.id);
    let anchorages = origin.harbours.anchorages().iter().map(|anchorage| &anchorage.id);
    let seas = origin.seas.all().iter().map(|sea| &sea.id);
    let sites = origin.sites.all().iter().map(|site| &site.id);
    let goods = origin.goods.kinds().iter().map(|kind| &kind.id);
    let typologies = origin.typologies.iter().map(|typology| &typology.id);
    let places = harbours.chain(anchorages).chain(seas).collect::<Vec<_>>();
    for ids in [places, sites.collect(), goods.collect(), typologies.collect()] {
        let mut seen = HashSet::new();
        for id in ids {
            if !seen.insert(id) {
                problems.push(format!("origin: {id} stands twice"));
            }
        }
    }
}

fn check_countries(origin: &Origin, countries: &Countries, problems: &mut Vec<String>) {
    let harbours = origin.harbours.all().iter().map(|harbour| (&harbour.id, &harbour.country));
    let anchorages = origin.harbours.anchorages().iter();
    let anchorages = anchorages.map(|anchorage| (&anchorage.id, &anchorage.country));
    for (id, country) in harbours.chain(anchorages) {
        if countries.code(country).is_none() {
            problems.push(format!("origin: {id}: {country} is no country"));
        }
    }
}
