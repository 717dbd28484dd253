//! From findings to the answer: the verdict, what is missing, what would free a held record, what to do next.

mod basis;
mod breakdown;
mod duties;
pub(crate) mod freeing;
mod list_ages;
pub(crate) mod missing;
mod next_steps;
mod verdict;
mod verdict_then;

pub(crate) use verdict::conclude;
pub(crate) use verdict_then::try_examples;

use crate::judgement::{Finding, Governing, Match, Missing};

/// What the two kinds of judgement bring before the verdict follows.
pub(crate) struct Collected {
    pub(crate) governing: Governing,
    pub(crate) findings: Vec<Finding>,
    pub(crate) missing: Vec<Missing>,
    pub(crate) matches: Vec<Match>,
}
