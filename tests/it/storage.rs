//! The store on both backends: what must not differ between them, and what only a server can do.

#![expect(clippy::unwrap_used, reason = "what the tests share may fail them as the tests may")]

use std::future::Future;

use assay::storage::{
    BasisVersion, NewScreening, Page, ScreeningFilter, ScreeningSummary, Store, StoreError,
};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::database::{PostgresServer, TestDatabase, execute, postgres_alone};

const ALL: Page = Page { limit: 5_000, after: None };

/// Runs a test on SQLite, and on PostgreSQL where it is installed.
fn on_both(test: impl Fn(&Store)) {
    let databases = [Some(TestDatabase::sqlite()), TestDatabase::postgres()];
    for database in databases.iter().flatten() {
        test(&Store::open(database.url()).unwrap());
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

fn insert(store: &Store, new: NewScreening) {
    wait(store.insert_screening(new)).unwrap();
}

/// Inserts all at once and counts those that were refused.
fn insert_together(store: &Store, all: Vec<NewScreening>) -> usize {
    wait(async {
        let mut tasks = JoinSet::new();
        for new in all {
            let store = store.clone();
            tasks.spawn(async move { store.insert_screening(new).await });
        }
        tasks.join_all().await.into_iter().filter(Result::is_err).count()
    })
}

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_000_000, 123_456_789).unwrap()
}

fn screening(number: u128) -> NewScreening {
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

fn list(store: &Store, filter: &ScreeningFilter, page: &Page) -> Vec<ScreeningSummary> {
    store.list_screenings("one", filter, page).unwrap().items
}

fn numbers(listed: &[ScreeningSummary]) -> Vec<u128> {
    listed.iter().map(|summary| summary.id.as_u128()).collect()
}

#[test]
fn a_screening_is_found_as_it_was_kept_by_its_organisation_alone() {
    on_both(|store| {
        let new = NewScreening {
            reference: Some("PO 7 · 평양 \\ '".to_owned()),
            measures: vec!["m".to_owned(), "m".to_owned()],
            ..screening(1)
        };
        insert(store, new.clone());
        let found = store.find_screening("one", new.id).unwrap().unwrap();
        assert_eq!(found.created_at, DateTime::from_timestamp(1_764_000_000, 123_456_000).unwrap());
        assert_eq!((found.reference, found.record), (new.reference, new.record));
        assert_eq!((found.kind, found.verdict, found.risk_score), (new.kind, new.verdict, 7));
        assert_eq!(found.screening, new.screening);
        assert_eq!(store.find_screening("two", new.id).unwrap(), None);
        assert!(
            store
                .list_screenings("two", &ScreeningFilter::default(), &ALL)
                .unwrap()
                .items
                .is_empty()
        );
    });
}

#[test]
fn each_filter_narrows_the_list() {
    let hour = TimeDelta::hours(1);
    let text = |text: &str| Some(text.to_owned());
    let none = ScreeningFilter::default;
    on_both(|store| {
        insert(store, screening(1));
        insert(store, NewScreening { kind: "company".to_owned(), ..screening(2) });
        insert(store, NewScreening { verdict: "prohibited".to_owned(), ..screening(3) });
        insert(store, NewScreening { reference: text("A%"), ..screening(4) });
        insert(store, NewScreening { measures: vec!["m".into(), "n".into()], ..screening(5) });
        insert(store, NewScreening { created_at: noon() + hour, ..screening(6) });
        insert(store, NewScreening { created_at: noon() - hour, ..screening(7) });
        for (name, filter, expected) in [
            ("none", none(), vec![6, 5, 4, 3, 2, 1, 7]),
            ("kind", ScreeningFilter { kind: text("company"), ..none() }, vec![2]),
            ("verdict", ScreeningFilter { verdict: text("prohibited"), ..none() }, vec![3]),
            ("reference", ScreeningFilter { reference: text("A%"), ..none() }, vec![4]),
            ("another case", ScreeningFilter { reference: text("a%"), ..none() }, vec![]),
            ("measure", ScreeningFilter { measure: text("n"), ..none() }, vec![5]),
            ("from, inclusive", ScreeningFilter { from: Some(noon() + hour), ..none() }, vec![6]),
            ("until, exclusive", ScreeningFilter { until: Some(noon()), ..none() }, vec![7]),
        ] {
            assert_eq!(numbers(&list(store, &filter, &ALL)), expected, "{name}");
        }
    });
}

#[test]
fn paging_neither_skips_nor_repeats_when_instants_tie() {
    on_both(|store| {
        for (step, nanoseconds) in
            [0, 100_000_000, 100_001_000, 999_999_999].into_iter().enumerate()
        {
            for tie in 0..3 {
                let number = u128::try_from(step * 3 + tie).unwrap();
                let created_at = DateTime::from_timestamp(1_764_000_000, nanoseconds).unwrap();
                insert(store, NewScreening { created_at, ..screening(number) });
            }
        }
        for limit in 1..=5 {
            let mut page = Page { limit, after: None };
            let mut seen = Vec::new();
            loop {
                let every = ScreeningFilter::default();
                let listed = store.list_screenings("one", &every, &page).unwrap();
                seen.extend(numbers(&listed.items));
                page.after = listed.next;
                if page.after.is_none() {
                    break;
                }
            }
            assert_eq!(seen, (0..12).rev().collect::<Vec<_>>(), "limit {limit}");
        }
    });
}

#[test]
fn a_repeated_id_fails_alone_among_many_at_once() {
    on_both(|store| {
        // Each hundredth repeats the id before it.
        let numbers = (0..1_500).map(|number| if number % 100 == 99 { number - 1 } else { number });
        let measures = || vec!["m".to_owned(), "n".to_owned()];
        let all = numbers.map(|number| NewScreening { measures: measures(), ..screening(number) });
        assert_eq!(insert_together(store, all.collect()), 15);
        let touched = ScreeningFilter { measure: Some("n".into()), ..ScreeningFilter::default() };
        assert_eq!(list(store, &touched, &ALL).len(), 1_485);
    });
}

#[test]
fn a_basis_is_kept_once() {
    on_both(|store| {
        let version = BasisVersion {
            organisation: "one".to_owned(),
            digest: "sha256:1".to_owned(),
            kind: "rulebook".to_owned(),
            name: "dprk".to_owned(),
            version: "2026.11".to_owned(),
            content: "content".repeat(100_000),
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| store.keep_basis(&version, noon()).unwrap());
            }
        });
        assert_eq!(store.find_basis("one", "sha256:1").unwrap(), Some(version));
        assert_eq!(store.find_basis("two", "sha256:1").unwrap(), None);
    });
}

#[test]
fn stores_that_migrate_at_once_apply_each_migration_once() {
    let databases =
        [Some(TestDatabase::sqlite_without_tables()), TestDatabase::postgres_without_tables()];
    for database in databases.iter().flatten() {
        let url = database.url();
        assert!(Store::open(url).unwrap().pending_migrations().unwrap());
        let applied: Vec<String> = std::thread::scope(|scope| {
            let all: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| Store::open(url).unwrap().migrate().unwrap()))
                .collect();
            all.into_iter().flat_map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(
            applied,
            [
                "2026-11-24-080000_create_screenings",
                "2026-11-24-080100_create_basis_versions",
                "2026-11-24-090000_create_watchlists",
                "2026-11-24-093000_create_clearances"
            ]
        );
        let store = Store::open(url).unwrap();
        assert!(!store.pending_migrations().unwrap());
        store.ping().unwrap();
    }
}

#[test]
fn each_postgres_migration_can_be_undone_and_done_again() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/postgres");
    let mut migrations: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    migrations.sort();
    let run = |migration: &std::path::Path, file: &str| {
        execute(database.url(), &std::fs::read_to_string(migration.join(file)).unwrap());
    };
    for migration in migrations.iter().rev() {
        run(migration, "down.sql");
        run(migration, "up.sql");
        run(migration, "down.sql");
    }
    for migration in &migrations {
        run(migration, "up.sql");
    }
    insert(&Store::open(database.url()).unwrap(), screening(1));
}

fn name_of(url: &str) -> &str {
    url.rsplit('/').next().unwrap()
}

/// Ends all connections but the asker's, as a restart of the server would.
fn cut_connections(server: &PostgresServer, url: &str) {
    let name = name_of(url);
    server.execute(&format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    ));
}

#[test]
fn the_store_survives_the_loss_of_its_connections() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    let store = Store::open(database.url()).unwrap();
    insert(&store, screening(1));
    store.ping().unwrap();
    for number in 2..5 {
        cut_connections(server, database.url());
        insert(&store, screening(number));
        cut_connections(server, database.url());
        let listed = numbers(&list(&store, &ScreeningFilter::default(), &ALL));
        assert_eq!(listed, (1..=number).rev().collect::<Vec<_>>());
    }
}

#[test]
fn while_the_server_is_away_inserts_fail_at_once_and_then_work_again() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    let store = Store::open(database.url()).unwrap();
    let allow = |allowed: bool| {
        let name = name_of(database.url());
        server.execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}"));
    };
    allow(false);
    cut_connections(server, database.url());
    for _ in 0..3 {
        let refused = wait(store.insert_screening(screening(1)));
        assert!(matches!(refused, Err(StoreError::Connect { .. })), "{refused:?}");
    }
    assert_eq!(insert_together(&store, (0..100).map(screening).collect()), 100);

    allow(true);
    let give_up = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while wait(store.insert_screening(screening(1))).is_err() {
        assert!(std::time::Instant::now() < give_up);
        std::thread::yield_now();
    }
    assert_eq!(numbers(&list(&store, &ScreeningFilter::default(), &ALL)), [1]);
}

#[test]
fn what_the_server_did_not_commit_is_not_acknowledged() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    // The connection breaks when the commit has begun.
    execute(
        database.url(),
        "CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS \
         'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'; \
         CREATE CONSTRAINT TRIGGER break AFTER INSERT ON screenings \
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION break();",
    );
    let store = Store::open(database.url()).unwrap();
    assert_eq!(insert_together(&store, (1..=10).map(screening).collect()), 10);
    assert!(list(&store, &ScreeningFilter::default(), &ALL).is_empty());

    execute(database.url(), "DROP FUNCTION break() CASCADE");
    assert_eq!(insert_together(&store, (1..=10).map(screening).collect()), 0);
    assert_eq!(list(&store, &ScreeningFilter::default(), &ALL).len(), 10);
}

#[test]
fn a_row_that_the_server_cannot_hold_fails_alone() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    let store = Store::open(database.url()).unwrap();
    let bad = NewScreening { reference: Some("a\0b".to_owned()), ..screening(3) };
    assert_eq!(insert_together(&store, vec![screening(1), bad, screening(2)]), 1);
    assert_eq!(numbers(&list(&store, &ScreeningFilter::default(), &ALL)), [2, 1]);
}

#[test]
fn a_server_is_reached_over_its_socket_and_its_absence_is_told_without_the_address() {
    let Some(server) = postgres_alone() else { return };
    Store::open(&server.socket_url("postgres")).unwrap().ping().unwrap();
    let error = Store::open("postgres://someone:secret@127.0.0.1:1/assay").err().unwrap();
    assert!(matches!(error, StoreError::Connect { .. }));
    assert!(!format!("{error} {error:?}").contains("secret"));
}

/// `INSERTS=300 cargo test --release --test it many_tasks -- --nocapture` prints the rate.
#[test]
fn what_many_tasks_insert_at_once_is_kept_whole() {
    let told = std::env::var_os("INSERTS");
    let each: u128 = told.map_or(5, |text| text.to_str().unwrap().parse().unwrap());
    let whole = 64 * usize::try_from(each).unwrap();
    on_both(|store| {
        let started = std::time::Instant::now();
        wait(async {
            let mut tasks = JoinSet::new();
            for task in 0..64_u128 {
                let store = store.clone();
                tasks.spawn(async move {
                    for number in 0..each {
                        let new = NewScreening {
                            id: Uuid::now_v7(),
                            reference: Some(format!("PO {task} {number}")),
                            measures: vec!["unscr-2371-8".into(), "unscr-2375-13".into()],
                            record: "r".repeat(1_500),
                            screening: "s".repeat(2_500),
                            ..screening(0)
                        };
                        store.insert_screening(new).await.unwrap();
                    }
                });
            }
            tasks.join_all().await;
        });
        let rate = f64::from(u32::try_from(whole).unwrap()) / started.elapsed().as_secs_f64();
        println!("{rate:.0} screenings a second");
        let page = Page { limit: whole + 1, ..ALL };
        assert_eq!(list(store, &ScreeningFilter::default(), &page).len(), whole);
    });
}
