//! `GET /v1/watchlists`

use serde_json::json;

use crate::support::app::TestApp;

#[test]
fn the_built_in_lists_are_there_with_their_counts() {
    let app = TestApp::spawn();
    let items = app.items("/v1/watchlists");
    let lists: Vec<_> = items.iter().map(|item| (&item["id"], &item["counts"])).collect();
    let parties = json!({"persons": 80, "entities": 75, "vessels": 0});
    let vessels = json!({"persons": 0, "entities": 0, "vessels": 59});
    assert_eq!(lists, [(&json!("un-1718"), &parties), (&json!("un-1718-vessels"), &vessels),]);
}

#[test]
fn a_list_says_who_keeps_it_and_which_version_is_used() {
    let app = TestApp::spawn();
    let basis = app.screen_shipment(&crate::support::record::chairs("PO-1"))["basis"].clone();
    for (item, used) in
        app.items("/v1/watchlists").iter().zip(basis["watchlists"].as_array().unwrap())
    {
        assert_eq!(item["authority"], "un");
        assert_eq!(item["regime"], "DPRK");
        assert_eq!(item["age_days"], 200);
        for member in ["id", "version", "digest"] {
            assert_eq!(item[member], used[member], "{member}");
        }
    }
}
