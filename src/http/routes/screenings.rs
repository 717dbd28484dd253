//! `/v1/screenings`

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use assay_core::record::{Company, Kind, Shipment};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::super::State;
use super::super::body::JsonBody;
use super::super::problem::{
    HttpProblem, QueryProblems, ReadProblems, RecordProblems, StoreProblems,
};
use super::super::query::Query;
use crate::problem::{Problem, ProblemKind};
use crate::service::{Screening, StoredScreening, instant};
use crate::storage::{ScreeningFilter, ScreeningSummary};

/// A screening in a list.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "019b0f5e-7c1a-7000-8000-000000000001", "kind": "shipment",
    "reference": "PO-4711", "verdict": "review", "risk_score": 52, "created_at": "2026-11-24T08:00:00Z"}))]
pub(super) struct ScreeningItem {
    /// UUIDv7.
    id: Uuid,
    /// Shipment or company.
    kind: String,
    /// The submitter's own reference.
    reference: Option<String>,
    /// Prohibited, review or clear.
    verdict: String,
    /// 0 to 100; orders a work queue and decides nothing.
    risk_score: i32,
    /// When the record was judged.
    #[schema(value_type = String, format = DateTime)]
    created_at: String,
}

/// A page of screenings, newest first.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub(super) struct ScreeningList {
    /// The screenings.
    items: Vec<ScreeningItem>,
    /// Cursor of the next page; null on the last.
    next_cursor: Option<String>,
}

/// Screen a shipment
///
/// Judges parties, ship and goods of one shipment in one verdict, under the law of its governing
/// period. The screening is committed before it is answered; with `options.dry_run` nothing is kept
/// and the answer is 200.
#[utoipa::path(
    operation_id = "screen_shipment",
    tag = "screenings",
    request_body(content = Shipment, description = "The shipment"),
    responses(
        (status = 201, description = "Judged and kept", body = Screening,
            headers(("Location" = String, description = "Where the screening can be read"))),
        (status = 200, description = "Judged, nothing kept (`options.dry_run`)", body = Screening),
        RecordProblems,
    )
)]
#[post("/v1/screenings/shipments")]
pub(super) async fn screen_shipment(
    state: web::Data<State>,
    request: HttpRequest,
    body: JsonBody,
) -> Result<HttpResponse, HttpProblem> {
    screen(&state, &request, Kind::Shipment, &body.0).await
}

/// Screen a company
///
/// Judges a company by itself, by who owns and runs it, and by its ties to the DPRK. The screening is
/// committed before it is answered; with `options.dry_run` nothing is kept and the answer is 200.
#[utoipa::path(
    operation_id = "screen_company",
    tag = "screenings",
    request_body(content = Company, description = "The company"),
    responses(
        (status = 201, description = "Judged and kept", body = Screening,
            headers(("Location" = String, description = "Where the screening can be read"))),
        (status = 200, description = "Judged, nothing kept (`options.dry_run`)", body = Screening),
        RecordProblems,
    )
)]
#[post("/v1/screenings/companies")]
pub(super) async fn screen_company(
    state: web::Data<State>,
    request: HttpRequest,
    body: JsonBody,
) -> Result<HttpResponse, HttpProblem> {
    screen(&state, &request, Kind::Company, &body.0).await
}

async fn screen(
    state: &State,
    request: &HttpRequest,
    kind: Kind,
    body: &[u8],
) -> Result<HttpResponse, HttpProblem> {
    Query::none(request)?;
    let screened = state.service.screen(kind, body).await?;
    let mut response = if screened.stored { HttpResponse::Created() } else { HttpResponse::Ok() };
    if screened.stored {
        response.insert_header((LOCATION, format!("/v1/screenings/{}", screened.id)));
    }
    Ok(response.content_type("application/json").body(screened.json))
}

/// List screenings
///
/// Newest first, by verdict, kind, reference, measure and time.
#[utoipa::path(
    operation_id = "list_screenings",
    tag = "screenings",
    params(
        ("verdict" = Option<String>, Query, description = "prohibited, review or clear", example = "review"),
        ("kind" = Option<String>, Query, description = "shipment or company", example = "shipment"),
        ("reference" = Option<String>, Query, description = "The submitter's own reference, whole", example = "PO-4711"),
        ("measure" = Option<String>, Query, description = "Id of a measure that a finding names", example = "unscr-2371-8"),
        ("from" = Option<String>, Query, description = "First day or instant of screening", example = "2026-11-01"),
        ("to" = Option<String>, Query, description = "Last day, or the first instant no longer meant", example = "2026-11-30"),
        ("limit" = Option<u16>, Query, description = "1 to 500, default 50", example = 50),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier answer"),
    ),
    responses((status = 200, description = "A page of screenings", body = ScreeningList), QueryProblems, StoreProblems)
)]
#[get("/v1/screenings")]
pub(super) async fn list_screenings(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    let allowed = ["verdict", "kind", "reference", "measure", "from", "to", "limit", "cursor"];
    let mut query = Query::read(&request, &allowed);
    let filter = ScreeningFilter {
        verdict: query.word("verdict", &["prohibited", "review", "clear"]),
        kind: query.word("kind", &["shipment", "company"]),
        reference: query.text("reference"),
        measure: query.text("measure"),
        from: query.from("from"),
        until: query.until("to"),
    };
    let page = query.page();
    query.finish()?;
    let service = state.service.clone();
    let found = web::block(move || service.list(&filter, &page)).await??;
    let (summaries, next_cursor) = found.written();
    let items = summaries.into_iter().map(ScreeningItem::from).collect();
    Ok(HttpResponse::Ok().json(ScreeningList { items, next_cursor }))
}

/// Read a screening
///
/// The screening byte for byte as it was answered, with the record and its dispositions.
#[utoipa::path(
    get,
    path = "/v1/screenings/{id}",
    operation_id = "get_screening",
    tag = "screenings",
    params(("id" = Uuid, Path, description = "Id of the screening", example = "019b0f5e-7c1a-7000-8000-000000000001")),
    responses((status = 200, description = "The screening", body = StoredScreening), ReadProblems, StoreProblems)
)]
#[get("/v1/screenings/{id:[0-9a-fA-F-]+}")]
pub(super) async fn get_screening(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let absent = || Problem::new(ProblemKind::NotFound, "no screening has this id");
    let id = Uuid::try_parse(&id).map_err(|_| absent())?;
    let service = state.service.clone();
    let found = web::block(move || service.find(id)).await??;
    Ok(HttpResponse::Ok().json(found.ok_or_else(absent)?))
}

impl From<ScreeningSummary> for ScreeningItem {
    fn from(summary: ScreeningSummary) -> Self {
        Self {
            id: summary.id,
            kind: summary.kind,
            reference: summary.reference,
            verdict: summary.verdict,
            risk_score: summary.risk_score,
            created_at: instant(summary.created_at),
        }
    }
}
