//! Loading lists, confirming what was held, and telling what is there.
//!
//! Changes go one after the other, in this process by a lock and among services by the generation in the
//! database. A version is committed before it is used; whoever judges meanwhile ends with the lists that
//! he began with.

mod designations;
mod holdings;
mod load;
mod one_run;
mod refreshing;
mod report;
mod silence;
mod status;

pub use designations::{DesignationDetail, DesignationQuery};
pub use holdings::{ListRule, ListRules};
pub use load::ListFile;
pub use one_run::with_file;
pub use refreshing::{RefreshEnd, RefreshMarks};
pub use report::{
    Counts, DifferenceCounts, FoundDesignation, HeldReasons, HeldVersion, ListReport,
    LoadedVersion, RefreshReport, VersionDifference, VersionReport,
};

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::{DEFAULT_ORGANISATION, ServiceError};
use crate::storage::Store;
use assay_core::Knowledge;
use holdings::{Holdings, Parsed};

/// The lists in use, and what it takes to change them.
pub(super) struct Shelf {
    base: Knowledge,
    rules: ListRules,
    current: RwLock<Arc<Holdings>>,
    /// Held while lists are changed or loaded anew.
    parsed: Mutex<Parsed>,
}

impl Shelf {
    /// The lists of the program alone.
    pub(super) fn new(base: Knowledge, rules: ListRules) -> Self {
        let knowledge = Arc::new(base.with_lists(base.whole.clone()));
        let current = RwLock::new(Arc::new(Holdings::built_in(knowledge)));
        Self { base, rules, current, parsed: Mutex::new(Parsed::new()) }
    }

    fn holdings(&self) -> Arc<Holdings> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// What records are judged by at this moment.
    pub(super) fn knowledge(&self) -> Arc<Knowledge> {
        Arc::clone(&self.holdings().knowledge)
    }

    fn lock(&self) -> MutexGuard<'_, Parsed> {
        self.parsed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Loads what the database has, if that is other than what is loaded; tells whether it was.
    pub(super) fn follow(&self, store: &Store) -> Result<bool, ServiceError> {
        self.follow_locked(store, &mut self.lock())
    }

    fn follow_locked(&self, store: &Store, parsed: &mut Parsed) -> Result<bool, ServiceError> {
        let before = self.holdings();
        let generation = store.list_generation(DEFAULT_ORGANISATION)?;
        let refreshes = store.list_refreshes(DEFAULT_ORGANISATION)?;
        if before.is_current(generation, &refreshes) {
            return Ok(false);
        }
        let now = Holdings::load(&self.base, store, &self.rules, parsed, &before)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
        Ok(true)
    }
}
