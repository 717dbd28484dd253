//! Findings and evidence of every record, pinned: one file for each file of the corpus, and in it a block for each case.
//! Every line begins with the id of its case, so that a line of a difference says by itself whose it is.
//! `UPDATE_CORPUS=1 cargo test --test it corpus::pinned` writes them anew; what changed is then read as any other change.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use assay_core::judgement::{Breakdown, Evidence, Finding, Judgement};
use serde_json::Value;

use super::JUDGED;
use super::difference::differences;
use crate::support::repository;

const FOLDER: &str = "tests/fixtures/corpus/pinned";

/// Cases that a failing test prints; the difference of all is in `git diff` after an update.
const SHOWN: usize = 40;

fn word(value: impl serde::Serialize) -> Option<String> {
    match serde_json::to_value(value).unwrap() {
        Value::String(text) => Some(text),
        Value::Null => None,
        other => panic!("{other} is no word"),
    }
}

/// One line a finding; a member that it lacks is not written, so that a member of all findings is one word more.
fn finding_line(finding: &Finding) -> String {
    let (outcome, kind) = (word(finding.outcome).unwrap(), word(finding.kind).unwrap());
    let mut line = format!("  {outcome} {kind} {} {:?}", finding.reason, finding.pointer);
    for (name, value) in [
        ("measure", finding.measure.as_ref().map(|measure| measure.id.clone())),
        ("commodity", finding.commodity.as_ref().map(ToString::to_string)),
        ("nexus", word(finding.nexus)),
        ("listed", finding.designation.as_ref().map(|entry| entry.id.clone())),
    ] {
        if let Some(value) = value {
            write!(line, " {name}={value}").unwrap();
        }
    }
    line
}

fn evidence_line(fact: &Evidence) -> String {
    format!("    {} {} {:?}", word(fact.weight).unwrap(), fact.kind, fact.pointer)
}

/// A part of the record with its own verdict, and what holds it.
fn part_line(part: &Breakdown) -> String {
    let mut line = format!("  part {:?} {}", part.pointer, part.verdict.as_str());
    if let (Some(kind), Some(reason)) = (word(part.kind), part.reason) {
        write!(line, " {kind} {reason}").unwrap();
    }
    line
}

/// The verdict, then each finding with its evidence under it, in the order of the answer, then the parts of the record.
fn lines(judgement: &Judgement) -> Vec<String> {
    let mut lines = vec![judgement.verdict.as_str().to_owned()];
    for finding in &judgement.findings {
        lines.push(finding_line(finding));
        lines.extend(finding.evidence.iter().map(evidence_line));
    }
    lines.extend(judgement.breakdown.iter().map(part_line));
    lines
}

/// The text of every pinned file, by its path.
fn texts() -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (case, judgement) in JUDGED.iter() {
        let name = case.file.strip_suffix(".toml").unwrap();
        let text = texts.entry(format!("{FOLDER}/{name}.txt")).or_default();
        if !text.is_empty() {
            text.push('\n');
        }
        for line in lines(judgement) {
            writeln!(text, "{} {line}", case.id).unwrap();
        }
    }
    texts
}

fn write_anew(texts: &BTreeMap<String, String>) {
    std::fs::create_dir_all(repository::path(FOLDER)).unwrap();
    for file in repository::files_under(FOLDER) {
        std::fs::remove_file(repository::path(&file)).unwrap();
    }
    for (file, text) in texts {
        std::fs::write(repository::path(file), text).unwrap();
    }
}

#[test]
fn findings_and_evidence_are_as_pinned() {
    let now = texts();
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        write_anew(&now);
    }
    let files = repository::files_under(FOLDER);
    assert_eq!(
        files,
        now.keys().cloned().collect::<Vec<_>>(),
        "one pinned file for each of the corpus"
    );
    let mut told = Vec::new();
    for (file, now) in &now {
        let was = repository::text(file);
        let found = differences(&was, now);
        // Blocks in another order, or a line that nobody writes.
        let moved = found.is_empty() && was != *now;
        told.extend(moved.then(|| format!("{file}: the same cases in another order or spacing")));
        told.extend(found);
    }
    let more = told.len().saturating_sub(SHOWN);
    let shown = told.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    assert!(
        told.is_empty(),
        "{} cases are not as pinned (- pinned, + now):\n{shown}\n{more} more; UPDATE_CORPUS=1 writes them anew",
        told.len()
    );
}
