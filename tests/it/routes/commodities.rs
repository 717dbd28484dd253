//! `GET /v1/commodities`

use serde_json::Value;

use crate::support::app::TestApp;

#[test]
fn the_22_commodities_are_listed_with_measures_and_hs_lines() {
    let app = TestApp::spawn();
    let items = app.items("/v1/commodities");
    assert_eq!(items.len(), 22);
    for item in &items {
        assert!(!item["id"].as_str().unwrap().is_empty(), "{item}");
        assert!(!item["name"].as_str().unwrap().is_empty(), "{item}");
        assert!(!item["measures"].as_array().unwrap().is_empty(), "{item}");
        for line in item["lines"].as_array().unwrap() {
            // A line that rests on no list says what is open about it, and holds at most.
            let rests = !line["bases"].as_array().unwrap().is_empty();
            let open = line["open"].is_string() && line["standing"] == "suspicion";
            assert!(rests || open, "{line} of {}", item["id"]);
        }
    }
    let coal = items.iter().find(|item| item["id"] == "coal").unwrap();
    let names_coal = |line: &Value| line["hs"] == "2701";
    assert!(coal["lines"].as_array().unwrap().iter().any(names_coal), "{coal}");
}

#[test]
fn every_measure_a_commodity_names_can_be_read() {
    let app = TestApp::spawn();
    let measures = app.items("/v1/measures");
    let mut named = 0;
    for item in app.items("/v1/commodities") {
        for id in item["measures"].as_array().unwrap() {
            assert!(measures.iter().any(|measure| measure["id"] == *id), "{id}");
            named += 1;
        }
    }
    assert!(named >= 20, "the commodities name {named} measures");
}

#[test]
fn commodities_are_paged_without_gaps() {
    let app = TestApp::spawn();
    let first = app.get("/v1/commodities?limit=20").expect(200);
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = app.get(&format!("/v1/commodities?limit=20&cursor={cursor}")).expect(200);
    let both = [&first, &second].map(|page| page["items"].as_array().unwrap().clone()).concat();
    assert_eq!(both, app.items("/v1/commodities"));
    assert_eq!(second["next_cursor"], Value::Null);
}
