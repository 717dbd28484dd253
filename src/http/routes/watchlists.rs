//! `/v1/watchlists`

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::super::State;
use super::super::problem::{HttpProblem, QueryProblems};
use super::super::query::{Query, page_of};
use crate::record::parse_date;
use crate::watchlist::{Authority, DesignationKind, Watchlist};

/// A list and its version in use.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718", "title": "1718 Sanctions List: persons and entities (DPRK)",
    "authority": "un", "regime": "DPRK", "version": "2026-05-08", "digest": "sha256…",
    "source": "…", "age_days": 200, "counts": {"persons": 80, "entities": 75, "vessels": 0}}))]
pub(super) struct WatchlistItem<'w> {
    /// Id of the list.
    id: &'w str,
    /// Title.
    title: &'w str,
    /// Who keeps it: `un`, `other` or `house`.
    authority: Authority,
    /// The regime it belongs to.
    regime: &'w str,
    /// Version in use: the day the list was published.
    version: &'w str,
    /// Digest of its text.
    digest: &'w str,
    /// Where it comes from.
    source: &'w str,
    /// Days since the version was published; null where its version is no day.
    age_days: Option<i64>,
    /// How many designations it has.
    counts: Counts,
}

/// Designations by kind.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"persons": 80, "entities": 75, "vessels": 0}))]
pub(super) struct Counts {
    /// Persons.
    persons: usize,
    /// Entities.
    entities: usize,
    /// Ships.
    vessels: usize,
}

/// A page of lists.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub(super) struct WatchlistList<'w> {
    /// The lists.
    items: Vec<WatchlistItem<'w>>,
    /// Cursor of the next page; null on the last.
    next_cursor: Option<String>,
}

/// List watchlists
///
/// The lists used in every screening, with version, digest and counts.
#[utoipa::path(
    operation_id = "list_watchlists",
    tag = "watchlists",
    params(
        ("limit" = Option<u16>, Query, description = "1 to 500, default 50", example = 50),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier answer"),
    ),
    responses((status = 200, description = "A page of lists", body = WatchlistList), QueryProblems)
)]
#[get("/v1/watchlists")]
pub(super) async fn list_watchlists(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    let mut query = Query::read(&request, &["limit", "cursor"]);
    let page = query.page(|text| text.parse().ok());
    query.finish()?;
    let today = state.service.today();
    let lists = state.service.knowledge().watchlists.iter();
    let items = lists.map(|list| WatchlistItem::of(list, today)).collect();
    let (items, next_cursor) = page_of(items, &page);
    Ok(HttpResponse::Ok().json(WatchlistList { items, next_cursor }))
}

impl<'w> WatchlistItem<'w> {
    fn of(list: &'w Watchlist, today: NaiveDate) -> Self {
        let published = parse_date(&list.version);
        Self {
            age_days: published.map(|day| today.signed_duration_since(day).num_days()),
            id: &list.id,
            title: &list.title,
            authority: list.authority,
            regime: &list.regime,
            version: &list.version,
            digest: &list.digest,
            source: &list.source,
            counts: Counts {
                persons: list.count(DesignationKind::Person),
                entities: list.count(DesignationKind::Entity),
                vessels: list.count(DesignationKind::Vessel),
            },
        }
    }
}
