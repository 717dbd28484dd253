//! What callers see when the store fails: nothing internal, and nothing acknowledged that is not kept.

use serde_json::Value;

use crate::support::app::{SHIPMENTS, TestApp, on_every_backend};
use crate::support::client::Answer;
use crate::support::database::postgres_alone;
use crate::support::record::{banned_coal, chairs};

/// Words that would tell how the service is built.
const INTERNAL: [&str; 12] = [
    "sqlite",
    "postgres",
    "diesel",
    "screenings_",
    "screening_measures",
    "sql",
    "table",
    "relation",
    "column",
    "constraint",
    "src/",
    "panicked",
];

#[track_caller]
fn assert_tells_nothing(answer: &Answer, status: u16, code: &str) -> Value {
    let problem = answer.problem(status, code);
    let text = answer.text().to_lowercase();
    for word in INTERNAL {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert_eq!(problem.get("errors"), None, "{problem}");
    assert_eq!(answer.header("location"), None);
    problem
}

#[test]
fn a_screening_that_cannot_be_stored_whole_is_neither_acknowledged_nor_kept() {
    on_every_backend(|app| {
        app.run_sql("ALTER TABLE screening_measures RENAME TO elsewhere");
        let answer = app.post(SHIPMENTS, &banned_coal("PO-1"));
        assert_tells_nothing(&answer, 500, "internal");
        app.run_sql("ALTER TABLE elsewhere RENAME TO screening_measures");
        assert_eq!(app.items("/v1/screenings").len(), 0);
        app.screen_shipment(&banned_coal("PO-2"));
        assert_eq!(app.items("/v1/screenings").len(), 1);
    });
}

#[test]
fn reading_from_a_broken_store_is_a_500_that_tells_nothing() {
    on_every_backend(|app| {
        let id = app.screen_shipment(&chairs("PO-1"))["id"].as_str().unwrap().to_owned();
        app.run_sql("DROP TABLE screening_measures; DROP TABLE screenings");
        for path in ["/v1/screenings", &format!("/v1/screenings/{id}")] {
            assert_tells_nothing(&app.get(path), 500, "internal");
        }
        app.get("/healthz").expect(200);
    });
}

#[test]
fn a_stored_value_changed_by_other_hands_is_a_500_and_never_a_wrong_answer() {
    on_every_backend(|app| {
        app.screen_shipment(&chairs("PO-1"));
        app.run_sql("UPDATE screenings SET id = 'not an id'");
        assert_tells_nothing(&app.get("/v1/screenings"), 500, "internal");
    });
}

#[test]
fn a_dry_run_needs_no_store() {
    on_every_backend(|app| {
        app.run_sql("DROP TABLE screening_measures; DROP TABLE screenings");
        let mut record = chairs("PO-1");
        record["options"] = serde_json::json!({"dry_run": true});
        assert_eq!(app.post(SHIPMENTS, &record).expect(200)["stored"], false);
        app.get("/v1/measures").expect(200);
    });
}

#[test]
fn a_database_that_is_gone_is_a_503_and_the_service_is_not_ready() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    let name = database.url().rsplit('/').next().unwrap().to_owned();
    let app = TestApp::spawn_on(database);
    app.screen_shipment(&chairs("PO-1"));
    server.execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
    let answers = std::thread::scope(|scope| {
        let calls: Vec<_> = ["/readyz", "/v1/screenings", SHIPMENTS]
            .into_iter()
            .map(|path| {
                let app = &app;
                scope.spawn(move || match path {
                    SHIPMENTS => app.post(path, &chairs("PO-2")),
                    _ => app.get(path),
                })
            })
            .collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect::<Vec<_>>()
    });
    for answer in &answers {
        assert_tells_nothing(answer, 503, "unavailable");
    }
    app.get("/healthz").expect(200);
}

#[test]
fn a_server_that_ends_connections_is_reached_again() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    let name = database.url().rsplit('/').next().unwrap().to_owned();
    let app = TestApp::spawn_on(database);
    app.screen_shipment(&chairs("PO-1"));
    server.execute(&format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    ));
    // The writer may need one failed attempt to notice; what it refuses is not kept.
    let mut kept = 1;
    for number in 2..=4 {
        let answer = app.post(SHIPMENTS, &chairs(&format!("PO-{number}")));
        match answer.status {
            201 => kept += 1,
            _ => drop(assert_tells_nothing(&answer, 503, "unavailable")),
        }
    }
    assert!(kept >= 3, "only {kept} of 4 were kept");
    assert_eq!(app.items("/v1/screenings").len(), kept);
}

#[test]
fn many_clients_at_once_are_all_answered_and_all_kept() {
    on_every_backend(|app| {
        std::thread::scope(|scope| {
            for client in 0..8 {
                scope.spawn(move || {
                    for number in 0..5 {
                        app.screen_shipment(&chairs(&format!("{client}-{number}")));
                    }
                });
            }
        });
        assert_eq!(app.items("/v1/screenings?limit=100").len(), 40);
    });
}
