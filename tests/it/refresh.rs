//! Lists that are fetched on a schedule, from a source that answers well, badly or not at all; and
//! services that share a database and so their lists.

use std::sync::Arc;
use std::time::{Duration, Instant};

use assay::config::WatchlistSettings;
use serde_json::{Value, json};

use crate::support::app::{TestApp, TickingClock, on_every_backend};
use crate::support::database::TestDatabase;
use crate::support::lists::{firms_xml, sha256};
use crate::support::source::{Source, Told};

/// Waits until something is so; whoever serves looks at its lists every second.
#[track_caller]
fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < give_up, "in half a minute it was not so: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A service that fetches the list `testland` every second of a clock that runs fast.
fn fetching(source: &Source, change: impl FnOnce(&mut WatchlistSettings)) -> TestApp {
    let mut list = WatchlistSettings {
        url: Some(source.url()),
        every: Some("1s".to_owned()),
        timeout: Some("1s".to_owned()),
        ..WatchlistSettings::default()
    };
    change(&mut list);
    let database = TestDatabase::sqlite_without_tables();
    TestApp::spawn_set(database, Arc::new(TickingClock::new()), |settings| {
        settings.watchlists.insert("testland".to_owned(), list);
    })
}

fn list(app: &TestApp) -> Value {
    app.get("/v1/watchlists/testland").expect(200)
}

#[track_caller]
fn fails_with(app: &TestApp, what: &str) {
    eventually(what, || {
        let error = list(app)["refresh"]["error"].clone();
        error.as_str().is_some_and(|error| error.contains(what))
    });
    let told = list(app);
    assert!(told["refresh"]["failures"].as_i64().unwrap() >= 1, "{told}");
    assert!(!told.to_string().contains("secret-key"), "{told}");
}

#[test]
fn a_list_is_fetched_asked_for_again_and_taken_anew_when_it_changed() {
    let source = Source::new();
    source.gives(&firms_xml("2026-11-20", 0..10), "one");
    let app = fetching(&source, |_| {});
    eventually("the first version is there", || list(&app)["version"] == "2026-11-20");
    assert_eq!(list(&app)["authority"], "un");
    eventually("it was asked for by its mark", || source.last().contains("if-none-match: \"one\""));
    eventually("that it has nothing newer is told", || list(&app)["checked_on"] == "2026-11-24");
    assert_eq!(list(&app)["age_days"], 0);
    assert_eq!(list(&app)["max_age_days"], 7);
    source.gives(&firms_xml("2026-11-23", 0..11), "two");
    eventually("the second version is there", || list(&app)["version"] == "2026-11-23");
    assert_eq!(list(&app)["refresh"]["error"], Value::Null);
    assert_eq!(list(&app)["versions"], 2);
}

#[test]
fn whatever_a_source_does_wrong_is_told_and_the_list_stays() {
    let source = Source::new();
    source.gives(&firms_xml("2026-11-20", 0..10), "one");
    let app = fetching(&source, |_| {});
    eventually("the first version is there", || list(&app)["versions"] == 1);
    let told = |status, headers| Told { status, headers, ..Told::default() };
    source.tells(told(500, Vec::new()));
    fails_with(&app, "status 500");
    source.tells(told(200, vec![("Content-Length", (300 * 1024 * 1024).to_string())]));
    fails_with(&app, "larger than");
    source.tells(told(200, vec![("Content-Length", "100".to_owned())]));
    fails_with(&app, "ended before");
    source.tells(told(302, vec![("Location", "https://127.0.0.1:1/".to_owned())]));
    fails_with(&app, "not allowed");
    source.tells(told(302, vec![("Location", "http://192.0.2.1/".to_owned())]));
    fails_with(&app, "not allowed");
    source.tells(Told { delay: Duration::from_secs(3), ..told(200, Vec::new()) });
    fails_with(&app, "longer than 1 seconds");
    source.gives(b"<html>not a list</html>", "two");
    fails_with(&app, "cannot be read");
    source.gives(&firms_xml("2026-11-21", 0..3), "three");
    fails_with(&app, "held until it is confirmed");
    assert_eq!(list(&app)["held"][0]["counts"]["entities"], 3);
    assert_eq!(
        (&list(&app)["versions"], &list(&app)["version"]),
        (&json!(1), &json!("2026-11-20"))
    );
    source.gives(&firms_xml("2026-11-22", 0..12), "four");
    eventually("it recovers", || list(&app)["refresh"]["failures"] == 0);
    assert_eq!(list(&app)["version"], "2026-11-22");
}

#[test]
fn a_file_with_another_checksum_is_not_taken() {
    let source = Source::new();
    let file = firms_xml("2026-11-20", 0..10);
    source.gives(&file, "one");
    let app = fetching(&source, |list| list.sha256 = Some("0".repeat(64)));
    fails_with(&app, "another checksum");
    assert_eq!(list(&app)["version"], Value::Null);
    let right = sha256(&file).trim_start_matches("sha256").to_owned();
    let app = fetching(&source, |list| list.sha256 = Some(right));
    eventually("the right one is taken", || list(&app)["version"] == "2026-11-20");
}

#[test]
fn a_list_that_was_never_fetched_holds_every_screening() {
    let source = Source::new();
    let app = fetching(&source, |_| {});
    let screen = || app.screen_company(&json!({"name": "Anyone", "country": "NO"}));
    let screening = screen();
    assert_eq!(screening["verdict"], "review");
    assert_eq!(screening["findings"][0]["kind"], "stale_watchlist");
    source.gives(&firms_xml("2026-11-20", 0..10), "one");
    eventually("it is fetched", || list(&app)["versions"] == 1);
    assert_eq!(screen()["verdict"], "clear");
}

#[test]
fn of_two_services_on_a_database_one_fetches_and_both_serve() {
    let source = Source::new();
    source.gives(&firms_xml("2026-11-20", 0..10), "one");
    let url = source.url();
    let every_hour = |settings: &mut assay::config::Settings| {
        let list = WatchlistSettings { url: Some(url.clone()), ..WatchlistSettings::default() };
        settings.watchlists.insert("testland".to_owned(), list);
    };
    let database = TestDatabase::sqlite_without_tables();
    let other = TestDatabase::at(database.url());
    let clock = || Arc::new(assay::clock::SystemClock);
    let first = TestApp::spawn_set(database, clock(), every_hour);
    let second = TestApp::spawn_set(other, clock(), every_hour);
    eventually("both serve it", || [&first, &second].iter().all(|app| list(app)["versions"] == 1));
    assert_eq!(source.count(), 1);
}

#[test]
fn what_one_service_loads_another_on_the_same_database_serves_within_seconds() {
    on_every_backend(|app| {
        let other = TestApp::spawn_beside(app);
        let loaded = app.put_xml("/v1/watchlists/testland", &firms_xml("2026-11-01", 0..10));
        let digest = loaded.expect(201)["digest"].clone();
        let started = Instant::now();
        let there = || other.get("/v1/watchlists/testland");
        eventually("the other serves it", || there().status == 200);
        assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
        assert_eq!(there().expect(200)["digest"], digest);
        let used = |app: &TestApp| {
            app.screen_company(&json!({"name": "Anyone"}))["basis"]["watchlists"].clone()
        };
        assert_eq!(used(app), used(&other));
    });
}
