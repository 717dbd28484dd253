//! What the law says of a record, condition by condition: exemptions and what would meet them, claims that
//! do not fit, savings of ventures and workers, duties of States, goods to the DPRK, gold and credit.

mod directions;
mod duties;
mod exemptions;
mod ventures;

use std::sync::LazyLock;

use assay_core::Knowledge;
use assay_core::record::Kind;
use assay_core::screening::{judge, read};
use serde_json::Value;

use crate::support::app::now;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::built_in().unwrap());

/// The judgement of a record, as callers read it.
fn judged(kind: Kind, record: &Value) -> Value {
    let reference = KNOWLEDGE.reference();
    let read = read(kind, record.to_string().as_bytes(), &reference)
        .unwrap_or_else(|error| panic!("{record}: {error:?}"));
    serde_json::to_value(judge(&read, &reference, now().date_naive()).unwrap()).unwrap()
}

fn shipment(record: &Value) -> Value {
    judged(Kind::Shipment, record)
}

fn company(record: &Value) -> Value {
    judged(Kind::Company, record)
}

/// The first finding of a kind.
fn finding<'j>(judgement: &'j Value, kind: &str) -> &'j Value {
    let mut findings = judgement["findings"].as_array().unwrap().iter();
    findings.find(|finding| finding["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"))
}

fn has(judgement: &Value, kind: &str) -> bool {
    judgement["findings"].as_array().unwrap().iter().any(|finding| finding["kind"] == kind)
}

fn exemption<'f>(finding: &'f Value, id: &str) -> &'f Value {
    let mut exemptions = finding["exemptions"].as_array().unwrap().iter();
    exemptions.find(|exemption| exemption["id"] == id).unwrap_or_else(|| panic!("no {id}"))
}

fn condition<'f>(finding: &'f Value, id: &str, condition: &str) -> &'f Value {
    let mut conditions = exemption(finding, id)["conditions"].as_array().unwrap().iter();
    conditions.find(|found| found["id"] == condition).unwrap_or_else(|| panic!("no {condition}"))
}

/// The measures that the next steps name, by code.
fn duties(judgement: &Value) -> Vec<(String, String)> {
    let steps = judgement["next_steps"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    steps
        .filter(|step| step["measure"].is_string())
        .map(|step| (text(&step["code"]), text(&step["measure"])))
        .collect()
}

#[test]
fn every_measure_that_a_list_names_is_in_the_rulebook() {
    let mut named = 0;
    for list in &KNOWLEDGE.watchlists {
        for measure in list.designations().iter().flat_map(|entry| &entry.measures) {
            assert!(KNOWLEDGE.rulebook.measure(&measure.id).is_some(), "{}", measure.id);
            named += 1;
        }
    }
    assert!(named >= 80, "the lists name {named} measures");
}
