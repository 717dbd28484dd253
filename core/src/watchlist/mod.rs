//! Designations: who and which ships are listed, and the finding of a name or number among them.
//!
//! `reading` makes designations of a list file, in whatever form its keeper publishes it. A list is the
//! merge of its versions, indexed by number and by normalised name. What a hit means is for `screening`
//! to say; here it is only found, with the names compared.

mod addresses;
mod built_in;
mod calendar;
mod designation;
mod difference;
mod index;
mod list;
mod reading;
mod settling;
mod shrinkage;
mod versions;

pub use built_in::{built_in, state_trade};
pub use designation::{
    Address, Alias, AliasQuality, Designation, DesignationKind, DesignationMeasure, Gender,
    ListedDocument, ListedIdentifier, VesselEffect,
};
pub use difference::{ChangeKind, ChangedEntry, Difference, HistoryEntry, history};
pub use list::{Allowance, Authority, Hit, ListIdentity, Watchlist};
pub use reading::{
    ListError, ListFault, ListFormat, ListInput, MAX_FAULTS, MAX_LIST_BYTES, ReadList,
    detect_format, read_list,
};
pub use settling::settle;
pub use shrinkage::{Shrinkage, shrinkages};
pub use versions::ListVersion;
