//! A list indexed by number and by normalised name.

use std::collections::HashMap;

use serde::Deserialize;

use super::{AliasQuality, Designation, DesignationKind, keys};
use crate::digest::sha256;
use crate::record::{IdentifierType, ImoNumber};
use crate::text::squash;

/// A list of designations, indexed.
#[derive(Debug)]
pub struct Watchlist {
    /// Id of the list.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who keeps it: `un`, `other` or `house`.
    pub authority: String,
    /// The regime it belongs to.
    pub regime: String,
    /// Version: the day the list was published.
    pub version: String,
    /// Where it comes from.
    pub source: String,
    /// Digest of its text.
    pub digest: String,
    /// The text itself, as kept for replay.
    pub content: String,
    designations: Vec<Designation>,
    by_name: HashMap<String, Vec<(usize, NameKind)>>,
    by_imo: HashMap<u32, usize>,
    by_identifier: HashMap<(IdentifierType, String), Vec<usize>>,
}

/// One name of a designation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameKind {
    Primary,
    OriginalScript(usize),
    Alias(usize),
}

/// A designation found under a name.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'w> {
    /// The list.
    pub watchlist: &'w Watchlist,
    /// The entry.
    pub designation: &'w Designation,
    /// The listed name that is equal.
    pub listed_name: &'w str,
    /// Whether the list itself calls the name weak.
    pub is_weak: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    id: String,
    title: String,
    authority: String,
    regime: String,
    version: String,
    source: String,
    designation: Vec<Designation>,
}

impl Watchlist {
    /// Reads a list in the rulebook's own form.
    pub fn from_toml(content: &str) -> Result<Self, toml::de::Error> {
        let file: ListFile = toml::from_str(content)?;
        let mut list = Self {
            id: file.id,
            title: file.title,
            authority: file.authority,
            regime: file.regime,
            version: file.version,
            source: file.source,
            digest: sha256([content.as_bytes()]),
            content: content.to_owned(),
            designations: file.designation,
            by_name: HashMap::new(),
            by_imo: HashMap::new(),
            by_identifier: HashMap::new(),
        };
        list.index();
        Ok(list)
    }

    fn index(&mut self) {
        for (index, entry) in self.designations.iter().enumerate() {
            let names =
                std::iter::once((entry.name.as_str(), NameKind::Primary))
                    .chain(
                        entry.original_script.iter().enumerate().map(|(number, name)| {
                            (name.as_str(), NameKind::OriginalScript(number))
                        }),
                    )
                    .chain(
                        entry
                            .aliases
                            .iter()
                            .enumerate()
                            .map(|(number, alias)| (alias.name.as_str(), NameKind::Alias(number))),
                    );
            for (name, kind) in names {
                for key in keys(name) {
                    let found = self.by_name.entry(key).or_default();
                    if found.iter().all(|(known, _)| *known != index) {
                        found.push((index, kind));
                    }
                }
            }
            if let Some(imo) = entry.imo.as_deref().and_then(|imo| ImoNumber::parse(imo).valid()) {
                self.by_imo.insert(imo, index);
            }
            for document in &entry.documents {
                let key = (document.r#type, squash(&document.number));
                self.by_identifier.entry(key).or_default().push(index);
            }
            for identifier in &entry.identifiers {
                if let Some(kind) = identifier_type(&identifier.r#type) {
                    let key = (kind, squash(&identifier.value));
                    self.by_identifier.entry(key).or_default().push(index);
                }
            }
        }
    }

    /// The entries.
    pub fn designations(&self) -> &[Designation] {
        &self.designations
    }

    /// How many entries of a kind there are.
    pub fn count(&self, kind: DesignationKind) -> usize {
        self.designations.iter().filter(|entry| entry.kind == kind).count()
    }

    /// Entries with an equal name, whole, after normalisation.
    pub fn find_name(&self, name: &str) -> Vec<Hit<'_>> {
        self.find_keys(&keys(name))
    }

    /// The same by the keys of a name.
    pub fn find_keys(&self, keys: &[String]) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for key in keys {
            for &(index, kind) in self.by_name.get(key).into_iter().flatten() {
                let Some(designation) = self.designations.get(index) else { continue };
                if hits.iter().all(|hit| hit.designation.id != designation.id) {
                    hits.push(self.hit(designation, kind));
                }
            }
        }
        hits
    }

    fn hit<'w>(&'w self, designation: &'w Designation, kind: NameKind) -> Hit<'w> {
        let (listed_name, is_weak) = match kind {
            NameKind::Primary => (designation.name.as_str(), false),
            NameKind::OriginalScript(number) => {
                (designation.original_script.get(number).map_or("", String::as_str), false)
            }
            NameKind::Alias(number) => designation
                .aliases
                .get(number)
                .map_or(("", true), |alias| (&alias.name, alias.quality == AliasQuality::Low)),
        };
        Hit { watchlist: self, designation, listed_name, is_weak }
    }

    /// The ship with this IMO number.
    pub fn find_imo(&self, imo: u32) -> Option<&Designation> {
        self.by_imo.get(&imo).and_then(|&index| self.designations.get(index))
    }

    /// Entries with an equal document or number.
    pub fn find_identifier(&self, kind: IdentifierType, value: &str) -> Vec<&Designation> {
        self.by_identifier
            .get(&(kind, squash(value)))
            .into_iter()
            .flatten()
            .filter_map(|&index| self.designations.get(index))
            .collect()
    }
}

fn identifier_type(text: &str) -> Option<IdentifierType> {
    match text {
        "imo_company" => Some(IdentifierType::ImoCompany),
        "swift" => Some(IdentifierType::Swift),
        "company_registration" => Some(IdentifierType::Registration),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::built_in;
    use super::*;

    #[test]
    fn every_listed_name_finds_its_own_entry() {
        for list in built_in().unwrap() {
            for entry in list.designations() {
                let names = std::iter::once(&entry.name)
                    .chain(&entry.original_script)
                    .chain(entry.aliases.iter().map(|alias| &alias.name));
                for name in names {
                    assert!(
                        list.find_name(name).iter().any(|hit| hit.designation.id == entry.id),
                        "{name} of {}",
                        entry.id
                    );
                }
            }
        }
    }

    #[test]
    fn the_lists_are_whole_and_their_ships_are_found_by_number() {
        let lists = built_in().unwrap();
        let count = |kind| lists.iter().map(|list| list.count(kind)).sum::<usize>();
        assert_eq!(count(DesignationKind::Person), 80);
        assert_eq!(count(DesignationKind::Entity), 75);
        assert_eq!(count(DesignationKind::Vessel), 59);
        let ships = lists.iter().find(|list| list.id == "un-1718-vessels").unwrap();
        assert_eq!(ships.find_imo(9_020_003).unwrap().name, "HUA FU");
        for ship in ships.designations().iter().filter(|ship| ship.imo.is_some()) {
            assert!(
                ImoNumber::parse(ship.imo.as_deref().unwrap()).valid().is_some(),
                "{}",
                ship.name
            );
        }
    }
}
