//! One FollowTheMoney entity as an entry, and what its parts add to it.

use super::ftm::Entity;
use super::text::{add_note, one_line, stated};
use super::{countries, dates, identifiers, names};
use crate::record::{IdentifierType, ImoNumber};
use crate::rulebook::Countries;
use crate::watchlist::{
    Address, AliasQuality, Designation, DesignationKind, Gender, ListedDocument,
};

/// Properties that hold numbers, and the type of each.
const NUMBERS: &[(&str, &str)] = &[
    ("mmsi", "mmsi"),
    ("callSign", "call_sign"),
    ("swiftBic", "swift"),
    ("leiCode", "lei"),
    ("dunsCode", "duns"),
    ("taxNumber", "tax"),
    ("innCode", "tax"),
    ("vatCode", "tax"),
    ("registrationNumber", "company_registration"),
    ("ogrnCode", "company_registration"),
    ("uscCode", "company_registration"),
    ("phone", "phone"),
    ("email", "email"),
    ("website", "website"),
    ("publicKey", "wallet"),
    ("serialNumber", "serial_number"),
];

/// Properties that hold countries.
const COUNTRIES: &[&str] = &["country", "jurisdiction", "mainCountry", "flag"];

/// The entry of a party; nothing where it has no name.
pub(super) fn party(entity: &Entity, table: &Countries) -> Option<Designation> {
    let kind = match entity.schema.as_str() {
        "Person" => DesignationKind::Person,
        "Vessel" => DesignationKind::Vessel,
        "Airplane" => DesignationKind::Aircraft,
        _ => DesignationKind::Entity,
    };
    let mut listed = entity.texts("name").filter_map(stated).map(|name| names::clean(&name));
    let others = ["registrationNumber", "publicKey", "imoNumber"];
    let mut fallback = others.into_iter().flat_map(|name| entity.texts(name)).filter_map(stated);
    let name = listed.next().or_else(|| fallback.next())?;
    let id = stated(&entity.id)?;
    let mut entry = Designation::new(id, kind, name);
    for (property, quality, former) in [
        ("name", AliasQuality::Good, false),
        ("alias", AliasQuality::Good, false),
        ("previousName", AliasQuality::Good, true),
        ("pastName", AliasQuality::Good, true),
        ("weakAlias", AliasQuality::Low, false),
        ("abbreviation", AliasQuality::Low, false),
    ] {
        for name in entity.texts(property).filter_map(stated) {
            names::add_alias(&mut entry, names::clean(&name), quality, former);
        }
    }
    about_life(&mut entry, entity, table);
    numbers(&mut entry, entity);
    for property in COUNTRIES {
        for code in entity.texts(property).filter_map(|said| countries::code_or_name(table, said)) {
            entry.countries.push(code);
        }
    }
    let country = entry.countries.first().cloned().filter(|_| entry.countries.len() == 1);
    for text in entity.texts("address").filter_map(stated) {
        entry.addresses.push(Address { text, country: country.clone() });
    }
    for programme in entity.texts("program").filter_map(stated) {
        add_programme(&mut entry, programme);
    }
    for topic in entity.texts("topics") {
        add_note(&mut entry.note, &format!("topic: {}", one_line(topic)));
    }
    for note in entity.texts("notes") {
        add_note(&mut entry.note, &one_line(note));
    }
    Some(entry)
}

fn about_life(entry: &mut Designation, entity: &Entity, table: &Countries) {
    for born in entity.texts("birthDate").filter_map(dates::in_words) {
        entry.birth_dates.push(born);
    }
    for place in entity.texts("birthPlace").filter_map(stated) {
        entry.birth_places.push(place);
    }
    for said in entity.texts("nationality").chain(entity.texts("citizenship")) {
        if let Some(code) = countries::code_or_name(table, said) {
            entry.nationalities.push(code);
        }
    }
    for post in entity.texts("position").filter_map(stated) {
        entry.posts.push(post);
    }
    for title in entity.texts("title").filter_map(stated) {
        entry.titles.push(title);
    }
    entry.gender = entity.texts("gender").find_map(|said| match said {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    });
    for link in entity.texts("sourceUrl").filter_map(stated) {
        entry.links.push(link);
    }
}

fn numbers(entry: &mut Designation, entity: &Entity) {
    let is_ship = entry.kind == DesignationKind::Vessel;
    for said in entity.texts("imoNumber") {
        match ImoNumber::parse(said).valid() {
            Some(number) if is_ship && entry.imo.is_none() => entry.imo = Some(number.to_string()),
            Some(_) => identifiers::add(entry, "imo_ship", said),
            None => {
                let bare = said.trim().trim_start_matches("IMO").trim_start();
                identifiers::add(entry, "imo_company", bare);
            }
        }
    }
    for (property, kind) in NUMBERS {
        let is_mark = *kind == "company_registration" && entry.kind == DesignationKind::Aircraft;
        let kind = if is_mark { "aircraft_registration" } else { kind };
        for said in entity.texts(property) {
            identifiers::add(entry, kind, said);
        }
    }
    for (property, kind) in [
        ("passportNumber", IdentifierType::Passport),
        ("idNumber", IdentifierType::NationalId),
        ("socialSecurityNumber", IdentifierType::NationalId),
    ] {
        for number in entity.texts(property).filter_map(identifiers::number) {
            if entry.kind == DesignationKind::Person {
                let document =
                    ListedDocument { r#type: kind, number, country: None, expires_on: None };
                entry.documents.push(document);
            } else {
                identifiers::add(entry, "other", &number);
            }
        }
    }
}

/// The first programme is the regime, unless a later one is the DPRK's.
fn add_programme(entry: &mut Designation, programme: String) {
    let is_dprk = |name: &str| name.to_uppercase().contains("DPRK");
    if entry.regime.as_deref().is_none_or(|regime| !is_dprk(regime) && is_dprk(&programme)) {
        entry.regime = Some(programme.clone());
    }
    entry.programmes.push(programme);
}

/// Gives an entry what a part of it says; what of that cannot be read.
pub(super) fn attach(entry: &mut Designation, part: &Entity, table: &Countries) -> Vec<String> {
    let mut faults = Vec::new();
    match part.schema.as_str() {
        "Sanction" => sanction(entry, part, &mut faults),
        "Address" => address(entry, part, table),
        _ => document(entry, part, table),
    }
    faults
}

/// The entry is listed from the first day to the last of its sanctions; one without an end goes on.
fn sanction(entry: &mut Designation, part: &Entity, faults: &mut Vec<String>) {
    let listed = part.text("listingDate").or_else(|| part.text("startDate"));
    if let Some(said) = listed {
        match dates::day(said) {
            Some(day) => {
                let earlier = entry.listed_on.is_none_or(|known| day < known);
                entry.listed_on = if earlier { Some(day) } else { entry.listed_on };
            }
            // Many sanctions give a month or a year alone.
            None if dates::in_words(said).is_some() => {}
            None => faults.push(format!("the day of listing is no date: {}", one_line(said))),
        }
    }
    for programme in part.texts("program").chain(part.texts("programId")).filter_map(stated) {
        add_programme(entry, programme);
    }
    if let Some(ends) = part.text("endDate") {
        add_note(&mut entry.note, &format!("a sanction ends: {}", one_line(ends)));
    }
    for reason in part.texts("reason") {
        add_note(&mut entry.note, &one_line(reason));
    }
}

fn document(entry: &mut Designation, part: &Entity, table: &Countries) {
    let Some(number) = part.text("number").and_then(identifiers::number) else { return };
    let words = part.text("type").unwrap_or_default();
    let kind = match part.schema.as_str() {
        "Passport" => IdentifierType::Passport,
        _ if words.is_empty() => IdentifierType::NationalId,
        _ => identifiers::document_type(words),
    };
    if entry.kind != DesignationKind::Person {
        return identifiers::add(entry, "other", &number);
    }
    let country = part.text("country").and_then(|said| countries::code_or_name(table, said));
    let expires_on = part.text("endDate").and_then(dates::day);
    entry.documents.push(ListedDocument { r#type: kind, number, country, expires_on });
}

fn address(entry: &mut Designation, part: &Entity, table: &Countries) {
    let country = part.text("country").and_then(|said| countries::code_or_name(table, said));
    let whole = part.text("full").and_then(stated).or_else(|| {
        let parts = ["street", "street2", "city", "region", "state", "postalCode"];
        let parts: Vec<String> =
            parts.into_iter().filter_map(|name| part.text(name)).filter_map(stated).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    });
    let whole = whole.or_else(|| part.text("country").and_then(stated));
    if let Some(text) = whole {
        entry.addresses.push(Address { text, country });
    }
}
