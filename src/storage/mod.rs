//! Where screenings, what judged them, lists and clearances are kept: SQLite or PostgreSQL, as the
//! address says.
//!
//! The only module that names diesel. It takes and returns plain values, reads no JSON and knows
//! nothing of HTTP. [`Store::insert_screening`] waits for its commit and is asynchronous; all else
//! blocks, and belongs on a thread that may.

mod address;
mod basis_versions;
mod clearance_store;
mod clearances;
mod connection;
mod error;
mod migration;
mod page;
mod postgres_address;
mod schema;
mod screenings;
mod watchlist_store;
mod watchlists;
mod writer;

#[cfg(test)]
mod tests;

pub use basis_versions::BasisVersion;
pub use clearances::{
    ClearanceFilter, ClearanceRow, ClearanceStanding, JudgedClearance, WithdrawalRow,
};
pub use error::StoreError;
pub use page::{Cursor, Listed, Page, UnknownCursor};
pub use screenings::{NewScreening, ScreeningFilter, ScreeningSummary, StoredScreening};
pub use watchlists::{
    ListChange, ListRow, ListStock, NewListVersion, RefreshOutcome, RefreshRow, VersionRow,
};

use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::r2d2::{PooledConnection, R2D2Connection};
use tokio::sync::mpsc::error::SendTimeoutError;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use address::Address;
use connection::{Manager, Pool};
use writer::Job;

/// How long a screening waits for a place in the writer's queue.
const QUEUE_TIMEOUT: Duration = Duration::from_secs(5);

/// Where screenings and what judged them are kept. Clones share one store, which closes with the last.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    address: Address,
    pool: Pool,
    queue: RwLock<Option<mpsc::Sender<Job>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

impl Store {
    /// Opens the store at `sqlite://PATH` or `postgres://…`, and starts its writer. The tables are left
    /// as they are; see [`Store::migrate`].
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let address = Address::parse(url)?;
        let connection = address.connect()?;
        let (queue, writer) =
            writer::start(address.clone(), connection).map_err(StoreError::connect)?;
        let shared = Shared {
            pool: address.clone().pool(),
            address,
            queue: RwLock::new(Some(queue)),
            writer: Mutex::new(Some(writer)),
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Brings the tables up to date and returns the names of the migrations that took. Several processes
    /// may do so at once: one works, the others wait.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        migration::run(&mut self.shared.address.connect()?)
    }

    /// Whether [`Store::migrate`] would have something to do. Meant for the start: it takes a lock.
    pub fn pending_migrations(&self) -> Result<bool, StoreError> {
        migration::is_pending(&mut self.shared.address.connect()?)
    }

    /// Whether the database answers and the writer is there.
    pub fn ping(&self) -> Result<(), StoreError> {
        if self.queue()?.is_closed() {
            return Err(StoreError::Closed);
        }
        Ok(self.connection()?.ping()?)
    }

    /// Keeps a screening, and returns when it is committed. Needs a runtime with timers. A caller who
    /// stops waiting does not undo it.
    pub async fn insert_screening(&self, new: NewScreening) -> Result<(), StoreError> {
        let queue = self.queue()?;
        let (done, answer) = oneshot::channel();
        match queue.send_timeout(Job { screening: new, done }, QUEUE_TIMEOUT).await {
            Ok(()) => {}
            Err(SendTimeoutError::Timeout(_)) => return Err(StoreError::Busy),
            Err(SendTimeoutError::Closed(_)) => return Err(StoreError::Closed),
        }
        drop(queue);
        answer.await.unwrap_or(Err(StoreError::Closed))
    }

    /// The screening of that id, if it is the organisation's.
    pub fn find_screening(
        &self,
        organisation: &str,
        id: Uuid,
    ) -> Result<Option<StoredScreening>, StoreError> {
        screenings::find(&mut *self.connection()?, organisation, id)
    }

    /// The organisation's screenings that pass the filter, newest first.
    pub fn list_screenings(
        &self,
        organisation: &str,
        filter: &ScreeningFilter,
        page: &Page,
    ) -> Result<Listed<ScreeningSummary>, StoreError> {
        screenings::list(&mut *self.connection()?, organisation, filter, page)
    }

    /// Keeps a version of a rulebook or a list, unless it is kept already.
    pub fn keep_basis(
        &self,
        version: &BasisVersion,
        stored_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        basis_versions::keep(&mut *self.connection()?, version, stored_at)
    }

    /// The version of that digest, if it is the organisation's.
    pub fn find_basis(
        &self,
        organisation: &str,
        digest: &str,
    ) -> Result<Option<BasisVersion>, StoreError> {
        basis_versions::find(&mut *self.connection()?, organisation, digest)
    }

    /// Closes the store for all its clones, after writing what is queued. It blocks until then: let no
    /// [`Store::insert_screening`] wait on the same thread.
    pub fn close(self) {
        self.shared.close();
    }

    fn queue(&self) -> Result<mpsc::Sender<Job>, StoreError> {
        let queue = self.shared.queue.read().unwrap_or_else(PoisonError::into_inner);
        queue.clone().ok_or(StoreError::Closed)
    }

    fn connection(&self) -> Result<PooledConnection<Manager>, StoreError> {
        let pool = &self.shared.pool;
        pool.get().map_err(|error| {
            // Without a free place nobody tried to connect; otherwise the error says why that failed.
            if pool.state().connections > 0 { StoreError::Busy } else { StoreError::connect(error) }
        })
    }
}

impl Shared {
    fn close(&self) {
        self.queue.write().unwrap_or_else(PoisonError::into_inner).take();
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(writer) = writer {
            // A writer that panicked has answered all who waited by dropping their jobs.
            drop(writer.join());
        }
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.close();
    }
}
