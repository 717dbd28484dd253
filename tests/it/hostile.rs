//! Records that are made to confuse: text that is not what it seems, voyages that cannot be, very long ones.

use assay_core::Knowledge;
use assay_core::input::{Fault, FaultCode, MAX_SHAPE_FAULTS, ReadError};
use assay_core::judgement::{Judgement, Verdict};
use assay_core::record::{Kind, MAX_BODY_BYTES};
use assay_core::screening::{judge, read};
use serde_json::{Value, json};

use crate::support::app::now;

fn judged(record: &Value) -> Judgement {
    let knowledge = Knowledge::built_in().unwrap();
    let record =
        read(Kind::Shipment, record.to_string().as_bytes(), &knowledge.reference()).unwrap();
    judge(&record, &knowledge.reference(), now().date_naive()).unwrap()
}

fn shows(judgement: &Judgement, kind: &str) -> bool {
    judgement
        .findings
        .iter()
        .flat_map(|finding| &finding.evidence)
        .any(|fact| fact.kind.as_str() == kind)
}

fn coal(party: &str, port: &str) -> Value {
    json!({
        "country_of_origin": "RU",
        "dates": {"loading": "2019-03-01", "arrival": "2019-03-09"},
        "parties": [{"role": "seller", "name": party}],
        "items": [{"description": "Steam coal", "hs_code": "270119"}],
        "transport": {"voyage": [{"event": "loading", "location": {"name": port}}]}
    })
}

#[test]
fn a_name_is_what_its_reader_sees() {
    for name in [
        "Kangbong Trading Corporation",
        "\u{202e}Kangbong Trading Corporation\u{202c}",
        "Kang\u{7}bong Tra\u{200b}ding Corporation",
        "<b>Kangbong</b> Trading&nbsp;Corporation",
        "K\u{430}ngbong Tr\u{430}ding Corporation",
    ] {
        let judgement = judged(&coal(name, "Vostochny"));
        assert_eq!(judgement.verdict, Verdict::Prohibited, "{name:?}: {judgement:?}");
    }
    for port in ["Nampo", "\u{2067}Nampo\u{2069}", "N\u{430}mpo", "<i>Nampo</i>", "Nam\u{ad}po"] {
        let judgement = judged(&coal("Vantage Fuel Oy", port));
        assert!(shows(&judgement, "load_port"), "{port:?}: {judgement:?}");
    }
}

#[test]
fn control_characters_alone_are_no_name() {
    for name in ["\u{202e}\u{202c}", "\u{7}\u{1b}", "<b></b>", "\u{200f} \u{200e}"] {
        let judgement = judged(&coal(name, "Vostochny"));
        assert_eq!(judgement.verdict, Verdict::Review, "{name:?}");
    }
}

#[test]
fn events_out_of_order_are_told_and_judged_by_their_dates() {
    let mut record = coal("Vantage Fuel Oy", "Vostochny");
    record["transport"]["voyage"] = json!([
        {"event": "loading", "at": "2019-03-01", "location": {"unlocode": "RUVYP"}},
        {"event": "port_call", "at": "2019-02-20", "location": {"unlocode": "KPNAM"}},
        {"event": "discharge", "at": "2019-03-09", "location": {"unlocode": "KRPUS"}}
    ]);
    let judgement = judged(&record);
    assert!(shows(&judgement, "voyage_order") && shows(&judgement, "recent_port_call"));
    assert_eq!(judgement.verdict, Verdict::Review);
}

#[test]
fn a_ship_is_not_the_other_ship_of_her_own_transfer() {
    let mut record = coal("Vantage Fuel Oy", "Vostochny");
    record["transport"]["vessel"] = json!({"name": "PACIFIC LARK", "imo": "9395044", "flag": "PA"});
    record["transport"]["voyage"][0]["counterpart"] =
        json!({"name": "Pacific Lark", "imo": "IMO 9395044"});
    assert!(shows(&judged(&record), "own_counterpart"));
    record["transport"]["voyage"][0]["counterpart"] = json!({"name": "Pacific Lark"});
    assert!(shows(&judged(&record), "own_counterpart"));
    record["transport"]["voyage"][0]["counterpart"] = json!({"name": "Orient Star"});
    assert!(!shows(&judged(&record), "own_counterpart"));
}

#[test]
fn a_voyage_of_five_hundred_events_is_judged_whole() {
    let mut record = coal("Vantage Fuel Oy", "Vostochny");
    let mut voyage: Vec<Value> = (0..499)
        .map(|number| {
            let day = format!("2018-{:02}-{:02}", number / 28 % 12 + 1, number % 28 + 1);
            json!({"event": "port_call", "at": day, "location": {"unlocode": "KRPUS"}})
        })
        .collect();
    voyage.push(json!({"event": "loading", "at": "2019-03-01", "location": {"unlocode": "KPWON"}}));
    record["transport"]["voyage"] = Value::Array(voyage);
    let judgement = judged(&record);
    assert!(shows(&judgement, "load_port"));
    assert_eq!(judgement.verdict, Verdict::Prohibited);
    assert!(serde_json::to_string(&judgement).unwrap().len() < 1_000_000);
}

fn faults(body: &str) -> Vec<Fault> {
    let knowledge = Knowledge::built_in().unwrap();
    match read(Kind::Shipment, body.as_bytes(), &knowledge.reference()) {
        Err(ReadError::Faults(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

/// A body as large as may be, of one thing again and again.
fn filled(start: &str, repeated: &str, end: &str) -> String {
    let count = (MAX_BODY_BYTES - start.len() - end.len()) / repeated.len();
    format!("{start}{}{end}", repeated.repeat(count).trim_end_matches(','))
}

/// Each fault used to cost a pass over the record, or a look at every fault before it.
#[test]
fn a_mebibyte_of_faults_costs_no_more_than_a_mebibyte() {
    for (body, code) in [
        (filled("{\"items\":[", "7,", "]}"), FaultCode::WrongType),
        (filled("{\"items\":[", "{\"x\":1},", "]}"), FaultCode::UnknownMember),
        (filled("{", "\"items\":[],", "}"), FaultCode::DuplicateMember),
        (
            filled("{\"transport\":{\"voyage\":[", "{\"event\":\"\"},", "]}}"),
            FaultCode::UnknownValue,
        ),
        (filled("{\"items\":[", "[{\"line\":[[[]]]}],", "]}"), FaultCode::WrongType),
    ] {
        let faults = faults(&body);
        assert!((1..=MAX_SHAPE_FAULTS).contains(&faults.len()), "{}", faults.len());
        assert!(faults.iter().any(|fault| fault.code == code), "{code:?}: {:?}", faults.first());
    }
    let empty = filled("{\"items\":[", "{},", "]}");
    assert_eq!(faults(&empty).first().unwrap().code, FaultCode::TooManyItems);
}
