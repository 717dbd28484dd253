//! Brings the tables up to date. The migrations are compiled in; both backends have the same ones.

use std::error::Error;

use diesel::connection::SimpleConnection;
use diesel::{PgConnection, SqliteConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::StoreError;
use super::connection::AnyConnection;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Held by whoever migrates. The number says nothing; it must only be ours.
const LOCK: &str = "SELECT pg_advisory_lock(7301941862051137)";
const UNLOCK: &str = "SELECT pg_advisory_unlock(7301941862051137)";

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Applies what has not been applied, and returns the names of those migrations.
pub(super) fn run(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            locked_sqlite(connection, |connection| apply(connection, SQLITE))
        }
        AnyConnection::Postgres(connection) => {
            locked_postgres(connection, |connection| apply(connection, POSTGRES))
        }
    }
    .map_err(StoreError::migrate)
}

/// Whether there is something to apply.
pub(super) fn is_pending(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    match connection {
        AnyConnection::Sqlite(connection) => {
            locked_sqlite(connection, |connection| connection.has_pending_migration(SQLITE))
        }
        AnyConnection::Postgres(connection) => {
            locked_postgres(connection, |connection| connection.has_pending_migration(POSTGRES))
        }
    }
    .map_err(StoreError::migrate)
}

fn apply<DB, C>(connection: &mut C, migrations: EmbeddedMigrations) -> Outcome<Vec<String>>
where
    DB: diesel::backend::Backend,
    C: MigrationHarness<DB>,
{
    let pending = connection.pending_migrations(migrations)?;
    let mut applied = Vec::with_capacity(pending.len());
    for migration in &pending {
        connection.run_migration(migration)?;
        applied.push(migration.name().to_string());
    }
    Ok(applied)
}

/// Runs `work` while no other process can write. Each migration becomes a savepoint within.
fn locked_sqlite<T>(
    connection: &mut SqliteConnection,
    work: impl FnOnce(&mut SqliteConnection) -> Outcome<T>,
) -> Outcome<T> {
    connection.immediate_transaction(work)
}

/// Runs `work` while holding a lock of the connection, so that a migration may still commit on its own.
fn locked_postgres<T>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Outcome<T>,
) -> Outcome<T> {
    connection.batch_execute(LOCK)?;
    let outcome = work(connection);
    let unlocked = connection.batch_execute(UNLOCK);
    outcome.and_then(|value| unlocked.map(|()| value).map_err(Into::into))
}

#[cfg(test)]
mod tests {
    use diesel::Connection;
    use diesel::backend::Backend;
    use diesel::migration::MigrationSource;
    use diesel::pg::Pg;
    use diesel::prelude::*;
    use diesel::sqlite::Sqlite;

    use super::*;

    fn names<DB: Backend>(source: &impl MigrationSource<DB>) -> Vec<String> {
        let migrations = source.migrations().unwrap();
        let mut names: Vec<_> = migrations.iter().map(|one| one.name().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn both_backends_have_the_same_migrations() {
        assert_eq!(names::<Sqlite>(&SQLITE), names::<Pg>(&POSTGRES));
    }

    #[test]
    fn what_is_undone_and_done_again_is_the_same() {
        fn schema(connection: &mut SqliteConnection) -> String {
            diesel::select(diesel::dsl::sql::<diesel::sql_types::Text>(
                "(SELECT coalesce(group_concat(sql, char(10)), '') FROM (SELECT sql FROM sqlite_schema \
                 WHERE tbl_name NOT LIKE '%diesel%' ORDER BY name))",
            ))
            .get_result(connection)
            .unwrap()
        }
        let mut connection = SqliteConnection::establish(":memory:").unwrap();
        connection.run_pending_migrations(SQLITE).unwrap();
        let first = schema(&mut connection);
        connection.revert_all_migrations(SQLITE).unwrap();
        assert_eq!(schema(&mut connection), "");
        connection.run_pending_migrations(SQLITE).unwrap();
        assert_eq!(schema(&mut connection), first);
        assert!(first.contains("screenings"));
    }
}
