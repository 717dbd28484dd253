//! One row of the house format.

use chrono::NaiveDate;
use csv::StringRecord;
use serde::Deserialize as _;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as ValueError;

use super::fault::Faults;
use super::text::one_line;
use super::{countries, dates, identifiers, names};
use crate::digest::sha256;
use crate::record::{IdentifierType, ImoNumber};
use crate::rulebook::Countries;
use crate::watchlist::{Address, AliasQuality, Designation, DesignationKind, ListedDocument};

/// A row with the columns of its header.
pub(super) struct Row<'r> {
    columns: &'r [&'static str],
    record: &'r StringRecord,
    place: String,
}

impl<'r> Row<'r> {
    pub(super) fn new(
        columns: &'r [&'static str],
        record: &'r StringRecord,
        place: String,
    ) -> Self {
        Self { columns, record, place }
    }

    /// The entry; nothing where it has no name or kind. What else cannot be read is told and left
    /// out, and the entry stays.
    pub(super) fn read(&self, table: &Countries, faults: &mut Faults) -> Option<Designation> {
        let name = one_line(self.field("name"));
        if name.is_empty() {
            faults.add(&self.place, "the name is missing");
            return None;
        }
        let said = one_line(self.field("kind")).to_lowercase();
        let kind = match said.as_str() {
            "person" => DesignationKind::Person,
            "entity" => DesignationKind::Entity,
            "vessel" => DesignationKind::Vessel,
            "aircraft" => DesignationKind::Aircraft,
            _ => {
                let detail =
                    format!("\"{said}\" is no kind; there are person, entity, vessel and aircraft");
                faults.add(&self.place, detail);
                return None;
            }
        };
        let mut entry = Designation::new(self.id(), kind, name);
        for alias in self.values("aliases") {
            names::add_alias(&mut entry, names::clean(alias), AliasQuality::Good, false);
        }
        entry.listed_on = self.day("listed_on", faults);
        entry.removed_on = self.day("removed_on", faults);
        entry.countries = self.countries("country", table, faults);
        entry.nationalities = self.countries("nationality", table, faults);
        for said in self.values("birth_date") {
            match dates::in_words(said) {
                Some(born) => entry.birth_dates.push(born),
                None => faults.add(&self.place, format!("birth_date is no date: {said}")),
            }
        }
        for said in self.values("identifiers") {
            if let Err(detail) = add_identifier(&mut entry, said, table) {
                faults.add(&self.place, detail);
            }
        }
        self.ship_number(&mut entry, faults);
        for said in self.values("address") {
            let country =
                said.rsplit(',').next().and_then(|end| countries::code_or_name(table, end));
            entry.addresses.push(Address { text: one_line(said), country });
        }
        let note = self.field("note").trim();
        entry.note = (!note.is_empty()).then(|| note.to_owned());
        Some(entry)
    }

    fn field(&self, column: &str) -> &'r str {
        let at = self.columns.iter().position(|known| *known == column);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }

    fn values(&self, column: &str) -> impl Iterator<Item = &'r str> {
        self.field(column).split(';').map(str::trim).filter(|value| !value.is_empty())
    }

    /// The id, or one that follows from what the row says.
    fn id(&self) -> String {
        let id = one_line(self.field("id"));
        if !id.is_empty() {
            return id;
        }
        let named = self.columns.iter().zip(self.record.iter());
        let parts: Vec<String> =
            named.map(|(column, field)| format!("{column}={field}\n")).collect();
        let digest = sha256(parts.iter().map(String::as_bytes));
        let hexadecimal = digest.trim_start_matches("sha256");
        format!("row-{}", hexadecimal.get(..16).unwrap_or(hexadecimal))
    }

    fn day(&self, column: &str, faults: &mut Faults) -> Option<NaiveDate> {
        let said = self.field(column).trim();
        let day = NaiveDate::parse_from_str(said, "%Y-%m-%d").ok();
        if day.is_none() && !said.is_empty() {
            faults.add(&self.place, format!("{column} is no day (YYYY-MM-DD): {said}"));
        }
        day
    }

    fn countries(&self, column: &str, table: &Countries, faults: &mut Faults) -> Vec<String> {
        let mut codes = Vec::new();
        for said in self.values(column) {
            match countries::code_or_name(table, said) {
                Some(code) => codes.push(code),
                None => faults.add(&self.place, format!("{column} is not known: {said}")),
            }
        }
        codes
    }

    fn ship_number(&self, entry: &mut Designation, faults: &mut Faults) {
        let said = self.field("imo").trim();
        match ImoNumber::parse(said).valid() {
            Some(number) => entry.imo = Some(number.to_string()),
            None if said.is_empty() => {}
            None => faults.add(&self.place, format!("imo is no IMO number: {said}")),
        }
    }
}

/// Ways to reach someone, which stand among the identifiers.
const CONTACTS: [&str; 4] = ["phone", "fax", "email", "website"];

/// `type=value` or `type=value/CC`.
fn add_identifier(entry: &mut Designation, said: &str, table: &Countries) -> Result<(), String> {
    let Some((kind, value)) = said.split_once('=') else {
        return Err(format!("an identifier is type=value: {said}"));
    };
    let kind = kind.trim().to_lowercase();
    if CONTACTS.contains(&kind.as_str()) && !value.trim().is_empty() {
        identifiers::add(entry, &kind, value.trim());
        return Ok(());
    }
    let word: serde::de::value::StrDeserializer<'_, ValueError> = kind.as_str().into_deserializer();
    let Ok(kind_of) = IdentifierType::deserialize(word) else {
        return Err(format!("\"{kind}\" is no type of identifier"));
    };
    let (value, country) = match value.rsplit_once('/') {
        Some((value, code)) if code.trim().len() == 2 => match table.code(code.trim()) {
            Some(code) => (value, Some(code.to_string())),
            None => return Err(format!("the country of an identifier is not known: {said}")),
        },
        _ => (value, None),
    };
    let value = value.trim();
    if value.is_empty() {
        return Err(format!("an identifier is type=value: {said}"));
    }
    match kind_of {
        IdentifierType::Passport | IdentifierType::NationalId => {
            let number = value.split_whitespace().collect();
            let document = ListedDocument { r#type: kind_of, number, country, expires_on: None };
            entry.documents.push(document);
        }
        IdentifierType::ImoShip => match ImoNumber::parse(value).valid() {
            Some(number) => entry.imo = Some(number.to_string()),
            None => return Err(format!("imo_ship is no IMO number: {value}")),
        },
        IdentifierType::Registration => identifiers::add(entry, "company_registration", value),
        _ => identifiers::add(entry, &kind, value),
    }
    Ok(())
}
