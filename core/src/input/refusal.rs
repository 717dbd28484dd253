//! What a type says when it refuses a value, as kinds and not as a sentence to be searched.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::FaultCode;

/// Why a type did not take a value.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Nobody has told it yet.
    Untold {
        /// The member it is about, where it is not the value itself.
        member: Option<&'static str>,
        code: FaultCode,
        detail: String,
    },
    /// It stands among the faults.
    Told,
}

impl Refusal {
    fn new(code: FaultCode, detail: impl Into<String>) -> Self {
        Self::Untold { member: None, code, detail: detail.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Untold { detail, .. } => formatter.write_str(detail),
            Self::Told => formatter.write_str("the value is refused"),
        }
    }
}

impl std::error::Error for Refusal {}

impl de::Error for Refusal {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(FaultCode::WrongType, message.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(FaultCode::WrongType, format!("{expected} is expected"))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(FaultCode::WrongType, format!("{expected} is expected"))
    }

    fn invalid_length(_: usize, expected: &dyn Expected) -> Self {
        Self::new(FaultCode::WrongType, format!("{expected} is expected"))
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self::new(FaultCode::UnknownValue, one_of(known))
    }

    fn unknown_field(_: &str, known: &'static [&'static str]) -> Self {
        Self::new(FaultCode::UnknownMember, no_such_member(known))
    }

    fn missing_field(member: &'static str) -> Self {
        let detail = "this member must be given".to_owned();
        Self::Untold { member: Some(member), code: FaultCode::Required, detail }
    }

    fn duplicate_field(member: &'static str) -> Self {
        let detail = STANDS_TWICE.to_owned();
        Self::Untold { member: Some(member), code: FaultCode::DuplicateMember, detail }
    }
}

/// Of a member that was given more than once.
pub(super) const STANDS_TWICE: &str = "this member stands twice";

/// Of a word that is none of these.
pub(super) fn one_of(known: &[&str]) -> String {
    format!("one of {}", known.join(", "))
}

/// Of a member that is none of these.
pub(super) fn no_such_member(known: &[&str]) -> String {
    format!("there is no such member here; there are {}", known.join(", "))
}
