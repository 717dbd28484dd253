//! Records at the edges of the law and of the evidence, each with the verdict it must get: a line of
//! `tests/fixtures/verdicts.ndjson` is `{verdict, kind, record}`. What holds for all records is held to
//! on these and on the examples.

use assay_core::Knowledge;
use assay_core::judgement::Verdict;
use assay_core::record::Kind;
use assay_core::screening::{judge, read};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::app::now;
use crate::support::repository;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    verdict: String,
    kind: Kind,
    record: Value,
}

fn cases() -> Vec<Case> {
    let text = repository::text("tests/fixtures/verdicts.ndjson");
    let cases: Vec<Case> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let shipments = cases.iter().filter(|case| case.kind == Kind::Shipment).count();
    assert!(cases.len() >= 71 && shipments >= 50, "{} cases, {shipments} shipments", cases.len());
    cases
}

fn verdict(kind: Kind, record: &Value, knowledge: &Knowledge) -> Verdict {
    let reference = knowledge.reference();
    let read = read(kind, record.to_string().as_bytes(), &reference)
        .unwrap_or_else(|error| panic!("{record}: {error:?}"));
    judge(&read, &reference, now().date_naive()).unwrap().verdict
}

#[test]
fn every_case_gets_its_verdict() {
    let knowledge = Knowledge::built_in().unwrap();
    let wrong: Vec<String> = cases()
        .iter()
        .map(|case| (case, verdict(case.kind, &case.record, &knowledge)))
        .filter(|(case, found)| found.as_str() != case.verdict)
        .map(|(case, found)| format!("{} is {}: {}", case.record, found.as_str(), case.verdict))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_order_of_items_and_parties_moves_no_verdict() {
    let knowledge = Knowledge::built_in().unwrap();
    for case in cases().into_iter().filter(|case| case.kind == Kind::Shipment) {
        let mut record = case.record.clone();
        let chairs = json!({"description": "Office chairs", "hs_code": "940139"});
        record["items"].as_array_mut().unwrap().insert(0, chairs);
        let mut turned = record.clone();
        for list in ["items", "parties"] {
            if let Some(elements) = turned.get_mut(list).and_then(Value::as_array_mut) {
                elements.reverse();
            }
        }
        let [left, right] = [record, turned].map(|record| verdict(case.kind, &record, &knowledge));
        assert_eq!(left, right, "{}", case.record);
    }
}

#[test]
fn goods_loaded_in_the_dprk_are_never_judged_milder_than_before() {
    let knowledge = Knowledge::built_in().unwrap();
    for case in cases().into_iter().filter(|case| case.kind == Kind::Shipment) {
        let before = verdict(case.kind, &case.record, &knowledge);
        let mut loaded = case.record.clone();
        let event = json!({"event": "loading", "location": {"unlocode": "KPNAM"}});
        if loaded["transport"].is_null() {
            loaded["transport"] = json!({"voyage": []});
        }
        if loaded["transport"]["voyage"].is_null() {
            loaded["transport"]["voyage"] = json!([]);
        }
        loaded["transport"]["voyage"].as_array_mut().unwrap().push(event);
        let after = verdict(case.kind, &loaded, &knowledge);
        assert!(after >= before && after > Verdict::Clear, "{}: {after:?}", case.record);
    }
}
