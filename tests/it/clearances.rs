//! Clearances where they act: what they keep quiet, what they never do, and whose they are.

use std::sync::{Arc, LazyLock};

use assay::clock::FixedClock;
use assay::service::{ListRules, Service};
use assay::storage::{
    ClearanceFilter, ClearanceRow, ClearanceStanding, Cursor, JudgedClearance, Page, Store,
    WithdrawalRow,
};
use assay_core::clearance::{Clearance, Clearances, party_key};
use assay_core::record::Kind;
use assay_core::rulebook::CountryCode;
use assay_core::screening::{judge, read};
use assay_core::{Knowledge, Reference};
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::app::now;
use crate::support::database::TestDatabase;
use crate::support::record::banned_coal;

/// A name by which the list also knows it.
const KOMID: &str = "Changgwang Sinyong Corporation";
const KOMID_ID: &str = "un-1718:KPe.001";
const PAEK: &str = "Paek Chang-Ho";
const PAEK_ID: &str = "un-1718:KPi.006";

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::built_in().unwrap());

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn digest_of(designation: &str) -> String {
    let (list, id) = designation.split_once(':').unwrap();
    let list = KNOWLEDGE.watchlists.iter().find(|one| one.id == list).unwrap();
    list.find_id(id).unwrap().facts_digest()
}

/// A clearance of a name, made two days before the tests' day.
fn cleared(name: &str, designation: &str) -> Clearance {
    Clearance {
        id: "019b0f5e-7c1a-7000-8000-000000000001".to_owned(),
        party_key: party_key(name),
        country: None,
        birth_date: None,
        designation: designation.to_owned(),
        entry_digest: digest_of(designation),
        expires_on: None,
        author: "J. Lee".to_owned(),
        reason: "Another registration.".to_owned(),
        cleared_on: day("2026-11-22"),
    }
}

fn judged(kind: Kind, record: &Value, clearances: &[Clearance]) -> Value {
    let clearances = Clearances::new(clearances);
    let reference = Reference { clearances: &clearances, ..KNOWLEDGE.reference() };
    let read = read(kind, record.to_string().as_bytes(), &reference).unwrap();
    serde_json::to_value(judge(&read, &reference, now().date_naive()).unwrap()).unwrap()
}

fn company(record: &Value, clearances: &[Clearance]) -> Value {
    judged(Kind::Company, record, clearances)
}

/// A shipment of chairs with this signatory.
fn with_party(party: &Value) -> Value {
    let mut record = crate::support::record::chairs("PO-1");
    record["parties"] = json!([party]);
    record["parties"][0]["role"] = json!("signatory");
    record
}

fn of_party(judgement: &Value) -> &Value {
    let mut findings = judgement["findings"].as_array().unwrap().iter();
    findings.find(|finding| finding["kind"] == "designated_party").unwrap()
}

#[test]
fn a_cleared_party_is_told_as_a_notice_and_the_verdict_is_clear() {
    let record = json!({"name": KOMID});
    let before = company(&record, &[]);
    assert_eq!(
        (&before["verdict"], &before["basis"]["clearances"]),
        (&json!("prohibited"), &json!(null))
    );
    let clearance = cleared("SINYONG Chang'gwang; CORPORATION", KOMID_ID);
    let after = company(&record, std::slice::from_ref(&clearance));
    assert_eq!(after["verdict"], "clear");
    let matched = &after["matches"][0];
    assert_eq!(matched["cleared_by"], clearance.id);
    assert_eq!(
        (&matched["outcome"], &matched["designation"]["id"]),
        (&json!("notice"), &json!(KOMID_ID))
    );
    assert_eq!(of_party(&after)["reason"], "cleared");
    assert_eq!(
        of_party(&after)["explanation"],
        "J. Lee judged on 2026-11-22 that this is not KOREA MINING DEVELOPMENT TRADING CORPORATION \
         (un-1718:KPe.001), whose name is equal or near: Another registration. The match is quiet until the \
         entry changes."
    );
    let parts = [clearance.id.as_bytes(), clearance.entry_digest.as_bytes()];
    assert_eq!(after["basis"]["clearances"], assay_core::digest::sha256(parts));
    // The same again, byte for byte.
    assert_eq!(after.to_string(), company(&record, &[clearance]).to_string());
}

#[test]
fn only_the_cleared_pair_is_quiet() {
    let others = [cleared("Changgwang Sinyong", KOMID_ID), cleared(KOMID, "un-1718:KPe.002")];
    let judgement = company(&json!({"name": KOMID}), &others);
    assert_eq!(
        (&judgement["verdict"], &judgement["basis"]["clearances"]),
        (&json!("prohibited"), &json!(null))
    );
    assert_eq!(judgement["matches"][0]["cleared_by"], json!(null));
}

#[test]
fn another_name_of_the_same_party_speaks_for_itself() {
    let clearance = cleared("KOMID", KOMID_ID);
    let quiet = company(
        &json!({"name": "KOMID", "aliases": ["Onsan Smelting"]}),
        std::slice::from_ref(&clearance),
    );
    assert_eq!(quiet["verdict"], "clear");
    for record in [
        json!({"name": "KOMID", "aliases": [KOMID]}),
        json!({"name": KOMID, "aliases": ["KOMID"]}),
        json!({"name": "KOMID (External Technology General Corporation)"}),
    ] {
        let judgement = company(&record, std::slice::from_ref(&clearance));
        assert_ne!(judgement["verdict"], "clear", "{record}");
        assert_eq!(judgement["matches"][0]["cleared_by"], json!(null), "{record}");
        assert_eq!(judgement["matches"].as_array().unwrap().len(), 1, "{record}");
    }
    let both = [clearance, Clearance { id: "2".to_owned(), ..cleared(KOMID, KOMID_ID) }];
    assert_eq!(company(&json!({"name": "KOMID", "aliases": [KOMID]}), &both)["verdict"], "clear");
}

#[test]
fn an_equal_passport_or_ship_number_is_never_quiet() {
    let passport = json!([{"type": "passport", "value": "381420754", "country": "KP"}]);
    let party = json!({"name": PAEK, "identifiers": passport});
    let judgement = judged(Kind::Shipment, &with_party(&party), &[cleared(PAEK, PAEK_ID)]);
    assert_eq!(judgement["verdict"], "prohibited");
    assert_eq!(judgement["matches"][0]["cleared_by"], json!(null));
    assert_eq!(of_party(&judgement)["reason"], "equal_number");
    let named = with_party(&json!({"name": PAEK}));
    assert_eq!(judged(Kind::Shipment, &named, &[])["verdict"], "review");
    assert_eq!(judged(Kind::Shipment, &named, &[cleared(PAEK, PAEK_ID)])["verdict"], "clear");

    let ship = |vessel: Value| {
        let mut record = crate::support::record::chairs("PO-1");
        record["transport"] = json!({"vessel": vessel});
        judged(Kind::Shipment, &record, &[cleared("Hua Fu", "un-1718-vessels:IMO9020003")])
    };
    let numbered = ship(json!({"name": "HUA FU", "imo": "9020003"}));
    assert_ne!(numbered["verdict"], "clear");
    assert_eq!(numbered["matches"][0]["cleared_by"], json!(null));
    let named = ship(json!({"name": "HUA FU"}));
    assert_eq!(named["verdict"], "clear");
    assert_eq!(named["matches"][0]["outcome"], "notice");
    let former = ship(json!({"name": "HUA FU", "former_names": [{"name": "Asian Harmony"}]}));
    assert_eq!(former["verdict"], "review");
}

#[test]
fn a_finding_on_goods_stays_as_it_was() {
    let mut record = banned_coal("PO-1");
    record["parties"] = json!([{"role": "agent", "name": KOMID}]);
    let goods = |judgement: &Value| {
        let findings = judgement["findings"].as_array().unwrap().iter();
        findings.filter(|one| one["kind"] != "designated_party").cloned().collect::<Vec<_>>()
    };
    let (before, after) = (
        judged(Kind::Shipment, &record, &[]),
        judged(Kind::Shipment, &record, &[cleared(KOMID, KOMID_ID)]),
    );
    assert_eq!(after["verdict"], "prohibited");
    assert_eq!(after["matches"][0]["outcome"], "notice");
    assert_eq!(goods(&before), goods(&after));
}

#[test]
fn a_clearance_holds_to_the_end_of_its_last_day() {
    let until = |last: &str| Clearance { expires_on: Some(day(last)), ..cleared(KOMID, KOMID_ID) };
    let record = json!({"name": KOMID});
    assert_eq!(company(&record, &[until("2026-11-24")])["verdict"], "clear");
    let over = company(&record, &[until("2026-11-23")]);
    assert_eq!(over["verdict"], "prohibited");
    // Nothing is left of a clearance that ran out.
    assert_eq!(of_party(&over), of_party(&company(&record, &[])));
    let then = json!({"name": KOMID, "options": {"as_of": "2026-11-25"}});
    assert_eq!(company(&then, &[until("2026-11-24")])["verdict"], "prohibited");
}

#[test]
fn an_entry_that_changed_speaks_again_and_says_that_it_was_cleared() {
    let stale = Clearance { entry_digest: "sha256".to_owned(), ..cleared(KOMID, KOMID_ID) };
    let judgement = company(&json!({"name": KOMID}), &[stale]);
    assert_eq!(judgement["verdict"], "prohibited");
    assert_eq!(judgement["matches"][0]["cleared_by"], json!(null));
    assert_eq!(of_party(&judgement)["reason"], "whole_name");
    let told = of_party(&judgement)["explanation"].as_str().unwrap();
    assert!(told.ends_with(" A clearance of 2026-11-22 ended when the entry changed."), "{told}");
}

#[test]
fn a_record_that_contradicts_the_cleared_party_is_another_party() {
    let of = |country| Clearance { country: CountryCode::new(country), ..cleared(KOMID, KOMID_ID) };
    for (stated, verdict) in [
        (json!("KR"), "clear"),
        (json!(null), "clear"),
        (json!("CN"), "review"),
        (json!("Korea"), "prohibited"),
    ] {
        let judgement = company(&json!({"name": KOMID, "country": stated}), &[of("KR")]);
        assert_eq!(judgement["verdict"], verdict, "{stated}");
    }
    let born =
        |date: Option<&str>| Clearance { birth_date: date.map(day), ..cleared(PAEK, PAEK_ID) };
    let judge = |party: Value, clearance| judged(Kind::Shipment, &with_party(&party), &[clearance]);
    let dated = json!({"name": PAEK, "birth_date": "1964-06-18"});
    assert_eq!(judge(dated.clone(), born(Some("1964-06-18")))["verdict"], "clear");
    assert_eq!(judge(dated.clone(), born(Some("1964-06-19")))["verdict"], "prohibited");
    // Who cleared the name did not know that the birth date is equal.
    assert_eq!(judge(dated, born(None))["verdict"], "prohibited");
    let korean = json!({"name": PAEK, "country": "CN", "nationality": "KR"});
    let of_korea = Clearance { country: CountryCode::new("KR"), ..cleared(PAEK, PAEK_ID) };
    assert_eq!(judge(korean, of_korea)["verdict"], "clear");
}

#[test]
fn a_cleared_holder_owns_nothing_that_is_frozen() {
    let record = json!({"name": "Onsan Smelting", "affiliations":
        [{"relation": "parent", "name": KOMID, "share_percent": 60.0}]});
    assert_eq!(company(&record, &[])["verdict"], "prohibited");
    assert_eq!(company(&record, &[cleared(KOMID, KOMID_ID)])["verdict"], "clear");
}

fn row(number: u128, designation: &str) -> ClearanceRow {
    let text = str::to_owned;
    ClearanceRow {
        id: Uuid::from_u128(number),
        judged: JudgedClearance {
            party_key: text("key"),
            party: text(r#"{"name":"평양 '"}"#),
            designation: text(designation),
            designation_name: text("name"),
            entry_digest: text("sha256"),
            list_id: text("list"),
            list_version: text("2026-05-08"),
            list_digest: text("sha256"),
            reason: text("reason"),
            author: text("author"),
            expires_on: None,
        },
        created_at: now() + TimeDelta::seconds(i64::try_from(number).unwrap()),
        withdrawal: None,
    }
}

/// Runs a test on SQLite, and on PostgreSQL where it is installed.
fn on_both(test: impl Fn(&TestDatabase)) {
    for database in [Some(TestDatabase::sqlite()), TestDatabase::postgres()].iter().flatten() {
        test(database);
    }
}

#[test]
fn the_store_keeps_each_organisation_s_clearances_apart() {
    on_both(|database| {
        let store = Store::open(database.url()).unwrap();
        let (one, two) = (row(1, "a:1"), row(2, "a:2"));
        store.insert_clearance("one", &one).unwrap();
        store.insert_clearance("two", &two).unwrap();
        assert_eq!(store.find_clearance("one", one.id).unwrap(), Some(one.clone()));
        assert_eq!(store.find_clearance("two", one.id).unwrap(), None);
        assert_eq!(store.standing_clearances("one").unwrap(), std::slice::from_ref(&one));
        let all = Page { limit: 10, after: None };
        let listed = store.list_clearances("two", &ClearanceFilter::default(), &all).unwrap();
        assert_eq!(listed.items, [two]);
        let end = WithdrawalRow { at: now(), reason: "r".to_owned(), author: "a".to_owned() };
        assert!(!store.withdraw_clearance("two", one.id, &end).unwrap());
        assert!(store.withdraw_clearance("one", one.id, &end).unwrap());
        assert!(!store.withdraw_clearance("one", one.id, &end).unwrap());
        let kept = store.find_clearance("one", one.id).unwrap().unwrap();
        assert_eq!(kept, ClearanceRow { withdrawal: Some(end), ..one });
        assert_eq!(store.standing_clearances("one").unwrap(), []);
        let marks = ["one", "two", "three"].map(|name| store.clearance_mark(name).unwrap());
        assert_eq!(marks, [(1, 1), (1, 0), (0, 0)]);
    });
}

#[test]
fn the_store_lists_clearances_newest_first_by_entry_and_standing() {
    on_both(|database| {
        let store = Store::open(database.url()).unwrap();
        for number in 1..=4 {
            let mut new = row(number, if number == 4 { "a:2" } else { "a:1" });
            new.judged.expires_on = (number > 2).then(|| day("2026-11-24"));
            store.insert_clearance("one", &new).unwrap();
        }
        let end = WithdrawalRow { at: now(), reason: "r".to_owned(), author: "a".to_owned() };
        store.withdraw_clearance("one", Uuid::from_u128(1), &end).unwrap();
        let list = |designation: Option<&str>, standing, page: &Page| -> Vec<u128> {
            let filter = ClearanceFilter { designation: designation.map(str::to_owned), standing };
            let found = store.list_clearances("one", &filter, page).unwrap();
            found.items.iter().map(|one| one.id.as_u128()).collect()
        };
        let all = Page { limit: 10, after: None };
        assert_eq!(list(None, None, &all), [4, 3, 2, 1]);
        assert_eq!(list(Some("a:1"), None, &all), [3, 2, 1]);
        assert_eq!(list(None, Some(ClearanceStanding::Withdrawn), &all), [1]);
        let on = |text: &str| day(text);
        assert_eq!(list(None, Some(ClearanceStanding::Open(on("2026-11-24"))), &all), [4, 3, 2]);
        assert_eq!(list(None, Some(ClearanceStanding::Open(on("2026-11-25"))), &all), [2]);
        assert_eq!(list(None, Some(ClearanceStanding::Expired(on("2026-11-25"))), &all), [4, 3]);
        let fourth = Cursor { created_at: row(4, "").created_at, id: Uuid::from_u128(4) };
        assert_eq!(list(None, None, &Page { limit: 2, after: Some(fourth) }), [3, 2]);
    });
}

#[test]
fn a_service_beside_another_follows_what_that_one_cleared() {
    on_both(|database| {
        let start = || {
            let store = Store::open(database.url()).unwrap();
            let knowledge = Knowledge::built_in().unwrap();
            Service::start(knowledge, ListRules::default(), store, Arc::new(FixedClock(now())))
                .unwrap()
        };
        let (here, there) = (start(), start());
        let verdict = || {
            let record = json!({"name": KOMID, "options": {"dry_run": true}}).to_string();
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
            let screened =
                runtime.block_on(there.screen(Kind::Company, record.as_bytes())).unwrap();
            serde_json::from_str::<Value>(&screened.json).unwrap()["verdict"].clone()
        };
        let request = json!({"party": {"name": KOMID}, "designation": KOMID_ID, "reason": "r", "author": "a"});
        let made = here.clear_party(request.to_string().as_bytes()).unwrap();
        assert_eq!(verdict(), "prohibited");
        assert!(there.follow_lists().unwrap());
        assert_eq!(verdict(), "clear");
        assert!(!there.reload_clearances().unwrap());
        here.withdraw_clearance(made.id, br#"{"reason": "r", "author": "a"}"#).unwrap();
        assert!(there.reload_clearances().unwrap());
        assert_eq!(verdict(), "prohibited");
    });
}
