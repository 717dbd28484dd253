//! Clearing parties of being a listed one, withdrawing that, and reading what was cleared.
//!
//! What stands is held in memory for screenings. It is loaded anew when a clearance is made or withdrawn
//! here, and when the database says that another service did so.

mod book;
mod report;

pub(super) use book::ClearanceBook;
pub use report::{
    ClearanceList, ClearanceParty, ClearanceReport, ClearanceState, ClearedDesignation,
    ClearedOnList, WithdrawalReport,
};

use std::collections::BTreeMap;

use assay_core::Knowledge;
use assay_core::clearance::party_key;
use assay_core::input::{Fault, FaultCode, Faults, parse_date, stated};
use assay_core::rulebook::StatedCountry;
use assay_core::watchlist::{Designation, Watchlist};
use chrono::NaiveDate;
use uuid::Uuid;

use super::screenings::new_id;
use super::{DEFAULT_ORGANISATION, Service, ServiceError};
use crate::service::{ClearanceRequest, ClearedParty, WithdrawalRequest};
use crate::storage::{
    ClearanceFilter, ClearanceRow, ClearanceStanding, Cursor, JudgedClearance, Listed, Page,
    WithdrawalRow,
};

/// Rows read at a time where the database cannot tell which of them are asked for.
const BATCH: usize = 500;

/// Narrows a list of clearances; what is absent narrows nothing.
#[derive(Debug, Clone, Default)]
pub struct ClearanceQuery {
    /// The entry, as list and reference number.
    pub designation: Option<String>,
    /// Whether they stand.
    pub state: Option<ClearanceState>,
}

impl Service {
    /// Clears a party of being a listed one. It is committed before this returns, and counts from then
    /// on. Blocks.
    pub fn clear_party(&self, body: &[u8]) -> Result<ClearanceReport, ServiceError> {
        let knowledge = self.knowledge();
        let now = self.clock.now();
        let today = now.date_naive();
        let request = ClearanceRequest::read(body, |request| faults(request, &knowledge, today))?;
        let judged = judged(&request, &knowledge)?;
        let row = ClearanceRow { id: new_id(now), judged, created_at: now, withdrawal: None };
        self.store.insert_clearance(DEFAULT_ORGANISATION, &row)?;
        self.reload_quietly();
        tracing::info!(clearance = %row.id, designation = row.judged.designation, "a party was cleared");
        States::of(&knowledge, today).report(row)
    }

    /// Withdraws a clearance: it stays as it was, with its end. Blocks.
    pub fn withdraw_clearance(
        &self,
        id: Uuid,
        body: &[u8],
    ) -> Result<ClearanceReport, ServiceError> {
        let request = WithdrawalRequest::read(body)?;
        let withdrawal = WithdrawalRow {
            at: self.clock.now(),
            reason: text(request.reason.as_ref()),
            author: text(request.author.as_ref()),
        };
        let withdrawn = self.store.withdraw_clearance(DEFAULT_ORGANISATION, id, &withdrawal)?;
        let found = self.clearance(id)?.ok_or(ServiceError::UnknownClearance)?;
        if !withdrawn {
            return Err(ServiceError::AlreadyWithdrawn);
        }
        self.reload_quietly();
        tracing::info!(clearance = %id, "a clearance was withdrawn");
        Ok(found)
    }

    /// The clearance of an id. Blocks.
    pub fn clearance(&self, id: Uuid) -> Result<Option<ClearanceReport>, ServiceError> {
        let found = self.store.find_clearance(DEFAULT_ORGANISATION, id)?;
        let knowledge = self.knowledge();
        let mut states = States::of(&knowledge, self.today());
        found.map(|row| states.report(row)).transpose()
    }

    /// Clearances that pass the query, newest first. Blocks.
    pub fn clearances(
        &self,
        query: &ClearanceQuery,
        page: &Page,
    ) -> Result<Listed<ClearanceReport>, ServiceError> {
        let knowledge = self.knowledge();
        let today = self.today();
        let mut states = States::of(&knowledge, today);
        let filter = ClearanceFilter {
            designation: query.designation.clone(),
            standing: query.state.map(|state| match state {
                ClearanceState::Active | ClearanceState::Reopened => ClearanceStanding::Open(today),
                ClearanceState::Expired => ClearanceStanding::Expired(today),
                ClearanceState::Withdrawn => ClearanceStanding::Withdrawn,
            }),
        };
        let mut batch = Page { limit: page.limit.max(BATCH), after: page.after };
        let mut found = Vec::new();
        loop {
            let listed = self.store.list_clearances(DEFAULT_ORGANISATION, &filter, &batch)?;
            for row in listed.items {
                if query.state.is_none_or(|state| state == states.state(&row)) {
                    found.push(states.report(row)?);
                }
            }
            batch.after = listed.next;
            if batch.after.is_none() || found.len() > page.limit {
                return Ok(page.cut(found, |last| Cursor { created_at: last.made_at, id: last.id }));
            }
        }
    }

    /// Loads what other services cleared or withdrew; tells whether there was something. Blocks.
    pub fn reload_clearances(&self) -> Result<bool, ServiceError> {
        self.clearances.reload(&self.store)
    }

    /// Loads what was just committed. Should that fail, the next look at the database makes up for it.
    fn reload_quietly(&self) {
        if let Err(error) = self.reload_clearances() {
            tracing::error!(%error, "a clearance was committed and is not loaded yet");
        }
    }
}

/// What only the lists and the day can tell of a request.
fn faults(request: &ClearanceRequest, knowledge: &Knowledge, today: NaiveDate) -> Vec<Fault> {
    let mut faults = Faults::default();
    let country = request.party.as_ref().map(|party| country(party, knowledge));
    if let Some(StatedCountry::Ambiguous { .. } | StatedCountry::Unknown) = country {
        let detail = "one country, by its code or name";
        faults.add("/party/country", FaultCode::UnknownCountry, detail);
    }
    let designation = stated(request.designation.as_ref());
    if designation.is_some_and(|id| entry(knowledge, id).is_none()) {
        let detail = "no list in use has an entry of this id; it is list:reference";
        faults.add("/designation", FaultCode::UnknownDesignation, detail);
    }
    if request.expires_on.as_deref().and_then(parse_date).is_some_and(|day| day < today) {
        let detail = "a clearance holds to the end of this day, so it is not in the past";
        faults.add("/expires_on", FaultCode::OutOfRange, detail);
    }
    faults.into_vec()
}

fn country(party: &ClearedParty, knowledge: &Knowledge) -> StatedCountry {
    knowledge.rulebook.countries.read_text(party.country.as_deref())
}

/// An entry as it is used beside other lists, with its list.
fn entry<'k>(knowledge: &'k Knowledge, id: &str) -> Option<(&'k Watchlist, &'k Designation)> {
    let (list, reference) = id.split_once(':')?;
    let list = knowledge.watchlists.iter().find(|one| one.id == list)?;
    Some((list, list.find_id(reference)?))
}

/// A request that has no fault, as a row.
fn judged(
    request: &ClearanceRequest,
    knowledge: &Knowledge,
) -> Result<JudgedClearance, ServiceError> {
    let designation = text(request.designation.as_ref());
    let (list, entry) = entry(knowledge, &designation).ok_or(ServiceError::UnknownClearance)?;
    let party = request.party.clone().unwrap_or_default();
    let country = country(&party, knowledge).known().map(|code| code.to_string());
    let birth_date = party.birth_date.as_deref().and_then(parse_date);
    let party = ClearanceParty { name: text(party.name.as_ref()), country, birth_date };
    Ok(JudgedClearance {
        party_key: party_key(&party.name),
        party: serde_json::to_string(&party)?,
        designation_name: entry.name.clone(),
        entry_digest: entry.facts_digest(),
        list_id: list.id.clone(),
        list_version: list.version.clone(),
        list_digest: list.digest.clone(),
        designation,
        reason: text(request.reason.as_ref()),
        author: text(request.author.as_ref()),
        expires_on: request.expires_on.as_deref().and_then(parse_date),
    })
}

fn text(given: Option<&String>) -> String {
    stated(given).unwrap_or_default().to_owned()
}

/// Tells in which state clearances are; each entry is looked at once.
struct States<'k> {
    knowledge: &'k Knowledge,
    today: NaiveDate,
    digests: BTreeMap<String, Option<String>>,
}

impl<'k> States<'k> {
    fn of(knowledge: &'k Knowledge, today: NaiveDate) -> Self {
        Self { knowledge, today, digests: BTreeMap::new() }
    }

    fn state(&mut self, row: &ClearanceRow) -> ClearanceState {
        if row.withdrawal.is_some() {
            return ClearanceState::Withdrawn;
        }
        if row.judged.expires_on.is_some_and(|last| last < self.today) {
            return ClearanceState::Expired;
        }
        let id = &row.judged.designation;
        if !self.digests.contains_key(id) {
            let digest = entry(self.knowledge, id).map(|(_, entry)| entry.facts_digest());
            self.digests.insert(id.clone(), digest);
        }
        match self.digests.get(id) {
            Some(Some(digest)) if *digest == row.judged.entry_digest => ClearanceState::Active,
            _ => ClearanceState::Reopened,
        }
    }

    fn report(&mut self, row: ClearanceRow) -> Result<ClearanceReport, ServiceError> {
        let state = self.state(&row);
        ClearanceReport::of(row, state)
    }
}
