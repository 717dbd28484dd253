//! `POST /v1/screenings/companies`

use serde_json::json;

use crate::support::app::{COMPANIES, TestApp, on_every_backend};
use crate::support::record::{listed_company, smelter};

#[test]
fn a_company_is_screened_kept_and_located() {
    on_every_backend(|app| {
        let answer = app.post(COMPANIES, &listed_company("V-1"));
        let screening = answer.expect(201);
        assert_eq!(screening["kind"], "company");
        assert_eq!(screening["stored"], true);
        assert_eq!(screening["verdict"], "prohibited");
        let stored = app.get(answer.header("location").unwrap()).expect(200);
        assert_eq!(stored["record"], listed_company("V-1"));
        assert_eq!(stored["dispositions"], json!([]));
    });
}

#[test]
fn a_listed_company_is_named_with_its_designation_and_how_it_matched() {
    let app = TestApp::spawn();
    let screening = app.screen_company(&listed_company("V-1"));
    let finding = &screening["findings"][0];
    assert_eq!(finding["kind"], "designated_party");
    assert_eq!(finding["outcome"], "violation");
    assert_eq!(finding["measure"]["id"], "unscr-1718-8d");
    assert_eq!(finding["pointer"], "/name");
    assert_eq!(finding["designation"]["id"], "un-1718:KPe.001");
    let found = &screening["matches"][0];
    assert_eq!(found["designation"]["id"], "un-1718:KPe.001");
    assert_eq!(found["designation"]["listed_on"], "2009-04-24");
    assert_eq!(found["score"], 1.0);
    assert_eq!(found["corroboration"][0], json!({"kind": "country", "agrees": true}));
}

#[test]
fn a_company_without_ties_is_clear() {
    let app = TestApp::spawn();
    let screening = app.screen_company(&smelter("V-2"));
    assert_eq!(screening["verdict"], "clear", "{screening}");
    assert_eq!(screening["matches"], json!([]));
}

#[test]
fn a_listed_majority_owner_blocks_a_company_and_a_small_share_does_not() {
    let app = TestApp::spawn();
    for (share, verdict) in [(50.0, "prohibited"), (30.0, "review"), (10.0, "clear")] {
        let mut record = smelter("V-3");
        record["affiliations"] = json!([{"relation": "shareholder",
            "name": "Korea Mining Development Trading Corporation", "share_percent": share}]);
        let screening = app.screen_company(&record);
        assert_eq!(screening["verdict"], verdict, "{share}: {}", screening["findings"]);
    }
}

#[test]
fn a_dry_run_of_a_company_is_not_kept() {
    on_every_backend(|app| {
        let mut record = listed_company("V-1");
        record["options"] = json!({"dry_run": true});
        let screening = app.post(COMPANIES, &record).expect(200);
        assert_eq!(screening["stored"], false);
        assert_eq!(app.items("/v1/screenings").len(), 0);
    });
}
