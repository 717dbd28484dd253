//! The breakdown of every judgement of the corpus: it says no more and no less than the findings, of each part once.

use assay_core::judgement::{Breakdown, Judgement, Outcome, Verdict};
use assay_core::record::Kind;

use super::JUDGED;
use super::cases::Case;

/// The parts of a record in the order of the contract, each with the number of its line.
fn parts(case: &Case) -> Vec<(String, Option<String>)> {
    let record = &case.record;
    let mut parts = Vec::new();
    let mut numbered = |section: &str| {
        let elements = record[section].as_array().into_iter().flatten().enumerate();
        parts.extend(elements.map(|(index, element)| {
            let line = element["line"].as_str().map(str::to_owned);
            (format!("/{section}/{index}"), line)
        }));
    };
    match case.kind {
        Kind::Shipment => ["items", "parties"].into_iter().for_each(&mut numbered),
        Kind::Company => {
            ["people", "affiliations", "vessels"].into_iter().for_each(&mut numbered);
            parts.insert(0, (String::new(), None));
        }
    }
    if case.kind == Kind::Shipment {
        let transport = &record["transport"];
        let carriers = ["vessel", "aircraft"].into_iter().filter(|one| transport[one].is_object());
        parts.extend(carriers.map(|one| (format!("/transport/{one}"), None)));
        let events = transport["voyage"].as_array().into_iter().flatten().enumerate();
        let others = events.filter(|(_, event)| event["counterpart"].is_object());
        let pointer = |index| format!("/transport/voyage/{index}/counterpart");
        parts.extend(others.map(|(index, _)| (pointer(index), None)));
    }
    parts
}

fn is_a_part(parts: &[(String, Option<String>)], entry: &Breakdown) -> bool {
    parts.iter().any(|(pointer, _)| entry.pointer == pointer.as_str())
}

#[test]
fn the_worst_part_has_the_verdict_of_the_record() {
    for (case, judgement) in JUDGED.iter() {
        let worst = judgement.breakdown.iter().map(|part| part.verdict).max();
        assert_eq!(worst.unwrap_or(Verdict::Clear), judgement.verdict, "{}", case.id);
    }
}

#[test]
fn every_part_has_one_entry_in_the_order_of_the_contract() {
    let mut further = 0;
    for (case, Judgement { breakdown, .. }) in JUDGED.iter() {
        let parts = parts(case);
        let (own, rest) = breakdown.split_at(parts.len());
        let told: Vec<(String, Option<String>)> =
            own.iter().map(|part| (part.pointer.to_string(), part.line.clone())).collect();
        assert_eq!(told, parts, "{}", case.id);
        // What else is held comes after them, once, in the order of places, and is held.
        for part in rest {
            assert!(!is_a_part(&parts, part), "{} {:?}", case.id, part.pointer);
            assert!(part.verdict > Verdict::Clear, "{} {:?}", case.id, part.pointer);
            assert_eq!(part.line, None, "{} {:?}", case.id, part.pointer);
        }
        assert!(rest.is_sorted_by(|one, next| one.pointer < next.pointer), "{}", case.id);
        further += rest.len();
    }
    assert!(further > 0, "no record is held as a whole");
}

#[test]
fn a_part_names_the_gravest_finding_on_it_and_a_clear_one_names_none() {
    let (mut clear, mut held) = (0, 0);
    for (case, judgement) in JUDGED.iter() {
        for part in &judgement.breakdown {
            let place = format!("{} {:?}", case.id, part.pointer);
            assert!(
                part.pointer.is_root() || case.record.pointer(&part.pointer.to_string()).is_some(),
                "{place} is nowhere in the record"
            );
            let is_clear = part.verdict == Verdict::Clear;
            assert_eq!((part.kind.is_none(), part.reason.is_none()), (is_clear, is_clear));
            let verdict = |outcome| match outcome {
                Outcome::Violation => Verdict::Prohibited,
                Outcome::Suspicion | Outcome::Exemption => Verdict::Review,
                Outcome::Notice => Verdict::Clear,
            };
            let here = judgement.findings.iter().filter(|finding| {
                let stands_here = !part.pointer.is_root() || finding.pointer.is_root();
                finding.pointer.is_in(&part.pointer) && stands_here
            });
            let worst = here.map(|finding| verdict(finding.outcome)).max();
            assert!(worst.unwrap_or(Verdict::Clear) <= part.verdict, "{place}");
            let names = judgement.findings.iter().any(|finding| {
                let speaks = finding.pointer.is_in(&part.pointer) || finding.pointer.is_root();
                (Some(finding.kind), Some(finding.reason)) == (part.kind, part.reason)
                    && verdict(finding.outcome) == part.verdict
                    && speaks
            });
            assert!(is_clear || names, "{place}: no finding says so");
            clear += usize::from(is_clear);
            held += usize::from(!is_clear);
        }
    }
    assert!(clear > 100 && held > 100, "{clear} clear, {held} held");
}

#[test]
fn a_judgement_reads_back_from_its_json_and_is_written_again_byte_for_byte() {
    for (case, judgement) in JUDGED.iter() {
        let text = serde_json::to_string(judgement).unwrap();
        let back: Judgement =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", case.id));
        assert!(back == *judgement, "{} reads back as another", case.id);
        assert_eq!(serde_json::to_string(&back).unwrap(), text, "{}", case.id);
    }
}
