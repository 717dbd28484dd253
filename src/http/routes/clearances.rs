//! `/v1/clearances`

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use uuid::Uuid;

use super::super::State;
use super::super::body::JsonBody;
use super::super::problem::{
    ClearanceProblems, HttpProblem, QueryProblems, ReadProblems, StoreProblems,
};
use super::super::query::Query;
use crate::problem::Problem;
use crate::service::{
    ClearanceList, ClearanceQuery, ClearanceReport, ClearanceRequest, ClearanceState, ServiceError,
    WithdrawalRequest,
};

/// Clear a party
///
/// "This party is not that designation." From the answer on, matches of this party with this entry that
/// rest on a name are told as notices. An equal number is never quiet, nor is any other finding. It ends
/// after its last day, when it is withdrawn, and when the facts of the entry change.
#[utoipa::path(
    operation_id = "create_clearance",
    tag = "clearances",
    request_body(content = ClearanceRequest, description = "The party, the entry, who judged and why"),
    responses(
        (status = 201, description = "Kept", body = ClearanceReport,
            headers(("Location" = String, description = "Where the clearance can be read"))),
        ClearanceProblems,
    )
)]
#[post("/v1/clearances")]
pub(super) async fn create_clearance(
    state: web::Data<State>,
    request: HttpRequest,
    body: JsonBody,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let service = state.service.clone();
    let made = web::block(move || service.clear_party(&body.0)).await??;
    let place = format!("/v1/clearances/{}", made.id);
    Ok(HttpResponse::Created().insert_header((LOCATION, place)).json(made))
}

/// List clearances
///
/// Newest first, by entry and state. Withdrawn and expired ones stay.
#[utoipa::path(
    operation_id = "list_clearances",
    tag = "clearances",
    params(
        ("designation" = Option<String>, Query, description = "List and reference number", example = "un-1718:KPe.001"),
        ("state" = Option<String>, Query, description = "active, expired, reopened or withdrawn", example = "reopened"),
        ("limit" = Option<u16>, Query, description = "1 to 500, default 50", example = 50),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier answer"),
    ),
    responses((status = 200, description = "A page of clearances", body = ClearanceList), QueryProblems, StoreProblems)
)]
#[get("/v1/clearances")]
pub(super) async fn list_clearances(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    let mut query = Query::read(&request, &["designation", "state", "limit", "cursor"]);
    let words = "one of active, expired, reopened, withdrawn";
    let asked = ClearanceQuery {
        designation: query.text("designation"),
        state: query.parsed("state", words, ClearanceState::parse),
    };
    let page = query.page();
    query.finish()?;
    let service = state.service.clone();
    let (items, next_cursor) =
        web::block(move || service.clearances(&asked, &page)).await??.written();
    Ok(HttpResponse::Ok().json(ClearanceList { items, next_cursor }))
}

/// Read a clearance
///
/// One clearance, with the state that it is in today.
#[utoipa::path(
    operation_id = "get_clearance",
    tag = "clearances",
    params(("id" = Uuid, Path, description = "Id of the clearance", example = "019b0f5e-7c1a-7000-8000-000000000001")),
    responses((status = 200, description = "The clearance", body = ClearanceReport), ReadProblems, StoreProblems)
)]
#[get("/v1/clearances/{id}")]
pub(super) async fn get_clearance(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let id = parse_id(&id)?;
    let service = state.service.clone();
    let found = web::block(move || service.clearance(id)).await??;
    Ok(HttpResponse::Ok().json(found.ok_or(ServiceError::UnknownClearance)?))
}

/// Withdraw a clearance
///
/// The clearance stays as it was, with who withdrew it and why. From the answer on it keeps nothing quiet.
#[utoipa::path(
    operation_id = "withdraw_clearance",
    tag = "clearances",
    params(("id" = Uuid, Path, description = "Id of the clearance", example = "019b0f5e-7c1a-7000-8000-000000000001")),
    request_body(content = WithdrawalRequest, description = "Who withdraws it and why"),
    responses(
        (status = 200, description = "Withdrawn", body = ClearanceReport),
        (status = 404, description = "Nothing has this id", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "It was withdrawn before", body = Problem, content_type = "application/problem+json"),
        ClearanceProblems,
    )
)]
#[post("/v1/clearances/{id}/withdrawal")]
pub(super) async fn withdraw_clearance(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
    body: JsonBody,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let id = parse_id(&id)?;
    let service = state.service.clone();
    let withdrawn = web::block(move || service.withdraw_clearance(id, &body.0)).await??;
    Ok(HttpResponse::Ok().json(withdrawn))
}

fn parse_id(text: &str) -> Result<Uuid, ServiceError> {
    Uuid::try_parse(text).map_err(|_| ServiceError::UnknownClearance)
}
