//! What a judgement costs: reading a record, judging it, writing the answer, and the start.
//!
//! `cargo bench` prints medians; compare them within one run.

use assay::record::{Kind, Record};
use assay::rulebook::Rulebook;
use assay::screening::{judge, read};
use assay::service::Knowledge;
use assay::watchlist::built_in;
use chrono::NaiveDate;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Four parties and three items by sea, as an ERP sends them: a clear one, and one that is not.
const CLEAR: &str = include_str!("typical_shipment.json");

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default()
}

fn prohibited() -> String {
    CLEAR.replace("\"IDSRI\"", "\"KPNAM\"")
}

#[divan::bench]
fn read_a_typical_shipment(bencher: Bencher) {
    let knowledge = knowledge();
    let reference = knowledge.reference();
    bencher.bench(|| read(Kind::Shipment, black_box(CLEAR.as_bytes()), &reference).is_ok());
}

#[divan::bench]
fn judge_a_typical_shipment(bencher: Bencher) {
    judge_bench(bencher, CLEAR);
}

#[divan::bench]
fn judge_a_prohibited_shipment(bencher: Bencher) {
    judge_bench(bencher, &prohibited());
}

#[divan::bench]
fn judge_a_thousand_items(bencher: Bencher) {
    let item = r#"{"description": "Office chair, gas spring", "hs_code": "940139", "country_of_origin": "DE"}"#;
    judge_bench(bencher, &format!("{{\"items\": [{}]}}", vec![item; 1_000].join(",")));
}

#[divan::bench]
fn write_the_answer(bencher: Bencher) {
    let knowledge = knowledge();
    let record = record(CLEAR, &knowledge);
    let Ok(judgement) = judge(&record, &knowledge.reference(), today()) else { return };
    bencher.bench(|| serde_json::to_string(black_box(&judgement)).map(|text| text.len()));
}

#[divan::bench(sample_count = 20)]
fn read_the_built_in_rulebook_and_lists() -> bool {
    Rulebook::from_files(&Rulebook::built_in_files()).is_ok() && built_in().is_ok()
}

fn judge_bench(bencher: Bencher, text: &str) {
    let knowledge = knowledge();
    let record = record(text, &knowledge);
    let reference = knowledge.reference();
    bencher.bench(|| judge(black_box(&record), &reference, today()).map(|judged| judged.verdict));
}

#[expect(clippy::expect_used, reason = "a benchmark without its rulebook has nothing to measure")]
fn knowledge() -> Knowledge {
    Knowledge::built_in().expect("the built-in rulebook reads")
}

#[expect(clippy::expect_used, reason = "a benchmark without its record has nothing to measure")]
fn record(text: &str, knowledge: &Knowledge) -> Record {
    read(Kind::Shipment, text.as_bytes(), &knowledge.reference()).expect("the record reads")
}
