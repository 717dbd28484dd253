//! Whether a new version lost more entries than a list loses from one day to the next.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::settling::last_word;
use super::{DesignationKind, ListVersion, Watchlist};

/// Entries of a regime and kind that became too few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"list": "un-consolidated", "regime": "DPRK", "kind": "entity", "before": 75, "after": 12})))]
pub struct Shrinkage {
    /// The list that would lose them.
    pub list: String,
    /// The regime; empty for a list without regimes.
    pub regime: String,
    /// Person, entity or vessel.
    pub kind: DesignationKind,
    /// How many there were.
    pub before: usize,
    /// How many would remain.
    pub after: usize,
}

type Counts<'v> = BTreeMap<(&'v str, DesignationKind), usize>;

/// Where a new version would lose more than `percent` of the entries of a regime and kind: against the
/// version of its own list before it, and, for a list of the UN, against the other UN lists `in_use`
/// that it would silence.
pub fn shrinkages(
    list: &Watchlist,
    version: &ListVersion,
    in_use: &[&Watchlist],
    percent: u8,
) -> Vec<Shrinkage> {
    let mut found = Vec::new();
    let shrunk = |before: usize, after: usize| {
        after.saturating_mul(100) < before.saturating_mul(100_usize.saturating_sub(percent.into()))
    };
    if let Some(before) = before(list, version.published_on) {
        let now = counts(version, &list.regime);
        for ((regime, kind), before) in counts(before, &list.regime) {
            let after = now.get(&(regime, kind)).copied().unwrap_or(0);
            if shrunk(before, after) {
                found.push(Shrinkage {
                    list: list.id.clone(),
                    regime: regime.to_owned(),
                    kind,
                    before,
                    after,
                });
            }
        }
    }
    let ids: HashSet<&str> = version.designations.iter().map(|entry| entry.id.as_str()).collect();
    let spoken = counts(version, &list.regime);
    for other in in_use.iter().filter(|other| other.id != list.id) {
        for ((regime, kind), (before, after)) in silenced(list, version, other, &ids) {
            if spoken.contains_key(&(regime, kind)) && shrunk(before, after) {
                found.push(Shrinkage {
                    list: other.id.clone(),
                    regime: regime.to_owned(),
                    kind,
                    before,
                    after,
                });
            }
        }
    }
    found
}

/// The version of a list that was the newest on a day.
fn before(list: &Watchlist, day: NaiveDate) -> Option<&ListVersion> {
    let earlier = list.versions().iter().rev().find(|one| one.published_on <= day);
    earlier.map(AsRef::as_ref)
}

fn counts<'v>(version: &'v ListVersion, regime: &'v str) -> Counts<'v> {
    let mut counts = Counts::new();
    for entry in &version.designations {
        *counts.entry((entry.regime.as_deref().unwrap_or(regime), entry.kind)).or_default() += 1;
    }
    counts
}

/// Entries of another UN list, by regime and kind: how many it has, and of how many the version knows.
fn silenced<'v>(
    list: &Watchlist,
    version: &ListVersion,
    other: &'v Watchlist,
    ids: &HashSet<&str>,
) -> BTreeMap<(&'v str, DesignationKind), (usize, usize)> {
    let known: HashSet<&str> = list.designations().iter().map(|entry| entry.id.as_str()).collect();
    let mut counts: BTreeMap<(&str, DesignationKind), (usize, usize)> = BTreeMap::new();
    for entry in other.designations().iter().filter(|entry| entry.removed_on.is_none()) {
        let regime = other.regime_of(entry);
        let newer = last_word(other, regime).is_some_and(|day| version.published_on > day);
        if newer && version.holds(regime) && !known.contains(entry.id.as_str()) {
            let (before, after) = counts.entry((regime, entry.kind)).or_default();
            *before += 1;
            *after += usize::from(ids.contains(entry.id.as_str()));
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::super::{Authority, Designation, ListIdentity, built_in};
    use super::*;

    fn version(on: &str, numbers: std::ops::Range<usize>, regime: &str) -> Arc<ListVersion> {
        let entry = |number: usize| -> Designation {
            let text = format!(
                "id = \"{number}\"\nkind = \"entity\"\nname = \"Firm {number}\"\nregime = \"{regime}\""
            );
            toml::from_str(&text).unwrap()
        };
        let entries = numbers.map(entry).collect();
        let day = on.parse().unwrap();
        Arc::new(ListVersion::new(on.to_owned(), day, entries, BTreeSet::new()))
    }

    fn list(versions: &[Arc<ListVersion>]) -> Watchlist {
        let identity = ListIdentity {
            id: "l".to_owned(),
            title: String::new(),
            authority: Authority::Un,
            regime: String::new(),
            source: String::new(),
            is_default: true,
        };
        Watchlist::of(&identity, versions, &crate::rulebook::Rulebook::built_in().unwrap().names)
    }

    #[test]
    fn a_share_beyond_the_limit_is_told_by_regime_and_kind() {
        let list = list(&[version("2016-01-01", 0..10, "X")]);
        let shrunk = |numbers, regime, percent| {
            let found = shrinkages(&list, &version("2017-01-01", numbers, regime), &[], percent);
            found.into_iter().map(|one| (one.regime, one.before, one.after)).collect::<Vec<_>>()
        };
        assert_eq!(shrunk(0..8, "X", 20), []);
        assert_eq!(shrunk(0..7, "X", 20), [("X".to_owned(), 10, 7)]);
        assert_eq!(shrunk(0..7, "X", 30), []);
        assert_eq!(shrunk(0..20, "Y", 20), [("X".to_owned(), 10, 0)]);
        let older = version("2015-01-01", 0..1, "X");
        assert_eq!(shrinkages(&list, &older, &[], 20), []);
    }

    #[test]
    fn a_list_that_would_silence_another_un_list_is_told() {
        let built = built_in().unwrap();
        let in_use: Vec<&Watchlist> = built.iter().collect();
        let empty = list(&[]);
        let found = shrinkages(&empty, &version("2026-06-01", 0..3, "DPRK"), &in_use, 20);
        let told: Vec<_> =
            found.iter().map(|one| (one.list.as_str(), one.kind, one.before, one.after)).collect();
        assert_eq!(told, [("un-1718", DesignationKind::Entity, 75, 0)]);
        let older = version("2017-07-03", 0..3, "DPRK");
        assert_eq!(shrinkages(&empty, &older, &in_use, 20), []);
    }
}
