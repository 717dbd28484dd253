//! `POST /v1/screenings/shipments`

use serde_json::{Value, json};

use crate::support::app::{SHIPMENTS, TestApp, on_every_backend};
use crate::support::record::{banned_coal, chairs, mineral_powder};

#[test]
fn a_shipment_is_screened_kept_and_located() {
    on_every_backend(|app| {
        let answer = app.post(SHIPMENTS, &banned_coal("PO-1"));
        let screening = answer.expect(201);
        let id = screening["id"].as_str().unwrap();
        assert_eq!(answer.header("location"), Some(format!("/v1/screenings/{id}").as_str()));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(id.as_bytes()[14], b'7', "{id} is no UUIDv7");
        assert_eq!(screening["created_at"], "2026-11-24T08:00:00Z");
        assert_eq!(screening["stored"], true);
        assert_eq!(screening["kind"], "shipment");
        assert_eq!(screening["reference"], "PO-1");
        assert_eq!(screening["verdict"], "prohibited");
        app.get(answer.header("location").unwrap()).expect(200);
    });
}

#[test]
fn the_answer_names_the_law_the_evidence_and_what_it_rests_on() {
    let app = TestApp::spawn();
    let screening = app.screen_shipment(&banned_coal("PO-1"));
    let finding = &screening["findings"][0];
    assert_eq!(finding["kind"], "commodity_ban");
    assert_eq!(finding["outcome"], "violation");
    assert_eq!(finding["measure"]["id"], "unscr-2371-8");
    assert_eq!(finding["measure"]["in_force_from"], "2017-08-05");
    assert_eq!(finding["measure"]["in_force_until"], Value::Null);
    assert_eq!(finding["commodity"], "coal");
    assert_eq!(finding["nexus"], "territory");
    assert_eq!(finding["pointer"], "/items/0");
    let code = &finding["evidence"][0];
    assert_eq!(code["pointer"], "/items/0/hs_code");
    assert_eq!(code["value"], "270111");
    assert_eq!(code["weight"], "decisive");
    assert_eq!(
        screening["governing"],
        json!({"from": "2017-08-20", "until": "2017-09-02",
            "basis": "dates.loading to dates.arrival"})
    );
    let basis = &screening["basis"];
    assert_eq!((&basis["as_of"], &basis["as_of_given"]), (&json!("2026-11-24"), &json!(false)));
    assert_eq!(basis["engine"], env!("CARGO_PKG_VERSION"));
    assert_eq!(basis["watchlists"][0]["id"], "un-1718");
    assert_eq!(basis["watchlists"][1]["id"], "un-1718-vessels");
    assert_eq!(screening["checked"]["commodities"], 22);
    assert_eq!(screening["next_steps"][0]["code"], "stop_and_report");
}

#[test]
fn the_verdict_follows_from_the_findings() {
    let app = TestApp::spawn();
    for (record, verdict, outcome) in [
        (banned_coal("PO-1"), "prohibited", "violation"),
        (mineral_powder("PO-2"), "review", "suspicion"),
        (chairs("PO-3"), "clear", "notice"),
    ] {
        let screening = app.screen_shipment(&record);
        assert_eq!(screening["verdict"], verdict, "{screening}");
        assert_eq!(screening["findings"][0]["outcome"], outcome, "{screening}");
    }
}

#[test]
fn a_dry_run_is_judged_alike_and_not_kept() {
    on_every_backend(|app| {
        let kept = app.screen_shipment(&banned_coal("PO-1"));
        let mut record = banned_coal("PO-1");
        record["options"] = json!({"dry_run": true});
        let answer = app.post(SHIPMENTS, &record);
        let screening = answer.expect(200);
        assert_eq!(answer.header("location"), None);
        assert_eq!(screening["stored"], false);
        assert_eq!(screening["verdict"], kept["verdict"]);
        assert_eq!(screening["findings"], kept["findings"]);
        let id = screening["id"].as_str().unwrap();
        app.get(&format!("/v1/screenings/{id}")).problem(404, "not_found");
        assert_eq!(app.items("/v1/screenings").len(), 1);
    });
}

#[test]
fn the_same_record_gives_the_same_answer_but_for_id_and_time() {
    on_every_backend(|app| {
        let text = |answer: &crate::support::client::Answer| {
            answer.text().split_once("\"stored\"").unwrap().1.to_owned()
        };
        let first = app.post(SHIPMENTS, &banned_coal("PO-1"));
        let second = app.post(SHIPMENTS, &banned_coal("PO-1"));
        assert_ne!(first.json()["id"], second.json()["id"]);
        assert_eq!(text(&first), text(&second));
    });
}

#[test]
fn spelling_of_the_json_does_not_change_the_digest_of_the_record() {
    let app = TestApp::spawn();
    let plain = br#"{"reference":"PO-1","items":[{"hs_code":"940161","country_of_origin":"VN"}]}"#;
    let other = br#" { "items": [ {"country_of_origin": "VN", "description": null,
        "hs_code": "94016\u0031"} ], "reference": "PO-1", "parties": [] } "#;
    let digest =
        |body: &[u8]| app.post_bytes(SHIPMENTS, body).expect(201)["basis"]["record_digest"].clone();
    assert_eq!(digest(plain), digest(other));
}

#[test]
fn as_of_judges_as_if_on_that_day_and_says_so() {
    let app = TestApp::spawn();
    let mut record = banned_coal("PO-1");
    record.as_object_mut().unwrap().remove("dates");
    assert_eq!(app.screen_shipment(&record)["verdict"], "prohibited");
    record["options"] = json!({"as_of": "2016-01-31"});
    let before = app.screen_shipment(&record);
    assert_ne!(before["verdict"], "prohibited", "{before}");
    assert_eq!(before["basis"]["as_of"], "2016-01-31");
    assert_eq!(before["basis"]["as_of_given"], true);
    let notices = before["findings"].as_array().unwrap();
    let said = |finding: &Value| finding["kind"] == "as_of_given" && finding["outcome"] == "notice";
    assert!(notices.iter().any(said), "{before}");
}

#[test]
fn an_example_among_what_is_missing_brings_the_verdict_it_promises() {
    let app = TestApp::spawn();
    let screening = app.screen_shipment(&mineral_powder("PO-1"));
    let missing = screening["missing"].as_array().unwrap();
    let entry = missing.iter().find(|entry| entry["example"] != Value::Null).unwrap();
    assert_eq!(entry["pointer"], "/items/0/country_of_origin", "{entry}");
    let mut record = mineral_powder("PO-1");
    record["items"][0]["country_of_origin"] = entry["example"].clone();
    assert_eq!(app.screen_shipment(&record)["verdict"], entry["verdict_then"]);
}
