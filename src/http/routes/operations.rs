//! Health, the document, and everything that is not there.

use actix_web::http::header::{ALLOW, HeaderValue, LOCATION};
use actix_web::{HttpRequest, HttpResponse, ResponseError as _, get, web};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::State;
use super::super::problem::HttpProblem;
use super::super::query::Query;
use crate::problem::{Problem, ProblemKind};
use crate::telemetry::log_error;

/// That the service lives or is ready.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"status": "ok"}))]
pub(super) struct Status {
    /// `ok`.
    status: &'static str,
}

/// Whether the process lives
///
/// Answers without touching the database.
#[utoipa::path(
    operation_id = "get_health",
    tag = "operations",
    responses(
        (status = 200, description = "The process lives", body = Status),
        (status = 422, description = "A query parameter was given", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[get("/healthz")]
pub(super) async fn get_health(request: HttpRequest) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    Ok(HttpResponse::Ok().json(Status { status: "ok" }))
}

/// Whether records can be screened
///
/// Ready means that the rulebook and the lists are loaded and that the database answers.
#[utoipa::path(
    operation_id = "get_readiness",
    tag = "operations",
    responses(
        (status = 200, description = "Records can be screened", body = Status),
        (status = 422, description = "A query parameter was given", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The database does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
#[get("/readyz")]
pub(super) async fn get_readiness(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let service = state.service.clone();
    web::block(move || service.ping()).await?.map_err(|error| {
        log_error(&error);
        Problem::new(ProblemKind::Unavailable, "the database does not answer")
    })?;
    Ok(HttpResponse::Ok().json(Status { status: "ok" }))
}

/// The OpenAPI document of this service.
#[get("/openapi.json")]
pub(in super::super) async fn openapi_json(state: web::Data<State>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(state.openapi.to_string())
}

/// Leads to the pages of the document.
#[get("/docs")]
pub(in super::super) async fn docs() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header((LOCATION, "/docs/")).finish()
}

/// Tells an unknown path from a known one that does not take the method.
pub(in super::super) async fn nothing_here(
    state: web::Data<State>,
    request: HttpRequest,
) -> HttpResponse {
    let known: Vec<_> =
        state.paths.iter().filter(|(path, _)| path.is_match(request.path())).collect();
    // A path that stands in the document as it is goes before one that only fits a pattern.
    let whole = known.iter().find(|(path, _)| path.pattern() == Some(request.path()));
    let methods: Vec<&str> = match whole {
        Some((_, methods)) => methods.iter().map(String::as_str).collect(),
        None => known.iter().flat_map(|(_, methods)| methods).map(String::as_str).collect(),
    };
    if methods.is_empty() || methods.contains(&request.method().as_str()) {
        let detail = "see /docs/ for what this service offers";
        return HttpProblem(Problem::new(ProblemKind::NotFound, detail)).error_response();
    }
    let allowed = methods.join(", ");
    let detail = format!("this path takes {allowed}");
    let mut response =
        HttpProblem(Problem::new(ProblemKind::MethodNotAllowed, detail)).error_response();
    if let Ok(value) = HeaderValue::from_str(&allowed) {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}
