//! The UN's published files, loaded one after the other: what each day knew. The files are large and not
//! ours to keep: the folder that `ASSAY_TEST_DATA` names holds them, and without it these tests are
//! left out.

use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::lists::sha256;
use crate::support::samples::{Samples, samples};

const LIST: &str = "/v1/watchlists/un-consolidated";

/// Loads a file, and confirms it where it is held.
fn load(app: &TestApp, samples: &Samples, day: &str) -> Vec<u8> {
    let file = samples.bytes(&format!("un_list/un_consolidated_{day}.xml"));
    let answer = app.put_xml(LIST, &file);
    if answer.status == 409 {
        let problem = answer.json();
        let path = problem["held"]["confirmation"].as_str().unwrap();
        app.send("POST", path, &[], b"").expect(200);
    } else {
        assert!(matches!(answer.status, 200 | 201), "{day}: {}", answer.text());
    }
    file
}

/// The entries that a company of this name matched on a day.
fn matched(app: &TestApp, name: &str, as_of: &str) -> Vec<String> {
    let record = json!({"name": name, "options": {"as_of": as_of, "dry_run": true}});
    let screening = app.post("/v1/screenings/companies", &record).expect(200);
    let matches = screening["matches"].as_array().unwrap();
    matches.iter().map(|one| one["designation"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_past_day_knows_who_was_listed_by_then_whatever_file_names_them() {
    let Some(samples) = samples() else { return };
    let app = TestApp::spawn();
    load(&app, &samples, "2016-02-11");
    load(&app, &samples, "2017-07-03");
    // Listed in 2009: named by the file of 2017 and by the built-in list, and found once.
    let komid = "Korea Mining Development Trading Corporation";
    assert_eq!(matched(&app, komid, "2016-06-01"), ["un-1718:KPe.001"]);
    assert_eq!(matched(&app, komid, "2009-04-23"), Vec::<String>::new());
    // Listed on 2018-03-30, after the last loaded file: the built-in list knows it.
    let later = "Korea Samjong Shipping";
    assert_eq!(matched(&app, later, "2018-04-15").len(), 1);
    assert_eq!(matched(&app, later, "2018-03-29"), Vec::<String>::new());
}

#[test]
fn the_order_of_loading_changes_nothing() {
    let Some(samples) = samples() else { return };
    let days = ["2017-07-03", "2018-06-07", "2020-12-01", "2026-05-08"];
    let digests = [[0, 1, 2, 3], [3, 1, 0, 2]].map(|order| {
        let app = TestApp::spawn();
        for number in order {
            load(&app, &samples, days[number]);
        }
        let list = app.get(LIST).expect(200);
        assert_eq!((&list["version"], &list["versions"]), (&json!("2026-05-08"), &json!(4)));
        let ships = app.get("/v1/watchlists/un-1718-vessels").expect(200);
        assert_eq!(ships["counts"]["vessels"], 59);
        let record = json!({"name": "Korea Zinc", "options": {"dry_run": true}});
        let screening = app.post("/v1/screenings/companies", &record).expect(200);
        assert_eq!(screening["verdict"], "clear");
        (list["digest"].clone(), list["counts"].clone(), screening["checked"].clone())
    });
    assert_eq!(digests[0], digests[1]);
}

#[test]
fn who_was_taken_off_the_list_is_found_on_the_days_before_alone() {
    let Some(samples) = samples() else { return };
    let app = TestApp::spawn();
    // IQi.074 stands in the file of 9 December 2025, and no more in that of the 10th.
    let before = load(&app, &samples, "2025-12-09");
    let after = load(&app, &samples, "2025-12-10");
    let path = format!("{LIST}/versions/{}/differences/{}", sha256(&before), sha256(&after));
    let told = app.get(&path).expect(200);
    assert_eq!(told["removed"][0]["id"], "IQi.074");
    assert_eq!((&told["added"], &told["removed"][1]), (&json!([]), &Value::Null));
    let entry = app.get("/v1/designations/un-consolidated:IQi.074").expect(200);
    assert_eq!(entry["designation"]["removed_on"], "2025-12-10");
    let name = entry["designation"]["name"].as_str().unwrap();
    let search = |day: &str| {
        let search = json!({"name": name, "kind": "person", "as_of": day});
        app.post("/v1/designations/search", &search).expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!((search("2025-12-09"), search("2025-12-10")), (1, 0));
}

#[test]
fn a_file_without_a_regime_is_held_and_then_says_nothing_about_it() {
    let Some(samples) = samples() else { return };
    let app = TestApp::spawn();
    load(&app, &samples, "2023-03-27");
    let file = samples.bytes("un_list/un_consolidated_2024-03-16.xml");
    let problem = app.put_xml(LIST, &file).problem(409, "held");
    let shrunk = problem["held"]["shrinkages"].as_array().unwrap();
    assert!(shrunk.iter().any(|one| one["regime"] == "Iran" && one["after"] == 0), "{problem}");
    let before = app.get(LIST).expect(200)["counts"].clone();
    app.send("POST", problem["held"]["confirmation"].as_str().unwrap(), &[], b"").expect(200);
    let after = app.get(LIST).expect(200)["counts"].clone();
    // The 61 entities of the regime Iran are still among them.
    assert!(after["entities"].as_u64().unwrap() >= before["entities"].as_u64().unwrap() - 1);
}

#[test]
fn loading_the_whole_list_leaves_every_built_in_name_found() {
    let Some(samples) = samples() else { return };
    let app = TestApp::spawn();
    load(&app, &samples, "2026-05-08");
    let mut searched = 0;
    for list in assay_core::watchlist::built_in().unwrap() {
        for entry in list.designations() {
            for name in entry.names() {
                let search = json!({"name": name, "limit": 100});
                let found = app.post("/v1/designations/search", &search).expect(200);
                let ids: Vec<_> = found["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|item| item["id"].as_str().unwrap().split_once(':').unwrap().1.to_owned())
                    .collect();
                let times = ids.iter().filter(|id| **id == entry.id).count();
                assert_eq!(times, 1, "{name} of {}", entry.id);
                searched += 1;
            }
        }
    }
    assert!(searched >= 500, "only {searched} names");
}
