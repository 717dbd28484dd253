//! Why a use case failed, and what of it callers see.

use crate::problem::{Problem, ProblemKind};
use crate::record::ReadError;
use crate::storage::StoreError;

/// Why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The record cannot be judged as it stands.
    #[error("the record cannot be judged")]
    Record(#[from] ReadError),
    /// The judgement itself broke down.
    #[error("the judgement broke down")]
    Judgement,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// An answer could not be written as JSON.
    #[error("the answer could not be written")]
    Answer(#[from] serde_json::Error),
    /// The database needs migrations that were not run.
    #[error("the database has migrations to run; start with migrations on, or run `assay migrate`")]
    PendingMigrations,
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Record(error) => Self::from(error),
            ServiceError::Judgement
            | ServiceError::Answer(_)
            | ServiceError::PendingMigrations
            | ServiceError::Store(StoreError::Corrupt { .. } | StoreError::Query { .. }) => {
                Self::new(ProblemKind::Internal, "the fault is ours and has been logged")
            }
            ServiceError::Store(_) => Self::new(
                ProblemKind::Unavailable,
                "the screening was not acknowledged as stored; send the record again in a moment",
            ),
        }
    }
}
