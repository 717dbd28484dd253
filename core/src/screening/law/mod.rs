//! What the ties of goods and parties mean under the law of the day, and what may let them pass.
//!
//! The rules stand in the rulebook; here it is told which of them applies, and how it comes out.

mod applied;
pub(crate) mod ban;
pub(crate) mod bystanders;
pub(crate) mod crew;
pub(crate) mod dprk_ship;
pub(crate) mod exemption;
pub(crate) mod export_to_dprk;
pub(crate) mod finance;
pub(crate) mod other_law;
pub(crate) mod scope;
pub(crate) mod ship_to_ship;
pub(crate) mod ventures;

pub(crate) use applied::{Applied, begins_on_the_day, later, strictest};
