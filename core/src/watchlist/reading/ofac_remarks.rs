//! The remarks of OFAC's list: one fact after the other, each with a word for what it is.

use super::text::stated;
use super::{countries, dates, identifiers, names, ofac};
use crate::record::{IdentifierType, ImoNumber, is_imo_company_number};
use crate::rulebook::Countries;
use crate::watchlist::{AliasQuality, Designation, DesignationKind, Gender, ListedDocument};

/// Words before a number of an identifier, and the type of it.
const NUMBERS: &[(&str, &str)] = &[
    ("MMSI ", "mmsi"),
    ("SWIFT/BIC ", "swift"),
    ("Tax ID No. ", "tax"),
    ("V.A.T. Number ", "tax"),
    ("NIT # ", "tax"),
    ("RUC # ", "tax"),
    ("R.F.C. ", "tax"),
    ("RIF # ", "tax"),
    ("D-U-N-S Number ", "duns"),
    ("Legal Entity Number ", "lei"),
    ("Registration Number ", "company_registration"),
    ("Registration ID ", "company_registration"),
    ("Company Number ", "company_registration"),
    ("UK Company Number ", "company_registration"),
    ("Commercial Registry Number ", "company_registration"),
    ("Business Registration Number ", "company_registration"),
    ("Business Registration Document # ", "company_registration"),
    ("Enterprise Number ", "company_registration"),
    ("Public Registration Number ", "company_registration"),
    ("Chamber of Commerce Number ", "company_registration"),
    ("Unified Social Credit Code (USCC) ", "company_registration"),
    ("Aircraft Tail Number ", "aircraft_registration"),
    ("Aircraft Manufacturer's Serial Number (MSN) ", "serial_number"),
    ("Aircraft Construction Number (also called L/N or S/N or F/N) ", "serial_number"),
    ("Website ", "website"),
    ("Email Address ", "email"),
    ("Phone Number ", "phone"),
    ("Telephone: ", "phone"),
];

/// Words before a number of a person's document.
const DOCUMENTS: &[(&str, IdentifierType)] = &[
    ("Passport ", IdentifierType::Passport),
    ("Diplomatic Passport ", IdentifierType::Passport),
    ("Stateless Person Passport ", IdentifierType::Passport),
    ("National ID No. ", IdentifierType::NationalId),
    ("National Foreign ID Number ", IdentifierType::NationalId),
    ("Personal ID Card ", IdentifierType::NationalId),
    ("Identification Number ", IdentifierType::NationalId),
    ("Cedula No. ", IdentifierType::NationalId),
    ("C.U.R.P. ", IdentifierType::NationalId),
    ("D.N.I. ", IdentifierType::NationalId),
    ("N.I.E. ", IdentifierType::NationalId),
    ("SSN ", IdentifierType::NationalId),
    ("Birth Certificate Number ", IdentifierType::Other),
    ("Driver's License No. ", IdentifierType::Other),
];

/// Gives an entry the facts of its remarks.
pub(super) fn read(entry: &mut Designation, remarks: &str, table: &Countries) {
    let remarks = remarks.strip_suffix('.').unwrap_or(remarks);
    for remark in remarks.split(';').map(str::trim) {
        let remark =
            ["alt. ", "Alt. "].iter().find_map(|alt| remark.strip_prefix(alt)).unwrap_or(remark);
        let taken = about_life(entry, remark, table)
            || name_or_link(entry, remark)
            || ship(entry, remark)
            || document(entry, remark, table);
        if !taken {
            number(entry, remark);
        }
    }
}

fn about_life(entry: &mut Designation, remark: &str, table: &Countries) -> bool {
    if let Some(born) = remark.strip_prefix("DOB ") {
        if let Some(born) = dates::in_words(born) {
            entry.birth_dates.push(born);
        }
    } else if let Some(place) = remark.strip_prefix("POB ") {
        entry.birth_places.push(place.to_owned());
    } else if let Some(said) =
        ["nationality ", "citizen "].iter().find_map(|word| remark.strip_prefix(word))
    {
        if let Some(code) = countries::country(table, said) {
            entry.nationalities.push(code);
        }
    } else if let Some(gender) = remark.strip_prefix("Gender ") {
        entry.gender = match gender {
            "Male" => Some(Gender::Male),
            "Female" => Some(Gender::Female),
            _ => None,
        };
    } else {
        return false;
    }
    true
}

/// Names in the remarks are those of which the list says that they are weak, but for former ones.
fn name_or_link(entry: &mut Designation, remark: &str) -> bool {
    let kinds = [
        ("a.k.a. ", AliasQuality::Low, false),
        ("n.k.a. ", AliasQuality::Good, false),
        ("f.k.a. ", AliasQuality::Good, true),
    ];
    for (word, quality, former) in kinds {
        if let Some(name) = remark.strip_prefix(word).and_then(stated) {
            let name = ofac::in_order(&names::clean(&name), entry.kind);
            names::add_alias(entry, name, quality, former);
            return true;
        }
    }
    match remark.strip_prefix("Linked To: ").and_then(stated) {
        Some(link) => {
            entry.linked_to.push(link);
            true
        }
        None => false,
    }
}

/// The number of a ship, or of the company where the entry is one.
fn ship(entry: &mut Designation, remark: &str) -> bool {
    let words = ["Vessel Registration Identification ", "Identification Number "];
    let said = words.iter().find_map(|word| remark.strip_prefix(word));
    let Some(number) = said.and_then(|said| said.strip_prefix("IMO ")?.split('(').next()) else {
        return false;
    };
    let number = number.trim();
    match ImoNumber::parse(number).valid() {
        Some(ship) if entry.kind == DesignationKind::Vessel && entry.imo.is_none() => {
            entry.imo = Some(ship.to_string());
        }
        Some(_) => identifiers::add(entry, "imo_ship", number),
        None if is_imo_company_number(number) => identifiers::add(entry, "imo_company", number),
        None => identifiers::add(entry, "other", number),
    }
    true
}

fn document(entry: &mut Designation, remark: &str, table: &Countries) -> bool {
    let found = DOCUMENTS.iter().find_map(|(word, kind)| Some((*kind, remark.strip_prefix(word)?)));
    let Some((kind, said)) = found else { return false };
    let Some(number) = said.split(" (").next().and_then(identifiers::number) else { return true };
    if entry.kind != DesignationKind::Person {
        identifiers::add(entry, "other", &number);
        return true;
    }
    let country = said
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .and_then(|(country, _)| countries::country(table, country));
    let expires_on = said
        .split_once("expires ")
        .and_then(|(_, rest)| dates::in_words(rest))
        .and_then(|day| dates::day(&day));
    entry.documents.push(ListedDocument { r#type: kind, number, country, expires_on });
    true
}

fn number(entry: &mut Designation, remark: &str) {
    if let Some(said) = remark.strip_prefix("Digital Currency Address - ") {
        if let Some((_, address)) = said.split_once(' ') {
            identifiers::add(entry, "wallet", address);
        }
        return;
    }
    let found = NUMBERS.iter().find_map(|(word, kind)| Some((*kind, remark.strip_prefix(word)?)));
    if let Some((kind, said)) = found {
        let value = said.split(" (").next().unwrap_or_default();
        identifiers::add(entry, kind, value);
    }
}
