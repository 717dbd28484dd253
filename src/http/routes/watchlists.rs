//! `/v1/watchlists`

use actix_web::http::header::LOCATION;
use actix_web::{HttpRequest, HttpResponse, get, post, put, web};
use assay_core::watchlist::{Authority, ListFormat};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::State;
use super::super::list_body::ListBody;
use super::super::problem::{
    HttpProblem, ListProblems, QueryProblems, ReadProblems, StoreProblems,
};
use super::super::query::Query;
use crate::problem::Problem;
use crate::service::{ListFile, ListReport, LoadedVersion, VersionDifference, VersionReport};

/// A page of lists.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub(super) struct WatchlistList {
    /// The lists.
    items: Vec<ListReport>,
    /// Cursor of the next page; null on the last.
    next_cursor: Option<String>,
}

/// A page of versions.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub(super) struct VersionList {
    /// The versions, the newest first.
    items: Vec<VersionReport>,
    /// Cursor of the next page; null on the last.
    next_cursor: Option<String>,
}

/// List watchlists
///
/// The lists that are loaded, each with the version in use, its age, the versions that wait for a
/// confirmation, and what came of fetching it.
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
    let page = query.page();
    query.finish()?;
    let (items, next_cursor) = page.of(state.service.watchlists()).written();
    Ok(HttpResponse::Ok().json(WatchlistList { items, next_cursor }))
}

/// Read a watchlist
///
/// One list, as in the list of lists.
#[utoipa::path(
    operation_id = "get_watchlist",
    tag = "watchlists",
    params(("id" = String, Path, description = "Id of the list", example = "un-1718")),
    responses((status = 200, description = "The list", body = ListReport), ReadProblems)
)]
#[get("/v1/watchlists/{id}")]
pub(super) async fn get_watchlist(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    Ok(HttpResponse::Ok().json(state.service.watchlist(&id)?))
}

/// Load a version of a watchlist
///
/// Taken whole or not at all, and used from the answer on. An unknown id makes a list. A version that
/// loses more than the settled share of a regime and kind, or reads in part only, is held (409): it is
/// kept and not used until it is confirmed. The same file again changes nothing. The content type names
/// the form: `application/xml` (the UN's), `application/x-ndjson` (FollowTheMoney), `text/csv`.
/// `Content-Encoding: gzip` is taken.
#[utoipa::path(
    operation_id = "put_watchlist",
    tag = "watchlists",
    params(
        ("id" = String, Path, description = "Id of the list", example = "un-consolidated"),
        ("format" = Option<String>, Query, description = "un-xml, ftm, csv or ofac-sdn, where the content type leaves it open", example = "un-xml"),
        ("authority" = Option<String>, Query, description = "un, other or house: what matches can mean. Unless given: as the list is, else un for the UN's XML, other for OFAC's, house for the rest", example = "un"),
        ("default" = Option<bool>, Query, description = "false: used only where options.watchlists names it", example = true),
    ),
    request_body(description = "The file, up to 256 MiB", content(
        (String = "application/xml", example = json!("<CONSOLIDATED_LIST dateGenerated=\"2026-05-08T00:00:00.000Z\">…</CONSOLIDATED_LIST>")),
        (String = "application/x-ndjson", example = json!("{\"id\": \"1\", \"schema\": \"Company\", \"properties\": {\"name\": [\"…\"]}}")),
        (String = "text/csv", example = json!("id,name\n1,…")),
        (String = "application/octet-stream"),
    )),
    responses(
        (status = 200, description = "A version of a known list, loaded now or before", body = LoadedVersion),
        (status = 201, description = "The first version of a new list", body = LoadedVersion,
            headers(("Location" = String, description = "Where the list can be read"))),
        (status = 409, description = "The version is held; `held` names its digest and why", body = Problem,
            content_type = "application/problem+json"),
        ListProblems,
    )
)]
#[put("/v1/watchlists/{id}")]
pub(super) async fn put_watchlist(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
    body: ListBody,
) -> Result<HttpResponse, HttpProblem> {
    let mut query = Query::read(&request, &["format", "authority", "default"]);
    let detail = "one of un-xml, ftm, csv, ofac-sdn";
    let format = query.parsed("format", detail, |text| text.parse::<ListFormat>().ok());
    let authority = query.parsed("authority", "one of un, other, house", Authority::parse);
    let is_default = query.parsed("default", "true or false", |text| text.parse::<bool>().ok());
    query.finish()?;
    let service = state.service.clone();
    let loaded = web::block(move || {
        let (bytes, format) = body.open(format)?;
        let file = ListFile { list: &id, bytes: &bytes, format, authority, is_default };
        service.load_list(&file).map_err(HttpProblem::from)
    })
    .await??;
    if !loaded.is_new_list {
        return Ok(HttpResponse::Ok().json(loaded));
    }
    let location = format!("/v1/watchlists/{}", loaded.list);
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(loaded))
}

/// List the versions of a watchlist
///
/// Every version that was loaded, the newest first, those that are held among them. Versions are kept
/// for ever.
#[utoipa::path(
    operation_id = "list_watchlist_versions",
    tag = "watchlists",
    params(
        ("id" = String, Path, description = "Id of the list", example = "un-consolidated"),
        ("limit" = Option<u16>, Query, description = "1 to 500, default 50", example = 50),
        ("cursor" = Option<String>, Query, description = "next_cursor of an earlier answer"),
    ),
    responses((status = 200, description = "A page of versions", body = VersionList), ReadProblems)
)]
#[get("/v1/watchlists/{id}/versions")]
pub(super) async fn list_watchlist_versions(
    state: web::Data<State>,
    request: HttpRequest,
    id: web::Path<String>,
) -> Result<HttpResponse, HttpProblem> {
    let mut query = Query::read(&request, &["limit", "cursor"]);
    let page = query.page();
    query.finish()?;
    let (items, next_cursor) = page.of(state.service.list_versions(&id)?).written();
    Ok(HttpResponse::Ok().json(VersionList { items, next_cursor }))
}

/// Confirm a held version
///
/// Uses a version that was held, from the answer on. One that is in use already stays so.
#[utoipa::path(
    operation_id = "confirm_watchlist_version",
    tag = "watchlists",
    params(
        ("id" = String, Path, description = "Id of the list", example = "un-consolidated"),
        ("digest" = String, Path, description = "Digest of the version", example = "sha256…"),
    ),
    responses(
        (status = 200, description = "The version is in use", body = LoadedVersion),
        ReadProblems,
        StoreProblems,
    )
)]
#[post("/v1/watchlists/{id}/versions/{digest}/confirmation")]
pub(super) async fn confirm_watchlist_version(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let service = state.service.clone();
    let (id, digest) = path.into_inner();
    Ok(HttpResponse::Ok().json(web::block(move || service.confirm_list(&id, &digest)).await??))
}

/// Compare two versions of a watchlist
///
/// Entries added, removed and amended from the first version to the second, held ones included. Of a
/// regime that the second does not speak of, nothing is said.
#[utoipa::path(
    operation_id = "compare_watchlist_versions",
    tag = "watchlists",
    params(
        ("id" = String, Path, description = "Id of the list", example = "un-consolidated"),
        ("from" = String, Path, description = "Digest of a version, or its day", example = "2017-07-03"),
        ("to" = String, Path, description = "Digest of a version, or its day", example = "2018-06-07"),
    ),
    responses(
        (status = 200, description = "What differs", body = VersionDifference),
        ReadProblems,
        StoreProblems,
    )
)]
#[get("/v1/watchlists/{id}/versions/{from}/differences/{to}")]
pub(super) async fn compare_watchlist_versions(
    state: web::Data<State>,
    request: HttpRequest,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, HttpProblem> {
    Query::none(&request)?;
    let service = state.service.clone();
    let (id, from, to) = path.into_inner();
    let difference = web::block(move || service.list_difference(&id, &from, &to)).await??;
    Ok(HttpResponse::Ok().json(difference))
}
