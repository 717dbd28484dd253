//! `/v1/designations`

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::lists::{ftm, un_xml};

const SEARCH: &str = "/v1/designations/search";

fn ids(app: &TestApp, search: &Value) -> Vec<String> {
    let found = app.post(SEARCH, search).expect(200);
    let items = found["items"].as_array().unwrap();
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_entry_is_found_by_name_and_by_number() {
    let app = TestApp::spawn();
    let found = app.post(SEARCH, &json!({"name": "KOMID"})).expect(200);
    let item = &found["items"][0];
    assert_eq!(item["id"], "un-1718:KPe.001");
    assert_eq!((&item["kind"], &item["score"]), (&json!("entity"), &json!(1.0)));
    assert_eq!((&item["listed_on"], &item["removed_on"]), (&json!("2009-04-24"), &Value::Null));
    assert_eq!(item["matched_name"], "KOMID");
    let ship = json!({"identifier": {"type": "imo_ship", "value": "IMO 9020003"}});
    let found = app.post(SEARCH, &ship).expect(200);
    assert_eq!(found["items"][0]["name"], "HUA FU");
    assert_eq!(found["items"][0]["matched_name"], Value::Null);
}

#[test]
fn a_search_is_narrowed_by_kind_list_and_day() {
    let app = TestApp::spawn();
    app.put_ftm("/v1/watchlists/house-list?default=false", &ftm(&[("a", "KOMID")])).expect(201);
    assert_eq!(ids(&app, &json!({"name": "KOMID"})), ["un-1718:KPe.001", "house-list:a"]);
    assert_eq!(ids(&app, &json!({"name": "KOMID", "limit": 1})), ["un-1718:KPe.001"]);
    let own = json!({"name": "KOMID", "watchlists": ["house-list"]});
    assert_eq!(ids(&app, &own), ["house-list:a"]);
    let none = Vec::<String>::new();
    assert_eq!(ids(&app, &json!({"name": "KOMID", "kind": "person"})), none);
    let un = json!(["un-1718"]);
    let on = |day: &str| json!({"name": "KOMID", "watchlists": un, "as_of": day});
    assert_eq!(ids(&app, &on("2009-04-23")), none);
    assert_eq!(ids(&app, &on("2009-04-24")), ["un-1718:KPe.001"]);
}

#[test]
fn every_fault_of_a_search_is_named() {
    let app = TestApp::spawn();
    let search = json!({"nam": "x", "name": "x", "kind": "ship", "as_of": "2017-02-30"});
    let problem = app.post(SEARCH, &search).problem(422, "invalid_record");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 3);
    let unknown = json!({"name": "x", "watchlists": ["un-1718", "nobody"]});
    let problem = app.post(SEARCH, &unknown).problem(422, "invalid_record");
    assert_eq!(problem["errors"][0]["pointer"], "/watchlists/1");
    app.post(SEARCH, &json!({})).problem(422, "invalid_record");
}

#[test]
fn an_entry_is_read_whole_with_its_history() {
    let app = TestApp::spawn();
    let entry = app.get("/v1/designations/un-1718:KPe.001").expect(200);
    assert_eq!((&entry["authority"], &entry["regime"]), (&json!("un"), &json!("DPRK")));
    assert_eq!(entry["designation"]["listed_on"], "2009-04-24");
    assert_eq!(entry["history"][0]["change"], "added");
    assert_eq!(entry["history"][0]["version"], "2026-05-08");
    for id in ["un-1718:KPe.999", "nobody:KPe.001", "KPe.001", ":"] {
        app.get(&format!("/v1/designations/{id}")).problem(404, "not_found");
    }
}

#[test]
fn a_history_tells_what_each_version_did() {
    let app = TestApp::spawn();
    let (b, c) = (("B", "Beta", "T", "2015-01-01"), ("C", "Gamma", "T", "2015-01-01"));
    let (d, e) = (("D", "Delta", "T", "2015-01-01"), ("E", "Epsilon", "T", "2015-01-01"));
    let listed = |name| ("A", name, "T", "2015-01-01");
    app.put_xml("/v1/watchlists/t", &un_xml("2026-01-01", &[listed("Alpha"), b, c, d, e]))
        .expect(201);
    app.put_xml("/v1/watchlists/t", &un_xml("2026-02-01", &[listed("Alfa"), b, c, d, e]))
        .expect(200);
    app.put_xml("/v1/watchlists/t", &un_xml("2026-03-01", &[b, c, d, e])).expect(200);
    let entry = app.get("/v1/designations/t:A").expect(200);
    let history = entry["history"].as_array().unwrap().iter();
    let told: Vec<_> =
        history.map(|one| (one["change"].as_str().unwrap(), &one["members"])).collect();
    let (none, name) = (json!([]), json!(["name"]));
    assert_eq!(told, [("added", &none), ("amended", &name), ("removed", &none)]);
    assert_eq!(entry["designation"]["removed_on"], "2026-03-01");
    assert_eq!(entry["designation"]["aliases"][0]["name"], "Alpha");
    assert_eq!(ids(&app, &json!({"name": "Alpha"})), ["t:A"]);
    assert_eq!(ids(&app, &json!({"name": "Alpha", "as_of": "2026-03-01"})), Vec::<String>::new());
}
