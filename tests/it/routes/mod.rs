//! The resources, one file each, as the URLs name them.

mod classifications;
mod clearances;
mod commodities;
mod companies;
mod designations;
mod measures;
mod operations;
mod rulebook;
mod screenings;
mod shipments;
mod watchlists;
