//! The store as its callers see it, on SQLite.

use std::future::Future;

use chrono::TimeDelta;
use tempfile::TempDir;

use super::*;

const ALL: Page = Page { limit: 100, after: None };

/// A fresh store, and the folder that goes with it.
fn store() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&url(&folder)).unwrap();
    store.migrate().unwrap();
    (store, folder)
}

fn url(folder: &TempDir) -> String {
    format!("sqlite://{}", folder.path().join("assay.db").display())
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

fn insert(store: &Store, new: NewScreening) {
    wait(store.insert_screening(new)).unwrap();
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_000_000, 123_456_789).unwrap()
}

/// A screening of organisation `one`; `number` orders the ids.
pub(super) fn screening(number: u128) -> NewScreening {
    NewScreening {
        id: Uuid::from_u128(number),
        organisation: "one".to_owned(),
        kind: "shipment".to_owned(),
        reference: None,
        verdict: "clear".to_owned(),
        risk_score: 7,
        created_at: noon(),
        measures: Vec::new(),
        record: r#"{"kind":"shipment"}"#.to_owned(),
        screening: r#"{"verdict":"clear"}"#.to_owned(),
    }
}

fn numbers(listed: &[ScreeningSummary]) -> Vec<u128> {
    listed.iter().map(|summary| summary.id.as_u128()).collect()
}

#[test]
fn a_screening_is_found_as_it_was_kept_to_the_microsecond() {
    let (store, _folder) = store();
    let new = NewScreening {
        reference: Some("PO 7 · 평양".to_owned()),
        measures: vec!["m".to_owned(), "m".to_owned()],
        ..screening(1)
    };
    insert(&store, new.clone());
    let found = store.find_screening("one", new.id).unwrap().unwrap();
    assert_eq!(found.created_at, DateTime::from_timestamp(1_764_000_000, 123_456_000).unwrap());
    assert_eq!((found.reference, found.record), (new.reference, new.record));
    assert_eq!((found.kind, found.verdict, found.risk_score), (new.kind, new.verdict, 7));
    assert_eq!(found.screening, new.screening);
    assert_eq!(store.find_screening("one", Uuid::from_u128(2)).unwrap(), None);
}

#[test]
fn an_organisation_sees_its_own_alone() {
    let (store, _folder) = store();
    insert(&store, NewScreening { measures: vec!["m".to_owned()], ..screening(1) });
    let touched = ScreeningFilter { measure: Some("m".to_owned()), ..ScreeningFilter::default() };
    assert_eq!(store.find_screening("two", Uuid::from_u128(1)).unwrap(), None);
    assert!(
        store.list_screenings("two", &ScreeningFilter::default(), &ALL).unwrap().items.is_empty()
    );
    assert!(store.list_screenings("two", &touched, &ALL).unwrap().items.is_empty());
    assert_eq!(store.list_screenings("one", &touched, &ALL).unwrap().items.len(), 1);
}

#[test]
fn each_filter_narrows_the_list() {
    let (store, _folder) = store();
    let hour = TimeDelta::hours(1);
    let text = |text: &str| Some(text.to_owned());
    insert(&store, screening(1));
    insert(&store, NewScreening { kind: "company".to_owned(), ..screening(2) });
    insert(&store, NewScreening { verdict: "prohibited".to_owned(), ..screening(3) });
    insert(&store, NewScreening { reference: text("A%"), ..screening(4) });
    insert(&store, NewScreening { measures: vec!["m".into(), "n".into()], ..screening(5) });
    insert(&store, NewScreening { created_at: noon() + hour, ..screening(6) });
    insert(&store, NewScreening { created_at: noon() - hour, ..screening(7) });

    let none = ScreeningFilter::default;
    for (name, filter, expected) in [
        ("none", none(), vec![6, 5, 4, 3, 2, 1, 7]),
        ("kind", ScreeningFilter { kind: text("company"), ..none() }, vec![2]),
        ("verdict", ScreeningFilter { verdict: text("prohibited"), ..none() }, vec![3]),
        ("reference", ScreeningFilter { reference: text("A%"), ..none() }, vec![4]),
        ("reference in another case", ScreeningFilter { reference: text("a%"), ..none() }, vec![]),
        ("measure", ScreeningFilter { measure: text("n"), ..none() }, vec![5]),
        ("from, inclusive", ScreeningFilter { from: Some(noon() + hour), ..none() }, vec![6]),
        ("until, exclusive", ScreeningFilter { until: Some(noon()), ..none() }, vec![7]),
        (
            "two at once",
            ScreeningFilter { kind: text("company"), verdict: text("prohibited"), ..none() },
            vec![],
        ),
    ] {
        let listed = store.list_screenings("one", &filter, &ALL).unwrap().items;
        assert_eq!(numbers(&listed), expected, "{name}");
    }
}

#[test]
fn paging_neither_skips_nor_repeats_when_instants_tie() {
    let (store, _folder) = store();
    // Whole, tenth and microsecond instants, three screenings at each.
    for (step, nanoseconds) in [0, 100_000_000, 100_001_000, 999_999_000].into_iter().enumerate() {
        for tie in 0..3 {
            let number = u128::try_from(step * 3 + tie).unwrap();
            let created_at = DateTime::from_timestamp(1_764_000_000, nanoseconds).unwrap();
            insert(&store, NewScreening { created_at, ..screening(number) });
        }
    }
    for limit in 1..=5 {
        let mut page = Page { limit, after: None };
        let mut seen = Vec::new();
        loop {
            let listed = store.list_screenings("one", &ScreeningFilter::default(), &page).unwrap();
            seen.extend(numbers(&listed.items));
            page.after = listed.next;
            if page.after.is_none() {
                break;
            }
        }
        assert_eq!(seen, (0..12).rev().collect::<Vec<_>>(), "limit {limit}");
    }
}

#[test]
fn many_at_once_are_all_kept_and_a_repeated_id_fails_alone() {
    let (store, folder) = store();
    let failed = wait(async {
        let mut tasks = tokio::task::JoinSet::new();
        for number in 0..1_500 {
            let store = store.clone();
            // Each hundredth repeats the id before it.
            let number = if number % 100 == 99 { number - 1 } else { number };
            tasks.spawn(async move { store.insert_screening(screening(number)).await });
        }
        tasks.join_all().await.into_iter().filter(Result::is_err).count()
    });
    assert_eq!(failed, 15);
    store.close();

    let reopened = Store::open(&url(&folder)).unwrap();
    let page = Page { limit: 2_000, after: None };
    let listed = reopened.list_screenings("one", &ScreeningFilter::default(), &page).unwrap();
    assert_eq!(listed.items.len(), 1_485);
}

#[test]
fn a_basis_is_kept_once_and_whole() {
    let (store, _folder) = store();
    let version = BasisVersion {
        organisation: "one".to_owned(),
        digest: "sha256:1".to_owned(),
        kind: "rulebook".to_owned(),
        name: "dprk".to_owned(),
        version: "2026.11".to_owned(),
        content: "content".repeat(100_000),
    };
    store.keep_basis(&version, noon()).unwrap();
    store.keep_basis(&BasisVersion { content: String::new(), ..version.clone() }, noon()).unwrap();
    assert_eq!(store.find_basis("one", "sha256:1").unwrap(), Some(version));
    assert_eq!(store.find_basis("two", "sha256:1").unwrap(), None);
    assert_eq!(store.find_basis("one", "sha256:2").unwrap(), None);
}

#[test]
fn stores_that_migrate_at_once_apply_each_migration_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = url(&folder);
    assert!(Store::open(&url).unwrap().pending_migrations().unwrap());
    let applied: usize = std::thread::scope(|scope| {
        let all: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| Store::open(&url).unwrap().migrate().unwrap().len()))
            .collect();
        all.into_iter().map(|one| one.join().unwrap()).sum()
    });
    let store = Store::open(&url).unwrap();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/sqlite");
    assert_eq!(applied, std::fs::read_dir(folder).unwrap().count());
    assert!(!store.pending_migrations().unwrap());
    store.ping().unwrap();
}

#[test]
fn a_closed_store_says_so_to_its_clones() {
    let (store, _folder) = store();
    let clone = store.clone();
    store.close();
    assert!(matches!(wait(clone.insert_screening(screening(1))), Err(StoreError::Closed)));
    assert!(matches!(clone.ping(), Err(StoreError::Closed)));
}

#[test]
fn a_store_without_tables_refuses_but_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&url(&folder)).unwrap();
    let refused = wait(store.insert_screening(screening(1)));
    assert!(matches!(refused, Err(StoreError::Query { .. })), "{refused:?}");
    store.migrate().unwrap();
    insert(&store, screening(1));
}
