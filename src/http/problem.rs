//! Problems on their way out. A handler's problem travels with the response and is written in one
//! place, by the request log's middleware, which knows the request's id and path.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use std::collections::BTreeMap;
use utoipa::IntoResponses;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::{Ref, RefOr};

use crate::problem::{Problem, ProblemKind};
use crate::service::ServiceError;
use crate::telemetry::log_error;

/// The media type of problems.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// A problem as a handler's error.
#[derive(Debug)]
pub(super) struct HttpProblem(pub(super) Problem);

impl std::fmt::Display for HttpProblem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0.code)
    }
}

impl ResponseError for HttpProblem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(self.0.clone());
        response
    }
}

impl From<Problem> for HttpProblem {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<ServiceError> for HttpProblem {
    fn from(error: ServiceError) -> Self {
        if !error.is_of_caller() {
            log_error(&error);
        }
        Self(error.into())
    }
}

impl From<actix_web::error::BlockingError> for HttpProblem {
    fn from(error: actix_web::error::BlockingError) -> Self {
        log_error(&error);
        Self(Problem::new(ProblemKind::Internal, "the fault is ours and has been logged"))
    }
}

/// The problem of a response that carries none: an error of the framework's own.
pub(super) fn of_status(status: StatusCode) -> Problem {
    let kind = match status.as_u16() {
        404 => ProblemKind::NotFound,
        405 => ProblemKind::MethodNotAllowed,
        413 => ProblemKind::BodyTooLarge,
        415 => ProblemKind::UnsupportedMediaType,
        503 => ProblemKind::Unavailable,
        400..=499 => ProblemKind::BadRequest,
        _ => ProblemKind::Internal,
    };
    Problem::new(kind, kind.title())
}

/// Declares the problems that the answers of some calls share.
macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident { $($status:literal: $description:literal,)+ })+) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                [$(($status, $description)),+]
                    .into_iter()
                    .map(|(status, description)| (status.to_owned(), described(description).into()))
                    .collect()
            }
        }
    )+};
}

fn described(description: &str) -> Response {
    let schema = Ref::from_schema_name("Problem");
    let content = ContentBuilder::new().schema(Some(schema)).build();
    ResponseBuilder::new().description(description).content(MEDIA_TYPE, content).build()
}

problems! {
    /// Problems of a call that takes a record.
    RecordProblems {
        "400": "The body is not readable as JSON",
        "413": "The body is larger than 1 MiB",
        "415": "The body is not sent as application/json",
        "422": "The record is readable and wrong; every fault is named by its pointer",
        "500": "The service failed",
        "503": "The service cannot store at the moment; the screening is not acknowledged",
    }
    /// Problems of a call that takes a clearance or its end.
    ClearanceProblems {
        "400": "The body is not readable as JSON",
        "413": "The body is larger than 1 MiB",
        "415": "The body is not sent as application/json",
        "422": "The body is readable and wrong; every fault is named by its pointer",
        "500": "The service failed",
        "503": "The service cannot store at the moment; nothing is acknowledged",
    }
    /// Problems of a call that takes a list.
    ListProblems {
        "400": "The body was cut off or cannot be unpacked",
        "404": "Nothing stands at this path",
        "413": "The list is larger than 256 MiB",
        "415": "The body is not sent as a form of list",
        "422": "The list cannot be read, or a parameter is unknown or cannot be read",
        "500": "The service failed",
        "503": "The service cannot store at the moment; the list is not acknowledged",
    }
    /// Problems of a call that takes query parameters.
    QueryProblems {
        "422": "A query parameter is unknown or cannot be read",
        "500": "The service failed",
    }
    /// Problems of a call that reads one thing.
    ReadProblems {
        "404": "Nothing has this id",
        "422": "A query parameter is unknown",
        "500": "The service failed",
    }
    /// Problems of a call that reads the store.
    StoreProblems {
        "500": "The service failed",
        "503": "The store cannot be reached at the moment",
    }
}
