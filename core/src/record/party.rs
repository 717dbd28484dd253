//! Those who take part in a shipment.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// A person or body that takes part in a shipment.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"role": "seller", "name": "Erdenet Coking LLC", "country": "MN"})))]
pub struct Party {
    /// What it does in this shipment.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub role: Option<Role>,
    /// Its name, in any script.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub name: Option<String>,
    /// Other names it goes by.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Country of its seat: ISO 3166-1 alpha-2, alpha-3, numeric, or a name in any language known.
    pub country: Option<String>,
    /// Nationality of a person, written like a country.
    pub nationality: Option<String>,
    /// Birth date of a person.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub birth_date: Option<String>,
    /// Office or post of a person.
    pub position: Option<String>,
    /// Address in one line.
    pub address: Option<String>,
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
}

/// A number that identifies a party, and who issued it.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"type": "registration", "value": "2074020", "country": "MN"})))]
pub struct Identifier {
    /// What kind of number it is.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub r#type: Option<IdentifierType>,
    /// The number as written.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub value: Option<String>,
    /// Country that issued it.
    pub country: Option<String>,
}

/// Kinds of identifying number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "registration"))]
pub enum IdentifierType {
    /// IMO number of a ship.
    ImoShip,
    /// IMO number of a company.
    ImoCompany,
    /// Maritime mobile service identity.
    Mmsi,
    /// Radio call sign.
    CallSign,
    /// Passport.
    Passport,
    /// National identity document.
    NationalId,
    /// Tax number.
    Tax,
    /// Number in a register of companies.
    Registration,
    /// D-U-N-S number.
    Duns,
    /// Legal entity identifier.
    Lei,
    /// Business identifier code (SWIFT).
    Swift,
    /// Good Delivery refiner.
    GoodDelivery,
    /// Any other.
    Other,
}

/// What a party does in a shipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "seller"))]
#[expect(missing_docs, reason = "the words are the trade's own")]
pub enum Role {
    Exporter,
    Importer,
    Consignor,
    Consignee,
    Seller,
    Buyer,
    Producer,
    Manufacturer,
    Carrier,
    ShipOwner,
    ShipOperator,
    ShipManager,
    Charterer,
    FreightForwarder,
    NotifyParty,
    Agent,
    Signatory,
    Bank,
    Insurer,
    BeneficialOwner,
    Other,
}

impl Role {
    /// Whether the party supplies, sells or makes the goods.
    pub fn is_supply_side(self) -> bool {
        matches!(
            self,
            Self::Exporter | Self::Consignor | Self::Seller | Self::Producer | Self::Manufacturer
        )
    }

    /// Whether the goods go to the party.
    pub fn receives_goods(self) -> bool {
        matches!(self, Self::Importer | Self::Consignee)
    }
}

crate::objects!(Party, Identifier);
