//! The store's calls on watchlists. All of them block.

use chrono::{DateTime, Utc};

use super::{
    ListChange, ListRow, ListStock, NewListVersion, RefreshOutcome, RefreshRow, Store, StoreError,
    watchlists,
};

impl Store {
    /// A number that grows with every change to the organisation's lists.
    pub fn list_generation(&self, organisation: &str) -> Result<i64, StoreError> {
        Ok(watchlists::generation(&mut *self.connection()?, organisation)?)
    }

    /// The organisation's lists and their versions, without content.
    pub fn list_stock(&self, organisation: &str) -> Result<ListStock, StoreError> {
        watchlists::stock(&mut *self.connection()?, organisation)
    }

    /// The compressed file of a version.
    pub fn list_content(
        &self,
        organisation: &str,
        list: &str,
        digest: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        watchlists::content(&mut *self.connection()?, organisation, list, digest)
    }

    /// Gives a list its attributes, if the lists are still as they were `seen`.
    pub fn set_list(
        &self,
        organisation: &str,
        list: &ListRow,
        now: DateTime<Utc>,
        seen: i64,
    ) -> Result<ListChange, StoreError> {
        watchlists::set_list(&mut *self.connection()?, organisation, list, now, seen)
    }

    /// Keeps a version and what its list shall be, if the lists are still as they were `seen`.
    pub fn keep_list_version(
        &self,
        organisation: &str,
        new: &NewListVersion,
        now: DateTime<Utc>,
        seen: i64,
    ) -> Result<ListChange, StoreError> {
        watchlists::keep(&mut *self.connection()?, organisation, new, now, seen)
    }

    /// Serves a version that was held, if the lists are still as they were `seen`.
    pub fn accept_list_version(
        &self,
        organisation: &str,
        (list, digest): (&str, &str),
        now: DateTime<Utc>,
        seen: i64,
    ) -> Result<ListChange, StoreError> {
        watchlists::accept(&mut *self.connection()?, organisation, (list, digest), now, seen)
    }

    /// What came of fetching each list.
    pub fn list_refreshes(&self, organisation: &str) -> Result<Vec<RefreshRow>, StoreError> {
        watchlists::refreshes(&mut *self.connection()?, organisation)
    }

    /// Takes the turn to fetch a list, if it is due and no other service took it.
    pub fn claim_refresh(
        &self,
        organisation: &str,
        list: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        watchlists::claim(&mut *self.connection()?, organisation, list, now, until)
    }

    /// Notes the end of an attempt to fetch a list.
    pub fn finish_refresh(
        &self,
        organisation: &str,
        list: &str,
        outcome: &RefreshOutcome,
    ) -> Result<(), StoreError> {
        watchlists::finish(&mut *self.connection()?, organisation, list, outcome)
    }
}
