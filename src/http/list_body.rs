//! The body of a list: a file of up to 256 MiB, as it is or packed with gzip, in a form that its
//! content type, a parameter or its first bytes tell.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpRequest};
use assay_core::watchlist::{ListFormat, MAX_LIST_BYTES, detect_format};

use super::problem::HttpProblem;
use crate::compression::{InflateError, inflate};
use crate::problem::{Problem, ProblemKind};

/// A file that was sent, not yet unpacked.
pub(super) struct ListBody {
    bytes: Bytes,
    is_packed: bool,
    media: Option<Media>,
}

/// What a content type says of the form.
#[derive(Clone, Copy)]
enum Media {
    Form(ListFormat),
    /// Comma-separated: the house form, or OFAC's.
    Table,
    /// Nothing.
    Any,
}

impl FromRequest for ListBody {
    type Error = HttpProblem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpProblem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_packed = is_packed(request);
        let media = media(request);
        let body = web::Payload::from_request(request, payload);
        Box::pin(async move {
            let is_packed = is_packed?;
            let unreadable =
                || Problem::new(ProblemKind::BadRequest, "the body ended before it was whole");
            let body = body.await.map_err(|_| unreadable())?;
            match body.to_bytes_limited(MAX_LIST_BYTES).await {
                Ok(Ok(bytes)) => Ok(Self { bytes, is_packed, media }),
                Ok(Err(_)) => Err(unreadable().into()),
                Err(_) => Err(too_large().into()),
            }
        })
    }
}

impl ListBody {
    /// The file and its form: the one asked for, else the one its content type names, else the one its
    /// first bytes show. Unpacks, and so blocks.
    pub(super) fn open(self, asked: Option<ListFormat>) -> Result<(Vec<u8>, ListFormat), Problem> {
        let unsupported = |detail| Problem::new(ProblemKind::UnsupportedListType, detail);
        if asked.is_none() && self.media.is_none() {
            return Err(unsupported(
                "send the list as application/xml, application/x-ndjson or text/csv, or name its form with \
                 ?format=un-xml, ftm, csv or ofac-sdn",
            ));
        }
        let bytes = if self.is_packed {
            inflate(&self.bytes, MAX_LIST_BYTES).map_err(|error| match error {
                InflateError::Broken => {
                    Problem::new(ProblemKind::InvalidEncoding, error.to_string())
                }
                InflateError::TooLarge(_) => too_large(),
            })?
        } else {
            Vec::from(self.bytes)
        };
        let shown = || detect_format(&bytes);
        let format = match (asked, self.media) {
            (Some(asked), _) => Some(asked),
            (None, Some(Media::Form(format))) => Some(format),
            (None, Some(Media::Table)) => {
                Some(shown().filter(|form| *form == ListFormat::OfacSdn).unwrap_or(ListFormat::Csv))
            }
            (None, _) => shown(),
        };
        let format = format.ok_or_else(|| {
            unsupported("the file does not show its form; name it with ?format=un-xml, ftm, csv or ofac-sdn")
        })?;
        Ok((bytes, format))
    }
}

fn too_large() -> Problem {
    let detail = format!("a list may have up to {MAX_LIST_BYTES} bytes, unpacked");
    Problem::new(ProblemKind::ListTooLarge, detail)
}

fn header(request: &HttpRequest, name: actix_web::http::header::HeaderName) -> Option<String> {
    let value = request.headers().get(name)?.to_str().ok()?;
    let value = value.split(';').next().unwrap_or(value).trim();
    Some(value.to_ascii_lowercase()).filter(|value| !value.is_empty())
}

fn is_packed(request: &HttpRequest) -> Result<bool, Problem> {
    match header(request, CONTENT_ENCODING).as_deref() {
        None | Some("identity") => Ok(false),
        Some("gzip" | "x-gzip") => Ok(true),
        Some(_) => Err(Problem::new(
            ProblemKind::UnsupportedListType,
            "send the list as it is, or with Content-Encoding: gzip",
        )),
    }
}

fn media(request: &HttpRequest) -> Option<Media> {
    Some(match header(request, CONTENT_TYPE)?.as_str() {
        "application/xml" | "text/xml" => Media::Form(ListFormat::UnXml),
        "application/x-ndjson" | "application/ndjson" | "application/jsonl" => {
            Media::Form(ListFormat::Ftm)
        }
        "text/csv" | "application/csv" => Media::Table,
        "application/octet-stream" => Media::Any,
        _ => return None,
    })
}
