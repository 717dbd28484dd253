//! Changing lists, one change after the other: each begins from the generation that its maker saw, and
//! does nothing where that has passed.

use chrono::{DateTime, Utc};
use diesel::connection::TransactionManager as _;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::{delete, insert_into, update};

use super::{ListChange, ListRow, NewListVersion};
use crate::storage::StoreError;
use crate::storage::connection::{AnyConnection, begin};
use crate::storage::schema::{watchlist_generations, watchlist_versions, watchlists};
use crate::storage::screenings::stored_instant;

/// Does `work` under the next generation, which it is given, if `seen` is still the present one.
fn change(
    connection: &mut AnyConnection,
    organisation: &str,
    seen: i64,
    work: impl FnOnce(&mut AnyConnection, i64) -> QueryResult<()>,
) -> Result<ListChange, StoreError> {
    type Manager = <AnyConnection as diesel::Connection>::TransactionManager;
    begin(connection)?;
    let next = seen + 1;
    let done = advance(connection, organisation, seen, next).and_then(|advanced| {
        if advanced {
            work(connection, next).map(|()| ListChange::Made(next))
        } else {
            Ok(ListChange::Outdated)
        }
    });
    match done {
        Ok(ListChange::Made(generation)) => {
            Manager::commit_transaction(connection)?;
            Ok(ListChange::Made(generation))
        }
        other => {
            Manager::rollback_transaction(connection)?;
            Ok(other?)
        }
    }
}

/// Takes the step to the next generation; false where another was faster.
fn advance(
    connection: &mut AnyConnection,
    organisation: &str,
    seen: i64,
    next: i64,
) -> QueryResult<bool> {
    let own = watchlist_generations::table.find(organisation);
    let taken = update(own.filter(watchlist_generations::generation.eq(seen)))
        .set(watchlist_generations::generation.eq(next))
        .execute(connection)?;
    if taken > 0 || seen > 0 {
        return Ok(taken > 0);
    }
    let first = insert_into(watchlist_generations::table)
        .values((
            watchlist_generations::organisation.eq(organisation),
            watchlist_generations::generation.eq(next),
        ))
        .execute(connection);
    match first {
        Ok(_) => Ok(true),
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Makes a list, or gives it other attributes.
fn write_list(
    connection: &mut AnyConnection,
    organisation: &str,
    list: &ListRow,
    now: DateTime<Utc>,
) -> QueryResult<()> {
    let known = update(watchlists::table.find((organisation, &list.id)))
        .set((
            watchlists::title.eq(&list.title),
            watchlists::authority.eq(&list.authority),
            watchlists::is_default.eq(list.is_default),
        ))
        .execute(connection)?;
    if known == 0 {
        insert_into(watchlists::table)
            .values((
                watchlists::organisation.eq(organisation),
                watchlists::id.eq(&list.id),
                watchlists::title.eq(&list.title),
                watchlists::authority.eq(&list.authority),
                watchlists::is_default.eq(list.is_default),
                watchlists::created_at.eq(stored_instant(now)),
            ))
            .execute(connection)?;
    }
    Ok(())
}

/// Gives a list its attributes.
pub(in crate::storage) fn set_list(
    connection: &mut AnyConnection,
    organisation: &str,
    list: &ListRow,
    now: DateTime<Utc>,
    seen: i64,
) -> Result<ListChange, StoreError> {
    change(connection, organisation, seen, |connection, _| {
        write_list(connection, organisation, list, now)
    })
}

/// Keeps a version, in place of the same one if that was held.
pub(in crate::storage) fn keep(
    connection: &mut AnyConnection,
    organisation: &str,
    new: &NewListVersion,
    now: DateTime<Utc>,
    seen: i64,
) -> Result<ListChange, StoreError> {
    change(connection, organisation, seen, |connection, sequence| {
        write_list(connection, organisation, &new.list, now)?;
        let same = watchlist_versions::table.find((organisation, &new.list.id, &new.digest));
        delete(same.filter(watchlist_versions::accepted_at.is_null())).execute(connection)?;
        let accepted_at = new.reasons.is_none().then(|| stored_instant(now));
        insert_into(watchlist_versions::table)
            .values((
                watchlist_versions::organisation.eq(organisation),
                watchlist_versions::list_id.eq(&new.list.id),
                watchlist_versions::digest.eq(&new.digest),
                watchlist_versions::sequence.eq(sequence),
                watchlist_versions::format.eq(&new.format),
                watchlist_versions::published_on.eq(new.published_on),
                watchlist_versions::reasons.eq(&new.reasons),
                watchlist_versions::content.eq(&new.content),
                watchlist_versions::size.eq(new.size),
                watchlist_versions::received_at.eq(stored_instant(now)),
                watchlist_versions::accepted_at.eq(accepted_at),
            ))
            .execute(connection)
            .map(drop)
    })
}

/// Serves a version that was held.
pub(in crate::storage) fn accept(
    connection: &mut AnyConnection,
    organisation: &str,
    (list, digest): (&str, &str),
    now: DateTime<Utc>,
    seen: i64,
) -> Result<ListChange, StoreError> {
    change(connection, organisation, seen, |connection, sequence| {
        let held = watchlist_versions::table.find((organisation, list, digest));
        update(held.filter(watchlist_versions::accepted_at.is_null()))
            .set((
                watchlist_versions::accepted_at.eq(stored_instant(now)),
                watchlist_versions::sequence.eq(sequence),
            ))
            .execute(connection)
            .map(drop)
    })
}
