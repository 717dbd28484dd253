//! Reading lists and their versions.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::connection::Connection as _;
use diesel::prelude::*;

use super::{ListRow, ListStock, VersionRow};
use crate::storage::StoreError;
use crate::storage::connection::AnyConnection;
use crate::storage::schema::{watchlist_generations, watchlist_versions, watchlists};

#[derive(Queryable, Selectable)]
#[diesel(table_name = watchlist_versions)]
struct Version {
    list_id: String,
    digest: String,
    sequence: i64,
    format: String,
    published_on: NaiveDate,
    reasons: Option<String>,
    size: i64,
    received_at: NaiveDateTime,
    accepted_at: Option<NaiveDateTime>,
}

impl From<Version> for VersionRow {
    fn from(row: Version) -> Self {
        Self {
            list: row.list_id,
            digest: row.digest,
            sequence: row.sequence,
            format: row.format,
            published_on: row.published_on,
            reasons: row.reasons,
            size: row.size,
            received_at: row.received_at.and_utc(),
            accepted_at: row.accepted_at.map(|at| at.and_utc()),
        }
    }
}

/// The generation of an organisation's lists; 0 before the first change.
pub(in crate::storage) fn generation(
    connection: &mut AnyConnection,
    organisation: &str,
) -> QueryResult<i64> {
    let found = watchlist_generations::table
        .find(organisation)
        .select(watchlist_generations::generation)
        .first(connection)
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// All lists and versions. The generation is read first: a change that comes between is seen again.
pub(in crate::storage) fn stock(
    connection: &mut AnyConnection,
    organisation: &str,
) -> Result<ListStock, StoreError> {
    connection.transaction(|connection| {
        let generation = generation(connection, organisation)?;
        let lists: Vec<(String, String, String, bool)> = watchlists::table
            .filter(watchlists::organisation.eq(organisation))
            .order(watchlists::id.asc())
            .select((
                watchlists::id,
                watchlists::title,
                watchlists::authority,
                watchlists::is_default,
            ))
            .load(connection)?;
        let versions: Vec<Version> = watchlist_versions::table
            .filter(watchlist_versions::organisation.eq(organisation))
            .order(watchlist_versions::sequence.asc())
            .select(Version::as_select())
            .load(connection)?;
        let list =
            |(id, title, authority, is_default)| ListRow { id, title, authority, is_default };
        Ok(ListStock {
            generation,
            lists: lists.into_iter().map(list).collect(),
            versions: versions.into_iter().map(VersionRow::from).collect(),
        })
    })
}

/// The compressed file of a version.
pub(in crate::storage) fn content(
    connection: &mut AnyConnection,
    organisation: &str,
    list: &str,
    digest: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(watchlist_versions::table
        .find((organisation, list, digest))
        .select(watchlist_versions::content)
        .first(connection)
        .optional()?)
}
