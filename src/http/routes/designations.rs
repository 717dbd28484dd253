//! `/v1/designations`

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::State;
use super::super::body::JsonBody;
use super::super::problem::{HttpProblem, ReadProblems, RecordProblems};
use super::super::query::Query;
use crate::problem::{Problem, ProblemKind};
use crate::service::{
    DesignationDetail, DesignationQuery, DesignationSearch, FoundDesignation, ServiceError,
};

/// Entries that were found.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": []}))]
pub(super) struct DesignationList {
    /// The entries, the nearest first.
    items: Vec<FoundDesignation>,
}

/// Search designations
///
/// Entries of the lists with a near name, the nearest first, or with an equal number. Nothing is kept; names travel in the body alone.
#[utoipa::path(
    operation_id = "search_designations",
    tag = "watchlists",
    request_body(content = DesignationSearch, description = "A name or a number"),
    responses((status = 200, description = "What was found", body = DesignationList), RecordProblems)
)]
#[post("/v1/designations/search")]
pub(super) async fn search_designations(
    state: web::Data<State>,
    request: HttpRequest,
    body: JsonBody,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let search = DesignationQuery::read(&body.0).map_err(ServiceError::from)?;
    let items = state.service.search_designations(&search)?;
    Ok(HttpResponse::Ok().json(DesignationList { items }))
}

/// Read a designation
///
/// One entry with every fact, and what each version of its list did to it.
#[utoipa::path(
    operation_id = "get_designation",
    tag = "watchlists",
    params(("id" = String, Path, description = "List and reference number", example = "un-1718:KPe.001")),
    responses((status = 200, description = "The entry", body = DesignationDetail), ReadProblems)
)]
#[get("/v1/designations/{id}")]
pub(super) async fn get_designation(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let absent = || Problem::new(ProblemKind::NotFound, "no list has an entry of this id");
    Ok(HttpResponse::Ok().json(state.service.designation(&id).ok_or_else(absent)?))
}
