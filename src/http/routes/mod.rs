//! The routes, one file a resource.

mod classifications;
mod clearances;
mod commodities;
mod designations;
mod measures;
mod operations;
mod rulebook;
mod screenings;
mod watchlists;

pub(super) use operations::{docs, nothing_here, openapi_json};

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers every documented route.
pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(screenings::screen_shipment)
        .service(screenings::screen_company)
        .service(screenings::list_screenings)
        .service(screenings::get_screening)
        .service(measures::list_measures)
        .service(measures::get_measure)
        .service(commodities::list_commodities)
        .service(classifications::classify_goods)
        .service(watchlists::list_watchlists)
        .service(watchlists::get_watchlist)
        .service(watchlists::put_watchlist)
        .service(watchlists::list_watchlist_versions)
        .service(watchlists::confirm_watchlist_version)
        .service(watchlists::compare_watchlist_versions)
        .service(designations::search_designations)
        .service(designations::get_designation)
        .service(clearances::create_clearance)
        .service(clearances::list_clearances)
        .service(clearances::get_clearance)
        .service(clearances::withdraw_clearance)
        .service(rulebook::get_rulebook)
        .service(operations::get_health)
        .service(operations::get_readiness);
}
