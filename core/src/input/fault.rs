//! What can be wrong with a record, each fault with the JSON pointer of its place.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"pointer": "/items/0/hs_code", "code": "invalid_hs_code",
    "detail": "an HS code has 2 to 12 digits, with dots or spaces between them"})))]
pub struct Fault {
    /// JSON pointer (RFC 6901) into the record; a query parameter stands as `/name`.
    pub pointer: String,
    /// What kind of fault it is.
    pub code: FaultCode,
    /// What would be right, in a sentence.
    pub detail: String,
}

/// The kinds of fault; codes are permanent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "unknown_member"))]
pub enum FaultCode {
    /// The member does not exist in the contract: most often a misspelling.
    UnknownMember,
    /// The value is of another JSON type.
    WrongType,
    /// The value is not one of the words allowed here.
    UnknownValue,
    /// A member that must be given is not.
    Required,
    /// The same member stands twice in one object.
    DuplicateMember,
    /// Not a date of the calendar in the form the contract asks for.
    InvalidDate,
    /// Not 2 to 12 digits.
    InvalidHsCode,
    /// Not a country known by code or name.
    UnknownCountry,
    /// A text with characters that cannot stand in it.
    InvalidText,
    /// A number outside its bounds.
    OutOfRange,
    /// A string over 10,000 bytes.
    StringTooLong,
    /// More than 1,000 goods lines.
    TooManyItems,
    /// More than 200 parties, people or affiliations.
    TooManyParties,
    /// More than 1,000 voyage events.
    TooManyEvents,
    /// More than 50 metadata entries.
    TooManyEntries,
    /// Arrays and objects nested over 16 levels.
    NestingTooDeep,
    /// The record holds nothing that can be judged.
    NothingToJudge,
    /// A watchlist that is not loaded.
    UnknownWatchlist,
    /// An entry that no list in use has.
    UnknownDesignation,
    /// A query parameter that does not exist here.
    UnknownParameter,
    /// A query parameter with a value that cannot be read.
    InvalidParameter,
    /// A list that cannot be read at all.
    BrokenList,
    /// A list that lost more entries than it may.
    ListShrinks,
    /// An entry of a list that cannot be read.
    UnreadableEntry,
}

impl FaultCode {
    /// Whether a bound of the contract was exceeded, as against a value that is wrong.
    pub fn is_limit(self) -> bool {
        matches!(
            self,
            Self::StringTooLong
                | Self::TooManyItems
                | Self::TooManyParties
                | Self::TooManyEvents
                | Self::TooManyEntries
                | Self::NestingTooDeep
        )
    }

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownMember => "unknown_member",
            Self::WrongType => "wrong_type",
            Self::UnknownValue => "unknown_value",
            Self::Required => "required",
            Self::DuplicateMember => "duplicate_member",
            Self::InvalidDate => "invalid_date",
            Self::InvalidHsCode => "invalid_hs_code",
            Self::UnknownCountry => "unknown_country",
            Self::InvalidText => "invalid_text",
            Self::OutOfRange => "out_of_range",
            Self::StringTooLong => "string_too_long",
            Self::TooManyItems => "too_many_items",
            Self::TooManyParties => "too_many_parties",
            Self::TooManyEvents => "too_many_events",
            Self::TooManyEntries => "too_many_entries",
            Self::NestingTooDeep => "nesting_too_deep",
            Self::NothingToJudge => "nothing_to_judge",
            Self::UnknownWatchlist => "unknown_watchlist",
            Self::UnknownDesignation => "unknown_designation",
            Self::UnknownParameter => "unknown_parameter",
            Self::InvalidParameter => "invalid_parameter",
            Self::BrokenList => "broken_list",
            Self::ListShrinks => "list_shrinks",
            Self::UnreadableEntry => "unreadable_entry",
        }
    }
}

/// Collects faults in the order they are met.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Notes one fault.
    pub fn add(&mut self, pointer: impl Into<String>, code: FaultCode, detail: impl fmt::Display) {
        self.0.push(Fault { pointer: pointer.into(), code, detail: detail.to_string() });
    }

    /// Notes a member that must be given where `given` is false.
    pub fn require(&mut self, given: bool, pointer: impl FnOnce() -> String) {
        if !given {
            self.add(pointer(), FaultCode::Required, "this member must be given");
        }
    }

    /// What was collected.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}
