//! The store's calls on clearances. All of them block.

use uuid::Uuid;

use super::{
    ClearanceFilter, ClearanceRow, Listed, Page, Store, StoreError, WithdrawalRow, clearances,
};

impl Store {
    /// Keeps a clearance of the organisation.
    pub fn insert_clearance(
        &self,
        organisation: &str,
        new: &ClearanceRow,
    ) -> Result<(), StoreError> {
        Ok(clearances::insert(&mut *self.connection()?, organisation, new)?)
    }

    /// Withdraws a clearance; false where the organisation has none of this id that stands.
    pub fn withdraw_clearance(
        &self,
        organisation: &str,
        id: Uuid,
        withdrawal: &WithdrawalRow,
    ) -> Result<bool, StoreError> {
        Ok(clearances::withdraw(&mut *self.connection()?, organisation, id, withdrawal)?)
    }

    /// The clearance of that id, if it is the organisation's.
    pub fn find_clearance(
        &self,
        organisation: &str,
        id: Uuid,
    ) -> Result<Option<ClearanceRow>, StoreError> {
        clearances::find(&mut *self.connection()?, organisation, id)
    }

    /// The organisation's clearances that pass the filter, newest first.
    pub fn list_clearances(
        &self,
        organisation: &str,
        filter: &ClearanceFilter,
        page: &Page,
    ) -> Result<Listed<ClearanceRow>, StoreError> {
        clearances::list(&mut *self.connection()?, organisation, filter, page)
    }

    /// Every clearance of the organisation that was not withdrawn.
    pub fn standing_clearances(&self, organisation: &str) -> Result<Vec<ClearanceRow>, StoreError> {
        clearances::standing(&mut *self.connection()?, organisation)
    }

    /// Two counts that grow with every change to the organisation's clearances.
    pub fn clearance_mark(&self, organisation: &str) -> Result<(i64, i64), StoreError> {
        Ok(clearances::mark(&mut *self.connection()?, organisation)?)
    }
}
