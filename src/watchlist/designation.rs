//! One entry of a list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::record::IdentifierType;

/// A listed person, entity or ship.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Designation {
    /// Reference number inside the list.
    pub id: String,
    /// Person, entity or vessel.
    pub kind: DesignationKind,
    /// Name as listed.
    pub name: String,
    /// The name in its own script.
    #[serde(default)]
    pub original_script: Vec<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// Day of listing.
    pub listed_on: NaiveDate,
    /// Days of amendment.
    #[serde(default)]
    pub amended_on: Vec<NaiveDate>,
    /// Birth dates: a day, a year, or a span of years.
    #[serde(default)]
    pub birth_dates: Vec<String>,
    /// Nationalities, alpha-2.
    #[serde(default)]
    pub nationalities: Vec<String>,
    /// Offices and posts.
    #[serde(default)]
    pub posts: Vec<String>,
    /// Passports and identity documents.
    #[serde(default)]
    pub documents: Vec<ListedDocument>,
    /// Addresses.
    #[serde(default)]
    pub addresses: Vec<Address>,
    /// Further numbers and contact details.
    #[serde(default)]
    pub identifiers: Vec<ListedIdentifier>,
    /// IMO number of a ship.
    pub imo: Option<String>,
    /// What is ordered for a ship.
    #[serde(default)]
    pub measures: Vec<DesignationMeasure>,
    /// What else a reader should know.
    pub note: Option<String>,
}

/// Kinds of designation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "entity")]
#[expect(missing_docs, reason = "the words say it")]
pub enum DesignationKind {
    Person,
    Entity,
    Vessel,
}

/// Another name of a designation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name.
    pub name: String,
    /// How sure the list is of it.
    pub quality: AliasQuality,
    /// Whether it is a name of the past.
    #[serde(default)]
    pub former: bool,
}

/// How sure a list is of an alias.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the list's own words")]
pub enum AliasQuality {
    Good,
    Low,
}

/// A document of a listed person.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedDocument {
    /// Passport or national identity document.
    pub r#type: IdentifierType,
    /// Its number.
    pub number: String,
    /// Country that issued it, alpha-2.
    pub country: Option<String>,
}

/// An address of a designation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and city.
    pub text: String,
    /// Country, alpha-2.
    pub country: Option<String>,
}

/// A number or contact detail of a designation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedIdentifier {
    /// What it is: imo_company, swift, company_registration, phone, fax or email.
    pub r#type: String,
    /// The value.
    pub value: String,
}

/// What is ordered for a ship, and by which measure.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignationMeasure {
    /// Id of the measure.
    pub id: String,
    /// Its effect on the ship.
    pub effect: VesselEffect,
}

/// What can be ordered for a ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VesselEffect {
    /// The ship is frozen.
    AssetFreeze,
    /// Ports are closed to it.
    PortBan,
    /// Its flag is to be withdrawn.
    Deflagging,
}
