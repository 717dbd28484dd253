//! Judging: a record, the rulebook and the lists go in, a judgement comes out.
//!
//! Nothing here reads a clock, a disk or a network, and nothing depends on the order of a hash: the same input gives
//! the same bytes. A shipment goes through the rooms from the lowest up, and no room names one above it:
//!
//! | room | what it is for |
//! | --- | --- |
//! | `facts` | what the record states, read once |
//! | `ties` | what ties goods, parties and journey to the DPRK |
//! | `listed` | who and which ship is on a list |
//! | `law` | what all of it means under the law of the day, and what may let it pass |
//! | `origin` | where goods come from when nobody says |
//! | `answer` | verdict, gaps, what would free a held record, next steps |
//! | `company` | judging a company, by the same rooms |
//!
//! `shipment` leads a shipment through them. What goods are is told by `classification`; what an answer consists of
//! by `judgement`.

mod answer;
mod company;
mod facts;
mod law;
mod listed;
mod origin;
mod shipment;
#[cfg(test)]
mod testing;
mod ties;

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use self::facts::{CompanyFacts, ShipmentFacts};
use crate::Reference;
use crate::digest::sha256;
use crate::input::{Fault, FaultCode, Faults, ReadError, parse_date};
use crate::judgement::{Basis, Judgement};
use crate::record::{Kind, Options, Record};
use crate::watchlist::{Authority, Watchlist, settle};

/// Reads a record of the given kind; of a faulty one, every fault that can be told is reported at once,
/// whoever tells it.
pub fn read(kind: Kind, bytes: &[u8], reference: &Reference<'_>) -> Result<Record, ReadError> {
    Record::read(kind, bytes)?.finish(|record| faults(record, reference))
}

/// The faults that only the rulebook and the lists can tell.
fn faults(record: &Record, reference: &Reference<'_>) -> Vec<Fault> {
    let mut faults = check_watchlists(record.options(), reference).err().unwrap_or_default();
    faults.extend(
        match record {
            Record::Shipment(shipment) => {
                ShipmentFacts::read(shipment, reference.rulebook, NaiveDate::MIN).err()
            }
            Record::Company(company) => CompanyFacts::read(company, reference.rulebook).err(),
        }
        .unwrap_or_default(),
    );
    faults
}

/// Judges a record as of the day it asks for, else as of `today`.
///
/// # Errors
/// Every country that no one knows by its text, and every watchlist that is not loaded.
pub fn judge(
    record: &Record,
    reference: &Reference<'_>,
    today: NaiveDate,
) -> Result<Judgement, ReadError> {
    check_watchlists(record.options(), reference)
        .map_err(|_| ReadError::Faults(faults(record, reference)))?;
    let lists = lists_for(record.options(), reference.watchlists);
    let reference = &Reference { watchlists: &lists, ..*reference };
    let mut judgement = judge_plainly(record, reference, today).map_err(ReadError::Faults)?;
    // Here alone: of a trial with an example, the verdict is all that is asked.
    let text = record.to_json().unwrap_or_default();
    judgement.basis.record_digest = sha256([text.as_bytes()]);
    answer::try_examples(&text, &mut judgement, reference.rulebook, |changed| {
        let changed = read(record.kind(), changed, reference).ok()?;
        Some(judge_plainly(&changed, reference, today).ok()?.verdict)
    });
    Ok(judgement)
}

/// The lists for a record: those used in every screening, and those that it names.
fn lists_for<'r>(
    options: Option<&Options>,
    loaded: &'r [Arc<Watchlist>],
) -> Cow<'r, [Arc<Watchlist>]> {
    if loaded.iter().all(|list| list.is_default) {
        return Cow::Borrowed(loaded);
    }
    let named = options.map_or(&[][..], |options| &options.watchlists);
    let used = loaded.iter().filter(|list| list.is_default || named.contains(&list.id));
    let used: Vec<Arc<Watchlist>> = used.map(Arc::clone).collect();
    let settled = |list: &Arc<Watchlist>| list.is_default || list.authority != Authority::Un;
    if used.iter().all(settled) { Cow::Owned(used) } else { Cow::Owned(settle(&used)) }
}

/// The judgement without trying what its examples would bring, by lists that were chosen for it.
fn judge_plainly(
    record: &Record,
    reference: &Reference<'_>,
    today: NaiveDate,
) -> Result<Judgement, Vec<Fault>> {
    let given = record.options().and_then(|options| options.as_of.as_deref()).and_then(parse_date);
    let as_of = given.unwrap_or(today);
    let outcome = match record {
        Record::Shipment(shipment) => shipment::judge(shipment, reference, as_of)?,
        Record::Company(company) => company::judge(company, reference, as_of)?,
    };
    let mut basis = Basis::of(reference, as_of, given);
    basis.clearances = reference.clearances.applied(&outcome.matches);
    Ok(answer::conclude(record, outcome, reference, basis))
}

fn check_watchlists(
    options: Option<&Options>,
    reference: &Reference<'_>,
) -> Result<(), Vec<Fault>> {
    let mut faults = Faults::default();
    for (index, id) in options.map_or(&[][..], |options| &options.watchlists).iter().enumerate() {
        if reference.watchlists.iter().all(|list| list.id != *id) {
            let detail = "no watchlist of this id is loaded";
            faults.add(format!("/options/watchlists/{index}"), FaultCode::UnknownWatchlist, detail);
        }
    }
    let faults = faults.into_vec();
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}
