//! Writing screenings, one or many, within the caller's transaction.

use diesel::dsl::sql_query;
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Nullable, Text, Timestamp};
use diesel::{PgConnection, insert_into};

use super::{NewScreening, stored_instant};
use crate::storage::connection::AnyConnection;
use crate::storage::schema::{screening_measures, screenings};

/// Writes one screening.
pub(in crate::storage) fn insert(
    connection: &mut AnyConnection,
    new: &NewScreening,
) -> QueryResult<()> {
    let id = new.id.to_string();
    insert_into(screenings::table)
        .values((
            screenings::id.eq(&id),
            screenings::organisation.eq(&new.organisation),
            screenings::kind.eq(&new.kind),
            screenings::reference.eq(&new.reference),
            screenings::verdict.eq(&new.verdict),
            screenings::risk_score.eq(new.risk_score),
            screenings::created_at.eq(stored_instant(new.created_at)),
            screenings::record.eq(&new.record),
            screenings::screening.eq(&new.screening),
        ))
        .execute(connection)?;
    for measure in distinct_measures(new) {
        insert_into(screening_measures::table)
            .values((
                screening_measures::screening_id.eq(&id),
                screening_measures::measure_id.eq(measure),
                screening_measures::organisation.eq(&new.organisation),
                screening_measures::created_at.eq(stored_instant(new.created_at)),
            ))
            .execute(connection)?;
    }
    Ok(())
}

fn distinct_measures(new: &NewScreening) -> impl Iterator<Item = &str> {
    let mut measures: Vec<&str> = new.measures.iter().map(String::as_str).collect();
    measures.sort_unstable();
    measures.dedup();
    measures.into_iter()
}

/// Writes many screenings. A row costs SQLite no round trip, so there they go one by one; PostgreSQL
/// gets each table's rows as arrays in one statement, whose text does not grow with their number.
pub(in crate::storage) fn insert_all(
    connection: &mut AnyConnection,
    new: &[NewScreening],
) -> QueryResult<()> {
    match connection {
        AnyConnection::Sqlite(_) => new.iter().try_for_each(|new| insert(connection, new)),
        AnyConnection::Postgres(connection) => {
            insert_arrays(connection, new)?;
            insert_measure_arrays(connection, new)
        }
    }
}

fn insert_arrays(connection: &mut PgConnection, new: &[NewScreening]) -> QueryResult<()> {
    fn column<'new, T>(
        new: &'new [NewScreening],
        value: impl FnMut(&'new NewScreening) -> T,
    ) -> Vec<T> {
        new.iter().map(value).collect()
    }
    sql_query(
        "INSERT INTO screenings (id, organisation, kind, reference, verdict, risk_score, \
         created_at, record, screening) \
         SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind::<Array<Text>, _>(column(new, |new| new.id.to_string()))
    .bind::<Array<Text>, _>(column(new, |new| new.organisation.as_str()))
    .bind::<Array<Text>, _>(column(new, |new| new.kind.as_str()))
    .bind::<Array<Nullable<Text>>, _>(column(new, |new| new.reference.as_deref()))
    .bind::<Array<Text>, _>(column(new, |new| new.verdict.as_str()))
    .bind::<Array<Integer>, _>(column(new, |new| new.risk_score))
    .bind::<Array<Timestamp>, _>(column(new, |new| stored_instant(new.created_at)))
    .bind::<Array<Text>, _>(column(new, |new| new.record.as_str()))
    .bind::<Array<Text>, _>(column(new, |new| new.screening.as_str()))
    .execute(connection)
    .map(drop)
}

fn insert_measure_arrays(connection: &mut PgConnection, new: &[NewScreening]) -> QueryResult<()> {
    let mut ids = Vec::new();
    let mut measures = Vec::new();
    let mut organisations = Vec::new();
    let mut instants = Vec::new();
    for new in new {
        for measure in distinct_measures(new) {
            ids.push(new.id.to_string());
            measures.push(measure);
            organisations.push(new.organisation.as_str());
            instants.push(stored_instant(new.created_at));
        }
    }
    if ids.is_empty() {
        return Ok(());
    }
    sql_query(
        "INSERT INTO screening_measures (screening_id, measure_id, organisation, created_at) \
         SELECT * FROM unnest($1, $2, $3, $4)",
    )
    .bind::<Array<Text>, _>(ids)
    .bind::<Array<Text>, _>(measures)
    .bind::<Array<Text>, _>(organisations)
    .bind::<Array<Timestamp>, _>(instants)
    .execute(connection)
    .map(drop)
}
