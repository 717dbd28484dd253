//! Lists of one run: used beside the built-in ones, and not kept.

use std::sync::Arc;

use assay_core::Knowledge;
use assay_core::digest::sha256;
use assay_core::watchlist::{Watchlist, shrinkages};
use chrono::NaiveDate;

use super::ListFile;
use super::holdings::{identity, read, version_of};
use super::load::{check_id, usual_authority};
use super::silence::un_lists;
use crate::service::ServiceError;

/// The knowledge with one more version of a list, which must be readable whole. Nothing is kept. One that
/// lost more than `percent` of a regime and kind only adds its entries and removes nobody.
pub fn with_file(
    knowledge: &Knowledge,
    file: &ListFile<'_>,
    today: NaiveDate,
    percent: u8,
) -> Result<Knowledge, ServiceError> {
    check_id(file.list)?;
    let read = read(file.format, file.bytes, &knowledge.rulebook)?;
    if !read.faults.is_empty() {
        return Err(ServiceError::ListInPart(read.faults));
    }
    let published_on = read.published_on.unwrap_or(today);
    let version = version_of(sha256([file.bytes]), published_on, read);
    let known = knowledge.list(file.list);
    let list = known.map_or_else(
        || {
            let authority = file.authority.unwrap_or_else(|| usual_authority(file.format));
            identity(file.list, file.list, authority, file.is_default.unwrap_or(true))
        },
        |known| known.identity(),
    );
    let mut versions = known.map_or_else(Vec::new, |known| known.versions().to_vec());
    let own = Watchlist::of(&list, &versions, &knowledge.rulebook.names);
    let is_whole = shrinkages(&own, &version, &un_lists(knowledge, &list), percent).is_empty();
    versions.push(Arc::new(if is_whole { version } else { version.adding_alone() }));
    let others = knowledge.whole.iter().filter(|other| other.id != file.list).map(Arc::clone);
    let merged = Arc::new(Watchlist::of(&list, &versions, &knowledge.rulebook.names));
    Ok(knowledge.with_lists(others.chain([merged]).collect()))
}
