//! `GET /v1/screenings` and `GET /v1/screenings/{id}`

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::app::{COMPANIES, SHIPMENTS, TestApp, TickingClock, on_every_backend};
use crate::support::database::TestDatabase;
use crate::support::record::{banned_coal, chairs, listed_company, mineral_powder, smelter};

fn references(items: &[Value]) -> BTreeSet<&str> {
    items.iter().map(|item| item["reference"].as_str().unwrap()).collect()
}

/// Three shipments and two companies of every verdict.
fn fill(app: &TestApp) {
    for record in [banned_coal("coal"), mineral_powder("powder"), chairs("chairs")] {
        app.screen_shipment(&record);
    }
    for record in [listed_company("listed"), smelter("smelter")] {
        app.screen_company(&record);
    }
}

#[test]
fn a_screening_is_read_byte_for_byte_with_its_record_and_dispositions() {
    on_every_backend(|app| {
        for (path, record) in [(SHIPMENTS, banned_coal("PO-1")), (COMPANIES, smelter("V-1"))] {
            let answered = app.post(path, &record);
            let read = app.get(answered.header("location").unwrap());
            let stored = read.expect(200);
            assert_eq!(read.header("content-type"), Some("application/json"));
            let members = answered.text().strip_suffix('}').unwrap();
            let rest = read.text().strip_prefix(members).unwrap();
            assert!(rest.starts_with(",\"record\":{"), "{rest}");
            assert_eq!(stored["record"], record);
            assert_eq!(stored["dispositions"], json!([]));
        }
    });
}

#[test]
fn an_unknown_id_is_not_found_and_neither_is_what_is_no_id() {
    on_every_backend(|app| {
        for id in ["019b0f5e-7c1a-7000-8000-000000000001", "1", "%00", "x'%20OR%201=1"] {
            let problem = app.get(&format!("/v1/screenings/{id}")).problem(404, "not_found");
            assert!(problem["instance"].as_str().unwrap().starts_with("/v1/screenings/"));
        }
    });
}

#[test]
fn every_answer_carries_a_request_id_of_its_own() {
    on_every_backend(|app| {
        let posted = app.post(SHIPMENTS, &chairs("PO-1"));
        let read = app.get(posted.header("location").unwrap());
        let listed = app.send("GET", "/v1/screenings", &[("X-Request-Id", "mine")], b"");
        let ids: BTreeSet<_> = [&posted, &read, &listed]
            .map(|answer| answer.header("x-request-id").unwrap().to_owned())
            .into();
        assert_eq!(ids.len(), 3);
        assert!(ids.iter().all(|id| id.len() == 36), "{ids:?}");
    });
}

#[test]
fn a_list_has_the_summary_of_each_screening() {
    on_every_backend(|app| {
        let screening = app.screen_shipment(&banned_coal("PO-1"));
        let items = app.items("/v1/screenings");
        let expected = ["id", "kind", "reference", "verdict", "risk_score", "created_at"];
        assert_eq!(items.len(), 1);
        assert_eq!(items[0].as_object().unwrap().len(), expected.len(), "{}", items[0]);
        for member in expected {
            assert_eq!(items[0][member], screening[member], "{member}");
        }
    });
}

#[test]
fn an_empty_list_is_a_page_without_a_next() {
    on_every_backend(|app| {
        let page = app.get("/v1/screenings").expect(200);
        assert_eq!(page, json!({"items": [], "next_cursor": null}));
    });
}

#[test]
fn a_list_is_narrowed_by_verdict_kind_reference_and_measure() {
    on_every_backend(|app| {
        fill(app);
        for (query, expected) in [
            ("", &["coal", "powder", "chairs", "listed", "smelter"][..]),
            ("verdict=prohibited", &["coal", "listed"]),
            ("verdict=review", &["powder"]),
            ("verdict=clear", &["chairs", "smelter"]),
            ("kind=company", &["listed", "smelter"]),
            ("kind=shipment&verdict=clear", &["chairs"]),
            ("reference=powder", &["powder"]),
            ("reference=pow", &[]),
            ("reference=POWDER", &[]),
            ("measure=unscr-2371-8", &["coal"]),
            ("measure=unscr-1718-8d&kind=company", &["listed"]),
            ("measure=unscr-1718-8d&kind=shipment", &[]),
            ("measure=unscr-9999-1", &[]),
        ] {
            let items = app.items(&format!("/v1/screenings?{query}"));
            let expected: BTreeSet<&str> = expected.iter().copied().collect();
            assert_eq!(references(&items), expected, "{query}");
        }
    });
}

#[test]
fn a_list_is_narrowed_by_days_that_are_both_meant_and_by_instants() {
    on_every_backend(|app| {
        app.screen_shipment(&chairs("PO-1"));
        for (query, count) in [
            ("from=2026-11-24", 1),
            ("from=2026-11-25", 0),
            ("to=2026-11-24", 1),
            ("to=2026-11-23", 0),
            ("from=2026-11-24&to=2026-11-24", 1),
            ("from=2026-11-24T08:00:00Z", 1),
            ("from=2026-11-24T08:00:01Z", 0),
            ("to=2026-11-24T08:00:00Z", 0),
            ("to=2026-11-24T08:00:01Z", 1),
            ("from=2026-11-24T17:00:00%2B09:00&to=2026-11-24T17:00:01%2B09:00", 1),
            ("from=2026-11-24&measure=unscr-2371-8", 0),
        ] {
            assert_eq!(app.items(&format!("/v1/screenings?{query}")).len(), count, "{query}");
        }
    });
}

#[test]
fn pages_of_one_instant_have_no_gaps_and_repeat_nothing() {
    on_every_backend(|app| {
        for number in 0..7 {
            app.screen_shipment(&banned_coal(&number.to_string()));
        }
        for query in ["", "&verdict=prohibited", "&measure=unscr-2371-8", "&kind=shipment"] {
            let (mut seen, mut pages, mut cursor) = (Vec::new(), 0, String::new());
            loop {
                let path = format!("/v1/screenings?limit=3{query}{cursor}");
                let page = app.get(&path).expect(200);
                pages += 1;
                for item in page["items"].as_array().unwrap() {
                    seen.push(item["reference"].as_str().unwrap().to_owned());
                }
                let Some(next) = page["next_cursor"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!((pages, seen.len()), (3, 7), "{query}");
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 7, "{query}");
        }
    });
}

#[test]
fn a_list_goes_from_new_to_old_and_its_pages_stand_while_new_screenings_come() {
    let databases = [Some(TestDatabase::sqlite_without_tables()), TestDatabase::postgres()];
    for database in databases.into_iter().flatten() {
        let app = TestApp::spawn_at(database, Arc::new(TickingClock::new()));
        for number in 1..=4 {
            app.screen_shipment(&chairs(&number.to_string()));
        }
        let order = |page: &Value| -> Vec<String> {
            let items = page["items"].as_array().unwrap().iter();
            items.map(|item| item["reference"].as_str().unwrap().to_owned()).collect()
        };
        let first = app.get("/v1/screenings?limit=2").expect(200);
        assert_eq!(order(&first), ["4", "3"]);
        app.screen_shipment(&chairs("5"));
        let cursor = first["next_cursor"].as_str().unwrap();
        let second = app.get(&format!("/v1/screenings?limit=2&cursor={cursor}")).expect(200);
        assert_eq!(order(&second), ["2", "1"]);
        assert_eq!(second["next_cursor"], Value::Null);
    }
}

#[test]
fn text_of_any_script_comes_back_as_it_was_sent() {
    on_every_backend(|app| {
        let mut record = chairs("주문 №7 · 😀 \u{1}\u{7f}\u{2028}");
        record["metadata"] = json!({"메모": "\"quoted\" \\ back", "": "empty name"});
        let screening = app.screen_shipment(&record);
        let id = screening["id"].as_str().unwrap();
        let stored = app.get(&format!("/v1/screenings/{id}")).expect(200);
        assert_eq!(stored["record"], record);
        assert_eq!(stored["reference"], record["reference"]);
    });
}

#[test]
fn a_zero_character_in_a_record_is_answered_alike_on_every_backend() {
    on_every_backend(|app| {
        let answer = app.post(SHIPMENTS, &chairs("a\0b"));
        if answer.status == 201 {
            let stored = app.get(answer.header("location").unwrap()).expect(200);
            assert_eq!(stored["reference"], "a\0b");
        } else {
            answer.problem(422, "invalid_record");
        }
    });
}

#[test]
fn a_zero_character_in_a_filter_is_no_fault_of_the_service() {
    on_every_backend(|app| {
        for query in ["reference=a%00b", "measure=%00"] {
            let answer = app.get(&format!("/v1/screenings?{query}"));
            assert!(matches!(answer.status, 200 | 422), "{query}: {}", answer.text());
        }
    });
}
