//! `POST /v1/classifications`

use actix_web::{HttpRequest, HttpResponse, post, web};
use assay_core::classification::Classification;

use super::super::State;
use super::super::body::JsonBody;
use super::super::problem::{HttpProblem, RecordProblems};
use super::super::query::Query;
use crate::service::ClassificationRequest;

/// Classify goods
///
/// Which commodities that measures name a description, an HS code, or both mean, with evidence; an
/// empty list where none is meant. Nothing is kept.
#[utoipa::path(
    operation_id = "classify_goods",
    tag = "law",
    request_body(content = ClassificationRequest, description = "A description, an HS code, or both"),
    responses((status = 200, description = "What the goods are", body = Classification), RecordProblems)
)]
#[post("/v1/classifications")]
pub(super) async fn classify_goods(
    state: web::Data<State>,
    request: HttpRequest,
    body: JsonBody,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    Ok(HttpResponse::Ok().json(state.service.classify(&body.0)?))
}
