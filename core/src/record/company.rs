//! The company record.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Document, Identifier, Metadata, Options};

/// A company one might deal with, and those tied to it.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"reference": "V-1002", "name": "Korea Zinc Co., Ltd.", "country": "KR",
    "addresses": ["Onsan-eup, Ulju-gun, Ulsan"],
    "activities": [{"description": "zinc smelting", "hs_code": "7901"}]})))]
pub struct Company {
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// Its name, in any script.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub name: Option<String>,
    /// Other names it goes by.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Country of its seat.
    pub country: Option<String>,
    /// Addresses, each in one line.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Numbers that identify it.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Telephone numbers.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// E-mail addresses.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Web sites.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub websites: Vec<String>,
    /// Owners, directors and staff, up to 200.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Person>,
    /// Parents, holdings and business partners, up to 200.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Affiliation>,
    /// Papers about it.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// What it does, and where.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<Activity>,
    /// Ships it owns, runs or charters.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub vessels: Vec<CompanyVessel>,
    /// Up to 50 strings by name: returned, never judged.
    #[serde(deserialize_with = "super::metadata::read")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<std::collections::HashMap<String, String>>))]
    pub metadata: Option<Metadata>,
    /// How the record is to be judged.
    pub options: Option<Options>,
}

/// A person tied to a company.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"role": "director", "name": "Bat-Erdene Ganbold", "nationality": "MN"})))]
pub struct Person {
    /// The tie.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub role: Option<PersonRole>,
    /// The person's name, in any script.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub name: Option<String>,
    /// Nationality, written like a country.
    pub nationality: Option<String>,
    /// Birth date.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub birth_date: Option<String>,
    /// Office or post.
    pub position: Option<String>,
    /// Share held, in percent, 0 to 100.
    pub share_percent: Option<f64>,
    /// The affiliate whose shares these are; absent: the company itself.
    pub of: Option<String>,
    /// Numbers that identify the person.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
}

/// How a person is tied to a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "director"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum PersonRole {
    Owner,
    BeneficialOwner,
    Director,
    Officer,
    Representative,
    Employee,
}

/// Another company tied to this one.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"relation": "shareholder", "name": "Gobi Holding LLC", "country": "MN", "share_percent": 60.0})))]
pub struct Affiliation {
    /// The tie.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub relation: Option<Relation>,
    /// The affiliate's name.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub name: Option<String>,
    /// Country of its seat.
    pub country: Option<String>,
    /// Share held, in percent, 0 to 100.
    pub share_percent: Option<f64>,
    /// The affiliate whose shares these are; absent: the company itself.
    pub of: Option<String>,
    /// Numbers that identify it.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
}

/// How another company is tied to this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "shareholder"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum Relation {
    Parent,
    Shareholder,
    Subsidiary,
    JointVenture,
    Branch,
    Agent,
    Supplier,
    Customer,
}

/// Something a company does.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"description": "trade in zinc concentrate", "hs_code": "2608", "countries": ["KR", "AU"]})))]
pub struct Activity {
    /// In words.
    pub description: Option<String>,
    /// The goods concerned.
    pub hs_code: Option<String>,
    /// Where.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
}

/// A ship tied to a company.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"relation": "owner", "name": "GOBI STAR", "imo": "9074729", "flag": "MN"})))]
pub struct CompanyVessel {
    /// The tie, in words.
    pub relation: Option<String>,
    /// The ship's name.
    pub name: Option<String>,
    /// Its IMO number.
    pub imo: Option<String>,
    /// Its maritime mobile service identity.
    pub mmsi: Option<String>,
    /// Its flag.
    pub flag: Option<String>,
}

crate::objects!(Company, Person, Affiliation, Activity, CompanyVessel);
