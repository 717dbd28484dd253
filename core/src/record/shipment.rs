//! The shipment record.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Metadata, Party, Transport};

/// Goods that move from a seller to a buyer.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({
    "reference": "PO-4711",
    "dates": {"loading": "2017-09-24", "arrival": "2017-09-28"},
    "country_of_origin": "RU",
    "parties": [{"role": "seller", "name": "Far East Coal Trading", "country": "HK"}],
    "items": [{"line": "1", "description": "Anthracite in bulk", "hs_code": "2701.11",
        "quantity": {"value": 5200.0, "unit": "t"}}],
    "transport": {"mode": "sea", "vessel": {"name": "HUA FU", "imo": "9020003"},
        "voyage": [{"event": "loading", "at": "2017-09-24", "location": {"unlocode": "KPNAM"}}]}
})))]
pub struct Shipment {
    /// The submitter's own reference.
    pub reference: Option<String>,
    /// Contract, loading and arrival.
    pub dates: Option<Dates>,
    /// Country of origin declared for all goods.
    pub country_of_origin: Option<String>,
    /// Country the goods are sent from.
    pub country_of_export: Option<String>,
    /// Country the goods go to.
    pub country_of_destination: Option<String>,
    /// Who takes part, up to 200.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<Party>,
    /// The goods, 1 to 1,000 lines.
    #[serde(deserialize_with = "crate::input::list")]
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub items: Vec<Item>,
    /// How the goods travel.
    pub transport: Option<Transport>,
    /// Papers that go with the goods.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// Exemptions that somebody relies on.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub exemption_claims: Vec<ExemptionClaim>,
    /// How the goods are paid for.
    pub payment: Option<Payment>,
    /// Up to 50 strings by name: returned, never judged.
    #[serde(deserialize_with = "super::metadata::read")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<std::collections::HashMap<String, String>>))]
    pub metadata: Option<Metadata>,
    /// How the record is to be judged.
    pub options: Option<Options>,
}

/// The dates of a shipment.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"contract": "2017-07-20", "loading": "2017-08-20", "arrival": "2017-09-02"})))]
pub struct Dates {
    /// Day the contract was made.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub contract: Option<String>,
    /// Day the goods were loaded.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub loading: Option<String>,
    /// Day the goods arrive or arrived.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub arrival: Option<String>,
}

/// One line of goods. It needs a description or an HS code.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"line": "1", "description": "Anthracite in bulk", "hs_code": "2701.11",
    "country_of_origin": "RU", "quantity": {"value": 5200.0, "unit": "t"}})))]
pub struct Item {
    /// The submitter's own line number; an integer is taken as its digits.
    #[serde(deserialize_with = "crate::input::text_or_integer")]
    pub line: Option<String>,
    /// What the goods are, in any language.
    pub description: Option<String>,
    /// HS code, 2 to 12 digits with dots or spaces.
    pub hs_code: Option<String>,
    /// Country of origin declared for this line.
    pub country_of_origin: Option<String>,
    /// Where the goods were mined, grown or caught: a UN/LOCODE, a place or a country.
    pub place_of_extraction: Option<String>,
    /// Who made or mined them.
    pub producer: Option<String>,
    /// Marks on goods and packages.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// Worth.
    pub value: Option<Money>,
}

/// An amount of goods.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"value": 5200.0, "unit": "t"})))]
pub struct Quantity {
    /// The number, not negative.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub value: Option<f64>,
    /// The unit, as written.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub unit: Option<String>,
}

/// An amount of money.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"amount": 338_000.0, "currency": "USD"})))]
pub struct Money {
    /// The amount, not negative.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub amount: Option<f64>,
    /// ISO 4217 code.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub currency: Option<String>,
}

/// A paper that goes with the goods or the company.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"type": "certificate_of_origin", "number": "CO-77", "country": "RU",
    "date": "2017-09-20", "states_origin": "RU"})))]
pub struct Document {
    /// What kind of paper it is.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub r#type: Option<DocumentType>,
    /// Its number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Country of issue.
    pub country: Option<String>,
    /// Day of issue.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub date: Option<String>,
    /// Country of origin the paper itself states.
    pub states_origin: Option<String>,
}

/// Kinds of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "certificate_of_origin"))]
#[expect(missing_docs, reason = "the words are the trade's own")]
pub enum DocumentType {
    CertificateOfOrigin,
    BillOfLading,
    Waybill,
    RailWaybill,
    Invoice,
    Contract,
    PackingList,
    MineCertificate,
    AssayCertificate,
    QualityCertificate,
    CustomsDeclaration,
    CommitteeNotification,
    CommitteeApproval,
    Other,
}

/// An exemption that somebody relies on.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"exemption": "rajin_transit_coal", "reference": "S/AC.49/2018/NOTE.12"})))]
pub struct ExemptionClaim {
    /// Which exemption.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub exemption: Option<ExemptionId>,
    /// Reference of the notice or approval.
    pub reference: Option<String>,
    /// Its date.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub date: Option<String>,
}

/// The exemptions that can be claimed.
///
/// For goods from the DPRK: `rajin_transit_coal` (foreign coal through Rajin), `livelihood` and `coal_cap` (both
/// until 2017-08-04), `wind_down` (contracts from before a ban), `committee_approval` (in advance, case by case).
/// For goods to the DPRK: `committee_approval`, `civil_aircraft_spares`. For joint ventures:
/// `committee_approval`, `hydropower_project`, `rajin_khasan_project`, `venture_closure` (120 days, until
/// 2018-01-09). For workers: `existing_permit` (from before 2017-09-11). `food_or_medicine` and
/// `humanitarian_carve_out` (resolution 2664) can be claimed and are answered with the reason why no ban on
/// goods knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "rajin_transit_coal"))]
pub enum ExemptionId {
    /// Foreign coal that only passes through the port of Rajin.
    RajinTransitCoal,
    /// Trade for livelihood purposes alone.
    Livelihood,
    /// Coal inside the worldwide cap of resolution 2321.
    CoalCap,
    /// Run-off of a contract made before the ban.
    WindDown,
    /// Approval by the 1718 Committee in advance, case by case.
    CommitteeApproval,
    /// Spare parts for the safe operation of civil passenger aircraft, to the DPRK.
    CivilAircraftSpares,
    /// China-DPRK hydroelectric power project, for joint ventures.
    HydropowerProject,
    /// Russia-DPRK Rajin-Khasan port and rail project, for joint ventures.
    RajinKhasanProject,
    /// Closure of a joint venture from before the ban.
    VentureClosure,
    /// Work permit or contract of a DPRK national from before the ban.
    ExistingPermit,
    /// Food or medicine. No measure knows it for goods that leave the DPRK.
    FoodOrMedicine,
    /// Humanitarian carve-out of resolution 2664. It opens asset freezes alone.
    HumanitarianCarveOut,
}

impl ExemptionId {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RajinTransitCoal => "rajin_transit_coal",
            Self::Livelihood => "livelihood",
            Self::CoalCap => "coal_cap",
            Self::WindDown => "wind_down",
            Self::CommitteeApproval => "committee_approval",
            Self::CivilAircraftSpares => "civil_aircraft_spares",
            Self::HydropowerProject => "hydropower_project",
            Self::RajinKhasanProject => "rajin_khasan_project",
            Self::VentureClosure => "venture_closure",
            Self::ExistingPermit => "existing_permit",
            Self::FoodOrMedicine => "food_or_medicine",
            Self::HumanitarianCarveOut => "humanitarian_carve_out",
        }
    }
}

/// How the goods are paid for.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"method": "letter_of_credit", "payer": "Erdenet Coking LLC", "payer_country": "MN"})))]
pub struct Payment {
    /// The way of payment.
    pub method: Option<PaymentMethod>,
    /// Who pays.
    pub payer: Option<String>,
    /// The payer's country.
    pub payer_country: Option<String>,
}

/// Ways of payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "letter_of_credit"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum PaymentMethod {
    LetterOfCredit,
    Transfer,
    Cash,
    Barter,
    None,
    Other,
}

impl PaymentMethod {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LetterOfCredit => "letter_of_credit",
            Self::Transfer => "transfer",
            Self::Cash => "cash",
            Self::Barter => "barter",
            Self::None => "none",
            Self::Other => "other",
        }
    }
}

/// How a record is to be judged.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"as_of": "2017-10-01", "dry_run": true})))]
pub struct Options {
    /// Judge as if on this day, leaving out what did not yet exist. Default: today.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub as_of: Option<String>,
    /// Watchlists to add to those always used.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub watchlists: Vec<String>,
    /// Judge and answer, but keep nothing.
    pub dry_run: Option<bool>,
}

crate::objects!(Shipment, Dates, Item, Quantity, Money, Document, ExemptionClaim, Payment, Options);
