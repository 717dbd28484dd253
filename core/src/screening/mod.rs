//! The core: a record, the rulebook and the lists go in, a judgement comes out.
//!
//! Nothing here reads a clock, a disk or a network, and nothing depends on the order of a hash: the
//! same input gives the same bytes. `classification` says what the goods are, `nexus` what ties them to the
//! DPRK, `signs` what speaks for a concealed origin and `exculpation` against it, `law` what all of it means on the
//! day, `exemption` what may let them pass, `parties` and `vessels` who is listed, `clearance` whom a person told
//! apart from them, `other_law` what other authorities say, `gaps` and `missing` what was not stated, `freeing` what
//! would settle it, `verdict` the one word that follows.

mod ambiguity;
mod apparatus;
mod clearance;
mod company;
mod concealment;
mod contact;
mod direction;
mod duties;
mod exculpation;
mod exemption;
mod facts;
mod finance;
mod finding;
mod freeing;
mod gaps;
mod judgement;
mod known_names;
mod law;
mod list_ages;
mod listing;
mod matched;
mod matching;
mod missing;
mod nexus;
mod other_law;
mod parties;
mod shipment;
mod signs;
mod sites;
mod slip;
mod ventures;
mod verdict;
mod vessels;
mod voyage;
mod weighing;

pub use clearance::{Clearance, Clearances, NO_CLEARANCES, party_key};
pub use finding::{
    ConditionResult, ConditionStatus, Evidence, ExemptionResult, Finding, FindingKind,
    MeasureReference, Need, NexusKind, Outcome,
};
pub use judgement::{
    Basis, Checked, Governing, Judgement, Missing, NextStep, Verdict, WatchlistReference,
};
pub use matched::{Corroboration, DesignationReference, Match, MatchedName, TokenMatch};

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use self::facts::ShipmentFacts;
use crate::digest::sha256;
use crate::input::{Fault, FaultCode, Faults, ReadError, parse_date};
use crate::policy::Policy;
use crate::record::{Kind, Options, Record};
use crate::rulebook::Rulebook;
use crate::watchlist::{Authority, Watchlist, settle};

/// What every answer says of its own limits.
const SCOPE: &str = "UN Security Council measures on the DPRK; not a forced-labour clearance, not US, \
                     EU or other law";

/// What a record is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'r> {
    /// The law and the reference facts.
    pub rulebook: &'r Rulebook,
    /// The lists that are loaded, settled beside each other.
    pub watchlists: &'r [Arc<Watchlist>],
    /// What the operator tightens.
    pub policy: &'r Policy,
    /// Whom the organisation told apart from listed ones.
    pub clearances: &'r Clearances,
    /// The State trade of the DPRK, as far as the UN does not list it.
    pub state_trade: &'r Watchlist,
}

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
            Record::Company(company) => company::faults(company, reference),
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
) -> Result<Judgement, Vec<Fault>> {
    check_watchlists(record.options(), reference).map_err(|_| faults(record, reference))?;
    let lists = lists_for(record.options(), reference.watchlists);
    let reference = &Reference { watchlists: &lists, ..*reference };
    let mut judgement = judge_plainly(record, reference, today)?;
    // Here alone: of a trial with an example, the verdict is all that is asked.
    let text = record.to_json().unwrap_or_default();
    judgement.basis.record_digest = sha256([text.as_bytes()]);
    verdict::try_examples(record, &mut judgement, reference, today);
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
    Ok(verdict::conclude(record, outcome, reference, basis))
}

/// What the two kinds of judgement bring before the verdict follows.
struct Collected {
    governing: Governing,
    findings: Vec<Finding>,
    missing: Vec<Missing>,
    matches: Vec<Match>,
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

impl Basis {
    /// Without the digest of the record.
    fn of(reference: &Reference<'_>, as_of: NaiveDate, given: Option<NaiveDate>) -> Self {
        Self {
            as_of,
            as_of_given: given.is_some(),
            rulebook: reference.rulebook.version.clone(),
            policy: reference.policy.digest().to_owned(),
            engine: env!("CARGO_PKG_VERSION"),
            record_digest: String::new(),
            watchlists: reference
                .watchlists
                .iter()
                .map(|list| WatchlistReference::of(list))
                .collect(),
            clearances: None,
        }
    }
}
