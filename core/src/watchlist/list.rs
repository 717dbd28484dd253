//! A list with its entries, as screenings use it.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::addresses::Addresses;
use super::calendar::Calendar;
use super::index::{self, Index};
use super::{Designation, DesignationKind, ListVersion, versions};
use crate::digest::sha256;
use crate::names::{Degree, Found, Likeness, Name, NameRules, Pair};
use crate::record::IdentifierType;

/// Who keeps a list, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListIdentity {
    /// Id of the list.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who keeps it, which sets what its matches can mean.
    pub authority: Authority,
    /// The regime of entries that name none; empty where there is none.
    pub regime: String,
    /// Where it comes from.
    pub source: String,
    /// Whether it is used in every screening, or only where a record names it.
    pub is_default: bool,
}

/// How old a list may be, where that is enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    /// Days after which it is too old.
    pub max_days: i64,
    /// The last day on which its source was asked and had nothing newer.
    pub checked_on: Option<NaiveDate>,
}

/// A list of designations, indexed: all its versions in one.
#[derive(Debug)]
pub struct Watchlist {
    /// Id of the list.
    pub id: String,
    /// Title.
    pub title: String,
    /// Who keeps it, which sets what its matches can mean.
    pub authority: Authority,
    /// The regime of entries that name none; empty where there is none.
    pub regime: String,
    /// Newest version: the day it was published; empty where there is none yet.
    pub version: String,
    /// Where it comes from.
    pub source: String,
    /// Digest of its text; of several versions, that of their digests in order.
    pub digest: String,
    /// Whether it is used in every screening, or only where a record names it.
    pub is_default: bool,
    /// How old it may be; none where no age is enforced.
    pub allowance: Option<Allowance>,
    versions: Vec<Arc<ListVersion>>,
    designations: Vec<Designation>,
    looked_up: LookedUp,
}

/// What follows from the entries of a list, made once.
#[derive(Debug)]
struct LookedUp {
    calendar: Calendar,
    addresses: Addresses,
    index: Index,
    has_parties: bool,
    has_vessels: bool,
}

impl LookedUp {
    fn of(designations: &[Designation], authority: Authority, names: &Arc<NameRules>) -> Self {
        let has = |is: fn(&Designation) -> bool| designations.iter().any(is);
        Self {
            calendar: Calendar::of(designations),
            addresses: Addresses::of(authority, designations),
            index: Index::of(designations, names),
            has_parties: has(Designation::is_party),
            has_vessels: has(|entry| entry.kind == DesignationKind::Vessel),
        }
    }
}

/// Who keeps a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "un"))]
pub enum Authority {
    /// The Security Council and its Committees: matches can be violations.
    Un,
    /// Another State or body: matches are told as other law.
    Other,
    /// The operator itself.
    House,
}

impl Authority {
    /// The word used in JSON and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Un => "un",
            Self::Other => "other",
            Self::House => "house",
        }
    }

    /// The authority of a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Un, Self::Other, Self::House].into_iter().find(|one| one.as_str() == word)
    }
}

/// A designation found under a name.
#[derive(Debug, Clone, Copy)]
pub struct Hit<'w> {
    /// The list.
    pub watchlist: &'w Watchlist,
    /// The entry.
    pub designation: &'w Designation,
    /// The listed name that is near.
    pub listed_name: &'w str,
    /// How near it is.
    pub likeness: Likeness,
    /// Whether the list itself calls the name weak.
    pub is_weak: bool,
    /// Whether the name tells its bearer from others by itself.
    pub is_distinctive: bool,
    found: Found,
}

impl Hit<'_> {
    /// The order of hits of one entry: what tells the most, then what is nearest.
    pub fn rank(&self) -> (bool, Likeness) {
        (self.found.strong, self.likeness)
    }

    /// The words of the two names that are partners, for a person to read.
    pub fn explain(&self, forms: &[Name]) -> Vec<Pair> {
        self.watchlist.looked_up.index.explain(forms, &self.found)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListFile {
    id: String,
    title: String,
    authority: Authority,
    regime: String,
    version: NaiveDate,
    source: String,
    designation: Vec<Designation>,
}

impl Watchlist {
    /// Reads a list in the rulebook's own form.
    pub fn from_toml(content: &str, names: &Arc<NameRules>) -> Result<Self, toml::de::Error> {
        let file: ListFile = toml::from_str(content)?;
        let identity = ListIdentity {
            id: file.id,
            title: file.title,
            authority: file.authority,
            regime: file.regime,
            source: file.source,
            is_default: true,
        };
        let version = ListVersion::new(
            sha256([content.as_bytes()]),
            file.version,
            file.designation,
            BTreeSet::from([identity.regime.clone()]),
        );
        Ok(Self::of(&identity, &[Arc::new(version.with_content(content))], names))
    }

    /// The list that a number of its versions make together, in whatever order they come.
    pub fn of(
        identity: &ListIdentity,
        versions: &[Arc<ListVersion>],
        names: &Arc<NameRules>,
    ) -> Self {
        let versions = versions::in_order(versions);
        let designations = versions::merge(&versions, &identity.regime);
        Self {
            id: identity.id.clone(),
            title: identity.title.clone(),
            authority: identity.authority,
            regime: identity.regime.clone(),
            version: versions.last().map(|one| one.published_on.to_string()).unwrap_or_default(),
            source: identity.source.clone(),
            digest: versions::digest(&versions),
            is_default: identity.is_default,
            allowance: None,
            versions,
            looked_up: LookedUp::of(&designations, identity.authority, names),
            designations,
        }
    }

    /// The same list with other entries: what it says beside other lists.
    pub(super) fn saying(&self, designations: Vec<Designation>) -> Self {
        Self {
            id: self.id.clone(),
            title: self.title.clone(),
            authority: self.authority,
            regime: self.regime.clone(),
            version: self.version.clone(),
            source: self.source.clone(),
            digest: self.digest.clone(),
            is_default: self.is_default,
            allowance: self.allowance,
            versions: self.versions.clone(),
            looked_up: LookedUp::of(&designations, self.authority, self.looked_up.index.rules()),
            designations,
        }
    }

    /// The same list, held to an age.
    #[must_use]
    pub fn allowing(self, allowance: Option<Allowance>) -> Self {
        Self { allowance, ..self }
    }

    /// Who keeps it, and what it is.
    pub fn identity(&self) -> ListIdentity {
        ListIdentity {
            id: self.id.clone(),
            title: self.title.clone(),
            authority: self.authority,
            regime: self.regime.clone(),
            source: self.source.clone(),
            is_default: self.is_default,
        }
    }

    /// Its versions, the oldest first.
    pub fn versions(&self) -> &[Arc<ListVersion>] {
        &self.versions
    }

    /// The regime of an entry.
    pub fn regime_of<'w>(&'w self, entry: &'w Designation) -> &'w str {
        entry.regime.as_deref().unwrap_or(&self.regime)
    }

    /// The entry of a reference number.
    pub fn find_id(&self, id: &str) -> Option<&Designation> {
        self.designations.iter().find(|entry| entry.id == id)
    }

    /// The entries.
    pub fn designations(&self) -> &[Designation] {
        &self.designations
    }

    /// How many entries of a kind there are, those apart that were removed.
    pub fn count(&self, kind: DesignationKind) -> usize {
        let here = |entry: &&Designation| entry.kind == kind && entry.removed_on.is_none();
        self.designations.iter().filter(here).count()
    }

    /// How many entries are listed on a day.
    pub fn count_on(&self, day: NaiveDate) -> usize {
        self.looked_up.calendar.count_on(day)
    }

    /// The forms in which a submitted name is compared with those of the list.
    pub fn forms(&self, name: &str) -> Vec<Name> {
        index::forms(name, self.looked_up.index.rules())
    }

    /// Entries with a name near to a submitted one, each with its nearest.
    pub fn search(&self, forms: &[Name]) -> Vec<Hit<'_>> {
        self.looked_up.index.search(forms).into_iter().filter_map(|found| self.hit(found)).collect()
    }

    /// The same among persons and entities.
    pub fn search_parties(&self, forms: &[Name]) -> Vec<Hit<'_>> {
        if !self.looked_up.has_parties {
            return Vec::new();
        }
        let mut hits = self.search(forms);
        hits.retain(|hit| hit.designation.is_party());
        hits
    }

    /// The same among ships.
    pub fn search_vessels(&self, forms: &[Name]) -> Vec<Hit<'_>> {
        if !self.looked_up.has_vessels {
            return Vec::new();
        }
        let mut hits = self.search(forms);
        hits.retain(|hit| hit.designation.kind == DesignationKind::Vessel);
        hits
    }

    /// Entries with an equal name, whole, after normalisation.
    pub fn find_name(&self, name: &str) -> Vec<Hit<'_>> {
        let mut hits = self.search(&self.forms(name));
        hits.retain(|hit| hit.likeness.degree > Degree::Near);
        hits
    }

    fn hit(&self, found: Found) -> Option<Hit<'_>> {
        let designation = self.designations.get(usize::try_from(found.owner).ok()?)?;
        Some(Hit {
            watchlist: self,
            designation,
            listed_name: designation.names().nth(usize::from(found.ordinal))?,
            likeness: found.likeness,
            is_weak: index::is_weak(designation, found.ordinal),
            is_distinctive: self.looked_up.index.is_distinctive(&found),
            found,
        })
    }

    /// The ship with this IMO number.
    pub fn find_imo(&self, imo: u32) -> Option<&Designation> {
        self.looked_up.index.by_imo(imo).and_then(|index| self.designations.get(index))
    }

    /// An entry that was listed by this day and whose own address stands in a folded text.
    pub fn at_address(&self, folded: &str, day: NaiveDate) -> Option<&Designation> {
        let entries =
            self.looked_up.addresses.find(folded).filter_map(|index| self.designations.get(index));
        entries.filter(|entry| entry.is_listed_on(day)).min_by(|one, other| one.id.cmp(&other.id))
    }

    /// Entries with an equal document or number.
    pub fn find_identifier(&self, kind: IdentifierType, value: &str) -> Vec<&Designation> {
        self.looked_up
            .index
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
        let mut names = 0;
        for list in built_in().unwrap() {
            for entry in list.designations() {
                for name in entry.names() {
                    assert!(
                        list.find_name(name).iter().any(|hit| hit.designation.id == entry.id),
                        "{name} of {}",
                        entry.id
                    );
                    names += 1;
                }
            }
        }
        assert!(names >= 500, "only {names} names");
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
