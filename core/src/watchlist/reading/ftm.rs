//! FollowTheMoney entities, one JSON object a line, as OpenSanctions publishes its datasets.
//!
//! Parties are entities of some schemata; their sanctions, documents and addresses are entities of
//! their own, which name the party by its id, or stand inside it in a nested export.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use serde::Deserialize;
use serde_json::Value;

use super::ftm_entity::{attach, party};
use super::join::Gathered;
use super::names;
use crate::rulebook::Countries;

/// Most bytes of a line.
const MAX_LINE_BYTES: usize = 1024 * 1024;

/// What is looked at of a part of a party.
const PART_PROPERTIES: &[&str] = &[
    "authorityId",
    "city",
    "country",
    "endDate",
    "full",
    "listingDate",
    "number",
    "postalCode",
    "program",
    "programId",
    "reason",
    "region",
    "startDate",
    "state",
    "street",
    "street2",
    "type",
    "unscId",
];

/// An entity of a file. What else it has is not looked at.
#[derive(Debug, Deserialize)]
pub(super) struct Entity {
    pub(super) id: String,
    pub(super) schema: String,
    #[serde(default)]
    pub(super) properties: BTreeMap<String, Vec<Value>>,
    #[serde(default)]
    pub(super) target: Option<bool>,
}

impl Entity {
    /// The texts of a property.
    pub(super) fn texts<'e>(&'e self, name: &str) -> impl Iterator<Item = &'e str> {
        self.properties.get(name).into_iter().flatten().filter_map(Value::as_str)
    }

    /// The first text of a property.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts(name).next()
    }

    /// The entity without what is not looked at; many of them wait for their parties.
    fn kept(mut self) -> Self {
        self.properties.retain(|name, _| PART_PROPERTIES.contains(&name.as_str()));
        self
    }

    /// The entities that stand inside this one.
    fn nested(&self) -> impl Iterator<Item = Entity> {
        let values = self.properties.values().flatten().filter(|value| value.is_object());
        values.filter_map(|value| Self::deserialize(value).ok())
    }
}

/// What an entity is to a list.
enum Part {
    Party,
    /// Belongs to the parties that one of these properties names.
    Of(&'static [&'static str]),
    /// A party names it.
    Address,
    Unknown,
}

fn part(schema: &str) -> Part {
    match schema {
        "Person" | "Organization" | "Company" | "LegalEntity" | "PublicBody" | "Vessel"
        | "Airplane" | "CryptoWallet" => Part::Party,
        "Sanction" => Part::Of(&["entity"]),
        "Identification" | "Passport" => Part::Of(&["holder"]),
        "Address" => Part::Address,
        _ => Part::Unknown,
    }
}

/// What is known of the file so far.
#[derive(Default)]
struct File {
    gathered: Gathered,
    /// Where the entry of a party stands, by the id of its entity.
    entries: HashMap<String, usize>,
    /// Entities that belong to a party, with the id of it.
    parts: Vec<(String, Rc<Entity>)>,
    addresses: HashMap<String, Entity>,
    /// Which addresses a party names.
    addressed: Vec<(String, String)>,
}

pub(super) fn read(text: &str, countries: &Countries) -> Gathered {
    let mut file = File::default();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let place = format!("line {}", number + 1);
        if line.len() > MAX_LINE_BYTES {
            let detail = format!("the line is longer than {MAX_LINE_BYTES} bytes");
            file.gathered.faults.add(place, detail);
            continue;
        }
        match serde_json::from_str::<Entity>(line) {
            Ok(entity) => file.take(entity, None, &place, countries),
            Err(error) => file.gathered.faults.add(place, format!("no entity: {error}")),
        }
    }
    file.join(countries)
}

impl File {
    fn take(&mut self, entity: Entity, around: Option<&str>, place: &str, countries: &Countries) {
        match part(&entity.schema) {
            Part::Party if entity.target == Some(false) => self.gathered.skip("no target"),
            Part::Party => self.party(&entity, place, countries),
            Part::Of(properties) => {
                let named = properties.iter().flat_map(|name| entity.texts(name));
                let mut holders: Vec<String> = named.map(str::to_owned).collect();
                // Around a nested part stands the party, where the part does not name it.
                if let (true, Some(around)) = (holders.is_empty(), around) {
                    holders.push(around.to_owned());
                }
                if holders.is_empty() {
                    return self.gathered.skip("part of nothing");
                }
                let part = Rc::new(entity.kept());
                self.parts.extend(holders.into_iter().map(|holder| (holder, Rc::clone(&part))));
            }
            Part::Address => {
                if let Some(around) = around {
                    self.addressed.push((around.to_owned(), entity.id.clone()));
                }
                self.addresses.insert(entity.id.clone(), entity.kept());
            }
            Part::Unknown => self.gathered.skip(&entity.schema),
        }
    }

    fn party(&mut self, entity: &Entity, place: &str, countries: &Countries) {
        let Some(entry) = party(entity, countries) else {
            let detail = format!("{} has no name", entity.id);
            return self.gathered.faults.add(place, detail);
        };
        for address in entity.texts("addressEntity") {
            self.addressed.push((entity.id.clone(), address.to_owned()));
        }
        for inner in entity.nested() {
            // A party inside a party is another one, which the file has on a line of its own.
            if !matches!(part(&inner.schema), Part::Party) {
                self.take(inner, Some(&entity.id), place, countries);
            }
        }
        self.entries.entry(entity.id.clone()).or_insert(self.gathered.read.designations.len());
        self.gathered.add(entry);
    }

    /// Gives every party its parts.
    fn join(mut self, countries: &Countries) -> Gathered {
        let mut references: Vec<(usize, String)> = Vec::new();
        for (holder, part) in &self.parts {
            let Some(&at) = self.entries.get(holder) else { continue };
            let Some(entry) = self.gathered.read.designations.get_mut(at) else { continue };
            for fault in attach(entry, part, countries) {
                self.gathered.faults.add(holder.clone(), fault);
            }
            let mut numbers = part.texts("unscId").chain(part.texts("authorityId"));
            if let Some(reference) = numbers.find_map(names::un_reference) {
                references.push((at, reference));
            }
        }
        for (holder, address) in &self.addressed {
            let entry = self
                .entries
                .get(holder)
                .and_then(|at| self.gathered.read.designations.get_mut(*at));
            if let (Some(entry), Some(address)) = (entry, self.addresses.get(address)) {
                attach(entry, address, countries);
            }
        }
        self.name_by_reference(&references);
        self.gathered.tidy();
        self.gathered
    }

    /// A party of the Security Council's list is known by its reference, unless two claim the same.
    fn name_by_reference(&mut self, references: &[(usize, String)]) {
        let mut claims: HashMap<&str, Option<usize>> = HashMap::new();
        for (at, reference) in references {
            let claim = claims.entry(reference).or_insert(Some(*at));
            if *claim != Some(*at) {
                *claim = None;
            }
        }
        for (at, reference) in references {
            if claims.get(reference.as_str()) != Some(&Some(*at)) {
                continue;
            }
            if let Some(entry) = self.gathered.read.designations.get_mut(*at)
                && entry.data_id.is_none()
            {
                entry.data_id = Some(std::mem::replace(&mut entry.id, reference.clone()));
            }
        }
    }
}

#[cfg(test)]
#[path = "ftm_tests.rs"]
mod tests;
