//! What is submitted: a shipment or a company, its parts, and the faults a record can have.
//!
//! The types are the wire format itself. Every member is optional to `serde`, so that one reading can
//! report every fault; [`Record::read`] turns bytes into a record by `input`, and [`Shipment::faults`] and
//! [`Company::faults`] check what needs no rulebook. Country names are checked where they are known,
//! in `screening`. Nothing here does I/O.

mod check;
mod company;
mod hs;
mod identifier;
mod metadata;
mod party;
mod shipment;
mod transport;

pub use check::{check_date, check_hs_code};
pub use company::{Activity, Affiliation, Company, CompanyVessel, Person, PersonRole, Relation};
pub use hs::HsCode;
pub use identifier::{
    ImoNumber, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi, is_imo_company_number,
    mmsi_country,
};
pub use metadata::Metadata;
pub use party::{Identifier, IdentifierType, Party, Role};
pub use shipment::{
    Dates, Document, DocumentType, ExemptionClaim, ExemptionId, Item, Money, Options, Payment,
    PaymentMethod, Quantity, Shipment,
};
pub use transport::{
    Aircraft, BillOfLading, Counterpart, EventKind, FormerFlag, FormerName, Location, Mode,
    Transport, Vessel, VoyageEvent,
};

use serde::{Deserialize, Serialize};

use crate::input::{self, Fault, ReadError, Reading};

/// Largest body of a single record, in bytes.
pub const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Most goods lines in a shipment.
pub const MAX_ITEMS: usize = 1_000;
/// Most parties in a shipment, and most people or affiliations of a company.
pub const MAX_PARTIES: usize = 200;
/// Most voyage events in a shipment.
pub const MAX_EVENTS: usize = 1_000;
/// Most entries of `metadata`.
pub const MAX_METADATA: usize = 50;

/// Which of the two records it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "shipment"))]
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
    pub fn read(kind: Kind, bytes: &[u8]) -> Result<Reading<Record>, ReadError> {
        Ok(match kind {
            Kind::Shipment => checked(input::read(bytes)?, Shipment::faults, Self::Shipment),
            Kind::Company => checked(input::read(bytes)?, Company::faults, Self::Company),
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
) -> Reading<Record> {
    reading.check(faults);
    reading.map(|record| wrap(Box::new(record)))
}
