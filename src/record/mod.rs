//! What is submitted: a shipment or a company, its parts, and the faults a record can have.
//!
//! The types are the wire format itself. Every member is optional to `serde`, so that one reading can
//! report every fault; [`Record::read`] turns bytes into a record, and [`Shipment::faults`] and
//! [`Company::faults`] check what needs no rulebook. Country names are checked where they are known,
//! in `screening`. Nothing here does I/O.

mod check;
mod classification_request;
mod clearance_request;
mod company;
mod date;
mod designation_search;
mod fault;
mod hs;
mod identifier;
mod member;
mod object;
mod party;
mod pruning;
mod read;
mod shipment;
mod transport;

pub use classification_request::ClassificationRequest;
pub use clearance_request::{ClearanceRequest, ClearedParty, WithdrawalRequest};
pub use company::{Activity, Affiliation, Company, CompanyVessel, Person, PersonRole, Relation};
pub use date::{parse_date, parse_instant, parse_moment};
pub use designation_search::{DesignationSearch, SearchedKind};
pub use fault::{Fault, FaultCode, Faults};
pub use hs::HsCode;
pub use identifier::{
    ImoNumber, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi, is_imo_company_number,
    mmsi_country,
};
pub use party::{Identifier, IdentifierType, Party, Role};
pub use read::{ReadError, Reading};

use read::read;
pub use shipment::{
    Dates, Document, DocumentType, ExemptionClaim, ExemptionId, Item, Money, Options, Payment,
    PaymentMethod, Quantity, Shipment,
};
pub use transport::{
    Aircraft, BillOfLading, Counterpart, EventKind, FormerFlag, FormerName, Location, Mode,
    Transport, Vessel, VoyageEvent,
};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Largest body of a single record, in bytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Most goods lines in a shipment.
pub const MAX_ITEMS: usize = 1_000;
/// Most parties in a shipment, and most people or affiliations of a company.
pub const MAX_PARTIES: usize = 200;
/// Most voyage events in a shipment.
pub const MAX_EVENTS: usize = 1_000;
/// Longest string, in bytes.
pub const MAX_STRING_BYTES: usize = 10_000;
/// Deepest nesting of arrays and objects.
pub const MAX_DEPTH: usize = 16;
/// Most entries of `metadata`.
pub const MAX_METADATA: usize = 50;

/// Free strings by name: returned with the record, never judged.
pub type Metadata = BTreeMap<String, String>;

/// Which of the two records it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "shipment")]
pub enum Kind {
    /// Goods that move from a seller to a buyer.
    Shipment,
    /// A company one might deal with.
    Company,
}

impl Kind {
    /// The word used in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shipment => "shipment",
            Self::Company => "company",
        }
    }
}

/// A record of either kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A shipment.
    Shipment(Box<Shipment>),
    /// A company.
    Company(Box<Company>),
}

impl Record {
    /// Reads a record of the given kind and checks all that needs no rulebook.
    pub fn read(kind: Kind, bytes: &[u8]) -> Result<Reading, ReadError> {
        Ok(match kind {
            Kind::Shipment => checked(read(bytes)?, Shipment::faults, Self::Shipment),
            Kind::Company => checked(read(bytes)?, Company::faults, Self::Company),
        })
    }

    /// Which kind it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Shipment(_) => Kind::Shipment,
            Self::Company(_) => Kind::Company,
        }
    }

    /// The submitter's own reference.
    pub fn reference(&self) -> Option<&str> {
        match self {
            Self::Shipment(shipment) => shipment.reference.as_deref(),
            Self::Company(company) => company.reference.as_deref(),
        }
    }

    /// How it is to be judged.
    pub fn options(&self) -> Option<&Options> {
        match self {
            Self::Shipment(shipment) => shipment.options.as_ref(),
            Self::Company(company) => company.options.as_ref(),
        }
    }

    /// The record as canonical JSON: members in the order of the contract, absent ones left out. Two
    /// submissions that differ in white space, member order or nulls alone have the same text.
    ///
    /// # Errors
    /// Never for a record that was read from JSON.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Shipment(shipment) => serde_json::to_string(shipment),
            Self::Company(company) => serde_json::to_string(company),
        }
    }
}

fn checked<T>(
    mut reading: Reading<T>,
    faults: fn(&T) -> Vec<Fault>,
    wrap: fn(Box<T>) -> Record,
) -> Reading {
    if let Some(found) = reading.record.as_ref().map(faults) {
        reading.add(found);
    }
    let Reading { record, faults, shifts } = reading;
    Reading { record: record.map(|record| wrap(Box::new(record))), faults, shifts }
}

/// A text that says something: not absent, not blank.
pub fn stated(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}
