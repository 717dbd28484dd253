//! What went wrong, as RFC 9457 has it: one table of codes gives each its status and title.

use assay_core::input::{Fault, FaultCode, Faults, ReadError};
use serde::Serialize;
use utoipa::ToSchema;

/// A problem as callers see it (`application/problem+json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"type": "https://assay.example/problems/invalid_record",
    "title": "The record cannot be judged", "status": 422, "detail": "1 fault; each is named by its pointer",
    "instance": "/v1/screenings/shipments", "code": "invalid_record",
    "request_id": "019b0f5e-0000-7000-8000-000000000000",
    "errors": [{"pointer": "/county_of_origin", "code": "unknown_member", "detail": "…"}]}))]
pub struct Problem {
    /// A URI that names the kind of problem.
    pub r#type: String,
    /// The kind of problem in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// This problem in a sentence.
    pub detail: String,
    /// The path that was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// A word for programs; permanent.
    pub code: &'static str,
    /// The request, as the log names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The version of a list that is held, and why, in problems of the code `held`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub held: Option<serde_json::Value>,
    /// Every fault with its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
}

/// The kinds of problem: code, status and title of each.
macro_rules! kinds {
    ($($kind:ident => $code:literal, $status:literal, $title:literal;)+) => {
        /// Kinds of problem.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the title of each says it")]
        pub enum ProblemKind { $($kind),+ }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The word for programs.
            pub fn code(self) -> &'static str {
                match self { $(Self::$kind => $code),+ }
            }

            /// The HTTP status.
            pub fn status(self) -> u16 {
                match self { $(Self::$kind => $status),+ }
            }

            /// The kind in words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title),+ }
            }
        }
    };
}

kinds! {
    InvalidJson => "invalid_json", 400, "The body is not readable as JSON";
    BadRequest => "bad_request", 400, "The request is not readable as HTTP";
    NotFound => "not_found", 404, "Nothing stands at this path";
    MethodNotAllowed => "method_not_allowed", 405, "The path does not take this method";
    BodyTooLarge => "body_too_large", 413, "The body is larger than a record may be";
    UnsupportedMediaType => "unsupported_media_type", 415, "The body is not sent as application/json";
    InvalidRecord => "invalid_record", 422, "The record cannot be judged";
    InvalidQuery => "invalid_query", 422, "The query cannot be answered";
    TooManyItems => "too_many_items", 422, "The shipment has more than 1,000 items";
    TooManyParties => "too_many_parties", 422, "The record has more than 200 parties";
    TooManyEvents => "too_many_events", 422, "The voyage has more than 1,000 events";
    TooManyEntries => "too_many_entries", 422, "The metadata has more than 50 entries";
    StringTooLong => "string_too_long", 422, "A string is longer than 10,000 bytes";
    NestingTooDeep => "nesting_too_deep", 422, "The body is nested deeper than 16 levels";
    ListTooLarge => "list_too_large", 413, "The list is larger than 256 MiB";
    UnsupportedListType => "unsupported_list_type", 415, "The body is not sent as a form of list";
    InvalidEncoding => "invalid_encoding", 400, "The body cannot be unpacked";
    InvalidList => "invalid_list", 422, "The list cannot be read";
    AlreadyWithdrawn => "already_withdrawn", 409, "The clearance was withdrawn before";
    Held => "held", 409, "The version is held until it is confirmed";
    Internal => "internal", 500, "The service failed";
    Unavailable => "unavailable", 503, "The service cannot store at the moment";
}

impl Problem {
    /// A problem of a kind, with its sentence.
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            r#type: format!("https://assay.example/problems/{}", kind.code()),
            title: kind.title(),
            status: kind.status(),
            detail: detail.into(),
            instance: None,
            code: kind.code(),
            request_id: None,
            held: None,
            errors: Vec::new(),
        }
    }

    /// A body over the limit.
    pub fn body_too_large(limit: usize) -> Self {
        Self::new(ProblemKind::BodyTooLarge, format!("a record may have up to {limit} bytes"))
    }

    /// A list that cannot be read at all.
    pub fn invalid_list(detail: &str) -> Self {
        let mut faults = Faults::default();
        faults.add("", FaultCode::BrokenList, detail);
        Self { errors: faults.into_vec(), ..Self::new(ProblemKind::InvalidList, detail) }
    }

    /// Faults of a query.
    pub fn invalid_query(errors: Vec<Fault>) -> Self {
        let problem = Self::new(ProblemKind::InvalidQuery, count_of(errors.len()));
        Self { errors, ..problem }
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NotJson(detail) => Self::new(ProblemKind::InvalidJson, detail),
            ReadError::Faults(errors) => {
                let problem = Self::new(kind_of(&errors), count_of(errors.len()));
                Self { errors, ..problem }
            }
        }
    }
}

/// A limit that was exceeded gives the problem its own code.
fn kind_of(errors: &[Fault]) -> ProblemKind {
    errors
        .iter()
        .filter(|fault| fault.code.is_limit())
        .find_map(|fault| ProblemKind::ALL.iter().find(|kind| kind.code() == fault.code.as_str()))
        .copied()
        .unwrap_or(ProblemKind::InvalidRecord)
}

fn count_of(faults: usize) -> String {
    match faults {
        1 => "1 fault; it is named by its pointer".to_owned(),
        _ => format!("{faults} faults; each is named by its pointer"),
    }
}
