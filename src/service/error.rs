//! Why a use case failed, and what of it callers see.

use assay_core::input::{Fault, ReadError};
use assay_core::watchlist::{ListError, ListFault};

use super::watchlists::HeldVersion;
use crate::problem::{Problem, ProblemKind};
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
    /// A list cannot be read at all.
    #[error("the list cannot be read: {0}")]
    List(#[from] ListError),
    /// A list was read in part only.
    #[error("{} of its entries cannot be read{}", .0.len(), first_of(.0))]
    ListInPart(Vec<ListFault>),
    /// A version of a list is held until it is confirmed.
    #[error("the version is held")]
    ListHeld(Box<HeldVersion>),
    /// What was asked of a list cannot be so.
    #[error("the list cannot be so")]
    ListAttributes(Vec<Fault>),
    /// No list, or no version of it, has this name.
    #[error("no list or version has this name")]
    UnknownVersion,
    /// No clearance has this id.
    #[error("no clearance has this id")]
    UnknownClearance,
    /// The clearance was withdrawn before.
    #[error("the clearance was withdrawn before")]
    AlreadyWithdrawn,
    /// Others change lists all the time.
    #[error("lists are being changed by others")]
    ListsBusy,
    /// A version that was kept does not read any more.
    #[error("the version {digest} of the list {list} cannot be read from the store")]
    StoredList {
        /// The list.
        list: String,
        /// Digest of the version.
        digest: String,
    },
    /// A file could not be packed.
    #[error("a file could not be packed")]
    Packing(#[from] std::io::Error),
    /// The database needs migrations that were not run.
    #[error("the database has migrations to run; start with migrations on, or run `assay migrate`")]
    PendingMigrations,
}

/// The first fault of a list, as an example.
fn first_of(faults: &[ListFault]) -> String {
    faults.first().map(|one| format!(", such as {}: {}", one.place, one.detail)).unwrap_or_default()
}

impl ServiceError {
    /// Whether the fault is the caller's, and so none for the log.
    pub fn is_of_caller(&self) -> bool {
        matches!(
            self,
            Self::Record(_)
                | Self::List(_)
                | Self::ListInPart(_)
                | Self::ListHeld(_)
                | Self::ListAttributes(_)
                | Self::UnknownVersion
                | Self::UnknownClearance
                | Self::AlreadyWithdrawn
        )
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Record(error) => Self::from(error),
            ServiceError::List(_) | ServiceError::ListInPart(_) => {
                Self::invalid_list(&error.to_string())
            }
            ServiceError::ListHeld(held) => {
                let detail = format!(
                    "the list stays as it was; POST {} serves this version",
                    held.confirmation
                );
                let errors = held.faults();
                let told = serde_json::to_value(held).ok();
                Self { held: told, errors, ..Self::new(ProblemKind::Held, detail) }
            }
            ServiceError::ListAttributes(faults) => Self::invalid_query(faults),
            ServiceError::UnknownVersion => {
                Self::new(ProblemKind::NotFound, "no list or version has this name")
            }
            ServiceError::UnknownClearance => {
                Self::new(ProblemKind::NotFound, "no clearance has this id")
            }
            ServiceError::AlreadyWithdrawn => Self::new(
                ProblemKind::AlreadyWithdrawn,
                "its first withdrawal stands; read the clearance to see it",
            ),
            ServiceError::ListsBusy => Self::new(
                ProblemKind::Unavailable,
                "lists are being changed by others; send the list again in a moment",
            ),
            ServiceError::Judgement
            | ServiceError::Answer(_)
            | ServiceError::PendingMigrations
            | ServiceError::StoredList { .. }
            | ServiceError::Packing(_)
            | ServiceError::Store(StoreError::Corrupt { .. } | StoreError::Query { .. }) => {
                Self::new(ProblemKind::Internal, "the fault is ours and has been logged")
            }
            ServiceError::Store(_) => Self::new(
                ProblemKind::Unavailable,
                "what was sent was not acknowledged as stored; send it again in a moment",
            ),
        }
    }
}
