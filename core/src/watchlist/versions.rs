//! Versions of a list, and the one list that they make together.
//!
//! Every entry of any version counts: the newest version that holds it speaks, names known from older
//! ones stay. An entry ends on the day of the first version that holds its regime without it; a version
//! that lacks a regime says nothing about it. In whatever order versions are loaded, their days decide.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Alias, AliasQuality, Designation, DesignationKind};
use crate::digest::sha256;
use crate::text::fold;

/// A list as it was published on a day.
#[derive(Debug)]
pub struct ListVersion {
    /// Digest of its text.
    pub digest: String,
    /// The day of publication.
    pub published_on: NaiveDate,
    /// Its entries.
    pub designations: Vec<Designation>,
    /// Its text, where it is part of the program.
    pub content: Option<String>,
    regimes: BTreeSet<String>,
}

impl ListVersion {
    /// A version that speaks of the given regimes and of those its entries name.
    pub fn new(
        digest: String,
        published_on: NaiveDate,
        designations: Vec<Designation>,
        mut regimes: BTreeSet<String>,
    ) -> Self {
        regimes.extend(designations.iter().filter_map(|entry| entry.regime.clone()));
        // A list without regimes is one of its own, of which every version speaks.
        regimes.insert(String::new());
        Self { digest, published_on, designations, content: None, regimes }
    }

    pub(super) fn with_content(mut self, content: &str) -> Self {
        self.content = Some(content.to_owned());
        self
    }

    /// The same version as one that adds entries and says nothing of those that it lacks.
    #[must_use]
    pub fn adding_alone(self) -> Self {
        Self { regimes: BTreeSet::new(), ..self }
    }

    /// Whether it speaks of a regime, so that who is not in it is not listed.
    pub fn holds(&self, regime: &str) -> bool {
        self.regimes.contains(regime)
    }

    /// How many entries of a kind it has.
    pub fn count(&self, kind: DesignationKind) -> usize {
        self.designations.iter().filter(|entry| entry.kind == kind).count()
    }

    /// The entry of a reference number.
    pub fn find_id(&self, id: &str) -> Option<&Designation> {
        self.designations.iter().find(|entry| entry.id == id)
    }
}

/// Versions by their days; those of one day as they came.
pub(super) fn in_order(versions: &[Arc<ListVersion>]) -> Vec<Arc<ListVersion>> {
    let mut ordered = versions.to_vec();
    ordered.sort_by_key(|version| version.published_on);
    ordered
}

/// The digest of one version; of several, that of their digests in order.
pub(super) fn digest(versions: &[Arc<ListVersion>]) -> String {
    match versions {
        [only] => only.digest.clone(),
        _ => sha256(versions.iter().map(|version| version.digest.as_bytes())),
    }
}

/// The entries of all versions, the oldest version first; `regime` is that of entries that name none.
pub(super) fn merge(versions: &[Arc<ListVersion>], regime: &str) -> Vec<Designation> {
    let mut merged: Vec<Designation> = Vec::new();
    // Where an entry stands, and in which version it was met last.
    let mut known: HashMap<&str, (usize, usize)> = HashMap::new();
    for (number, version) in versions.iter().enumerate().rev() {
        for entry in &version.designations {
            let regime = entry.regime.as_deref().unwrap_or(regime);
            let without = |from: usize, to: usize| {
                let between = versions.iter().take(to).skip(from);
                between.filter(|one| one.holds(regime)).map(|one| one.published_on).next()
            };
            if let Some((place, met)) = known.get_mut(entry.id.as_str()) {
                let Some(newer) = merged.get_mut(*place) else { continue };
                absorb(newer, entry);
                if without(number + 1, *met).is_some() {
                    // It was away and came back. The days between count as listed: the safer reading.
                    newer.listed_on = newer.listed_on.min(entry.listed_on);
                }
                *met = number;
            } else {
                known.insert(&entry.id, (merged.len(), number));
                let removed_on = entry.removed_on.or(without(number + 1, versions.len()));
                merged.push(Designation { removed_on, ..entry.clone() });
            }
        }
    }
    merged
}

/// Keeps what an older version of an entry adds: its names, and the days of its amendments.
pub(super) fn absorb(newer: &mut Designation, older: &Designation) {
    if newer == older {
        return;
    }
    let primary = Alias { name: older.name.clone(), quality: AliasQuality::Good, former: true };
    for alias in std::iter::once(&primary).chain(&older.aliases) {
        if !has_name(newer, &alias.name) {
            newer.aliases.push(alias.clone());
        }
    }
    for name in &older.original_script {
        if !has_name(newer, name) {
            newer.original_script.push(name.clone());
        }
    }
    newer.amended_on.extend(&older.amended_on);
    newer.amended_on.sort_unstable();
    newer.amended_on.dedup();
}

fn has_name(entry: &Designation, name: &str) -> bool {
    entry.names().any(|known| known == name) || {
        let folded = fold(name);
        entry.names().any(|known| fold(known) == folded)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Authority, ListIdentity, Watchlist};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(id: &str, name: &str, regime: &str) -> Designation {
        let text = format!(
            "id = \"{id}\"\nkind = \"entity\"\nname = \"{name}\"\nregime = \"{regime}\"\nlisted_on = \"2009-04-24\""
        );
        toml::from_str(&text).unwrap()
    }

    fn version(on: &str, entries: &[Designation]) -> Arc<ListVersion> {
        let version =
            ListVersion::new(format!("sha256{on}"), day(on), entries.to_vec(), BTreeSet::new());
        Arc::new(version)
    }

    fn list(versions: &[Arc<ListVersion>]) -> Watchlist {
        let identity = ListIdentity {
            id: "l".to_owned(),
            title: "l".to_owned(),
            authority: Authority::Un,
            regime: String::new(),
            source: String::new(),
            is_default: true,
        };
        Watchlist::of(&identity, versions, &crate::rulebook::Rulebook::built_in().unwrap().names)
    }

    #[test]
    fn an_entry_ends_with_the_first_version_that_holds_its_regime_without_it() {
        let (a, b, c) = (entry("A", "Alpha", "X"), entry("B", "Beta", "X"), entry("C", "C", "Y"));
        let first = version("2016-01-01", &[a, b.clone()]);
        let silent = version("2017-01-01", std::slice::from_ref(&c));
        let second = version("2018-01-01", &[b, c]);
        for order in [[&first, &silent, &second], [&second, &first, &silent]] {
            let versions: Vec<_> = order.into_iter().cloned().collect();
            let list = list(&versions);
            let removed = |id: &str| list.find_id(id).unwrap().removed_on;
            assert_eq!(removed("A"), Some(day("2018-01-01")));
            assert_eq!((removed("B"), removed("C")), (None, None));
            assert!(list.find_id("A").unwrap().is_listed_on(day("2017-06-01")));
            assert_eq!(list.version, "2018-01-01");
        }
    }

    #[test]
    fn the_newest_version_speaks_and_older_names_stay() {
        let mut old = entry("A", "Alpha Trading", "X");
        old.aliases =
            vec![Alias { name: "Alfa".to_owned(), quality: AliasQuality::Low, former: false }];
        old.amended_on = vec![day("2015-01-01")];
        let mut new = entry("A", "ALPHA TRADE", "X");
        new.posts = vec!["Director".to_owned()];
        new.listed_on = Some(day("2009-04-25"));
        let list = list(&[version("2018-01-01", &[new]), version("2016-01-01", &[old])]);
        let merged = list.find_id("A").unwrap();
        assert_eq!(merged.name, "ALPHA TRADE");
        assert_eq!(merged.listed_on, Some(day("2009-04-25")));
        let aliases: Vec<_> =
            merged.aliases.iter().map(|one| (one.name.as_str(), one.quality)).collect();
        let expected = [("Alpha Trading", AliasQuality::Good), ("Alfa", AliasQuality::Low)];
        assert_eq!(aliases, expected);
        assert_eq!(merged.amended_on, [day("2015-01-01")]);
        assert_eq!(list.find_name("alfa").len(), 1);
    }

    #[test]
    fn who_comes_back_counts_as_listed_between() {
        let a = entry("A", "Alpha", "X");
        let again = Designation { listed_on: Some(day("2020-01-01")), ..a.clone() };
        let other = entry("B", "Beta", "X");
        let list = list(&[
            version("2016-01-01", &[a, other.clone()]),
            version("2018-01-01", std::slice::from_ref(&other)),
            version("2020-01-01", &[again, other]),
        ]);
        let found = list.find_id("A").unwrap();
        assert_eq!(found.removed_on, None);
        assert!(found.is_listed_on(day("2017-01-01")));
    }

    #[test]
    fn one_version_has_its_own_digest_and_several_that_of_theirs() {
        let (first, second) = (version("2016-01-01", &[]), version("2018-01-01", &[]));
        assert_eq!(list(std::slice::from_ref(&first)).digest, first.digest);
        let both = list(&[second.clone(), first.clone()]).digest;
        assert_eq!(both, list(&[first, second]).digest);
        assert!(both.starts_with("sha256") && both.len() == 70);
    }
}
