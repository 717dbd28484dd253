//! What a judgement costs: reading a record, judging it, writing the answer, and the start.
//!
//! `cargo bench` prints medians; compare them within one run.

#![expect(clippy::print_stdout, reason = "figures are printed")]

use std::time::Instant;

use assay::service::{ListFile, with_file};
use assay_core::Knowledge;
use assay_core::classification::{Goods, Input};
use assay_core::judgement::Pointer;
use assay_core::names::{Name, Side};
use assay_core::record::{HsCode, Kind, Record, Shipment};
use assay_core::rulebook::Rulebook;
use assay_core::screening::{judge, read};
use assay_core::watchlist::{ListFormat, built_in};
use chrono::NaiveDate;
use divan::{Bencher, black_box};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
    if std::env::args().any(|argument| argument == "--bench") {
        parts();
    }
}

/// Six parties, ten lines and eight events of a voyage, with papers: a lawful one of the routes that are watched.
const LONG: &str = include_str!("long_shipment.json");
/// What judging it may cost at the median, in microseconds.
const BAR: f64 = 250.0;

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
fn judge_a_long_shipment(bencher: Bencher) {
    judge_bench(bencher, LONG);
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

/// The whole list of the UN where the folder that `ASSAY_TEST_DATA` names has it, else the built-in ones.
fn with_the_whole_list() -> (Knowledge, &'static str) {
    let folder = std::env::var_os("ASSAY_TEST_DATA");
    let path = folder.map(|folder| {
        std::path::PathBuf::from(folder).join("un_list/un_consolidated_2026-02-27.xml")
    });
    let Some(xml) = path.and_then(|path| std::fs::read(path).ok()) else {
        return (
            knowledge(),
            "the built-in lists (ASSAY_TEST_DATA names no folder with the whole one)",
        );
    };
    let file = ListFile {
        list: "un-consolidated",
        bytes: &xml,
        format: ListFormat::UnXml,
        authority: None,
        is_default: None,
    };
    match with_file(&knowledge(), &file, today(), 20) {
        Ok(knowledge) => (knowledge, "the whole list of the UN"),
        Err(_) => (knowledge(), "the built-in lists (the whole one does not read)"),
    }
}

/// How much of judging a long shipment is names, how much texts, and how much the rest: medians of one run.
fn parts() {
    let (knowledge, lists) = with_the_whole_list();
    let record = record(LONG, &knowledge);
    let Record::Shipment(shipment) = &record else { return };
    let reference = knowledge.reference();
    let whole = median(|| judge(&record, &reference, today()).is_ok());
    let names = names_of(shipment);
    let by_names = median(|| {
        names.iter().all(|name| {
            let forms = Name::forms(name, Side::Submitted, &knowledge.rulebook.names).into_vec();
            let hits = knowledge.watchlists.iter().map(|list| list.search(&forms).len());
            hits.chain([knowledge.state_trade.search(&forms).len()]).sum::<usize>() < usize::MAX
        })
    });
    let by_texts = median(|| {
        shipment.items.iter().all(|item| {
            let code = item.hs_code.as_deref().and_then(HsCode::parse);
            let description = item.description.as_deref();
            let input = Input {
                description,
                code: code.as_ref(),
                pointer: Pointer::ROOT,
                day: Some(today()),
            };
            Goods::read(&input, &knowledge.rulebook).scopes.len() < usize::MAX
        })
    });
    let rest = whole - by_names - by_texts;
    println!(
        "\nA shipment with 6 parties, 10 items and 8 events against {lists}, one thread, median:"
    );
    println!(
        "  whole {whole:.0} us (bar {BAR:.0}); names {by_names:.0}, texts {by_texts:.0}, the rest {rest:.0}"
    );
}

/// Every name of the shipment that is compared with the lists.
fn names_of(shipment: &Shipment) -> Vec<&str> {
    let parties = shipment.parties.iter().filter_map(|party| party.name.as_deref());
    let issuers = shipment.documents.iter().filter_map(|paper| paper.issuer.as_deref());
    let payer = shipment.payment.as_ref().and_then(|payment| payment.payer.as_deref());
    let vessel = shipment.transport.as_ref().and_then(|transport| transport.vessel.as_ref());
    let ship = vessel.and_then(|vessel| vessel.name.as_deref());
    let former = vessel.into_iter().flat_map(|vessel| &vessel.former_names);
    let former = former.filter_map(|former| former.name.as_deref());
    parties.chain(issuers).chain(payer).chain(ship).chain(former).collect()
}

/// The median time of a call in microseconds.
fn median(mut call: impl FnMut() -> bool) -> f64 {
    const CALLS: usize = 2_000;
    let mut times: Vec<f64> = (0..CALLS)
        .map(|_| {
            let start = Instant::now();
            assert!(black_box(call()), "what is measured must work");
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.get(CALLS / 2).copied().unwrap_or_default()
}
