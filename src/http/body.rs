//! A JSON body, read up to the limit of a record.

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use assay_core::record::MAX_BODY_BYTES;
use std::future::Future;
use std::pin::Pin;

use super::problem::HttpProblem;
use crate::problem::{Problem, ProblemKind};

/// The bytes of a body that was sent as JSON.
pub(super) struct JsonBody(pub(super) Bytes);

impl FromRequest for JsonBody {
    type Error = HttpProblem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpProblem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let acceptable = is_json(request);
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            acceptable?;
            let unreadable =
                || Problem::new(ProblemKind::BadRequest, "the body ended before it was whole");
            let body = body.await.map_err(|_| unreadable())?;
            match body.to_bytes_limited(MAX_BODY_BYTES).await {
                Ok(Ok(bytes)) => Ok(Self(bytes)),
                Ok(Err(_)) => Err(unreadable().into()),
                Err(_) => Err(Problem::body_too_large(MAX_BODY_BYTES).into()),
            }
        })
    }
}

fn is_json(request: &HttpRequest) -> Result<(), Problem> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let media = header(CONTENT_TYPE).map(|text| text.split(';').next().unwrap_or(text).trim());
    let json = media.is_some_and(|media| {
        media.eq_ignore_ascii_case("application/json")
            || (media.starts_with("application/") && media.ends_with("+json"))
    });
    let plain =
        header(CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    if json && plain {
        return Ok(());
    }
    let detail = if json {
        "send the body without Content-Encoding"
    } else {
        "send the body with Content-Type: application/json"
    };
    Err(Problem::new(ProblemKind::UnsupportedMediaType, detail))
}
