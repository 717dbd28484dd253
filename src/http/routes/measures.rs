//! `/v1/measures`

use actix_web::{HttpRequest, HttpResponse, get, web};
use assay_core::record::HsCode;
use assay_core::rulebook::{Measure, MeasureQuery};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::State;
use super::super::problem::{HttpProblem, QueryProblems, ReadProblems};
use super::super::query::Query;
use crate::problem::{Problem, ProblemKind};

/// A page of measures, in the order of their resolutions.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub(super) struct MeasureList<'r> {
    /// The measures.
    items: Vec<&'r Measure>,
    /// Cursor of the next page; null on the last.
    next_cursor: Option<String>,
}

/// List measures
///
/// The law as data, by day, commodity and HS code: with `as_of` those in force on that day, with
/// `hs_code` those whose goods the code may name.
#[utoipa::path(
    operation_id = "list_measures",
    tag = "law",
    params(
        ("as_of" = Option<String>, Query, description = "In force on this day", example = "2017-08-20"),
        ("commodity" = Option<String>, Query, description = "Naming this commodity", example = "coal"),
        ("hs_code" = Option<String>, Query, description = "Naming goods of this HS code", example = "270111"),
        ("limit" = Option<u16>, Query, description = "1 to 500, default 50", example = 50),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier answer"),
    ),
    responses((status = 200, description = "A page of measures", body = MeasureList), QueryProblems)
)]
#[get("/v1/measures")]
pub(super) async fn list_measures(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    let allowed = ["as_of", "commodity", "hs_code", "limit", "cursor"];
    let mut query = Query::read(&request, &allowed);
    let knowledge = state.service.knowledge();
    let rulebook = &knowledge.rulebook;
    let asked = MeasureQuery {
        as_of: query.date("as_of"),
        commodity: query.parsed("commodity", "the id of a commodity; see /v1/commodities", |id| {
            rulebook.commodity(id).map(|commodity| commodity.id.clone())
        }),
        code: query.parsed("hs_code", "2 to 12 digits", HsCode::parse),
    };
    let page = query.page();
    query.finish()?;
    let (items, next_cursor) = page.of(rulebook.find_measures(&asked)).written();
    Ok(HttpResponse::Ok().json(MeasureList { items, next_cursor }))
}

/// Read a measure
///
/// One paragraph of a resolution: periods, exemptions with their conditions, sources.
#[utoipa::path(
    operation_id = "get_measure",
    tag = "law",
    params(("id" = String, Path, description = "Id of the measure", example = "unscr-2371-8")),
    responses((status = 200, description = "The measure", body = Measure), ReadProblems)
)]
#[get("/v1/measures/{id}")]
pub(super) async fn get_measure(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let knowledge = state.service.knowledge();
    let measure = knowledge.rulebook.measure(&id);
    let absent = || Problem::new(ProblemKind::NotFound, "no measure has this id");
    Ok(HttpResponse::Ok().json(measure.ok_or_else(absent)?))
}
