//! Whose turn it is to fetch a list, and when the next turn is.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::DEFAULT_ORGANISATION;
use crate::service::{Service, ServiceError};
use crate::storage::RefreshOutcome;

/// The first pause after a failure; it doubles with each, up to the time between two fetches.
const FIRST_PAUSE: Duration = Duration::from_mins(1);

/// What a source says of the file it gave last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefreshMarks {
    /// Its mark.
    pub etag: Option<String>,
    /// Its time.
    pub last_modified: Option<String>,
}

/// How an attempt to fetch a list ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshEnd {
    /// The source has nothing newer.
    Unchanged,
    /// The source gave a file, and it is in use.
    Taken(RefreshMarks),
    /// There is nothing newer in use.
    Failed {
        /// Why, without any address.
        reason: String,
        /// Whether it is worth trying again before the next turn.
        soon: bool,
    },
}

impl Service {
    /// Takes the turn to fetch a list, if it is due and no other service has it; gives the marks of what
    /// was fetched last. The turn ends by itself after `lease`. Blocks.
    pub fn claim_refresh(
        &self,
        list: &str,
        lease: Duration,
    ) -> Result<Option<RefreshMarks>, ServiceError> {
        let now = self.clock.now();
        let until = after(now, lease);
        if !self.store.claim_refresh(DEFAULT_ORGANISATION, list, now, until)? {
            return Ok(None);
        }
        let rows = self.store.list_refreshes(DEFAULT_ORGANISATION)?;
        let row = rows.into_iter().find(|row| row.list == list);
        Ok(Some(row.map_or_else(RefreshMarks::default, |row| RefreshMarks {
            etag: row.etag,
            last_modified: row.last_modified,
        })))
    }

    /// Notes how an attempt ended, and when the next is due. Blocks.
    pub fn finish_refresh(
        &self,
        list: &str,
        end: &RefreshEnd,
        every: Duration,
    ) -> Result<(), ServiceError> {
        let rows = self.store.list_refreshes(DEFAULT_ORGANISATION)?;
        let failures = rows.iter().find(|row| row.list == list).map_or(0, |row| row.failures);
        let (error, pause, given) = match end {
            RefreshEnd::Unchanged => (None, every, None),
            RefreshEnd::Taken(marks) => {
                (None, every, Some((marks.etag.clone(), marks.last_modified.clone())))
            }
            RefreshEnd::Failed { reason, soon: false } => (Some(reason.clone()), every, None),
            RefreshEnd::Failed { reason, soon: true } => {
                (Some(reason.clone()), pause(failures, every), None)
            }
        };
        let now = self.clock.now();
        let outcome = RefreshOutcome { attempted_at: now, due_at: after(now, pause), error, given };
        self.store.finish_refresh(DEFAULT_ORGANISATION, list, &outcome)?;
        self.follow_lists().map(drop)
    }
}

fn after(now: DateTime<Utc>, span: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(span).ok().and_then(|span| now.checked_add_signed(span)).unwrap_or(now)
}

/// The pause after a failure that so many others came before.
fn pause(failures_before: i32, every: Duration) -> Duration {
    let doublings = u32::try_from(failures_before).unwrap_or(0).min(20);
    FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(doublings)).min(every)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_after_a_failure_doubles_up_to_the_schedule() {
        let day = Duration::from_hours(24);
        let minutes: Vec<u64> = (0..13).map(|n| pause(n, day).as_secs() / 60).collect();
        assert_eq!(minutes[..5], [1, 2, 4, 8, 16]);
        assert_eq!(minutes[11..], [24 * 60, 24 * 60]);
        assert_eq!(pause(0, Duration::from_secs(5)), Duration::from_secs(5));
        assert_eq!(pause(i32::MAX, day), day);
    }
}
