//! Records that are readable and wrong: every fault named by its pointer and code, in one answer; and
//! what looks wrong and is a finding instead.

use assay_core::record::Kind;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::app::{COMPANIES, SHIPMENTS, TestApp};
use crate::support::repository;

/// Records of `tests/fixtures/faulty_records.toml`, with the faults of each.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultyRecords {
    shape: Vec<FaultyRecord>,
    members: Vec<FaultyRecord>,
    values: Vec<FaultyRecord>,
    required: Vec<FaultyRecord>,
    several: Vec<FaultyRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FaultyRecord {
    name: String,
    kind: Kind,
    record: String,
    /// Each as its pointer and its code.
    faults: Vec<String>,
}

fn faulty() -> FaultyRecords {
    toml::from_str(&repository::text("tests/fixtures/faulty_records.toml")).unwrap()
}

fn path(kind: Kind) -> &'static str {
    match kind {
        Kind::Shipment => SHIPMENTS,
        Kind::Company => COMPANIES,
    }
}

fn refuse_all(records: &[FaultyRecord]) {
    let app = TestApp::spawn();
    for FaultyRecord { name, kind, record, faults } in records {
        let answer = app.post_bytes(path(*kind), record.as_bytes());
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
        assert_faults(&answer.problem(422, "invalid_record"), faults);
    }
    assert_eq!(app.items("/v1/screenings").len(), 0, "something refused was kept");
}

/// That the problem has exactly these faults, each with a sentence, in any order.
#[track_caller]
fn assert_faults(problem: &Value, expected: &[String]) {
    let word = |error: &Value, member: &str| error[member].as_str().unwrap().to_owned();
    let errors = problem["errors"].as_array().unwrap();
    let mut found: Vec<String> =
        errors.iter().map(|error| word(error, "pointer") + " " + &word(error, "code")).collect();
    let mut expected = expected.to_vec();
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{problem}");
    assert!(errors.iter().all(|error| !word(error, "detail").is_empty()), "{problem}");
}

/// A shipment of one item with these members.
fn item(members: &Value) -> Value {
    let mut item = json!({"description": "Wooden chairs"});
    for (name, value) in members.as_object().unwrap() {
        item[name] = value.clone();
    }
    json!({"items": [item]})
}

/// A shipment of chairs with these members.
fn with(members: &Value) -> Value {
    let mut record = json!({"items": [{"description": "Wooden chairs"}]});
    for (name, value) in members.as_object().unwrap() {
        record[name] = value.clone();
    }
    record
}

#[test]
fn a_record_of_another_shape_is_refused_by_its_place() {
    refuse_all(&faulty().shape);
}

#[test]
fn a_member_that_does_not_exist_or_stands_twice_is_refused() {
    refuse_all(&faulty().members);
}

#[test]
fn values_that_cannot_be_are_refused_by_their_place() {
    refuse_all(&faulty().values);
}

#[test]
fn what_must_be_given_is_asked_for() {
    refuse_all(&faulty().required);
}

#[test]
fn every_fault_of_a_record_comes_in_one_answer() {
    refuse_all(&faulty().several);
}

fn over(kind: Kind, code: &str, record: &Value, pointer: &str) {
    let app = TestApp::spawn();
    let problem = app.post(path(kind), record).problem(422, code);
    assert_faults(&problem, &[format!("{pointer} {code}")]);
}

#[test]
fn a_shipment_over_a_limit_is_refused_with_the_code_of_that_limit() {
    let chair = json!({"description": "x"});
    let party = json!({"role": "seller", "name": "x"});
    let event = json!({"event": "port_call"});
    let long = "평".repeat(3_334);
    let deep = (0..17).fold(json!(1), |inner, _| json!([inner]));
    let voyage = json!({"voyage": vec![event; 1_001]});
    for (code, pointer, record) in [
        ("too_many_items", "/items", json!({"items": vec![chair; 1_001]})),
        ("too_many_parties", "/parties", with(&json!({"parties": vec![party; 201]}))),
        ("too_many_events", "/transport/voyage", with(&json!({"transport": voyage}))),
        ("too_many_entries", "/metadata", with(&json!({"metadata": entries(51)}))),
        ("string_too_long", "/items/0/hs_code", item(&json!({"hs_code": "1".repeat(10_001)}))),
        ("string_too_long", "/metadata/a", with(&json!({"metadata": {"a": long}}))),
        ("nesting_too_deep", "", with(&json!({"metadata": deep}))),
    ] {
        over(Kind::Shipment, code, &record, pointer);
    }
}

#[test]
fn a_company_over_a_limit_is_refused_with_the_code_of_that_limit() {
    let person = json!({"role": "owner", "name": "x"});
    let affiliate = json!({"relation": "supplier", "name": "x"});
    for (code, pointer, members) in [
        ("too_many_parties", "/people", json!({"people": vec![person; 201]})),
        ("too_many_parties", "/affiliations", json!({"affiliations": vec![affiliate; 201]})),
        ("too_many_entries", "/metadata", json!({"metadata": entries(51)})),
        ("string_too_long", "/name", json!({"name": "x".repeat(10_001)})),
    ] {
        let mut record = json!({"name": "x"});
        record.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        over(Kind::Company, code, &record, pointer);
    }
}

/// This many entries of metadata.
fn entries(count: usize) -> Value {
    let entries = (0..count).map(|number| (number.to_string(), json!("x")));
    Value::Object(entries.collect())
}

#[test]
fn metadata_that_stands_twice_under_one_name_is_refused() {
    let app = TestApp::spawn();
    let body = br#"{"items":[{"hs_code":"9401"}],"metadata":{"a":"1","a":"2"}}"#;
    let problem = app.post_bytes(SHIPMENTS, body).problem(422, "invalid_record");
    assert_faults(&problem, &["/metadata/a duplicate_member".to_owned()]);
}

#[test]
fn up_to_its_limits_a_record_is_taken() {
    let app = TestApp::spawn();
    let record = json!({
        "items": vec![json!({"description": "Wooden chairs", "country_of_origin": "VN"}); 1_000],
        "parties": vec![json!({"role": "agent", "name": "x"}); 200],
        "transport": {"voyage": vec![json!({"event": "port_call"}); 1_000]},
        "metadata": entries(50),
    });
    app.screen_shipment(&record);
    app.screen_shipment(&item(&json!({"marks": ["x".repeat(10_000)]})));
}

#[test]
fn a_name_of_a_member_longer_than_a_string_may_be_is_refused() {
    let app = TestApp::spawn();
    let name = "x".repeat(10_001);
    let answer = app.post(SHIPMENTS, &with(&json!({"metadata": {name: "1"}})));
    assert_eq!(answer.status, 422, "{}", &answer.text()[..200]);
}

#[test]
fn faults_of_shape_of_content_and_of_countries_come_together() {
    let app = TestApp::spawn();
    let record = json!({
        "county_of_origin": "KP", "country_of_export": "Atlantis",
        "dates": {"loading": "2017-02-30"}, "items": [{"description": "x"}],
    });
    let problem = app.post(SHIPMENTS, &record).problem(422, "invalid_record");
    let expected = [
        "/county_of_origin unknown_member",
        "/country_of_export unknown_country",
        "/dates/loading invalid_date",
    ];
    assert_faults(&problem, &expected.map(str::to_owned));
}

#[test]
fn null_members_count_as_absent() {
    let app = TestApp::spawn();
    let screening = app.screen_shipment(&json!({
        "reference": null, "dates": null, "country_of_origin": null, "transport": null, "payment": null,
        "metadata": null, "options": null,
        "items": [{"line": null, "description": "Wooden chairs", "hs_code": null, "country_of_origin": "VN",
            "quantity": null, "value": null}],
    }));
    assert_eq!(screening["verdict"], "clear", "{screening}");
}

#[test]
fn null_lists_count_as_absent() {
    let app = TestApp::spawn();
    let chairs = json!({"description": "Wooden chairs", "country_of_origin": "VN", "marks": null});
    app.screen_shipment(&json!({
        "items": [chairs], "parties": null, "documents": null, "exemption_claims": null,
        "transport": {"containers": null, "voyage": null}, "options": {"watchlists": null},
    }));
    app.screen_company(&json!({"name": "x", "aliases": null, "people": null, "activities": null}));
}

#[test]
fn odd_facts_are_findings_and_never_errors() {
    let app = TestApp::spawn();
    let chairs = json!({"description": "Wooden chairs", "country_of_origin": "VN"});
    for (name, members) in [
        (
            "an IMO number with a wrong check digit",
            json!({"transport": {"vessel": {"imo": "9074720"}}}),
        ),
        (
            "arrival before loading",
            json!({"dates": {"loading": "2020-02-02", "arrival": "2020-01-01"}}),
        ),
    ] {
        let mut record = json!({"items": [chairs]});
        for (member, value) in members.as_object().unwrap() {
            record[member] = value.clone();
        }
        let screening = app.screen_shipment(&record);
        let findings = screening["findings"].as_array().unwrap();
        let about_it = |finding: &&Value| finding["kind"] != "stale_watchlist";
        assert!(findings.iter().any(|finding| about_it(&finding)), "{name}: {screening}");
    }
    let early =
        json!({"items": [chairs], "dates": {"loading": "2020-02-02", "arrival": "2020-01-01"}});
    let governing = app.screen_shipment(&early)["governing"].clone();
    assert_eq!(
        (&governing["from"], &governing["until"]),
        (&json!("2020-01-01"), &json!("2020-02-02"))
    );
}

#[test]
fn unknown_places_and_words_for_absent_are_taken() {
    let app = TestApp::spawn();
    for (pointer, record) in [
        ("place", item(&json!({"place_of_extraction": "Somewhere Upriver"}))),
        (
            "unlocode",
            with(
                &json!({"transport": {"voyage": [{"event": "loading", "location": {"unlocode": "XX"}}]}}),
            ),
        ),
        ("imo letters", with(&json!({"transport": {"vessel": {"imo": "not a number"}}}))),
        ("absent", with(&json!({"country_of_origin": "unknown"}))),
        ("various", with(&json!({"country_of_origin": "various"}))),
        ("dash", with(&json!({"country_of_origin": "-"}))),
        ("zz", with(&json!({"country_of_origin": "ZZ"}))),
        ("eu", with(&json!({"country_of_origin": "EU"}))),
        ("ambiguous", with(&json!({"country_of_origin": "Korea"}))),
        ("numeric", with(&json!({"country_of_origin": "408"}))),
        ("alpha-3", with(&json!({"country_of_origin": "prk"}))),
        ("stateless", with(&json!({"transport": {"vessel": {"name": "x", "flag": "stateless"}}}))),
    ] {
        let answer = app.post(SHIPMENTS, &record);
        assert_eq!(answer.status, 201, "{pointer}: {}", answer.text());
    }
}
