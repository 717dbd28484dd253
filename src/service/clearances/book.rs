//! The clearances that stand, held for screenings.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use assay_core::clearance::{Clearance, Clearances};
use assay_core::rulebook::CountryCode;

use super::DEFAULT_ORGANISATION;
use super::report::party_of;
use crate::service::ServiceError;
use crate::storage::{ClearanceRow, Store};

/// The clearances in use.
pub(in crate::service) struct ClearanceBook {
    current: RwLock<Arc<Clearances>>,
    /// The mark of what is loaded; held while it is loaded anew.
    mark: Mutex<Option<(i64, i64)>>,
}

impl ClearanceBook {
    /// Loads what the database has.
    pub(in crate::service) fn open(store: &Store) -> Result<Self, ServiceError> {
        let book =
            Self { current: RwLock::new(Arc::new(Clearances::default())), mark: Mutex::new(None) };
        book.reload(store)?;
        Ok(book)
    }

    /// What stands at this moment.
    pub(in crate::service) fn current(&self) -> Arc<Clearances> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Loads what the database has, if that is other than what is loaded; tells whether it was.
    pub(super) fn reload(&self, store: &Store) -> Result<bool, ServiceError> {
        let mut loaded = self.mark.lock().unwrap_or_else(PoisonError::into_inner);
        // The mark is read first: a change that comes between is seen again.
        let mark = store.clearance_mark(DEFAULT_ORGANISATION)?;
        if *loaded == Some(mark) {
            return Ok(false);
        }
        let rows = store.standing_clearances(DEFAULT_ORGANISATION)?;
        let standing: Vec<Clearance> = rows.iter().map(clearance).collect::<Result<_, _>>()?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) =
            Arc::new(Clearances::new(&standing));
        *loaded = Some(mark);
        Ok(true)
    }
}

fn clearance(row: &ClearanceRow) -> Result<Clearance, ServiceError> {
    let party = party_of(row)?;
    let judged = &row.judged;
    Ok(Clearance {
        id: row.id.to_string(),
        party_key: judged.party_key.clone(),
        country: party.country.as_deref().and_then(CountryCode::new),
        birth_date: party.birth_date,
        designation: judged.designation.clone(),
        entry_digest: judged.entry_digest.clone(),
        expires_on: judged.expires_on,
        author: judged.author.clone(),
        reason: judged.reason.clone(),
        cleared_on: row.created_at.date_naive(),
    })
}
