//! The records under `examples/` are judged as `examples/verdicts.toml` says, on the day the tests live
//! in. A record without an entry, or an entry without its record, fails.

use std::collections::{BTreeMap, BTreeSet};

use assay_core::Knowledge;
use assay_core::judgement::{Judgement, Outcome};
use assay_core::record::Kind;
use assay_core::screening::{judge, read};
use serde::Deserialize;
use serde_json::Value;

use crate::support::app::now;
use crate::support::repository;

const VERDICTS: &str = "examples/verdicts.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verdicts {
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    /// Path under `examples/`.
    file: String,
    kind: Kind,
    verdict: String,
    /// `kind:outcome:measure` of every finding above notice; the measure is empty where none is named.
    findings: Vec<String>,
    /// What happened, for a person.
    story: String,
}

fn examples() -> Vec<Example> {
    let examples = toml::from_str::<Verdicts>(&repository::text(VERDICTS)).unwrap().example;
    assert!(examples.len() >= 49, "only {} examples", examples.len());
    examples
}

fn judged(example: &Example, knowledge: &Knowledge) -> Judgement {
    let text = repository::text(&format!("examples/{}", example.file));
    let record = read(example.kind, text.as_bytes(), &knowledge.reference())
        .unwrap_or_else(|error| panic!("{}: {error:?}", example.file));
    judge(&record, &knowledge.reference(), now().date_naive())
        .unwrap_or_else(|faults| panic!("{}: {faults:?}", example.file))
}

fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value).unwrap() {
        Value::String(text) => text,
        other => panic!("{other} is no word"),
    }
}

/// Findings above notice, as the file writes them.
fn findings(judgement: &Judgement) -> Vec<String> {
    let findings = judgement.findings.iter().filter(|finding| finding.outcome > Outcome::Notice);
    let words = findings.map(|finding| {
        let measure = finding.measure.as_ref().map_or("", |measure| measure.id.as_str());
        format!("{}:{}:{measure}", word(finding.kind), word(finding.outcome))
    });
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

#[test]
fn every_example_is_judged_as_the_file_says() {
    let knowledge = Knowledge::built_in().unwrap();
    let mut wrong = Vec::new();
    for example in examples() {
        let judgement = judged(&example, &knowledge);
        let found = findings(&judgement);
        let (verdict, expected) = (judgement.verdict.as_str(), &example.findings);
        if verdict != example.verdict || found != *expected {
            let Example { file, verdict: said, .. } = &example;
            wrong.push(format!("{file}: {said} {expected:?}\n  and is {verdict} {found:?}"));
        }
        assert!(!example.story.is_empty(), "{} has no story", example.file);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_record_has_its_verdict_and_every_verdict_its_record() {
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for example in examples() {
        *listed.entry(format!("examples/{}", example.file)).or_default() += 1;
    }
    let twice: Vec<_> = listed.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let files: BTreeSet<String> = repository::files_under("examples")
        .into_iter()
        .filter(|file| file != VERDICTS && !repository::has_extension(file, "md"))
        .collect();
    let listed: BTreeSet<String> = listed.into_keys().collect();
    assert_eq!(files, listed);
}

#[test]
fn an_example_judged_twice_gives_the_same_bytes() {
    let (first, second) = (Knowledge::built_in().unwrap(), Knowledge::built_in().unwrap());
    for example in examples() {
        let bytes = |knowledge| serde_json::to_string(&judged(&example, knowledge)).unwrap();
        let once = bytes(&first);
        assert_eq!(once, bytes(&first), "{}", example.file);
        assert_eq!(once, bytes(&second), "{}", example.file);
    }
}
