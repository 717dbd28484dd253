//! `/v1/commodities`

use actix_web::{HttpRequest, HttpResponse, get, web};
use assay_core::rulebook::{CommodityClass, HsLine};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::State;
use super::super::problem::{HttpProblem, QueryProblems};
use super::super::query::Query;

/// A group of goods that measures name.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "coal", "name": "Coal", "class": "mineral", "summary": "…",
    "measures": ["unscr-2270-29", "unscr-2321-26", "unscr-2371-8"], "sources": ["…"],
    "lines": [{"hs": "2701", "part": "full", "bases": ["un_words", "eu_annex", "china_list"],
        "tier": "A", "confidence": "confirmed", "standing": "violation"}]}))]
pub(super) struct CommodityItem<'r> {
    /// Permanent id.
    id: &'r str,
    /// Name.
    name: &'r str,
    /// Sort of goods.
    class: CommodityClass,
    /// What the words say and how the lists read them.
    summary: &'r str,
    /// Ids of the measures that name it.
    measures: Vec<&'r str>,
    /// What the entry rests on.
    sources: &'r [String],
    /// The HS lines, each with its bases and what a decisive nexus makes of it.
    lines: &'r [HsLine],
}

/// A page of commodities, by id.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub(super) struct CommodityList<'r> {
    /// The commodities.
    items: Vec<CommodityItem<'r>>,
    /// Cursor of the next page; null on the last.
    next_cursor: Option<String>,
}

/// List commodities
///
/// The goods that measures name, with their HS lines and the bases of each.
#[utoipa::path(
    operation_id = "list_commodities",
    tag = "law",
    params(
        ("limit" = Option<u16>, Query, description = "1 to 500, default 50", example = 50),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier answer"),
    ),
    responses((status = 200, description = "A page of commodities", body = CommodityList), QueryProblems)
)]
#[get("/v1/commodities")]
pub(super) async fn list_commodities(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpProblem> {
    let mut query = Query::read(&request, &["limit", "cursor"]);
    let page = query.page();
    query.finish()?;
    let knowledge = state.service.knowledge();
    let rulebook = &knowledge.rulebook;
    let items = rulebook
        .commodities
        .iter()
        .map(|commodity| {
            let mut measures: Vec<&str> =
                rulebook.bans(&commodity.id).map(|rule| rule.measure.id.as_str()).collect();
            measures.dedup();
            CommodityItem {
                id: &commodity.id,
                name: &commodity.name,
                class: commodity.class,
                summary: &commodity.summary,
                measures,
                sources: &commodity.sources,
                lines: &commodity.lines,
            }
        })
        .collect();
    let (items, next_cursor) = page.of(items).written();
    Ok(HttpResponse::Ok().json(CommodityList { items, next_cursor }))
}
