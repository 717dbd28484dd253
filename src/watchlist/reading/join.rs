//! What every reader ends with: unique ids in order, and the regimes.

use super::fault::Faults;
use super::{ListError, ReadList};
use crate::watchlist::Designation;

/// What a reader has gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) read: ReadList,
    pub(super) faults: Faults,
}

impl Gathered {
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
