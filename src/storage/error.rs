//! What can go wrong with the store. No message repeats the database's address or anything stored;
//! what the driver said is kept as the source, for the log.

use std::error::Error;
use std::sync::Arc;

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// What the driver or the system said. Shared, because one failure may answer a whole batch.
pub(super) type Cause = Arc<dyn Error + Send + Sync>;

/// Why the store could not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The address names no database that can be used.
    #[error("the database address cannot be used: {0}")]
    UnsupportedUrl(&'static str),
    /// The database cannot be reached.
    #[error("the database cannot be reached")]
    Connect {
        /// What the driver said.
        #[source]
        source: Cause,
    },
    /// The tables could not be brought up to date.
    #[error("the tables could not be brought up to date")]
    Migrate {
        /// What the driver said.
        #[source]
        source: Cause,
    },
    /// The database refused a query.
    #[error("the database refused a query")]
    Query {
        /// What the driver said.
        #[source]
        source: Cause,
    },
    /// A stored value does not parse: it was changed by other hands.
    #[error("a stored value in {table}.{column} is not valid")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// Too much is waiting already; trying again later may help.
    #[error("the database is busy")]
    Busy,
    /// The store has been closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    pub(super) fn connect(source: impl Error + Send + Sync + 'static) -> Self {
        Self::Connect { source: Arc::new(source) }
    }

    pub(super) fn migrate(source: Box<dyn Error + Send + Sync>) -> Self {
        Self::Migrate { source: Arc::from(source) }
    }

    /// What lies behind it; itself when nothing does.
    pub(super) fn into_cause(self) -> Cause {
        match self {
            Self::Connect { source } | Self::Migrate { source } | Self::Query { source } => source,
            error => Arc::new(error),
        }
    }
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match &error {
            // SQLite has no kind of its own for a lock that outlasted the busy timeout.
            DieselError::DatabaseError(_, information)
                if information.message() == "database is locked" =>
            {
                Self::Busy
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                _,
            )
            | DieselError::BrokenTransactionManager => Self::connect(error),
            _ => Self::Query { source: Arc::new(error) },
        }
    }
}
