//! Several UN lists at once: the same reference number is one entry, and the newer version speaks.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Authority, Designation, DesignationKind, Watchlist, versions};

/// The lists as they are used together. Of an entry that several UN lists hold, one remains: on the
/// list whose version is newer. Who is missing from a newer UN list of the same regime and kind is
/// removed with it. Lists of other authorities stay as they are.
pub fn settle(lists: &[Arc<Watchlist>]) -> Vec<Arc<Watchlist>> {
    let un: Vec<&Watchlist> = lists
        .iter()
        .map(AsRef::as_ref)
        .filter(|list| list.authority == Authority::Un && !list.versions().is_empty())
        .collect();
    if un.len() < 2 {
        return lists.to_vec();
    }
    let voices = Voices::of(&un);
    lists
        .iter()
        .map(|list| match un.iter().position(|one| std::ptr::eq(*one, list.as_ref())) {
            Some(place) => voices.settled(place).map_or_else(|| Arc::clone(list), Arc::new),
            None => Arc::clone(list),
        })
        .collect()
}

/// What the UN lists say of each entry.
struct Voices<'w> {
    lists: &'w [&'w Watchlist],
    /// By reference number: who holds it, as the place of the list and the entry.
    holders: HashMap<&'w str, Vec<(usize, &'w Designation)>>,
    covered: Vec<HashSet<(&'w str, DesignationKind)>>,
}

impl<'w> Voices<'w> {
    fn of(lists: &'w [&'w Watchlist]) -> Self {
        let mut holders: HashMap<&str, Vec<(usize, &Designation)>> = HashMap::new();
        for (place, list) in lists.iter().enumerate() {
            for entry in list.designations() {
                holders.entry(&entry.id).or_default().push((place, entry));
            }
        }
        let covered = lists.iter().map(|list| coverage(list)).collect();
        Self { lists, holders, covered }
    }

    /// What remains of a list; none where all of it does, unchanged.
    fn settled(&self, place: usize) -> Option<Watchlist> {
        let list = self.lists.get(place)?;
        let mut changed = false;
        let mut said = Vec::with_capacity(list.designations().len());
        for entry in list.designations() {
            let holders = self.holders.get(entry.id.as_str()).map_or(&[][..], Vec::as_slice);
            let newest = |(place, entry): &(usize, &Designation)| {
                // Of two of the same day the list that was loaded later speaks.
                self.lists.get(*place).map(|list| (word_of(list, list.regime_of(entry)), *place))
            };
            let speaker = holders.iter().max_by_key(|holder| newest(holder));
            if speaker.is_some_and(|(speaker, _)| *speaker != place) {
                changed = true;
                continue;
            }
            let mut entry = entry.clone();
            for (_, other) in holders.iter().filter(|(other, _)| *other != place) {
                changed = true;
                fill(&mut entry, other);
            }
            if entry.removed_on.is_none()
                && let Some(day) = self.removal(place, holders, &entry)
            {
                changed = true;
                entry.removed_on = Some(day);
            }
            said.push(entry);
        }
        changed.then(|| list.saying(said))
    }

    /// The day on which a newer list spoke of the regime without the entry.
    fn removal(
        &self,
        place: usize,
        holders: &[(usize, &Designation)],
        entry: &Designation,
    ) -> Option<NaiveDate> {
        let own = self.lists.get(place)?;
        let regime = own.regime_of(entry);
        let known_on = last_word(own, regime)?;
        let others = self.lists.iter().enumerate();
        let silent = others.filter(|(other, list)| {
            list.is_default
                && holders.iter().all(|(holder, _)| holder != other)
                && self.covered.get(*other).is_some_and(|all| all.contains(&(regime, entry.kind)))
        });
        silent
            .filter_map(|(_, list)| {
                let later = list.versions().iter().filter(|one| one.published_on > known_on);
                later.filter(|one| one.holds(regime)).map(|one| one.published_on).next()
            })
            .min()
    }
}

/// The day of a list's last word among others. One that a record names adds entries and names to those
/// that are always used, and never speaks over them.
fn word_of(list: &Watchlist, regime: &str) -> Option<NaiveDate> {
    last_word(list, regime).filter(|_| list.is_default)
}

/// The day of a list's newest version that speaks of a regime.
pub(super) fn last_word(list: &Watchlist, regime: &str) -> Option<NaiveDate> {
    list.versions().iter().rev().find(|one| one.holds(regime)).map(|one| one.published_on)
}

/// The regimes and kinds of which a list has ever held entries: the UN's XML holds no ships, and so says
/// nothing of them.
pub(super) fn coverage(list: &Watchlist) -> HashSet<(&str, DesignationKind)> {
    list.designations().iter().map(|entry| (list.regime_of(entry), entry.kind)).collect()
}

/// Adds what another list says of the same entry: its names, and facts that the entry itself lacks.
fn fill(entry: &mut Designation, other: &Designation) {
    fn take<T: Clone>(own: &mut Vec<T>, other: &[T]) {
        if own.is_empty() {
            own.extend_from_slice(other);
        }
    }
    versions::absorb(entry, other);
    take(&mut entry.birth_dates, &other.birth_dates);
    take(&mut entry.nationalities, &other.nationalities);
    take(&mut entry.posts, &other.posts);
    take(&mut entry.documents, &other.documents);
    take(&mut entry.addresses, &other.addresses);
    take(&mut entry.identifiers, &other.identifiers);
    take(&mut entry.measures, &other.measures);
    take(&mut entry.countries, &other.countries);
    take(&mut entry.birth_places, &other.birth_places);
    take(&mut entry.titles, &other.titles);
    take(&mut entry.linked_to, &other.linked_to);
    take(&mut entry.links, &other.links);
    entry.gender = entry.gender.or(other.gender);
    entry.imo = entry.imo.take().or_else(|| other.imo.clone());
    entry.listed_on = entry.listed_on.or(other.listed_on);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{ListIdentity, ListVersion, built_in};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A UN list of the built-in parties as if published on another day, without one of them.
    fn copy_without(on: &str, id: &str) -> Arc<Watchlist> {
        let parties = built_in().unwrap().swap_remove(0);
        let entries = parties.designations().iter().filter(|entry| entry.id != id);
        let entries = entries.map(|entry| Designation {
            name: format!("{} anew", entry.name),
            aliases: Vec::new(),
            regime: Some("DPRK".to_owned()),
            identifiers: Vec::new(),
            ..entry.clone()
        });
        let version = ListVersion::new(on.to_owned(), day(on), entries.collect(), BTreeSet::new());
        let identity = ListIdentity { id: "un-consolidated".to_owned(), ..parties.identity() };
        Arc::new(Watchlist::of(
            &identity,
            &[Arc::new(version)],
            &crate::rulebook::Rulebook::built_in().unwrap().names,
        ))
    }

    fn settled_with(loaded: Arc<Watchlist>) -> Vec<Arc<Watchlist>> {
        let mut lists: Vec<_> = built_in().unwrap().into_iter().map(Arc::new).collect();
        lists.push(loaded);
        settle(&lists)
    }

    #[test]
    fn a_newer_list_speaks_and_the_names_and_numbers_of_the_older_stay() {
        let lists = settled_with(copy_without("2026-06-01", "KPe.001"));
        let [parties, vessels, loaded] = &lists[..] else { panic!() };
        let left: Vec<_> = parties.designations().iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(left, ["KPe.001"]);
        assert_eq!(parties.find_id("KPe.001").unwrap().removed_on, Some(day("2026-06-01")));
        assert_eq!(vessels.designations().len(), 59);
        assert!(vessels.designations().iter().all(|ship| ship.removed_on.is_none()));
        let built = built_in().unwrap().swap_remove(0);
        for entry in built.designations().iter().filter(|entry| entry.id != "KPe.001") {
            for name in entry.names() {
                assert!(loaded.find_name(name).iter().any(|hit| hit.designation.id == entry.id));
            }
            assert_eq!(loaded.find_id(&entry.id).unwrap().identifiers, entry.identifiers);
        }
    }

    #[test]
    fn an_older_list_adds_names_and_removes_nobody() {
        let lists = settled_with(copy_without("2017-07-03", "KPe.001"));
        let [parties, vessels, loaded] = &lists[..] else { panic!() };
        assert_eq!(parties.designations().len(), 155);
        assert!(parties.designations().iter().all(|entry| entry.removed_on.is_none()));
        assert_eq!(vessels.designations().len(), 59);
        assert_eq!(loaded.designations().len(), 0);
        assert_eq!(parties.find_name("YUN HO-JIN anew").len(), 1);
    }

    #[test]
    fn a_list_that_is_named_alone_adds_names_and_speaks_over_nobody() {
        let newer = copy_without("2026-06-01", "KPe.001");
        let identity = ListIdentity { is_default: false, ..newer.identity() };
        let lists = settled_with(Arc::new(Watchlist::of(
            &identity,
            newer.versions(),
            &crate::rulebook::Rulebook::built_in().unwrap().names,
        )));
        let [parties, _, named] = &lists[..] else { panic!() };
        assert_eq!((parties.designations().len(), named.designations().len()), (155, 0));
        assert!(parties.designations().iter().all(|entry| entry.removed_on.is_none()));
        assert_eq!(parties.find_name("YUN HO-JIN anew").len(), 1);
    }

    #[test]
    fn lists_of_others_stay_as_they_are() {
        let house = copy_without("2026-06-01", "");
        let identity = ListIdentity { authority: Authority::House, ..house.identity() };
        let house = Arc::new(Watchlist::of(
            &identity,
            house.versions(),
            &crate::rulebook::Rulebook::built_in().unwrap().names,
        ));
        let lists = settled_with(house);
        assert_eq!(lists[0].designations().len(), 155);
        assert_eq!(lists[2].designations().len(), 155);
    }
}
