//! Finding entries of lists, and reading one with its history.

use assay_core::input::{ReadError, parse_date};
use assay_core::record::{IdentifierType, ImoNumber};
use assay_core::watchlist::{
    Authority, Designation, DesignationKind, HistoryEntry, Watchlist, history,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::report::FoundDesignation;
use crate::service::{DesignationSearch, SearchedKind, Service, ServiceError};

/// What is searched for, read and checked.
#[derive(Debug)]
pub struct DesignationQuery {
    search: DesignationSearch,
    kind: Option<DesignationKind>,
    as_of: Option<NaiveDate>,
    limit: usize,
}

impl DesignationQuery {
    /// Reads a search.
    pub fn read(body: &[u8]) -> Result<Self, ReadError> {
        let search = DesignationSearch::read(body)?;
        let kind = search.kind.map(|kind| match kind {
            SearchedKind::Person => DesignationKind::Person,
            SearchedKind::Entity => DesignationKind::Entity,
            SearchedKind::Vessel => DesignationKind::Vessel,
            SearchedKind::Aircraft => DesignationKind::Aircraft,
        });
        let as_of = search.as_of.as_deref().and_then(parse_date);
        let limit = search.limit.map_or(20, |limit| usize::try_from(limit).unwrap_or(20));
        Ok(Self { search, kind, as_of, limit })
    }

    fn asks(&self, list: &Watchlist, entry: &Designation) -> bool {
        let named = &self.search.watchlists;
        (named.is_empty() || named.contains(&list.id))
            && self.kind.is_none_or(|kind| kind == entry.kind)
            && self.as_of.is_none_or(|day| entry.is_listed_on(day))
    }
}

/// An entry of a list, whole.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718:KPe.001", "list": "un-1718", "authority": "un", "regime": "DPRK",
    "designation": {"id": "KPe.001", "kind": "entity", "name": "…"},
    "history": [{"version": "2026-05-08", "digest": "sha256…", "change": "added", "members": []}]}))]
pub struct DesignationDetail {
    /// List and reference number.
    pub id: String,
    /// The list.
    pub list: String,
    /// Who keeps the list.
    pub authority: Authority,
    /// The regime it is listed under; null where the list names none.
    pub regime: Option<String>,
    /// Every fact, as the newest version that holds it says, with the names of older ones.
    #[schema(value_type = Object)]
    pub designation: Designation,
    /// What each version of the list did to it, the oldest first.
    pub history: Vec<HistoryEntry>,
}

impl Service {
    /// Entries with a near name, the nearest first, or with an equal number, in the order of the lists.
    pub fn search_designations(
        &self,
        query: &DesignationQuery,
    ) -> Result<Vec<FoundDesignation>, ServiceError> {
        let knowledge = self.knowledge();
        let faults = query.search.unknown_lists(|id| knowledge.list(id).is_some());
        if !faults.is_empty() {
            return Err(ReadError::Faults(faults).into());
        }
        let mut found = Vec::new();
        for list in &knowledge.watchlists {
            if let Some(name) = query.search.name.as_deref() {
                let forms = list.forms(name);
                let hits = list.search(&forms).into_iter();
                let hits = hits.filter(|hit| query.asks(list, hit.designation));
                found.extend(hits.map(|hit| FoundDesignation::of_name(list, &hit, &forms)));
            } else if let Some((kind, value)) = query.search.number() {
                let entries = numbered(list, kind, value).into_iter();
                let entries = entries.filter(|entry| query.asks(list, entry));
                found.extend(entries.map(|entry| FoundDesignation::of(list, entry)));
            }
        }
        // Of equally near ones the order of the lists stays.
        found.sort_by(|one, other| other.score.total_cmp(&one.score));
        found.truncate(query.limit);
        Ok(found)
    }

    /// The entry of an id, `list:reference`.
    pub fn designation(&self, id: &str) -> Option<DesignationDetail> {
        let knowledge = self.knowledge();
        let (list, reference) = id.split_once(':')?;
        let whole = knowledge.list(list)?;
        // As it is used beside other lists; one that another list speaks for, as its own list has it.
        let used = knowledge.watchlists.iter().find(|used| used.id == list);
        let entry = used.and_then(|used| used.find_id(reference));
        let entry = entry.or_else(|| whole.find_id(reference))?;
        let regime = whole.regime_of(entry);
        Some(DesignationDetail {
            id: id.to_owned(),
            list: list.to_owned(),
            authority: whole.authority,
            regime: Some(regime.to_owned()).filter(|regime| !regime.is_empty()),
            designation: entry.clone(),
            history: history(whole, reference),
        })
    }
}

fn numbered<'w>(list: &'w Watchlist, kind: IdentifierType, value: &str) -> Vec<&'w Designation> {
    let mut found = list.find_identifier(kind, value);
    if kind == IdentifierType::ImoShip
        && let Some(ship) = ImoNumber::parse(value).valid().and_then(|imo| list.find_imo(imo))
        && found.iter().all(|entry| entry.id != ship.id)
    {
        found.push(ship);
    }
    found
}
