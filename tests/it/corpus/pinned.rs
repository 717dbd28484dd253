//! Findings and evidence of every record, pinned. `UPDATE_CORPUS=1 cargo test --test it corpus::pinned` writes them anew;
//! what changed is then read as any other change.

use std::fmt::Write as _;

use assay_core::judgement::Judgement;
use serde_json::Value;

use super::JUDGED;
use crate::support::repository;

const PINNED: &str = "tests/fixtures/corpus/pinned.txt";

fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value).unwrap() {
        Value::String(text) => text,
        Value::Null => "-".to_owned(),
        other => panic!("{other} is no word"),
    }
}

/// One line a finding and, under it, one a piece of evidence.
fn lines(id: &str, judgement: &Judgement) -> String {
    let mut text = format!("{id}: {}\n", judgement.verdict.as_str());
    for finding in &judgement.findings {
        let measure = finding.measure.as_ref().map_or("-", |measure| &measure.id);
        let commodity = finding.commodity.as_deref().unwrap_or("-");
        let listed = finding.designation.as_ref().map_or("-", |entry| &entry.id);
        let (kind, outcome, nexus) =
            (word(finding.kind), word(finding.outcome), word(finding.nexus));
        let pointer = &finding.pointer;
        writeln!(text, "  {outcome} {kind} {measure} {commodity} {nexus} {listed} at {pointer:?}")
            .unwrap();
        for fact in &finding.evidence {
            writeln!(text, "    {} {} at {:?}", word(fact.weight), fact.kind, fact.pointer)
                .unwrap();
        }
    }
    text
}

#[test]
fn findings_and_evidence_are_as_pinned() {
    let now: String = JUDGED.iter().map(|(case, judgement)| lines(&case.id, judgement)).collect();
    let path = repository::path(PINNED);
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        std::fs::write(&path, &now).unwrap();
    }
    let pinned = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some((was, is)) = pinned.lines().zip(now.lines()).find(|(was, is)| was != is) {
        panic!("pinned:\n{was}\nnow:\n{is}\n(UPDATE_CORPUS=1 writes them anew)");
    }
    assert_eq!(pinned.len(), now.len(), "records came or went; UPDATE_CORPUS=1 writes them anew");
}
