//! How old lists may be: the built-in ones as old as they are, others as the operator settled.

use std::sync::Arc;

use assay::clock::FixedClock;
use assay::config::WatchlistSettings;
use serde_json::{Value, json};

use crate::support::app::{TestApp, now};
use crate::support::database::TestDatabase;

/// A service, at a day 200 days after the built-in lists, that holds one of them to an age.
fn holding(list: &str, max_age: &str) -> TestApp {
    let database = TestDatabase::sqlite_without_tables();
    TestApp::spawn_set(database, Arc::new(FixedClock(now())), |settings| {
        let held =
            WatchlistSettings { max_age: Some(max_age.to_owned()), ..WatchlistSettings::default() };
        settings.watchlists.insert(list.to_owned(), held);
    })
}

fn screen(app: &TestApp, options: &Value) -> Value {
    app.screen_company(&json!({"name": "Anyone", "country": "NO", "options": options}))
}

#[test]
fn a_list_beyond_its_age_holds_a_screening_that_asks_for_no_day() {
    let app = holding("un-1718", "199d");
    let screening = screen(&app, &json!({}));
    assert_eq!(screening["verdict"], "review");
    let finding = &screening["findings"][0];
    assert_eq!(
        (&finding["kind"], &finding["outcome"], &finding["reason"]),
        (&json!("stale_watchlist"), &json!("suspicion"), &json!("list_too_old"))
    );
    let text = finding["explanation"].as_str().unwrap();
    assert!(text.contains("un-1718 of 2026-05-08 is 200 days old, and 199 are allowed"), "{text}");
    assert_eq!(screening["basis"]["watchlists"][0]["max_age_days"], 199);
    assert_eq!(screen(&app, &json!({"as_of": "2026-11-24"}))["verdict"], "clear");
}

#[test]
fn a_list_within_its_age_and_the_built_in_ones_without_are_a_notice() {
    for app in [holding("un-1718", "200d"), TestApp::spawn()] {
        let screening = screen(&app, &json!({}));
        assert_eq!(screening["verdict"], "clear");
        let ages = screening["findings"].as_array().unwrap().iter();
        let ages: Vec<_> = ages.filter(|one| one["kind"] == "stale_watchlist").collect();
        assert_eq!(ages.len(), 1);
        assert_eq!(
            (&ages[0]["outcome"], &ages[0]["reason"]),
            (&json!("notice"), &json!("lists_compared"))
        );
    }
}
