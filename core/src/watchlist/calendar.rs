//! How many entries a list has on a day, without asking each.

use chrono::NaiveDate;

use super::Designation;

/// The days on which entries come and go.
#[derive(Debug, Default)]
pub(super) struct Calendar {
    /// Entries that were never listed on a known day, and so always were.
    always: usize,
    listed: Vec<NaiveDate>,
    removed: Vec<NaiveDate>,
}

impl Calendar {
    pub(super) fn of(designations: &[Designation]) -> Self {
        let mut calendar = Self::default();
        for entry in designations {
            match (entry.listed_on, entry.removed_on) {
                // Removed before it was listed, it is on the list on no day.
                (Some(listed), Some(removed)) if removed <= listed => continue,
                (Some(listed), _) => calendar.listed.push(listed),
                (None, _) => calendar.always += 1,
            }
            calendar.removed.extend(entry.removed_on);
        }
        calendar.listed.sort_unstable();
        calendar.removed.sort_unstable();
        calendar
    }

    pub(super) fn count_on(&self, day: NaiveDate) -> usize {
        let until = |days: &[NaiveDate]| days.partition_point(|one| *one <= day);
        self.always + until(&self.listed) - until(&self.removed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Designation, DesignationKind};
    use super::*;

    #[test]
    fn entries_are_counted_as_if_each_were_asked() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let entry = |listed: Option<&str>, removed: Option<&str>| Designation {
            listed_on: listed.map(day),
            removed_on: removed.map(day),
            ..Designation::new("A".to_owned(), DesignationKind::Entity, "A".to_owned())
        };
        let entries = [
            entry(None, None),
            entry(Some("2016-03-02"), None),
            entry(Some("2017-08-05"), Some("2018-01-01")),
            entry(None, Some("2017-01-01")),
            entry(Some("2018-01-01"), Some("2017-01-01")),
        ];
        let calendar = Calendar::of(&entries);
        for text in ["2010-01-01", "2016-03-02", "2017-01-01", "2017-08-05", "2018-01-01"] {
            let asked = entries.iter().filter(|entry| entry.is_listed_on(day(text))).count();
            assert_eq!(calendar.count_on(day(text)), asked, "{text}");
        }
    }
}
