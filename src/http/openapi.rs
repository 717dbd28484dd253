//! The OpenAPI document, collected from the routes.

use actix_web::App;
use actix_web::dev::ResourceDef;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt as _;

use super::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Assay",
        description = "Screens companies and shipments against the UN Security Council's measures on the DPRK, and \
                       answers prohibited, review or clear, with the paragraph of law, the evidence, and what would \
                       settle it.\n\nLimits: body 1 MiB, 1,000 items, 200 parties, 1,000 voyage events, 10,000 bytes \
                       a string, 16 levels of nesting, 50 metadata entries. Over a limit is refused with a problem \
                       code of its own: `body_too_large`, `too_many_items`, `too_many_parties`, `too_many_events`, \
                       `string_too_long`, `nesting_too_deep`, `too_many_entries`.\n\nUnknown members and unknown \
                       query parameters are refused with the JSON pointer of each.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
        contact(name = "Assay"),
    ),
    tags(
        (name = "screenings", description = "Judging records, and finding judgements again"),
        (name = "law", description = "The measures, the goods they name, and what facts weigh"),
        (name = "watchlists", description = "Designated persons, entities and ships"),
        (name = "clearances", description = "Parties that a person told apart from listed ones"),
        (name = "operations", description = "Whether the service lives and is ready"),
    )
)]
struct Base;

/// The document, whole.
pub fn document() -> utoipa::openapi::OpenApi {
    let (_, document) = App::new()
        .into_utoipa_app()
        .openapi(Base::openapi())
        .configure(routes::configure)
        .split_for_parts();
    document
}

/// Every path of the document with the methods it takes, to tell a wrong method from a wrong path.
pub(super) fn paths(document: &utoipa::openapi::OpenApi) -> Vec<(ResourceDef, Vec<String>)> {
    let served = ["/openapi.json", "/docs", "/docs/{rest}*"];
    let documented = document.paths.paths.iter().map(|(path, item)| {
        let methods = [
            ("GET", item.get.is_some()),
            ("POST", item.post.is_some()),
            ("PUT", item.put.is_some()),
            ("DELETE", item.delete.is_some()),
        ];
        let taken = methods.into_iter().filter(|(_, taken)| *taken);
        (ResourceDef::new(path.as_str()), taken.map(|(method, _)| method.to_owned()).collect())
    });
    let others = served.into_iter().map(|path| (ResourceDef::new(path), vec!["GET".to_owned()]));
    documented.chain(others).collect()
}
