//! The Security Council's consolidated list, in XML.

use super::join::Gathered;
use super::xml::{Shape, line_of, read as read_xml};
use super::{ListError, dates, un_entry};
use crate::rulebook::Countries;
use crate::watchlist::DesignationKind;

const SHAPE: Shape = Shape {
    root: "CONSOLIDATED_LIST",
    attribute: "dateGenerated",
    entries: &["INDIVIDUAL", "ENTITY"],
};

pub(super) fn read(text: &str, countries: &Countries) -> Result<Gathered, ListError> {
    let mut gathered = Gathered::default();
    let date = read_xml(text, SHAPE, |element| {
        let kind = match element.name.as_str() {
            "INDIVIDUAL" => DesignationKind::Person,
            "ENTITY" => DesignationKind::Entity,
            other => return gathered.skip(other),
        };
        match un_entry::entry(&element, kind, countries, &mut gathered.faults) {
            Ok(entry) => gathered.add(entry),
            Err(problem) => {
                let place = format!("line {}", line_of(text, element.offset));
                gathered.faults.add(place, problem);
            }
        }
    })?;
    gathered.read.published_on = date.as_deref().and_then(dates::day);
    if gathered.read.published_on.is_none() {
        gathered.faults.add("CONSOLIDATED_LIST", "dateGenerated is missing or no date");
    }
    Ok(gathered)
}

#[cfg(test)]
#[path = "un_xml_tests.rs"]
mod tests;
