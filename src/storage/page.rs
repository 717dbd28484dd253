//! Pages of lists: where a page begins, how long it is, and where the next one does.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use thiserror::Error;
use uuid::Uuid;

/// The place of something in a list that begins with the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Its id, which tells apart what was made at one instant.
    pub id: Uuid,
}

/// A text that no list gave as a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the cursor is none of an earlier answer")]
pub struct UnknownCursor;

impl fmt::Display for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:x}-{}", self.created_at.timestamp_micros(), self.id.simple())
    }
}

impl FromStr for Cursor {
    type Err = UnknownCursor;

    fn from_str(text: &str) -> Result<Self, UnknownCursor> {
        let (micros, id) = text.split_once('-').ok_or(UnknownCursor)?;
        let micros = i64::from_str_radix(micros, 16).map_err(|_| UnknownCursor)?;
        Ok(Self {
            created_at: DateTime::from_timestamp_micros(micros).ok_or(UnknownCursor)?,
            id: Uuid::try_parse(id).map_err(|_| UnknownCursor)?,
        })
    }
}

/// Which stretch of a list is asked for. A list that is held whole is counted instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page<C = Cursor> {
    /// How many at most.
    pub limit: usize,
    /// Begin after this one, the last of the page before; after so many, where the list is counted.
    pub after: Option<C>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<T, C = Cursor> {
    /// What stands on it.
    pub items: Vec<T>,
    /// Where the next page begins; nothing on the last.
    pub next: Option<C>,
}

impl<C> Page<C> {
    /// Rows to read: one more than asked for tells whether there is a next page.
    pub(super) fn rows(&self) -> i64 {
        i64::try_from(self.limit).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The page of what begins where it does, and goes on beyond it where there is a next one.
    pub fn cut<T>(&self, mut items: Vec<T>, cursor: impl FnOnce(&T) -> C) -> Listed<T, C> {
        let has_more = items.len() > self.limit;
        items.truncate(self.limit);
        let next = items.last().filter(|_| has_more).map(cursor);
        Listed { items, next }
    }
}

impl<T, C: fmt::Display> Listed<T, C> {
    /// The items, and the cursor of the next page as text.
    pub fn written(self) -> (Vec<T>, Option<String>) {
        (self.items, self.next.map(|cursor| cursor.to_string()))
    }
}

impl Page<usize> {
    /// The page of a list that is held whole.
    pub fn of<T>(&self, whole: Vec<T>) -> Listed<T, usize> {
        let start = self.after.unwrap_or(0);
        let items = whole.into_iter().skip(start).collect();
        self.cut(items, |_| start.saturating_add(self.limit))
    }
}

/// Puts the newest first in a boxed query and narrows it to a page, by the given columns of instant and id.
/// A macro, because the type of a query names the tables it reads.
macro_rules! paged {
    ($query:expr, $page:expr, $instant:expr, $id:expr) => {{
        let mut query = $query.order(($instant.desc(), $id.desc())).limit($page.rows());
        if let Some(after) = $page.after {
            let instant = $crate::storage::screenings::stored_instant(after.created_at);
            let later_in_tie = $id.lt(after.id.to_string());
            // The first condition says nothing new, but it is the one an index can begin from.
            query =
                query.filter($instant.le(instant)).filter($instant.lt(instant).or(later_in_tie));
        }
        query
    }};
}

pub(super) use paged;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_back_as_it_was_written() {
        let cursor = Cursor {
            created_at: DateTime::from_timestamp_micros(1_795_532_400_000_001).unwrap(),
            id: Uuid::from_u128(0x19b_0f5e),
        };
        assert_eq!(cursor.to_string(), "66106f6e27c01-000000000000000000000000019b0f5e");
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in
            ["", "x", "-", "zz-zz", "1-", "7fffffffffffffff-00000000000000000000000000000001"]
        {
            assert_eq!(text.parse::<Cursor>(), Err(UnknownCursor), "{text}");
        }
    }

    #[test]
    fn pages_follow_each_other_to_the_end_of_a_whole_list() {
        for (limit, after, items, next) in [
            (2, None, &[0, 1][..], Some(2)),
            (2, Some(2), &[2, 3], Some(4)),
            (2, Some(4), &[4], None),
            (5, None, &[0, 1, 2, 3, 4], None),
            (2, Some(5), &[], None),
            (usize::MAX, Some(usize::MAX), &[], None),
        ] {
            let listed = Page { limit, after }.of((0..5).collect());
            assert_eq!(listed, Listed { items: items.to_vec(), next }, "{limit} after {after:?}");
        }
    }
}
