//! Finding one screening, and listing them newest first.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;

use super::{ScreeningFilter, ScreeningSummary, StoredScreening, stored_instant};
use crate::storage::StoreError;
use crate::storage::connection::{AnyConnection, MultiBackend};
use crate::storage::page::{Cursor, Listed, Page, paged};
use crate::storage::schema::{screening_measures, screenings};

/// Narrows a boxed query over screenings to the filter and the page, by the given columns of instant and
/// id. A macro, because the type of a query names the tables it reads.
macro_rules! narrowed {
    ($query:expr, $filter:expr, $page:expr, $instant:expr, $id:expr) => {{
        let mut query = paged!($query, $page, $instant, $id);
        if let Some(verdict) = &$filter.verdict {
            query = query.filter(screenings::verdict.eq(verdict));
        }
        if let Some(kind) = &$filter.kind {
            query = query.filter(screenings::kind.eq(kind));
        }
        if let Some(reference) = &$filter.reference {
            query = query.filter(screenings::reference.eq(reference));
        }
        if let Some(from) = $filter.from {
            query = query.filter($instant.ge(stored_instant(from)));
        }
        if let Some(until) = $filter.until {
            query = query.filter($instant.lt(stored_instant(until)));
        }
        query
    }};
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = screenings)]
struct SummaryRow {
    id: String,
    kind: String,
    reference: Option<String>,
    verdict: String,
    risk_score: i32,
    created_at: NaiveDateTime,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = screenings)]
struct ScreeningRow {
    #[diesel(embed)]
    summary: SummaryRow,
    record: String,
    screening: String,
}

impl TryFrom<SummaryRow> for ScreeningSummary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        let corrupt = |_| StoreError::Corrupt { table: "screenings", column: "id" };
        Ok(Self {
            id: Uuid::parse_str(&row.id).map_err(corrupt)?,
            kind: row.kind,
            reference: row.reference,
            verdict: row.verdict,
            risk_score: row.risk_score,
            created_at: row.created_at.and_utc(),
        })
    }
}

impl TryFrom<ScreeningRow> for StoredScreening {
    type Error = StoreError;

    fn try_from(row: ScreeningRow) -> Result<Self, StoreError> {
        let summary = ScreeningSummary::try_from(row.summary)?;
        Ok(Self {
            id: summary.id,
            kind: summary.kind,
            reference: summary.reference,
            verdict: summary.verdict,
            risk_score: summary.risk_score,
            created_at: summary.created_at,
            record: row.record,
            screening: row.screening,
        })
    }
}

pub(in crate::storage) fn find(
    connection: &mut AnyConnection,
    organisation: &str,
    id: Uuid,
) -> Result<Option<StoredScreening>, StoreError> {
    screenings::table
        .find(id.to_string())
        .filter(screenings::organisation.eq(organisation))
        .select(ScreeningRow::as_select())
        .first(connection)
        .optional()?
        .map(StoredScreening::try_from)
        .transpose()
}

/// Lists newest first. A list of one measure is read from that measure's index, all others from the
/// screenings'; the instants and ids are the same in both.
pub(in crate::storage) fn list(
    connection: &mut AnyConnection,
    organisation: &str,
    filter: &ScreeningFilter,
    page: &Page,
) -> Result<Listed<ScreeningSummary>, StoreError> {
    let rows: Vec<SummaryRow> = if let Some(measure) = &filter.measure {
        let query = screening_measures::table
            .inner_join(screenings::table)
            .select(SummaryRow::as_select())
            .filter(screening_measures::organisation.eq(organisation))
            .filter(screening_measures::measure_id.eq(measure))
            .into_boxed::<MultiBackend>();
        let (instant, id) = (screening_measures::created_at, screening_measures::screening_id);
        narrowed!(query, filter, page, instant, id).load(connection)?
    } else {
        let query = screenings::table
            .select(SummaryRow::as_select())
            .filter(screenings::organisation.eq(organisation))
            .into_boxed::<MultiBackend>();
        let (instant, id) = (screenings::created_at, screenings::id);
        narrowed!(query, filter, page, instant, id).load(connection)?
    };
    let items: Vec<_> =
        rows.into_iter().map(ScreeningSummary::try_from).collect::<Result<_, _>>()?;
    Ok(page.cut(items, |last| Cursor { created_at: last.created_at, id: last.id }))
}
