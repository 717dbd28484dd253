//! Opening connections: the one place that knows how a backend is reached and set up. Everything else
//! goes through [`AnyConnection`].

use std::fs::OpenOptions;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::r2d2::{self, ManageConnection, NopErrorHandler, R2D2Connection};
use diesel::{Connection, ConnectionError, PgConnection, QueryResult, SqliteConnection};

use super::StoreError;
use super::address::Address;
use super::error::Cause;

/// Connections that read. Writing goes through the writer's own.
const POOL_SIZE: u32 = 8;
/// How long a caller waits for a connection of the pool.
const POOL_TIMEOUT: Duration = Duration::from_secs(5);
/// How long SQLite waits for another process to let go of the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// `page_size` acts on a new file alone; screenings are some kilobytes each and fit larger pages better.
const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA page_size = 8192; \
     PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
     PRAGMA journal_size_limit = 67108864; PRAGMA foreign_keys = ON;";

/// A connection to either backend.
#[derive(diesel::MultiConnection)]
pub(super) enum AnyConnection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

pub(super) type Pool = r2d2::Pool<Manager>;

impl Address {
    pub(super) fn connect(&self) -> Result<AnyConnection, StoreError> {
        match self {
            Self::Sqlite(path) => sqlite(path).map(AnyConnection::Sqlite),
            Self::Postgres(settings) => PgConnection::establish(settings)
                .map(AnyConnection::Postgres)
                .map_err(StoreError::connect),
        }
    }

    /// A pool that opens its connections as they are needed.
    pub(super) fn pool(self) -> Pool {
        r2d2::Pool::builder()
            .max_size(POOL_SIZE)
            .min_idle(Some(0))
            .connection_timeout(POOL_TIMEOUT)
            // Whoever asked for the connection gets the error; it is not logged a second time.
            .error_handler(Box::new(NopErrorHandler))
            .build_unchecked(Manager(self))
    }
}

fn sqlite(path: &Path) -> Result<SqliteConnection, StoreError> {
    create_for_owner(path).map_err(StoreError::connect)?;
    let Some(text) = path.to_str() else {
        return Err(StoreError::connect(ConnectionError::BadConnection(
            "the path is not UTF-8".into(),
        )));
    };
    let mut connection = SqliteConnection::establish(text).map_err(StoreError::connect)?;
    let give_up = Instant::now() + BUSY_TIMEOUT;
    // The change to WAL is not covered by the busy timeout when two connections ask for it at once.
    loop {
        match connection.batch_execute(PRAGMAS).map_err(StoreError::from) {
            Ok(()) => return Ok(connection),
            Err(StoreError::Busy) if Instant::now() < give_up => {
                thread::sleep(Duration::from_millis(20));
            }
            Err(StoreError::Query { source }) => return Err(StoreError::Connect { source }),
            Err(error) => return Err(error),
        }
    }
}

/// Creates the file, if there is none, for its owner alone: records are confidential. SQLite gives the
/// files beside it the same permissions.
fn create_for_owner(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Opens and checks the connections of the pool.
pub(super) struct Manager(Address);

impl ManageConnection for Manager {
    type Connection = AnyConnection;
    /// The pool keeps the text of an error alone, so it gets what the driver said.
    type Error = Cause;

    fn connect(&self) -> Result<AnyConnection, Cause> {
        self.0.connect().map_err(StoreError::into_cause)
    }

    fn is_valid(&self, connection: &mut AnyConnection) -> Result<(), Cause> {
        connection.ping().map_err(|error| StoreError::from(error).into_cause())
    }

    fn has_broken(&self, connection: &mut AnyConnection) -> bool {
        thread::panicking() || connection.is_broken()
    }
}

/// Begins a transaction that will write. On SQLite it takes the write lock at once, for a reading
/// transaction cannot wait for it later.
pub(super) fn begin(connection: &mut AnyConnection) -> QueryResult<()> {
    use diesel::connection::{AnsiTransactionManager, TransactionManager};
    match connection {
        AnyConnection::Sqlite(connection) => {
            AnsiTransactionManager::begin_transaction_sql(connection, "BEGIN IMMEDIATE")
        }
        AnyConnection::Postgres(connection) => {
            AnsiTransactionManager::begin_transaction(connection)
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn an_sqlite_file_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("assay.db");
        let mut connection = Address::Sqlite(path).connect().unwrap();
        connection.batch_execute("CREATE TABLE t (x TEXT)").unwrap();
        let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(Result::unwrap).collect();
        assert!(files.len() > 1, "no WAL");
        for file in files {
            let mode = file.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{:?} {mode:o}", file.path());
        }
    }

    #[test]
    fn many_may_open_a_new_sqlite_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("assay.db"));
        thread::scope(|scope| {
            let openings: Vec<_> =
                (0..8).map(|_| scope.spawn(|| address.connect().map(drop))).collect();
            for opening in openings {
                opening.join().unwrap().unwrap();
            }
        });
    }
}
