//! Around every request: its id, its line in the log, and the problem written out.

use std::time::Instant;

use actix_web::HttpMessage as _;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use tracing::Instrument as _;
use uuid::Uuid;

use super::problem::{MEDIA_TYPE, of_status};
use crate::problem::Problem;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request an id, logs its end, and writes the problem it ended in.
pub(super) async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = Uuid::now_v7();
    let header = |name: &str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.filter(|text| text.len() <= 128).map(str::to_owned)
    };
    let trace = header("traceparent").and_then(|text| trace_id(&text));
    let span = tracing::info_span!(
        "request",
        request.id = %id,
        request.inbound_id = header("x-request-id"),
        trace.id = trace,
        http.method = %request.method(),
    );
    let instance = request.path().to_owned();
    request.extensions_mut().insert(id);
    let started = Instant::now();
    let response = next.call(request).instrument(span.clone()).await?.map_into_boxed_body();
    let mut response = write_problem(response, id, instance);
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    log(&span, &response, started);
    Ok(response)
}

fn log(span: &tracing::Span, response: &ServiceResponse<BoxBody>, started: Instant) {
    let _entered = span.enter();
    let route = response.request().match_pattern().unwrap_or_else(|| "none".to_owned());
    let status = response.status().as_u16();
    let duration_ms = started.elapsed().as_secs_f64() * 1000.0;
    if matches!(route.as_str(), "/healthz" | "/readyz") && status < 400 {
        tracing::debug!(http.route = route, http.status = status, duration_ms, "answered");
    } else {
        tracing::info!(http.route = route, http.status = status, duration_ms, "answered");
    }
}

/// Writes the problem a handler ended in, or one for an error of the framework's own.
fn write_problem(
    mut response: ServiceResponse<BoxBody>,
    id: Uuid,
    instance: String,
) -> ServiceResponse<BoxBody> {
    let status = response.status();
    let carried = response.response_mut().extensions_mut().remove::<Problem>();
    if carried.is_none() && status.as_u16() < 400 {
        return response;
    }
    let mut problem = carried.unwrap_or_else(|| of_status(status));
    problem.instance = Some(instance);
    problem.request_id = Some(id.to_string());
    let body = serde_json::to_string(&problem).unwrap_or_default();
    let mut response = response.map_body(|_, _| BoxBody::new(body));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    response
}

/// The trace id of a W3C `traceparent` header.
fn trace_id(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let (version, trace) = (parts.next()?, parts.next()?);
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let sound = version.len() == 2 && version != "ff" && trace.len() == 32;
    let sound = sound && hex(version) && hex(trace) && trace.bytes().any(|byte| byte != b'0');
    sound.then(|| trace.to_owned())
}
