//! How goods travel: means, ship, aircraft, and the events of the journey.

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// How the goods travel.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"mode": "sea", "vessel": {"name": "HUA FU", "imo": "9020003", "flag": "PA"}})))]
pub struct Transport {
    /// Means of transport.
    pub mode: Option<Mode>,
    /// The ship.
    pub vessel: Option<Vessel>,
    /// The aircraft.
    pub aircraft: Option<Aircraft>,
    /// Container numbers.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub containers: Vec<String>,
    /// The bill of lading.
    pub bill_of_lading: Option<BillOfLading>,
    /// What happened on the way, in the order of the journey.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub voyage: Vec<VoyageEvent>,
}

/// Means of transport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "sea"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum Mode {
    Sea,
    Rail,
    Road,
    Air,
    InlandWaterway,
    Pipeline,
    Post,
    Multimodal,
}

/// A ship.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"name": "HUA FU", "imo": "9020003", "flag": "PA", "built": 1990})))]
pub struct Vessel {
    /// Its name.
    pub name: Option<String>,
    /// Its IMO number. A wrong check digit is a finding, not an error.
    pub imo: Option<String>,
    /// Its maritime mobile service identity.
    pub mmsi: Option<String>,
    /// Its radio call sign.
    pub call_sign: Option<String>,
    /// Flag: a country, or `stateless`.
    pub flag: Option<String>,
    /// Type of ship, in words.
    pub r#type: Option<String>,
    /// Year of build.
    pub built: Option<i32>,
    /// Deadweight, in tonnes.
    pub deadweight: Option<f64>,
    /// Names it had before.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// Flags it had before.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub former_flags: Vec<FormerFlag>,
    /// Nationalities of master and crew.
    #[serde(deserialize_with = "crate::input::list", skip_serializing_if = "Vec::is_empty")]
    pub crew_nationalities: Vec<String>,
}

/// A name a ship had before.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"name": "EVER BRIGHT 88", "until": "2017-10-01"})))]
pub struct FormerName {
    /// The name.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub name: Option<String>,
    /// Until when: a date or an instant.
    pub until: Option<String>,
}

/// A flag a ship had before.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"flag": "KP", "until": "2017-10-01"})))]
pub struct FormerFlag {
    /// The flag: a country, or `stateless`.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub flag: Option<String>,
    /// Until when: a date or an instant.
    pub until: Option<String>,
}

/// An aircraft.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"registration": "P-632", "operator": "Air Koryo", "flag": "KP"})))]
pub struct Aircraft {
    /// Registration mark.
    pub registration: Option<String>,
    /// Who operates it.
    pub operator: Option<String>,
    /// State of registry.
    pub flag: Option<String>,
}

/// A bill of lading.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"number": "NP-0417", "date": "2017-09-24"})))]
pub struct BillOfLading {
    /// Its number.
    pub number: Option<String>,
    /// Its date.
    #[cfg_attr(feature = "schema", schema(format = "date"))]
    pub date: Option<String>,
}

/// Something that happened on the way.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"event": "loading", "at": "2017-09-24", "location": {"unlocode": "KPNAM"}})))]
pub struct VoyageEvent {
    /// What happened.
    #[cfg_attr(feature = "schema", schema(required = true))]
    pub event: Option<EventKind>,
    /// When: a date or an instant.
    pub at: Option<String>,
    /// Until when: a date or an instant.
    pub until: Option<String>,
    /// Where.
    pub location: Option<Location>,
    /// The other ship of a transfer.
    pub counterpart: Option<Counterpart>,
}

/// Kinds of voyage event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "loading"))]
pub enum EventKind {
    /// The goods came aboard.
    Loading,
    /// The goods left the ship.
    Discharge,
    /// The ship was in a port.
    PortCall,
    /// The goods changed ships in port.
    Transshipment,
    /// The goods changed ships at sea.
    ShipToShip,
    /// The goods crossed a land border.
    BorderCrossing,
    /// The ship's AIS signal was absent.
    AisGap,
}

/// A place: a UN/LOCODE, a name in any script, or coordinates.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"unlocode": "KPNAM", "name": "Nampo", "country": "KP"})))]
pub struct Location {
    /// UN/LOCODE, five characters.
    pub unlocode: Option<String>,
    /// Name, in any script; an unknown one is kept as given.
    pub name: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Degrees north, -90 to 90.
    pub latitude: Option<f64>,
    /// Degrees east, -180 to 180.
    pub longitude: Option<f64>,
}

/// The other ship of a transfer.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[cfg_attr(feature = "schema", schema(example = json!({"name": "RYE SONG GANG 1", "imo": "7389704", "flag": "KP"})))]
pub struct Counterpart {
    /// Its name.
    pub name: Option<String>,
    /// Its IMO number.
    pub imo: Option<String>,
    /// Its flag.
    pub flag: Option<String>,
}

crate::objects!(
    Transport,
    Vessel,
    FormerName,
    FormerFlag,
    Aircraft,
    BillOfLading,
    VoyageEvent,
    Location,
    Counterpart
);
