//! What changed from one version of a list to another, and the history of one entry.

use std::collections::HashMap;

use serde::Serialize;

use super::{Designation, DesignationKind, ListVersion, Watchlist};

/// What changed from one version to another. Entries of a regime that the newer version does not speak
/// of are left out: it says nothing about them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"added": [{"id": "KPe.076", "name": "…", "kind": "entity", "members": []}],
    "removed": [], "amended": [{"id": "KPe.023", "name": "…", "kind": "entity", "members": ["aliases"]}]})))]
pub struct Difference {
    /// Entries that the older version does not have.
    pub added: Vec<ChangedEntry>,
    /// Entries that the newer version does not have.
    pub removed: Vec<ChangedEntry>,
    /// Entries of both whose facts differ.
    pub amended: Vec<ChangedEntry>,
}

/// An entry that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "KPe.023", "name": "…", "kind": "entity", "members": ["aliases"]})))]
pub struct ChangedEntry {
    /// Reference number inside the list.
    pub id: String,
    /// Name as the newer of the versions that hold it has it.
    pub name: String,
    /// Person, entity or vessel.
    pub kind: DesignationKind,
    /// The members that differ; empty where the whole entry was added or removed.
    pub members: Vec<&'static str>,
}

impl ChangedEntry {
    fn of(entry: &Designation, members: Vec<&'static str>) -> Self {
        Self { id: entry.id.clone(), name: entry.name.clone(), kind: entry.kind, members }
    }
}

impl Difference {
    /// From the older of two versions to the newer; `regime` is that of entries that name none.
    pub fn between(older: &ListVersion, newer: &ListVersion, regime: &str) -> Self {
        let known = by_id(older);
        let now = by_id(newer);
        let mut difference = Self::default();
        for entry in &newer.designations {
            match known.get(entry.id.as_str()) {
                None => difference.added.push(ChangedEntry::of(entry, Vec::new())),
                Some(before) => {
                    let members = changed_members(before, entry);
                    if !members.is_empty() {
                        difference.amended.push(ChangedEntry::of(entry, members));
                    }
                }
            }
        }
        let gone = older.designations.iter().filter(|entry| {
            !now.contains_key(entry.id.as_str())
                && newer.holds(entry.regime.as_deref().unwrap_or(regime))
        });
        difference.removed = gone.map(|entry| ChangedEntry::of(entry, Vec::new())).collect();
        difference
    }

    /// All of a version that is the first.
    pub fn first(version: &ListVersion) -> Self {
        let entries = version.designations.iter();
        let added = entries.map(|entry| ChangedEntry::of(entry, Vec::new())).collect();
        Self { added, ..Self::default() }
    }
}

fn by_id(version: &ListVersion) -> HashMap<&str, &Designation> {
    version.designations.iter().map(|entry| (entry.id.as_str(), entry)).collect()
}

/// The members in which two versions of an entry differ, by name.
fn changed_members(before: &Designation, after: &Designation) -> Vec<&'static str> {
    macro_rules! differing {
        ($($member:ident),+ $(,)?) => {
            [$((stringify!($member), before.$member != after.$member)),+]
        };
    }
    let all = differing![
        kind,
        name,
        original_script,
        aliases,
        regime,
        listed_on,
        removed_on,
        amended_on,
        birth_dates,
        nationalities,
        posts,
        documents,
        addresses,
        identifiers,
        imo,
        measures,
        countries,
        birth_places,
        titles,
        gender,
        programmes,
        linked_to,
        links,
        note,
    ];
    all.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// What happened to an entry in a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "amended"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum ChangeKind {
    Added,
    Amended,
    Removed,
}

/// A version that changed an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"version": "2018-10-29", "digest": "sha256…", "change": "amended", "members": ["aliases"]})))]
pub struct HistoryEntry {
    /// The day the version was published.
    pub version: String,
    /// Its digest.
    pub digest: String,
    /// What it did.
    pub change: ChangeKind,
    /// The members that it changed.
    pub members: Vec<&'static str>,
}

/// What each version of a list did to an entry, the oldest first; nothing where none holds it.
pub fn history(list: &Watchlist, id: &str) -> Vec<HistoryEntry> {
    let mut happened = Vec::new();
    let mut latest: Option<&Designation> = None;
    let mut here = false;
    for version in list.versions() {
        let change = match (latest, version.find_id(id)) {
            (None, Some(_)) => Some((ChangeKind::Added, Vec::new())),
            (Some(before), Some(now)) => {
                let members = changed_members(before, now);
                let back = if here { ChangeKind::Amended } else { ChangeKind::Added };
                (!here || !members.is_empty()).then_some((back, members))
            }
            (Some(before), None) if here && version.holds(list.regime_of(before)) => {
                Some((ChangeKind::Removed, Vec::new()))
            }
            _ => None,
        };
        if let Some(now) = version.find_id(id) {
            (latest, here) = (Some(now), true);
        }
        if let Some((change, members)) = change {
            here = change != ChangeKind::Removed;
            happened.push(HistoryEntry {
                version: version.published_on.to_string(),
                digest: version.digest.clone(),
                change,
                members,
            });
        }
    }
    happened
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::super::{Authority, ListIdentity};
    use super::*;

    fn version(on: &str, entries: &[(&str, &str, &str)]) -> Arc<ListVersion> {
        let entry = |(id, name, regime): &(&str, &str, &str)| -> Designation {
            let text = format!(
                "id = \"{id}\"\nkind = \"person\"\nname = \"{name}\"\nregime = \"{regime}\""
            );
            toml::from_str(&text).unwrap()
        };
        let entries = entries.iter().map(entry).collect();
        let day = on.parse().unwrap();
        Arc::new(ListVersion::new(on.to_owned(), day, entries, BTreeSet::new()))
    }

    #[test]
    fn what_was_added_removed_and_amended_is_told_by_member() {
        let old = version("2016-01-01", &[("A", "a", "X"), ("B", "b", "X"), ("C", "c", "Y")]);
        let new = version("2017-01-01", &[("A", "aa", "X"), ("D", "d", "X")]);
        let difference = Difference::between(&old, &new, "");
        let ids = |entries: &[ChangedEntry]| -> Vec<String> {
            entries.iter().map(|entry| entry.id.clone()).collect()
        };
        assert_eq!(ids(&difference.added), ["D"]);
        assert_eq!(ids(&difference.removed), ["B"], "of the regime Y nothing is said");
        assert_eq!(difference.amended[0].members, ["name"]);
        assert_eq!(Difference::between(&old, &old, ""), Difference::default());
    }

    #[test]
    fn an_entry_has_a_history() {
        let identity = ListIdentity {
            id: "l".to_owned(),
            title: String::new(),
            authority: Authority::Un,
            regime: String::new(),
            source: String::new(),
            is_default: true,
        };
        let list = Watchlist::of(
            &identity,
            &[
                version("2016-01-01", &[("A", "a", "X"), ("B", "b", "X")]),
                version("2017-01-01", &[("A", "aa", "X"), ("B", "b", "X")]),
                version("2018-01-01", &[("C", "c", "Y")]),
                version("2019-01-01", &[("B", "b", "X")]),
                version("2020-01-01", &[("A", "aa", "X"), ("B", "b", "X")]),
            ],
            &crate::rulebook::Rulebook::built_in().unwrap().names,
        );
        let told: Vec<_> =
            history(&list, "A").into_iter().map(|one| (one.version, one.change)).collect();
        let expected = [
            ("2016-01-01", ChangeKind::Added),
            ("2017-01-01", ChangeKind::Amended),
            ("2019-01-01", ChangeKind::Removed),
            ("2020-01-01", ChangeKind::Added),
        ];
        assert_eq!(told, expected.map(|(version, change)| (version.to_owned(), change)));
        assert!(history(&list, "Z").is_empty());
    }
}
