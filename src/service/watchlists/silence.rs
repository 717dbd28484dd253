//! UN lists that would silence others: a newer one takes off whoever it does not name.

use assay_core::Knowledge;
use assay_core::input::{FaultCode, Faults};
use assay_core::watchlist::{Authority, ListIdentity, Watchlist, shrinkages};

use super::holdings::Holdings;
use crate::service::ServiceError;

/// Refuses to make a known list one that speaks for the UN in every screening, where its newest version
/// would silence another such list.
pub(super) fn check_silence(list: &ListIdentity, holdings: &Holdings) -> Result<(), ServiceError> {
    let knowledge = &holdings.knowledge;
    let Some(known) = knowledge.list(&list.id) else { return Ok(()) };
    let others = un_lists(knowledge, list);
    let spoke = !un_lists(knowledge, &known.identity()).is_empty();
    let Some(newest) = known.versions().last().filter(|_| !spoke && !others.is_empty()) else {
        return Ok(());
    };
    let silenced =
        shrinkages(&Watchlist::of(list, &[], &knowledge.rulebook.names), newest, &others, 0);
    let mut faults = Faults::default();
    for one in silenced {
        let detail = format!(
            "used as a UN list in every screening, it would take {} entries off the list {}",
            one.before - one.after,
            one.list
        );
        let parameter = if known.is_default { "/authority" } else { "/default" };
        faults.add(parameter, FaultCode::InvalidParameter, detail);
    }
    let faults = faults.into_vec();
    if faults.is_empty() { Ok(()) } else { Err(ServiceError::ListAttributes(faults)) }
}

/// The UN lists that a version of this one may silence.
pub(super) fn un_lists<'k>(knowledge: &'k Knowledge, list: &ListIdentity) -> Vec<&'k Watchlist> {
    let speaks = list.authority == Authority::Un && list.is_default;
    let lists = knowledge.watchlists.iter().map(AsRef::as_ref);
    lists
        .filter(|other: &&Watchlist| speaks && other.is_default && other.authority == Authority::Un)
        .collect()
}
