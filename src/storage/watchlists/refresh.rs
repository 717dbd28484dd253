//! When lists are to be fetched, and what came of it. Of several services one takes each turn.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::{insert_into, update};

use super::{RefreshOutcome, RefreshRow};
use crate::storage::StoreError;
use crate::storage::connection::AnyConnection;
use crate::storage::schema::watchlist_refreshes;
use crate::storage::screenings::stored_instant;

#[derive(Queryable, Selectable)]
#[diesel(table_name = watchlist_refreshes)]
struct Refresh {
    list_id: String,
    due_at: NaiveDateTime,
    attempted_at: Option<NaiveDateTime>,
    succeeded_at: Option<NaiveDateTime>,
    failures: i32,
    error: Option<String>,
    etag: Option<String>,
    last_modified: Option<String>,
}

impl From<Refresh> for RefreshRow {
    fn from(row: Refresh) -> Self {
        Self {
            list: row.list_id,
            due_at: row.due_at.and_utc(),
            attempted_at: row.attempted_at.map(|at| at.and_utc()),
            succeeded_at: row.succeeded_at.map(|at| at.and_utc()),
            failures: row.failures,
            error: row.error,
            etag: row.etag,
            last_modified: row.last_modified,
        }
    }
}

/// What came of fetching each list.
pub(in crate::storage) fn refreshes(
    connection: &mut AnyConnection,
    organisation: &str,
) -> Result<Vec<RefreshRow>, StoreError> {
    let rows: Vec<Refresh> = watchlist_refreshes::table
        .filter(watchlist_refreshes::organisation.eq(organisation))
        .order(watchlist_refreshes::list_id.asc())
        .select(Refresh::as_select())
        .load(connection)?;
    Ok(rows.into_iter().map(RefreshRow::from).collect())
}

/// Takes the turn to fetch a list, if it is due and nobody else took it; the next is then due `until`.
pub(in crate::storage) fn claim(
    connection: &mut AnyConnection,
    organisation: &str,
    list: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let own = watchlist_refreshes::table.find((organisation, list));
    let taken = update(own.filter(watchlist_refreshes::due_at.le(stored_instant(now))))
        .set(watchlist_refreshes::due_at.eq(stored_instant(until)))
        .execute(connection)?;
    if taken > 0 {
        return Ok(true);
    }
    let known: i64 = own.count().get_result(connection)?;
    if known > 0 {
        return Ok(false);
    }
    let first = insert_into(watchlist_refreshes::table)
        .values((
            watchlist_refreshes::organisation.eq(organisation),
            watchlist_refreshes::list_id.eq(list),
            watchlist_refreshes::due_at.eq(stored_instant(until)),
            watchlist_refreshes::failures.eq(0),
        ))
        .execute(connection);
    match first {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Notes the end of an attempt.
pub(in crate::storage) fn finish(
    connection: &mut AnyConnection,
    organisation: &str,
    list: &str,
    outcome: &RefreshOutcome,
) -> Result<(), StoreError> {
    let own = watchlist_refreshes::table.find((organisation, list));
    let attempted_at = stored_instant(outcome.attempted_at);
    update(own)
        .set((
            watchlist_refreshes::attempted_at.eq(attempted_at),
            watchlist_refreshes::due_at.eq(stored_instant(outcome.due_at)),
            watchlist_refreshes::error.eq(&outcome.error),
        ))
        .execute(connection)?;
    if outcome.error.is_some() {
        update(own)
            .set(watchlist_refreshes::failures.eq(watchlist_refreshes::failures + 1))
            .execute(connection)?;
        return Ok(());
    }
    update(own)
        .set((
            watchlist_refreshes::succeeded_at.eq(attempted_at),
            watchlist_refreshes::failures.eq(0),
        ))
        .execute(connection)?;
    if let Some((etag, last_modified)) = &outcome.given {
        update(own)
            .set((
                watchlist_refreshes::etag.eq(etag),
                watchlist_refreshes::last_modified.eq(last_modified),
            ))
            .execute(connection)?;
    }
    Ok(())
}
