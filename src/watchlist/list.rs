//! A list with its entries, as screenings use it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::index::{Index, NameKind};
use super::{AliasQuality, Designation, DesignationKind};
use crate::digest::sha256;
use crate::record::IdentifierType;

/// A list of designations, indexed.
#[derive(Debug)]
pub struct Watchlist {
    /// Id of the list.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who keeps it, which sets what its matches can mean.
    pub authority: Authority,
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
    index: Index,
}

/// Who keeps a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "un")]
pub enum Authority {
    /// The Security Council and its Committees: matches can be violations.
    Un,
    /// Another State or body: matches are told as other law.
    Other,
    /// The operator itself.
    House,
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
    authority: Authority,
    regime: String,
    version: String,
    source: String,
    designation: Vec<Designation>,
}

impl Watchlist {
    /// Reads a list in the rulebook's own form.
    pub fn from_toml(content: &str) -> Result<Self, toml::de::Error> {
        let file: ListFile = toml::from_str(content)?;
        Ok(Self {
            id: file.id,
            title: file.title,
            authority: file.authority,
            regime: file.regime,
            version: file.version,
            source: file.source,
            digest: sha256([content.as_bytes()]),
            content: content.to_owned(),
            index: Index::of(&file.designation),
            designations: file.designation,
        })
    }

    /// The entries.
    pub fn designations(&self) -> &[Designation] {
        &self.designations
    }

    /// How many entries of a kind there are.
    pub fn count(&self, kind: DesignationKind) -> usize {
        self.designations.iter().filter(|entry| entry.kind == kind).count()
    }

    /// How many entries are listed on a day.
    pub fn count_on(&self, day: NaiveDate) -> usize {
        self.designations.iter().filter(|entry| entry.is_listed_on(day)).count()
    }

    /// Entries with an equal name, whole, after normalisation.
    pub fn find_name(&self, name: &str) -> Vec<Hit<'_>> {
        self.find_keys(&super::keys(name))
    }

    /// The same by the keys of a name.
    pub fn find_keys(&self, keys: &[String]) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = Vec::new();
        for (index, kind) in keys.iter().flat_map(|key| self.index.by_key(key)) {
            let Some(designation) = self.designations.get(*index) else { continue };
            if hits.iter().all(|hit| hit.designation.id != designation.id) {
                hits.push(self.hit(designation, *kind));
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
        self.index.by_imo(imo).and_then(|index| self.designations.get(index))
    }

    /// Entries with an equal document or number.
    pub fn find_identifier(&self, kind: IdentifierType, value: &str) -> Vec<&Designation> {
        self.index
            .by_identifier(kind, value)
            .iter()
            .filter_map(|&index| self.designations.get(index))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::built_in;
    use super::*;
    use crate::record::ImoNumber;

    #[test]
    fn every_listed_name_finds_its_own_entry() {
        for list in built_in().unwrap() {
            for entry in list.designations() {
                for name in entry.names() {
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
