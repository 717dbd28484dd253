//! The core of Assay: judges companies and shipments against the UN Security Council's measures on the DPRK.
//!
//! A record goes in as JSON, a [`Judgement`] comes out: one word to act on, with the paragraph of law, the facts it
//! rests on, and what would settle it.
//!
//! ```
//! use assay_core::{Kind, Knowledge, Verdict, judge, read};
//! use chrono::NaiveDate;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The law and the UN's lists of the DPRK are built in.
//! let knowledge = Knowledge::built_in()?;
//! let reference = knowledge.reference();
//!
//! let json = br#"{
//!     "dates": {"loading": "2017-10-22", "arrival": "2017-11-03"},
//!     "items": [{"hs_code": "270111", "description": "Anthracite", "country_of_origin": "RU"}],
//!     "transport": {"voyage": [{"event": "loading", "location": {"unlocode": "KPNAM"}}]}
//! }"#;
//! let record = read(Kind::Shipment, json, &reference)?;
//! let today = NaiveDate::from_ymd_opt(2026, 11, 24).ok_or("no day")?;
//! let judgement = judge(&record, &reference, today)?;
//!
//! assert_eq!(judgement.verdict, Verdict::Prohibited);
//! let ban = judgement.findings.first().ok_or("no finding")?;
//! assert_eq!(ban.pointer, "/items/0");
//! assert_eq!(ban.measure.as_ref().map(|measure| measure.id.as_str()), Some("unscr-2371-8"));
//! # Ok(())
//! # }
//! ```
//!
//! A record that cannot be judged is a [`ReadError`] with every fault by its JSON pointer. Judging is pure: it reads
//! no clock, disk or network, and the same record, [`Knowledge`] and day give the same bytes on every machine.
//!
//! What a caller needs stands at this root. The modules are for whoever loads lists ([`watchlist`]), reads the law
//! ([`rulebook`]), tightens it ([`policy`]), tells parties apart ([`clearance`]) or asks what goods are
//! ([`classification`]). With the feature `schema`, the types of the wire describe themselves for OpenAPI.

pub mod classification;
pub mod clearance;
pub mod digest;
pub mod input;
pub mod judgement;
mod knowledge;
pub mod names;
pub mod policy;
pub mod record;
pub mod rulebook;
pub mod screening;
pub mod text;
pub mod watchlist;

pub use input::ReadError;
pub use judgement::{Finding, Judgement, Outcome, Reason, Verdict};
pub use knowledge::{Knowledge, Reference};
pub use record::{Kind, Record};
pub use screening::{judge, read};
