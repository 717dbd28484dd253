//! Clearances as plain values: kept, withdrawn, found and listed. Nothing of them is ever deleted.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;
use diesel::{insert_into, update};
use uuid::Uuid;

use super::StoreError;
use super::connection::{AnyConnection, MultiBackend};
use super::page::{Cursor, Listed, Page, paged};
use super::schema::clearances;
use super::screenings::stored_instant;

/// A clearance as it is kept. `party` is JSON text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearanceRow {
    /// Its id, a UUID of version 7.
    pub id: Uuid,
    /// What was judged.
    pub judged: JudgedClearance,
    /// When it was made; kept to the microsecond.
    pub created_at: DateTime<Utc>,
    /// Its end, where it was withdrawn.
    pub withdrawal: Option<WithdrawalRow>,
}

/// What a clearance says. The entry and its list are as they were on the day.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = clearances)]
pub struct JudgedClearance {
    /// The party's name, as clearances are looked up by it.
    pub party_key: String,
    /// The party.
    pub party: String,
    /// The entry, as list and reference number.
    pub designation: String,
    /// Its name.
    pub designation_name: String,
    /// Digest of its facts.
    pub entry_digest: String,
    /// The list.
    pub list_id: String,
    /// Newest version of the list.
    pub list_version: String,
    /// Digest of the list.
    pub list_digest: String,
    /// Why.
    pub reason: String,
    /// Who judged.
    pub author: String,
    /// The last day on which it holds.
    pub expires_on: Option<NaiveDate>,
}

/// The end of a clearance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithdrawalRow {
    /// When it was withdrawn.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// Who withdrew it.
    pub author: String,
}

/// Whether a clearance stands, as far as its row tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClearanceStanding {
    /// Neither withdrawn nor expired on this day.
    Open(NaiveDate),
    /// Not withdrawn, and expired before this day.
    Expired(NaiveDate),
    /// Withdrawn.
    Withdrawn,
}

/// Narrows a list of clearances; what is absent narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClearanceFilter {
    /// The entry, as list and reference number.
    pub designation: Option<String>,
    /// Whether they stand.
    pub standing: Option<ClearanceStanding>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = clearances)]
struct Row {
    id: String,
    #[diesel(embed)]
    judged: JudgedClearance,
    created_at: NaiveDateTime,
    withdrawn_at: Option<NaiveDateTime>,
    withdrawn_reason: Option<String>,
    withdrawn_by: Option<String>,
}

impl TryFrom<Row> for ClearanceRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let corrupt = |_| StoreError::Corrupt { table: "clearances", column: "id" };
        let withdrawal = row.withdrawn_at.map(|at| WithdrawalRow {
            at: at.and_utc(),
            reason: row.withdrawn_reason.unwrap_or_default(),
            author: row.withdrawn_by.unwrap_or_default(),
        });
        Ok(Self {
            id: Uuid::parse_str(&row.id).map_err(corrupt)?,
            judged: row.judged,
            created_at: row.created_at.and_utc(),
            withdrawal,
        })
    }
}

/// Keeps a clearance.
pub(super) fn insert(
    connection: &mut AnyConnection,
    organisation: &str,
    new: &ClearanceRow,
) -> QueryResult<()> {
    let judged = &new.judged;
    insert_into(clearances::table)
        .values((
            clearances::id.eq(new.id.to_string()),
            clearances::organisation.eq(organisation),
            clearances::party_key.eq(&judged.party_key),
            clearances::party.eq(&judged.party),
            clearances::designation.eq(&judged.designation),
            clearances::designation_name.eq(&judged.designation_name),
            clearances::entry_digest.eq(&judged.entry_digest),
            clearances::list_id.eq(&judged.list_id),
            clearances::list_version.eq(&judged.list_version),
            clearances::list_digest.eq(&judged.list_digest),
            clearances::reason.eq(&judged.reason),
            clearances::author.eq(&judged.author),
            clearances::created_at.eq(stored_instant(new.created_at)),
            clearances::expires_on.eq(judged.expires_on),
        ))
        .execute(connection)
        .map(drop)
}

/// Withdraws a clearance; false where none of this id stands.
pub(super) fn withdraw(
    connection: &mut AnyConnection,
    organisation: &str,
    id: Uuid,
    withdrawal: &WithdrawalRow,
) -> QueryResult<bool> {
    let own = clearances::table
        .filter(clearances::id.eq(id.to_string()))
        .filter(clearances::organisation.eq(organisation));
    let withdrawn = update(own.filter(clearances::withdrawn_at.is_null()))
        .set((
            clearances::withdrawn_at.eq(stored_instant(withdrawal.at)),
            clearances::withdrawn_reason.eq(&withdrawal.reason),
            clearances::withdrawn_by.eq(&withdrawal.author),
        ))
        .execute(connection)?;
    Ok(withdrawn > 0)
}

/// The clearance of an id.
pub(super) fn find(
    connection: &mut AnyConnection,
    organisation: &str,
    id: Uuid,
) -> Result<Option<ClearanceRow>, StoreError> {
    clearances::table
        .find(id.to_string())
        .filter(clearances::organisation.eq(organisation))
        .select(Row::as_select())
        .first(connection)
        .optional()?
        .map(ClearanceRow::try_from)
        .transpose()
}

/// Lists newest first.
pub(super) fn list(
    connection: &mut AnyConnection,
    organisation: &str,
    filter: &ClearanceFilter,
    page: &Page,
) -> Result<Listed<ClearanceRow>, StoreError> {
    let query = clearances::table
        .select(Row::as_select())
        .filter(clearances::organisation.eq(organisation))
        .into_boxed::<MultiBackend>();
    let mut query = paged!(query, page, clearances::created_at, clearances::id);
    if let Some(designation) = &filter.designation {
        query = query.filter(clearances::designation.eq(designation));
    }
    match filter.standing {
        None => {}
        Some(ClearanceStanding::Withdrawn) => {
            query = query.filter(clearances::withdrawn_at.is_not_null());
        }
        Some(ClearanceStanding::Expired(today)) => {
            query = query
                .filter(clearances::withdrawn_at.is_null())
                .filter(clearances::expires_on.lt(today));
        }
        Some(ClearanceStanding::Open(today)) => {
            let holds = clearances::expires_on.is_null().or(clearances::expires_on.ge(today));
            query = query.filter(clearances::withdrawn_at.is_null()).filter(holds);
        }
    }
    let rows: Vec<Row> = query.load(connection)?;
    let items: Vec<_> = rows.into_iter().map(ClearanceRow::try_from).collect::<Result<_, _>>()?;
    Ok(page.cut(items, |last| Cursor { created_at: last.created_at, id: last.id }))
}

/// Every clearance that was not withdrawn.
pub(super) fn standing(
    connection: &mut AnyConnection,
    organisation: &str,
) -> Result<Vec<ClearanceRow>, StoreError> {
    let rows: Vec<Row> = clearances::table
        .filter(clearances::organisation.eq(organisation))
        .filter(clearances::withdrawn_at.is_null())
        .order(clearances::id.asc())
        .select(Row::as_select())
        .load(connection)?;
    rows.into_iter().map(ClearanceRow::try_from).collect()
}

/// How many clearances there are, and how many of them were withdrawn: both only ever grow.
pub(super) fn mark(connection: &mut AnyConnection, organisation: &str) -> QueryResult<(i64, i64)> {
    clearances::table
        .filter(clearances::organisation.eq(organisation))
        .select((count_star(), count(clearances::withdrawn_at)))
        .first(connection)
}
