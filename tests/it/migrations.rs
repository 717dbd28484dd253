//! The migrations: alike in both backends, reversible, and what they make has what every table needs.

use std::collections::BTreeSet;

use diesel::migration::{Migration as _, MigrationSource};
use diesel::sql_types::Text;
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl as _, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::support::database::TestDatabase;
use crate::support::repository;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// A connection to either backend, and what differs in its catalogue.
enum Database {
    Sqlite(Box<SqliteConnection>),
    Postgres(Box<PgConnection>),
}

impl Database {
    /// Runs a query that gives one text a row.
    fn lines(&mut self, sqlite: &str, postgres: &str) -> BTreeSet<String> {
        let lines: Vec<Line> = match self {
            Self::Sqlite(connection) => diesel::sql_query(sqlite).load(&mut **connection).unwrap(),
            Self::Postgres(connection) => {
                diesel::sql_query(postgres).load(&mut **connection).unwrap()
            }
        };
        lines.into_iter().map(|line| line.line).collect()
    }

    fn up(&mut self) {
        match self {
            Self::Sqlite(connection) => drop(connection.run_pending_migrations(SQLITE).unwrap()),
            Self::Postgres(connection) => {
                drop(connection.run_pending_migrations(POSTGRES).unwrap());
            }
        }
    }

    fn down(&mut self) {
        match self {
            Self::Sqlite(connection) => drop(connection.revert_all_migrations(SQLITE).unwrap()),
            Self::Postgres(connection) => drop(connection.revert_all_migrations(POSTGRES).unwrap()),
        }
    }

    /// Tables, columns, indexes and constraints, in words of the backend.
    fn schema(&mut self) -> BTreeSet<String> {
        self.lines(
            "SELECT type || ' ' || name || ' of ' || tbl_name || ': ' || coalesce(sql, '') AS line \
             FROM sqlite_schema WHERE tbl_name NOT LIKE '%diesel%'",
            "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' \
                || coalesce(collation_name, '') || ' ' || coalesce(column_default, '') AS line \
             FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '%diesel%' \
             UNION SELECT indexdef FROM pg_indexes \
             WHERE schemaname = 'public' AND tablename NOT LIKE '%diesel%' \
             UNION SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) \
             FROM pg_constraint WHERE connamespace = 'public'::regnamespace \
                AND conrelid::regclass::text NOT LIKE '%diesel%'",
        )
    }

    fn tables(&mut self) -> BTreeSet<String> {
        self.lines(
            "SELECT name AS line FROM sqlite_schema WHERE type = 'table' \
             AND name NOT LIKE '%diesel%' AND name NOT LIKE 'sqlite_%'",
            "SELECT tablename AS line FROM pg_tables \
             WHERE schemaname = 'public' AND tablename NOT LIKE '%diesel%'",
        )
    }

    /// `table.column`, with `?` where it may be null.
    fn columns(&mut self) -> BTreeSet<String> {
        self.lines(
            "SELECT m.name || '.' || c.name || iif(c.\"notnull\" = 0, '?', '') AS line \
             FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' \
             AND m.name NOT LIKE '%diesel%' AND m.name NOT LIKE 'sqlite_%'",
            "SELECT table_name || '.' || column_name || \
                CASE is_nullable WHEN 'YES' THEN '?' ELSE '' END AS line \
             FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE '%diesel%'",
        )
    }

    /// `table.column` of every foreign key.
    fn foreign_keys(&mut self) -> BTreeSet<String> {
        self.lines(
            "SELECT m.name || '.' || f.\"from\" AS line \
             FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'",
            "SELECT conrelid::regclass || '.' || attname AS line FROM pg_constraint \
             JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] WHERE contype = 'f'",
        )
    }

    /// `table.column` of the first column of every index.
    fn indexed(&mut self) -> BTreeSet<String> {
        self.lines(
            "SELECT m.name || '.' || c.name AS line FROM sqlite_schema AS m, \
             pragma_index_list(m.name) AS i, pragma_index_info(i.name) AS c \
             WHERE m.type = 'table' AND c.seqno = 0",
            "SELECT indrelid::regclass || '.' || attname AS line FROM pg_index \
             JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]",
        )
    }
}

/// Runs a test on a database without tables of each backend.
fn on_empty_databases(test: impl Fn(&mut Database)) {
    let sqlite = SqliteConnection::establish(":memory:").unwrap();
    test(&mut Database::Sqlite(Box::new(sqlite)));
    if let Some(database) = TestDatabase::postgres_without_tables() {
        let postgres = PgConnection::establish(database.url()).unwrap();
        test(&mut Database::Postgres(Box::new(postgres)));
    }
}

#[test]
fn both_backends_have_the_same_migrations_each_with_a_way_back() {
    let names = |backend: &str| -> BTreeSet<String> {
        let folder = format!("migrations/{backend}");
        let files = repository::files_under(&folder);
        files.into_iter().map(|file| file.strip_prefix(&folder).unwrap().to_owned()).collect()
    };
    let sqlite = names("sqlite");
    assert_eq!(sqlite, names("postgres"));
    for file in &sqlite {
        let (folder, name) = file.trim_start_matches('/').split_once('/').unwrap();
        assert!(["up.sql", "down.sql"].contains(&name), "{file}");
        let other = if name == "up.sql" { "down.sql" } else { "up.sql" };
        assert!(sqlite.contains(&format!("/{folder}/{other}")), "{file} stands alone");
    }
    let embedded = MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE).unwrap();
    assert_eq!(embedded.len() * 2, sqlite.len());
    assert!(embedded.iter().all(|one| !one.name().to_string().is_empty()));
}

#[test]
fn what_is_undone_and_done_again_is_the_same() {
    on_empty_databases(|database| {
        database.up();
        let first = database.schema();
        assert!(!first.is_empty());
        database.down();
        assert_eq!(database.schema(), BTreeSet::new());
        database.up();
        assert_eq!(database.schema(), first);
    });
}

#[test]
fn every_row_belongs_to_an_organisation() {
    on_empty_databases(|database| {
        database.up();
        let columns = database.columns();
        assert!(!database.tables().is_empty());
        for table in database.tables() {
            assert!(columns.contains(&format!("{table}.organisation")), "{table}");
        }
    });
}

#[test]
fn every_foreign_key_is_indexed() {
    on_empty_databases(|database| {
        database.up();
        let (keys, indexed) = (database.foreign_keys(), database.indexed());
        assert!(!keys.is_empty());
        for key in keys {
            assert!(indexed.contains(&key), "{key} is not the first column of any index");
        }
    });
}

#[test]
fn the_columns_are_those_the_code_knows() {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut table = String::new();
    for line in repository::text("src/storage/schema.rs").lines().map(str::trim) {
        if let Some((name, _)) = line.strip_suffix(") {").and_then(|line| line.split_once(" (")) {
            name.clone_into(&mut table);
        } else if let Some((name, kind)) = line.trim_end_matches(',').split_once(" -> ")
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        {
            let optional = if kind.starts_with("Nullable") { "?" } else { "" };
            known.insert(format!("{table}.{name}{optional}"));
        }
    }
    on_empty_databases(|database| {
        database.up();
        assert_eq!(database.columns(), known);
    });
}
