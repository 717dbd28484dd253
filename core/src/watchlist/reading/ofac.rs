//! OFAC's list of Specially Designated Nationals: three tables without a header, joined by number.
//!
//! `sdn.csv` has twelve columns, `add.csv` six and `alt.csv` five; rows are told apart by that, so
//! that the three may come as one file. A last row of the sign 0x1A ends each.

use std::collections::BTreeMap;

use csv::StringRecord;

use super::join::Gathered;
use super::text::{add_note, first_fields, stated, utf8_or_windows_1252};
use super::{ListError, ListInput, countries, identifiers, names, ofac_remarks};
use crate::rulebook::Countries;
use crate::text::{Row, rows};
use crate::watchlist::{Address, AliasQuality, Designation, DesignationKind};

const SDN_COLUMNS: usize = 12;
const ADD_COLUMNS: usize = 6;
const ALT_COLUMNS: usize = 5;

/// A row of a second table, waiting for its entry.
struct Later {
    place: String,
    number: u64,
    fields: StringRecord,
}

pub(super) fn read(input: &ListInput<'_>, table: &Countries) -> Result<Gathered, ListError> {
    let mut gathered = Gathered::default();
    let mut entries: BTreeMap<u64, usize> = BTreeMap::new();
    let mut later: Vec<Later> = Vec::new();
    for (file, bytes) in input.files() {
        let text = utf8_or_windows_1252(bytes)?;
        for row in rows(&text)? {
            let Row { line, fields } = row?;
            let place = if file == "main" {
                format!("line {line}")
            } else {
                format!("{file}, line {line}")
            };
            let Some(number) = number_of(&fields) else {
                if !is_end(&fields) && !is_header(&fields) {
                    gathered.faults.add(place, "the row does not begin with a number");
                }
                continue;
            };
            match fields.len() {
                SDN_COLUMNS => match entry(number, &fields, table) {
                    Ok(entry) => {
                        entries.entry(number).or_insert(gathered.read.designations.len());
                        gathered.add(entry);
                    }
                    Err(detail) => gathered.faults.add(place, detail),
                },
                ADD_COLUMNS | ALT_COLUMNS => {
                    later.push(Later { place, number, fields });
                }
                columns => {
                    let detail = format!(
                        "the row has {columns} columns; sdn has 12, add has 6 and alt has 5"
                    );
                    gathered.faults.add(place, detail);
                }
            }
        }
    }
    for row in later {
        let at = entries.get(&row.number);
        if let Some(entry) = at.and_then(|at| gathered.read.designations.get_mut(*at)) {
            add_row(entry, &row.fields, table);
        } else {
            let detail = format!("there is no entry {}", row.number);
            gathered.faults.add(row.place, detail);
        }
    }
    gathered.tidy();
    Ok(gathered)
}

/// The number of a row. The end sign of a file may stand before the first row of the next.
fn number_of(record: &StringRecord) -> Option<u64> {
    record.get(0)?.trim_start_matches('\u{1a}').trim().parse().ok()
}

fn is_end(record: &StringRecord) -> bool {
    record.iter().all(|field| field.trim_matches('\u{1a}').trim().is_empty())
}

/// Copies with a header exist, one of each table.
fn is_header(record: &StringRecord) -> bool {
    let first = record.get(0).unwrap_or_default().trim_matches('\u{1a}').trim().to_lowercase();
    ["id", "ent_num", "entnum", "ent num", "uid"].contains(&first.as_str())
}

/// Whether a line is a row of the list, or the header of a copy that has one.
pub(super) fn is_first_row(line: &str) -> bool {
    let record = first_fields(line);
    let first = number_of(&record).is_some() || is_header(&record);
    first && [SDN_COLUMNS, ADD_COLUMNS, ALT_COLUMNS].contains(&record.len())
}

fn entry(number: u64, record: &StringRecord, table: &Countries) -> Result<Designation, String> {
    let field = |at: usize| record.get(at).and_then(stated);
    let kind = match field(2).unwrap_or_default().to_lowercase().as_str() {
        "individual" => DesignationKind::Person,
        "vessel" => DesignationKind::Vessel,
        "aircraft" => DesignationKind::Aircraft,
        "" | "entity" => DesignationKind::Entity,
        other => return Err(format!("\"{other}\" is no type of entry")),
    };
    let listed = field(1).ok_or("the name is missing")?;
    let mut entry = Designation::new(number.to_string(), kind, in_order(&listed, kind));
    let programmes = field(3).unwrap_or_default();
    let programmes = programmes.split(['[', ']', ';']);
    entry.programmes =
        programmes.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let dprk = entry.programmes.iter().find(|programme| programme.starts_with("DPRK"));
    entry.regime = dprk.or_else(|| entry.programmes.first()).cloned();
    if let Some(title) = field(4) {
        entry.titles.push(title);
    }
    if let Some(sign) = field(5) {
        identifiers::add(&mut entry, "call_sign", &sign);
    }
    if let Some(code) = field(9).and_then(|flag| countries::country(table, &flag)) {
        entry.countries.push(code);
    }
    if let Some(owner) = field(10) {
        add_note(&mut entry.note, &format!("owner: {owner}"));
        entry.linked_to.push(owner);
    }
    if let Some(remarks) = field(11) {
        ofac_remarks::read(&mut entry, &remarks, table);
        add_note(&mut entry.note, &remarks);
    }
    Ok(entry)
}

/// "LAST, First" of a person as "First LAST".
pub(super) fn in_order(name: &str, kind: DesignationKind) -> String {
    match name.split_once(", ") {
        Some((last, first)) if kind == DesignationKind::Person => match first.rsplit_once(", ") {
            // "SANTOS, Ana, III"
            Some((first, suffix)) => format!("{first} {last} {suffix}"),
            None => format!("{first} {last}"),
        },
        _ => name.to_owned(),
    }
}

fn add_row(entry: &mut Designation, fields: &StringRecord, table: &Countries) {
    let fields: Vec<&str> = fields.iter().collect();
    match fields[..] {
        [_, _, kind, name, _] => {
            let former = kind.trim() == "fka";
            let Some(name) = stated(name) else { return };
            let quoted = name.starts_with(['\'', '"']);
            let quality = if quoted { AliasQuality::Low } else { AliasQuality::Good };
            let name = in_order(&names::clean(&name), entry.kind);
            names::add_alias(entry, name, quality, former);
        }
        [_, _, street, city, country, _] => {
            let country = stated(country);
            let parts: Vec<String> = [street, city].into_iter().filter_map(stated).collect();
            let text = if parts.is_empty() { country.clone() } else { Some(parts.join(", ")) };
            let code = country.and_then(|country| countries::country(table, &country));
            if let Some(text) = text {
                entry.addresses.push(Address { text, country: code });
            }
        }
        _ => {}
    }
}

#[cfg(test)]
#[path = "ofac_tests.rs"]
mod tests;
