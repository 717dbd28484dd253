//! HTTP: routes, problems, the request log and the OpenAPI document. A handler extracts, calls one
//! function of `service`, and answers; nothing here knows the law or the store.

mod body;
mod list_body;
mod openapi;
mod problem;
mod query;
mod request;
mod routes;

use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::dev::{ResourceDef, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{App, web};
use utoipa_actix_web::AppExt as _;
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::service::Service;

pub use openapi::document;

/// What handlers share.
#[derive(Clone)]
pub struct State {
    service: Service,
    openapi: Arc<str>,
    paths: Arc<Vec<(ResourceDef, Vec<String>)>>,
}

impl State {
    /// Prepares what handlers share.
    pub fn new(service: Service) -> Self {
        let document = document();
        let openapi = document.to_json().unwrap_or_default().into();
        Self { service, openapi, paths: Arc::new(openapi::paths(&document)) }
    }
}

/// The application of one worker.
pub fn app(
    state: State,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<BoxBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let (app, _) = App::new().into_utoipa_app().configure(routes::configure).split_for_parts();
    let swagger = SwaggerUi::new("/docs/{_:.*}").config(Config::from("/openapi.json"));
    app.app_data(web::Data::new(state))
        .service(routes::openapi_json)
        .service(routes::docs)
        .service(swagger)
        .default_service(web::to(routes::nothing_here))
        .wrap(from_fn(request::observe))
}
