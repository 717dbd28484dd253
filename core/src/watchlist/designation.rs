//! One entry of a list.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::digest::sha256;
use crate::record::IdentifierType;

/// A listed person, entity or ship, whatever list it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Designation {
    /// Reference number inside the list.
    pub id: String,
    /// Person, entity, vessel or aircraft.
    pub kind: DesignationKind,
    /// Name as listed.
    pub name: String,
    /// The name in its own script.
    #[serde(default)]
    pub original_script: Vec<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<Alias>,
    /// The regime it is listed under, as the list names it: "DPRK", "Al-Qaida". Absent: that of the list.
    pub regime: Option<String>,
    /// Day of listing. A list that gives none means: as long as it is in the list.
    pub listed_on: Option<NaiveDate>,
    /// The first day on which it is no longer listed.
    pub removed_on: Option<NaiveDate>,
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
    /// Countries it belongs to, alpha-2: seat, register or flag.
    #[serde(default)]
    pub countries: Vec<String>,
    /// Places of birth, as listed.
    #[serde(default)]
    pub birth_places: Vec<String>,
    /// Titles, as listed.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Gender, where the list says one.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Every programme it is listed under, where a list knows several.
    #[serde(default)]
    pub programmes: Vec<String>,
    /// Parties that the list links it to, as it names them.
    #[serde(default)]
    pub linked_to: Vec<String>,
    /// Pages about it.
    #[serde(default)]
    pub links: Vec<String>,
    /// The keeper's own number of the entry, besides the reference.
    #[serde(default)]
    pub data_id: Option<String>,
    /// The keeper's own version of the entry.
    #[serde(default)]
    pub data_version: Option<String>,
    /// What else a reader should know.
    pub note: Option<String>,
}

impl Designation {
    /// Whether it is a person or an entity.
    pub fn is_party(&self) -> bool {
        matches!(self.kind, DesignationKind::Person | DesignationKind::Entity)
    }

    /// An entry of which no more is known.
    pub fn new(id: String, kind: DesignationKind, name: String) -> Self {
        Self {
            id,
            kind,
            name,
            original_script: Vec::new(),
            aliases: Vec::new(),
            regime: None,
            listed_on: None,
            removed_on: None,
            amended_on: Vec::new(),
            birth_dates: Vec::new(),
            nationalities: Vec::new(),
            posts: Vec::new(),
            documents: Vec::new(),
            addresses: Vec::new(),
            identifiers: Vec::new(),
            imo: None,
            measures: Vec::new(),
            countries: Vec::new(),
            birth_places: Vec::new(),
            titles: Vec::new(),
            gender: None,
            programmes: Vec::new(),
            linked_to: Vec::new(),
            links: Vec::new(),
            data_id: None,
            data_version: None,
            note: None,
        }
    }

    /// Digest of its facts: what names and identifies it. Amendments that change none of them, removal,
    /// notes and links are left out, and so are empty members and the order inside lists.
    pub fn facts_digest(&self) -> String {
        let facts = Self {
            amended_on: Vec::new(),
            removed_on: None,
            data_version: None,
            note: None,
            links: Vec::new(),
            ..self.clone()
        };
        let facts = serde_json::to_value(&facts).map(canonical).unwrap_or_default();
        sha256([facts.to_string().as_bytes()])
    }

    /// Whether it is on the list on a day.
    pub fn is_listed_on(&self, day: NaiveDate) -> bool {
        self.listed_on.is_none_or(|listed| listed <= day)
            && self.removed_on.is_none_or(|removed| day < removed)
    }

    /// Every name: the primary one, those in its own script, the aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str())
            .chain(self.original_script.iter().map(String::as_str))
            .chain(self.aliases.iter().map(|alias| alias.name.as_str()))
    }
}

/// The same value without nulls and empty lists, its lists in the order of their elements' text.
fn canonical(value: Value) -> Value {
    match value {
        Value::Array(elements) => {
            let mut elements: Vec<Value> = elements.into_iter().map(canonical).collect();
            elements.sort_by_cached_key(Value::to_string);
            Value::Array(elements)
        }
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, member)| (name, canonical(member)));
            let says = |member: &Value| !member.is_null() && *member != Value::Array(Vec::new());
            Value::Object(members.filter(|(_, member)| says(member)).collect())
        }
        other => other,
    }
}

/// Kinds of designation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "entity"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum DesignationKind {
    Person,
    Entity,
    Vessel,
    Aircraft,
}

/// Genders that lists state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Gender {
    Male,
    Female,
}

impl DesignationKind {
    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Entity => "entity",
            Self::Vessel => "vessel",
            Self::Aircraft => "aircraft",
        }
    }
}

/// Another name of a designation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the list's own words")]
pub enum AliasQuality {
    Good,
    Low,
}

/// A document of a listed person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedDocument {
    /// Passport or national identity document.
    pub r#type: IdentifierType,
    /// Its number.
    pub number: String,
    /// Country that issued it, alpha-2.
    pub country: Option<String>,
    /// Day on which it expires.
    #[serde(default)]
    pub expires_on: Option<NaiveDate>,
}

/// An address of a designation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and city.
    pub text: String,
    /// Country, alpha-2.
    pub country: Option<String>,
}

/// A number or contact detail of a designation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedIdentifier {
    /// What it is: `imo_company`, `imo_ship`, `mmsi`, `call_sign`, `swift`, `lei`, `duns`, `tax`,
    /// `company_registration`, `phone`, `fax`, `email`, `website`, `wallet`, `aircraft_registration`,
    /// `serial_number` or `other`.
    pub r#type: String,
    /// The value.
    pub value: String,
}

/// What is ordered for a ship, and by which measure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignationMeasure {
    /// Id of the measure.
    pub id: String,
    /// Its effect on the ship.
    pub effect: VesselEffect,
}

/// What can be ordered for a ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VesselEffect {
    /// The ship is frozen.
    AssetFreeze,
    /// Ports are closed to it.
    PortBan,
    /// Its flag is to be withdrawn.
    Deflagging,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Designation {
        let alias = |name: &str| Alias {
            name: name.to_owned(),
            quality: AliasQuality::Good,
            former: false,
        };
        let mut entry =
            Designation::new("A".to_owned(), DesignationKind::Person, "Alpha".to_owned());
        entry.aliases = vec![alias("Alfa"), alias("Alef")];
        entry
    }

    #[test]
    fn only_facts_change_the_digest_of_facts() {
        let digest = entry().facts_digest();
        let day = NaiveDate::from_ymd_opt(2026, 1, 1);
        let quiet: [fn(&mut Designation); 6] = [
            |entry| entry.aliases.reverse(),
            |entry| entry.note = Some("n".to_owned()),
            |entry| entry.links = vec!["l".to_owned()],
            |entry| entry.data_version = Some("2".to_owned()),
            |entry| entry.amended_on = vec![NaiveDate::MIN],
            |entry| entry.removed_on = Some(NaiveDate::MAX),
        ];
        for change in quiet {
            let mut changed = entry();
            change(&mut changed);
            assert_eq!(changed.facts_digest(), digest, "{changed:?}");
        }
        let mut facts = [(); 6].map(|()| entry());
        let [name, alias, birth, nationality, address, listed] = &mut facts;
        name.name = "Alpha B".to_owned();
        alias.aliases.truncate(1);
        birth.birth_dates = vec!["1960".to_owned()];
        nationality.nationalities = vec!["KP".to_owned()];
        address.addresses = vec![Address { text: "x".to_owned(), country: None }];
        listed.listed_on = day;
        for changed in facts {
            assert_ne!(changed.facts_digest(), digest, "{changed:?}");
        }
    }
}
