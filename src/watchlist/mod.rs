//! Designations: who and which ships are listed, and the finding of a name or number among them.
//!
//! A list is read once and indexed by number and by normalised name. What a hit means is for
//! `screening` to say; here it is only found, with the names compared.

mod built_in;
mod designation;
mod index;
mod list;
mod name;

pub use built_in::built_in;
pub use designation::{
    Address, Alias, AliasQuality, Designation, DesignationKind, DesignationMeasure, ListedDocument,
    ListedIdentifier, VesselEffect,
};
pub use list::{Authority, Hit, Watchlist};
pub use name::{is_distinctive, is_usable, keys};
