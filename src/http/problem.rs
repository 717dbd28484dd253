//! Problems on their way out. A handler's problem travels with the response and is written in one
//! place, by the request log's middleware, which knows the request's id and path.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use utoipa::IntoResponses;

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
        if !matches!(error, ServiceError::Record(_)) {
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

/// Problems of a call that takes a record.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents the answers")]
pub(super) enum RecordProblems {
    /// The body is not readable as JSON.
    #[response(status = 400, content_type = "application/problem+json")]
    InvalidJson(#[to_schema] Problem),
    /// The body is larger than 1 MiB.
    #[response(status = 413, content_type = "application/problem+json")]
    BodyTooLarge(#[to_schema] Problem),
    /// The body is not sent as `application/json`.
    #[response(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(#[to_schema] Problem),
    /// The record is readable and wrong; every fault is named by its pointer.
    #[response(status = 422, content_type = "application/problem+json")]
    InvalidRecord(#[to_schema] Problem),
    /// The service failed.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(#[to_schema] Problem),
    /// The service cannot store at the moment; nothing was kept.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(#[to_schema] Problem),
}

/// Problems of a call that takes query parameters.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents the answers")]
pub(super) enum QueryProblems {
    /// A query parameter is unknown or cannot be read.
    #[response(status = 422, content_type = "application/problem+json")]
    InvalidQuery(#[to_schema] Problem),
    /// The service failed.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(#[to_schema] Problem),
}

/// Problems of a call that reads one thing.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "documents the answers")]
pub(super) enum ReadProblems {
    /// Nothing has this id.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// A query parameter is unknown.
    #[response(status = 422, content_type = "application/problem+json")]
    InvalidQuery(#[to_schema] Problem),
    /// The service failed.
    #[response(status = 500, content_type = "application/problem+json")]
    Internal(#[to_schema] Problem),
}
