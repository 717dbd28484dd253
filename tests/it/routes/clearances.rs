//! `/v1/clearances`

use std::sync::Arc;

use serde_json::{Value, json};

use crate::support::app::{TestApp, TickingClock, now, on_every_backend};
use crate::support::database::TestDatabase;
use crate::support::lists::{Entry, un_xml};

const CLEARANCES: &str = "/v1/clearances";
const KOMID: &str = "Korea Mining Development Trading Corporation";

fn request() -> Value {
    json!({"party": {"name": KOMID, "country": "South Korea"}, "designation": "un-1718:KPe.001",
        "reason": "A dealer in Busan", "author": "J. Lee", "expires_on": "2027-11-24"})
}

fn screened(app: &TestApp) -> Value {
    app.screen_company(&json!({"name": KOMID, "country": "KR"}))
}

#[test]
fn a_clearance_is_kept_read_and_applied_from_the_answer_on() {
    on_every_backend(|app| {
        assert_eq!(screened(app)["verdict"], "review");
        let answer = app.post(CLEARANCES, &request());
        let made = answer.expect(201);
        let place = answer.header("location").unwrap();
        assert_eq!(place, format!("/v1/clearances/{}", made["id"].as_str().unwrap()));
        assert_eq!(made["party"], json!({"name": KOMID, "country": "KR", "birth_date": null}));
        let entry = json!({"id": "un-1718:KPe.001", "name": KOMID.to_uppercase()});
        assert_eq!((&made["designation"], &made["state"]), (&entry, &json!("active")));
        assert_eq!(
            (&made["reason"], &made["author"]),
            (&json!("A dealer in Busan"), &json!("J. Lee"))
        );
        assert_eq!(made["created_at"], "2026-11-24T08:00:00Z");
        assert_eq!(
            (&made["expires_on"], &made["withdrawal"]),
            (&json!("2027-11-24"), &Value::Null)
        );
        let list = app.get("/v1/watchlists/un-1718").expect(200);
        for member in ["id", "version", "digest"] {
            assert_eq!(made["list"][member], list[member], "{member}");
        }
        assert_eq!(app.get(place).expect(200), made);
        assert_eq!(app.items(CLEARANCES), std::slice::from_ref(&made));

        let after = screened(app);
        assert_eq!(
            (&after["verdict"], &after["matches"][0]["cleared_by"]),
            (&json!("clear"), &made["id"])
        );
        assert!(after["basis"]["clearances"].as_str().unwrap().starts_with("sha256"));
        let stored = app.get(&format!("/v1/screenings/{}", after["id"].as_str().unwrap()));
        assert_eq!(stored.expect(200)["matches"], after["matches"]);
    });
}

#[test]
fn a_withdrawn_clearance_stays_and_keeps_nothing_quiet() {
    on_every_backend(|app| {
        let made = app.post(CLEARANCES, &request()).expect(201);
        let path = format!("{CLEARANCES}/{}/withdrawal", made["id"].as_str().unwrap());
        let end = json!({"reason": "The registration was forged", "author": "M. Roth"});
        app.post(&path, &json!({"reason": "r"})).problem(422, "invalid_record");
        let withdrawn = app.post(&path, &end).expect(200);
        assert_eq!(withdrawn["state"], "withdrawn");
        assert_eq!(
            withdrawn["withdrawal"],
            json!({"reason": "The registration was forged", "author": "M. Roth", "withdrawn_at": "2026-11-24T08:00:00Z"})
        );
        for member in ["id", "party", "designation", "reason", "author", "created_at", "list"] {
            assert_eq!(withdrawn[member], made[member], "{member}");
        }
        let after = screened(app);
        assert_eq!(
            (&after["verdict"], &after["basis"]["clearances"]),
            (&json!("review"), &Value::Null)
        );
        app.post(&path, &json!({"reason": "r", "author": "a"})).problem(409, "already_withdrawn");
        assert_eq!(app.items(CLEARANCES), [withdrawn]);
    });
}

#[test]
fn every_fault_of_a_clearance_is_named_by_its_pointer() {
    let app = TestApp::spawn();
    let pointers = |body: &Value| -> Vec<String> {
        let problem = app.post(CLEARANCES, body).problem(422, "invalid_record");
        let errors = problem["errors"].as_array().unwrap().iter();
        errors.map(|error| error["pointer"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(pointers(&json!({})), ["/party", "/designation", "/reason", "/author"]);
    let wrong = json!({"party": {"name": "x", "country": "Atlantis", "births": "1960-01-01"},
        "designation": "un-1718:KPe.999", "reason": "", "author": "a", "expires_on": "2026-11-23", "note": "x"});
    let expected =
        ["/note", "/party/births", "/reason", "/party/country", "/designation", "/expires_on"];
    let mut named = pointers(&wrong);
    named.sort_unstable();
    let mut expected = expected.map(str::to_owned);
    expected.sort_unstable();
    assert_eq!(named, expected);
    for (member, value) in [("designation", "KPe.001"), ("designation", ":"), ("author", "a\0")] {
        let mut body = request();
        body[member] = json!(value);
        assert_eq!(pointers(&body), [format!("/{member}")], "{value:?}");
    }
    let mut body = request();
    body["party"]["country"] = json!("Korea");
    assert_eq!(pointers(&body), ["/party/country"]);
    let mut body = request();
    body["reason"] = json!("r".repeat(10_001));
    app.post(CLEARANCES, &body).problem(422, "string_too_long");
    assert_eq!(app.items(CLEARANCES), Vec::<Value>::new());
    let mut body = request();
    body["expires_on"] = json!("2026-11-24");
    app.post(CLEARANCES, &body).expect(201);
}

#[test]
fn what_is_no_clearance_is_not_found() {
    let app = TestApp::spawn();
    for id in ["019b0f5e-7c1a-7000-8000-000000000001", "1", "%00"] {
        app.get(&format!("{CLEARANCES}/{id}")).problem(404, "not_found");
        let end = json!({"reason": "r", "author": "a"});
        app.post(&format!("{CLEARANCES}/{id}/withdrawal"), &end).problem(404, "not_found");
    }
    app.get(&format!("{CLEARANCES}?party=x")).problem(422, "invalid_query");
    app.get(&format!("{CLEARANCES}?state=open")).problem(422, "invalid_query");
}

#[test]
fn a_clearance_is_reopened_when_its_entry_changes() {
    on_every_backend(|app| {
        let others: [Entry<'_>; 4] = [
            ("B", "Beta", "T", "2015-01-01"),
            ("C", "Gamma", "T", "2015-01-01"),
            ("D", "Delta", "T", "2015-01-01"),
            ("E", "Epsilon", "T", "2015-01-01"),
        ];
        let put = |date: &str, name: &str| {
            let entries = [&[("A", name, "T", "2015-01-01")], &others[..]].concat();
            app.put_xml("/v1/watchlists/t", &un_xml(date, &entries));
        };
        let verdict = || app.screen_company(&json!({"name": "Vostok Mining Works"}));
        put("2026-01-01", "Vostok Mining Works");
        let body = json!({"party": {"name": "Vostok Mining Works"}, "designation": "t:A", "reason": "r",
            "author": "a"});
        let made = app.post(CLEARANCES, &body).expect(201);
        assert_eq!(verdict()["verdict"], "clear");
        // A new version that changes other entries alone.
        put("2026-02-01", "Vostok Mining Works");
        assert_eq!(verdict()["verdict"], "clear");
        put("2026-03-01", "Vostok Mining Works Trust");
        let judged = verdict();
        assert_eq!(
            (&judged["verdict"], &judged["matches"][0]["cleared_by"]),
            (&json!("prohibited"), &Value::Null)
        );
        let mut findings = judged["findings"].as_array().unwrap().iter();
        let finding = findings.find(|one| one["kind"] == "designated_party").unwrap();
        assert_eq!(finding["reason"], "whole_name");
        let told = finding["explanation"].as_str().unwrap();
        assert!(told.contains("A clearance of 2026-11-24 ended when the entry changed."), "{told}");
        let read = app.get(&format!("{CLEARANCES}/{}", made["id"].as_str().unwrap())).expect(200);
        assert_eq!((&read["state"], &read["list"]), (&json!("reopened"), &made["list"]));
        assert_eq!(app.items("/v1/clearances?state=reopened").len(), 1);
        assert_eq!(app.items("/v1/clearances?state=active").len(), 0);
        // Judged anew, it is quiet again.
        app.post(CLEARANCES, &body).expect(201);
        assert_eq!(verdict()["verdict"], "clear");
    });
}

#[test]
fn a_list_of_clearances_is_narrowed_and_paged() {
    let databases = [Some(TestDatabase::sqlite_without_tables()), TestDatabase::postgres()];
    for database in databases.into_iter().flatten() {
        let app = TestApp::spawn_at(database, Arc::new(TickingClock::new()));
        let mut ids = Vec::new();
        for number in 0..5 {
            let mut body = request();
            body["party"]["name"] = json!(format!("Firm {number}"));
            if number == 4 {
                body["designation"] = json!("un-1718:KPe.002");
            }
            ids.push(app.post(CLEARANCES, &body).expect(201)["id"].as_str().unwrap().to_owned());
        }
        let end = json!({"reason": "r", "author": "a"});
        app.post(&format!("{CLEARANCES}/{}/withdrawal", ids[0]), &end).expect(200);
        let page = |query: &str| -> (Vec<usize>, Option<String>) {
            let page = app.get(&format!("{CLEARANCES}?{query}")).expect(200);
            let items = page["items"].as_array().unwrap().iter();
            let place = |id: &Value| ids.iter().position(|one| id == one.as_str()).unwrap();
            (
                items.map(|item| place(&item["id"])).collect(),
                page["next_cursor"].as_str().map(str::to_owned),
            )
        };
        let (first, cursor) = page("limit=2");
        assert_eq!(first, [4, 3]);
        let (second, cursor) = page(&format!("limit=2&cursor={}", cursor.unwrap()));
        assert_eq!(second, [2, 1]);
        assert_eq!(page(&format!("limit=2&cursor={}", cursor.unwrap())), (vec![0], None));
        assert_eq!(page("state=active&limit=4"), (vec![4, 3, 2, 1], None));
        let (active, cursor) = page("state=active&limit=1");
        assert_eq!((active, cursor.is_some()), (vec![4], true));
        assert_eq!(page("state=withdrawn").0, [0]);
        assert_eq!(page("state=expired").0, Vec::<usize>::new());
        assert_eq!(page("designation=un-1718:KPe.001&state=active").0, [3, 2, 1]);
    }
}

#[test]
fn an_expired_clearance_says_so() {
    on_every_backend(|app| {
        let made = app.post(CLEARANCES, &request()).expect(201);
        let last = now().date_naive().pred_opt().unwrap();
        app.run_sql(&format!("UPDATE clearances SET expires_on = '{last}'"));
        let read = app.get(&format!("{CLEARANCES}/{}", made["id"].as_str().unwrap())).expect(200);
        assert_eq!(read["state"], "expired");
        assert_eq!(app.items("/v1/clearances?state=expired").len(), 1);
        assert_eq!(app.items("/v1/clearances?state=active").len(), 0);
    });
}
