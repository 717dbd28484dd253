//! The use cases: load, call the core, store.

mod clearances;
mod error;
mod requests;
mod screening;
mod screenings;
mod watchlists;

pub use clearances::{
    ClearanceList, ClearanceParty, ClearanceQuery, ClearanceReport, ClearanceState,
    ClearedDesignation, ClearedOnList, WithdrawalReport,
};
pub use error::ServiceError;
pub use requests::{
    ClassificationRequest, ClearanceRequest, ClearedParty, DesignationSearch, SearchedKind,
    WithdrawalRequest,
};
pub use screening::{Screening, StoredScreening};
pub use screenings::{DEFAULT_ORGANISATION, Screened, Service, instant};
pub use watchlists::{
    Counts, DesignationDetail, DesignationQuery, DifferenceCounts, FoundDesignation, HeldReasons,
    HeldVersion, ListFile, ListReport, ListRule, ListRules, LoadedVersion, RefreshEnd,
    RefreshMarks, RefreshReport, VersionDifference, VersionReport, with_file,
};
