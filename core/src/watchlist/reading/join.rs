//! What every reader ends with: unique ids in order, and the regimes.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::fault::Faults;
use super::{ListError, ReadList};
use crate::watchlist::{AliasQuality, Designation};

/// Most entries of a list.
const MAX_ENTRIES: usize = 1_000_000;

/// What a reader has gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) read: ReadList,
    pub(super) faults: Faults,
}

impl Gathered {
    /// Keeps an entry, unless there are too many already.
    pub(super) fn add(&mut self, entry: Designation) {
        if self.read.designations.len() > MAX_ENTRIES {
            return;
        }
        self.read.designations.push(without_repeats(entry));
    }

    /// Takes repeats out again, where later rows have added to the entries.
    pub(super) fn tidy(&mut self) {
        let entries = std::mem::take(&mut self.read.designations);
        self.read.designations = entries.into_iter().map(without_repeats).collect();
    }

    pub(super) fn skip(&mut self, what: &str) {
        if let Some(count) = self.read.skipped.get_mut(what) {
            *count += 1;
        } else {
            let kinds = self.read.skipped.len();
            let what = if kinds < 100 { what } else { "others" };
            *self.read.skipped.entry(what.to_owned()).or_default() += 1;
        }
    }
}

/// Sorts by id. An entry that stands twice word for word is one entry; of two that differ the first
/// is kept and the fault names both.
pub(super) fn finish(gathered: Gathered) -> Result<ReadList, ListError> {
    let Gathered { mut read, mut faults } = gathered;
    if read.designations.len() > MAX_ENTRIES {
        let place = "the list".to_owned();
        return Err(ListError::TooMany { place, most: MAX_ENTRIES, what: "entries" });
    }
    // Stable, so that of two with one id the earlier stays the first.
    read.designations.sort_by(|left, right| left.id.cmp(&right.id));
    let mut kept: Vec<Designation> = Vec::with_capacity(read.designations.len());
    for entry in read.designations {
        match kept.last() {
            Some(last) if last.id == entry.id => {
                if *last != entry {
                    let detail = format!(
                        "the id stands twice: \"{}\" is kept, \"{}\" is left out",
                        last.name, entry.name
                    );
                    faults.add(entry.id, detail);
                }
            }
            _ => kept.push(entry),
        }
    }
    for entry in &kept {
        read.regimes.extend(entry.regime.iter().chain(&entry.programmes).cloned());
    }
    read.designations = kept;
    read.faults = faults.into_list();
    if read.designations.is_empty() {
        let first = read.faults.first();
        let first = first.map(|fault| format!(": {}: {}", fault.place, fault.detail));
        return Err(ListError::NoEntries { first: first.unwrap_or_default() });
    }
    Ok(read)
}

/// An entry that says everything once. What was said first keeps its place.
fn without_repeats(mut entry: Designation) -> Designation {
    for texts in [
        &mut entry.original_script,
        &mut entry.birth_dates,
        &mut entry.nationalities,
        &mut entry.posts,
        &mut entry.countries,
        &mut entry.birth_places,
        &mut entry.titles,
        &mut entry.programmes,
        &mut entry.linked_to,
        &mut entry.links,
    ] {
        once(texts, String::clone);
    }
    once(&mut entry.identifiers, |found| (found.r#type.clone(), found.value.clone()));
    aliases(&mut entry);
    documents(&mut entry);
    addresses(&mut entry);
    entry
}

/// Keeps the first of those with one key.
fn once<T, K: Eq + Hash>(all: &mut Vec<T>, key: impl Fn(&T) -> K) {
    if all.len() > 1 {
        let mut seen = HashSet::with_capacity(all.len());
        all.retain(|one| seen.insert(key(one)));
    }
}

/// A name is good if it is good anywhere, and former only if it is so everywhere; one that differs
/// from the primary name in capitals alone is none.
fn aliases(entry: &mut Designation) {
    let primary = entry.name.to_lowercase();
    let mut seen: HashMap<String, (AliasQuality, bool)> = HashMap::new();
    for alias in &entry.aliases {
        let known = seen.entry(alias.name.clone()).or_insert((alias.quality, alias.former));
        if alias.quality == AliasQuality::Good {
            known.0 = AliasQuality::Good;
        }
        known.1 &= alias.former;
    }
    entry.aliases.retain_mut(|alias| match seen.remove(&alias.name) {
        Some((quality, former)) => {
            (alias.quality, alias.former) = (quality, former);
            !alias.name.is_empty() && alias.name.to_lowercase() != primary
        }
        None => false,
    });
}

/// One document of a number, with the country and the end that any of its mentions gives.
fn documents(entry: &mut Designation) {
    let mut seen = HashMap::new();
    for document in &entry.documents {
        let key = (document.r#type, document.number.clone());
        let known = seen.entry(key).or_insert((None, None));
        known.0 = known.0.take().or_else(|| document.country.clone());
        known.1 = known.1.or(document.expires_on);
    }
    entry.documents.retain_mut(|document| {
        match seen.remove(&(document.r#type, document.number.clone())) {
            Some((country, expires_on)) => {
                (document.country, document.expires_on) = (country, expires_on);
                true
            }
            None => false,
        }
    });
}

/// An address without a country gives way to the same one with it.
fn addresses(entry: &mut Designation) {
    let placed = entry.addresses.iter().filter(|address| address.country.is_some());
    let placed: HashSet<String> = placed.map(|address| address.text.clone()).collect();
    entry.addresses.retain(|address| address.country.is_some() || !placed.contains(&address.text));
    once(&mut entry.addresses, |address| (address.text.clone(), address.country.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::DesignationKind;

    #[test]
    fn an_id_stands_once() {
        let entry = |id: &str, name: &str| {
            Designation::new(id.to_owned(), DesignationKind::Entity, name.to_owned())
        };
        let mut gathered = Gathered::default();
        gathered.read.designations =
            vec![entry("b", "B"), entry("a", "A"), entry("b", "B"), entry("a", "Other")];
        let read = finish(gathered).unwrap();
        let names: Vec<&str> = read.designations.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["A", "B"]);
        assert_eq!(read.faults.len(), 1);
        assert_eq!(
            read.faults.first().unwrap().detail,
            "the id stands twice: \"A\" is kept, \"Other\" is left out"
        );
    }
}
