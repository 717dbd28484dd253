//! Whether the tables of a concealed origin are consistent: nothing unknown, nothing twice, nothing without a source.

use std::collections::HashSet;

use super::Origin;
use crate::rulebook::{Countries, Rulebook, Weight};

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
    for (kind, signal) in rulebook.all_signals() {
        if signal.summary.trim().is_empty() || signal.source.trim().is_empty() {
            problems.push(format!("signals: {kind} names no source or summary"));
        }
        if !kind.answers_signs() {
            continue;
        }
        if signal.weight != Weight::Exculpatory || signal.answers.is_empty() {
            problems.push(format!("exculpation {kind}: it answers nothing"));
        }
        for answered in &signal.answers {
            let sign = rulebook.signal(*answered);
            if sign.family != signal.family {
                problems.push(format!("exculpation {kind}: {answered} is of another family"));
            }
            if sign.weight == Weight::Decisive {
                problems.push(format!(
                    "exculpation {kind}: nothing answers {answered}, which is decisive"
                ));
            }
        }
    }
}

fn check_typologies(rulebook: &Rulebook, problems: &mut Vec<String>) {
    for typology in &rulebook.origin.typologies {
        let id = &typology.id;
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
