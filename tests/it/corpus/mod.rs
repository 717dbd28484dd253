//! The corpus of concealed origin: documented incidents, minimal twins of a violation and an honest record, and lawful
//! look-alikes, each with its verdict; their findings and evidence are pinned.
//!
//! `cargo test --test it corpus::figures -- --nocapture` prints precision and recall of every typology.

mod bars;
mod breakdown;
mod cases;
mod determinism;
mod difference;
mod figures;
mod pinned;
mod promises;
mod reasons;
mod typologies;

use assay_core::Knowledge;
use assay_core::judgement::{EvidenceKind, Judgement};
use assay_core::screening::{judge, read};
use std::sync::LazyLock;

use self::cases::{Case, Group};
use crate::support::app::now;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::built_in().unwrap());

/// Every case of the corpus with what it was judged.
static JUDGED: LazyLock<Vec<(Case, Judgement)>> =
    LazyLock::new(|| cases::all().into_iter().map(|case| (case.clone(), judged(&case))).collect());

fn judged(case: &Case) -> Judgement {
    let text = case.record.to_string();
    let record = read(case.kind, text.as_bytes(), &KNOWLEDGE.reference())
        .unwrap_or_else(|error| panic!("{}: {error:?}", case.id));
    judge(&record, &KNOWLEDGE.reference(), now().date_naive())
        .unwrap_or_else(|faults| panic!("{}: {faults:?}", case.id))
}

/// The kinds of evidence that a judgement shows.
fn shown(judgement: &Judgement) -> Vec<EvidenceKind> {
    let evidence = judgement.findings.iter().flat_map(|finding| &finding.evidence);
    evidence.map(|fact| fact.kind).collect()
}

#[test]
fn every_record_is_judged_as_its_file_says() {
    let mut wrong = Vec::new();
    for (case, judgement) in JUDGED.iter() {
        let shown = shown(judgement);
        let absent: Vec<&String> = case
            .signs
            .iter()
            .filter(|sign| !shown.iter().any(|kind| kind.as_str() == sign.as_str()))
            .collect();
        if judgement.verdict.as_str() != case.verdict || !absent.is_empty() {
            let Case { id, file, verdict, .. } = case;
            let is = judgement.verdict.as_str();
            wrong.push(format!(
                "{file} {id}: {verdict}, and is {is}; not shown {absent:?}; shown {shown:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), JUDGED.len(), wrong.join("\n"));
}

#[test]
fn the_corpus_is_as_large_as_it_says() {
    let count = |group: Group| JUDGED.iter().filter(|(case, _)| case.group == group).count();
    let (incidents, twins, honest) =
        (count(Group::Incident), count(Group::Twin), count(Group::HonestTwin));
    assert!(incidents >= 60, "{incidents} incidents");
    assert!(twins >= 100 && honest == twins, "{twins} twins");
    assert!(JUDGED.len() >= 300, "{} records", JUDGED.len());
    let unsourced =
        JUDGED.iter().filter(|(case, _)| case.group == Group::Incident && case.source.is_empty());
    assert_eq!(unsourced.map(|(case, _)| &case.id).collect::<Vec<_>>(), Vec::<&String>::new());
}
