//! The one place that reads the time, so that everything else can be repeated.

use chrono::{DateTime, SubsecRound as _, Utc};

/// A source of the present instant.
pub trait Clock: Send + Sync {
    /// The present instant, in UTC, cut to microseconds: what every backend can store.
    fn now(&self) -> DateTime<Utc>;
}

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads the time")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands still, for tests and for judging as if on another day.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub DateTime<Utc>);

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0.trunc_subsecs(6)
    }
}
