//! A new version: taken whole, held, or not at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_core::digest::sha256;
use assay_core::input::{Fault, FaultCode, Faults, pointer};
use assay_core::watchlist::{
    Authority, ListFormat, ListIdentity, ListVersion, Watchlist, shrinkages,
};
use chrono::{DateTime, Utc};

use super::holdings::{Holdings, Parsed, identity, read, stored_version, version_of};
use super::report::{Counts, DifferenceCounts, HeldReasons, HeldVersion, LoadedVersion};
use super::silence::{check_silence, un_lists};
use super::{DEFAULT_ORGANISATION, Shelf};
use crate::compression::deflate;
use crate::service::{Service, ServiceError};
use crate::storage::{ListChange, ListRow, NewListVersion};

/// How often a change is begun anew where other services change lists at the same time.
const MAX_ATTEMPTS: usize = 10;

/// A file to be loaded as a version of a list.
#[derive(Debug, Clone, Copy)]
pub struct ListFile<'f> {
    /// Id of the list; an unknown one makes a list.
    pub list: &'f str,
    /// The file, unpacked.
    pub bytes: &'f [u8],
    /// Its form.
    pub format: ListFormat,
    /// Who keeps the list; as it is, or as the form says, unless given.
    pub authority: Option<Authority>,
    /// Whether it is used in every screening; as it is, or so, unless given.
    pub is_default: Option<bool>,
}

/// A file that was read.
struct Candidate {
    version: Arc<ListVersion>,
    format: ListFormat,
    size: i64,
    faults: Vec<assay_core::watchlist::ListFault>,
    skipped: BTreeMap<String, usize>,
    packed: Vec<u8>,
}

impl Candidate {
    fn read(file: &ListFile<'_>, shelf: &Shelf, now: DateTime<Utc>) -> Result<Self, ServiceError> {
        let mut read = read(file.format, file.bytes, &shelf.base.rulebook)?;
        let faults = std::mem::take(&mut read.faults);
        let skipped = std::mem::take(&mut read.skipped);
        let published_on = read.published_on.unwrap_or_else(|| now.date_naive());
        Ok(Self {
            version: Arc::new(version_of(sha256([file.bytes]), published_on, read)),
            format: file.format,
            size: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            faults,
            skipped,
            packed: deflate(file.bytes)?,
        })
    }
}

impl Service {
    /// Loads a version of a list. It is committed before this returns, and used from then on. Blocks.
    pub fn load_list(&self, file: &ListFile<'_>) -> Result<LoadedVersion, ServiceError> {
        check_id(file.list)?;
        let digest = sha256([file.bytes]);
        let mut candidate = None;
        let mut parsed = self.shelf.lock();
        for _ in 0..MAX_ATTEMPTS {
            self.shelf.follow_locked(&self.store, &mut parsed)?;
            let holdings = self.shelf.holdings();
            let (list, is_new_list) = self.wanted(file, &holdings)?;
            check_silence(&list, &holdings)?;
            if let Some(known) = accepted(&holdings, &list.id, &digest) {
                if self.settle_attributes(&list, &holdings)? == ListChange::Outdated {
                    continue;
                }
                self.follow_quietly(&mut parsed);
                return Ok(self.loaded(&list, &known, file.format, true));
            }
            let now = self.clock.now();
            let candidate = match &mut candidate {
                Some(candidate) => candidate,
                none => none.insert(Candidate::read(file, &self.shelf, now)?),
            };
            let reasons = self.reasons(&list, candidate, &holdings);
            // What is held changes nothing, the attributes of its list included.
            let known = holdings.row(&list.id).filter(|_| !reasons.is_empty());
            let attributes = known.cloned().unwrap_or_else(|| row(&list));
            let new = new_version(attributes, candidate, &reasons)?;
            let seen = holdings.stock.generation;
            let kept = self.store.keep_list_version(DEFAULT_ORGANISATION, &new, now, seen)?;
            if kept == ListChange::Outdated {
                continue;
            }
            if !reasons.is_empty() {
                self.follow_quietly(&mut parsed);
                return Err(ServiceError::ListHeld(Box::new(held(&list, candidate, reasons))));
            }
            let version = Arc::clone(&candidate.version);
            parsed.insert((list.id.clone(), digest.clone()), Arc::clone(&version));
            self.follow_quietly(&mut parsed);
            let mut loaded = self.loaded(&list, &version, file.format, false);
            loaded.skipped.clone_from(&candidate.skipped);
            loaded.is_new_list = is_new_list;
            return Ok(loaded);
        }
        Err(ServiceError::ListsBusy)
    }

    /// Serves a version that was held. Blocks.
    pub fn confirm_list(&self, id: &str, digest: &str) -> Result<LoadedVersion, ServiceError> {
        let mut parsed = self.shelf.lock();
        for _ in 0..MAX_ATTEMPTS {
            self.shelf.follow_locked(&self.store, &mut parsed)?;
            let holdings = self.shelf.holdings();
            let Some(row) = holdings.version(id, digest) else {
                return Err(ServiceError::UnknownVersion);
            };
            let list = holdings.knowledge.list(id).ok_or(ServiceError::UnknownVersion)?.identity();
            let format = row.format.parse()?;
            if let Some(known) = accepted(&holdings, id, digest) {
                return Ok(self.loaded(&list, &known, format, true));
            }
            let version = Arc::new(stored_version(&self.store, &self.shelf.base.rulebook, row)?);
            let accepted = self.store.accept_list_version(
                DEFAULT_ORGANISATION,
                (id, digest),
                self.clock.now(),
                holdings.stock.generation,
            )?;
            if accepted == ListChange::Outdated {
                continue;
            }
            tracing::info!(list = id, digest, "a held version of a list was confirmed");
            parsed.insert((id.to_owned(), digest.to_owned()), Arc::clone(&version));
            self.follow_quietly(&mut parsed);
            return Ok(self.loaded(&list, &version, format, false));
        }
        Err(ServiceError::ListsBusy)
    }

    /// The list that a file is for, as it shall be, and whether it is new.
    fn wanted(
        &self,
        file: &ListFile<'_>,
        holdings: &Holdings,
    ) -> Result<(ListIdentity, bool), ServiceError> {
        let rule = self.shelf.rules.lists.get(file.list);
        if let Some(built_in) = self.shelf.base.list(file.list) {
            let mut faults = Faults::default();
            let detail = "this list is the UN's, and is used in every screening";
            if file.authority.is_some_and(|authority| authority != built_in.authority) {
                faults.add("/authority", FaultCode::InvalidParameter, detail);
            }
            if file.is_default == Some(false) {
                faults.add("/default", FaultCode::InvalidParameter, detail);
            }
            let faults = faults.into_vec();
            return if faults.is_empty() {
                Ok((built_in.identity(), false))
            } else {
                Err(ServiceError::ListAttributes(faults))
            };
        }
        let known = holdings
            .row(file.list)
            .map(|row| (super::holdings::authority_of(&row.authority), row.is_default));
        let authority = file.authority.or(known.map(|(authority, _)| authority));
        let authority = authority.or_else(|| rule.and_then(|rule| rule.authority));
        let is_default = file.is_default.or(known.map(|(_, is_default)| is_default));
        let is_default = is_default.or_else(|| rule.and_then(|rule| rule.is_default));
        let list = identity(
            file.list,
            file.list,
            authority.unwrap_or_else(|| usual_authority(file.format)),
            is_default.unwrap_or(true),
        );
        Ok((list, known.is_none()))
    }

    /// Why a version cannot be used at once.
    fn reasons(
        &self,
        list: &ListIdentity,
        candidate: &Candidate,
        holdings: &Holdings,
    ) -> HeldReasons {
        let knowledge = &holdings.knowledge;
        let versions = knowledge.list(&list.id).map_or(&[][..], |known| known.versions());
        let own = Watchlist::of(list, versions, &knowledge.rulebook.names);
        let others = un_lists(knowledge, list);
        let percent = self.shelf.rules.shrink_percent;
        HeldReasons {
            counts: Counts::of_version(&candidate.version),
            shrinkages: shrinkages(&own, &candidate.version, &others, percent),
            faults: candidate.faults.clone(),
        }
    }

    /// Gives a list its attributes, where it has others.
    fn settle_attributes(
        &self,
        list: &ListIdentity,
        holdings: &Holdings,
    ) -> Result<ListChange, ServiceError> {
        let wanted = row(list);
        let seen = holdings.stock.generation;
        match holdings.row(&list.id) {
            Some(known) if *known != wanted => {
                Ok(self.store.set_list(DEFAULT_ORGANISATION, &wanted, self.clock.now(), seen)?)
            }
            _ => Ok(ListChange::Made(seen)),
        }
    }

    /// Loads what was just committed. Should that fail, the next look at the database makes up for it.
    fn follow_quietly(&self, parsed: &mut Parsed) {
        if let Err(error) = self.shelf.follow_locked(&self.store, parsed) {
            tracing::error!(%error, "lists were committed and are not loaded yet");
        }
    }

    fn loaded(
        &self,
        list: &ListIdentity,
        version: &ListVersion,
        format: ListFormat,
        unchanged: bool,
    ) -> LoadedVersion {
        let knowledge = self.shelf.knowledge();
        let versions = knowledge.list(&list.id).map_or(&[][..], |known| known.versions());
        let place = versions.iter().position(|one| one.digest == version.digest);
        let earlier = place.and_then(|place| versions.get(place.checked_sub(1)?));
        LoadedVersion {
            list: list.id.clone(),
            version: version.published_on.to_string(),
            digest: version.digest.clone(),
            status: "accepted",
            unchanged,
            authority: list.authority,
            default: list.is_default,
            format: format.to_string(),
            counts: Counts::of_version(version),
            skipped: BTreeMap::new(),
            differences: DifferenceCounts::of(earlier.map(AsRef::as_ref), version, &list.regime),
            is_new_list: false,
        }
    }
}

/// Who keeps a list, as its form lets one expect.
pub(super) fn usual_authority(format: ListFormat) -> Authority {
    match format {
        ListFormat::UnXml => Authority::Un,
        ListFormat::OfacSdn => Authority::Other,
        ListFormat::Ftm | ListFormat::Csv => Authority::House,
    }
}

/// An accepted version that is loaded.
fn accepted(holdings: &Holdings, list: &str, digest: &str) -> Option<Arc<ListVersion>> {
    let versions = holdings.knowledge.list(list)?.versions();
    versions.iter().find(|version| version.digest == digest).map(Arc::clone)
}

fn new_version(
    list: ListRow,
    candidate: &Candidate,
    reasons: &HeldReasons,
) -> Result<NewListVersion, ServiceError> {
    let held = (!reasons.is_empty()).then(|| serde_json::to_string(reasons)).transpose()?;
    Ok(NewListVersion {
        list,
        digest: candidate.version.digest.clone(),
        format: candidate.format.to_string(),
        published_on: candidate.version.published_on,
        reasons: held,
        content: candidate.packed.clone(),
        size: candidate.size,
    })
}

fn row(list: &ListIdentity) -> ListRow {
    ListRow {
        id: list.id.clone(),
        title: list.title.clone(),
        authority: list.authority.as_str().to_owned(),
        is_default: list.is_default,
    }
}

fn held(list: &ListIdentity, candidate: &Candidate, reasons: HeldReasons) -> HeldVersion {
    let digest = candidate.version.digest.clone();
    tracing::warn!(
        list = list.id,
        digest,
        shrinkages = reasons.shrinkages.len(),
        faults = reasons.faults.len(),
        "a version of a list is held and waits for a confirmation"
    );
    HeldVersion {
        confirmation: format!("/v1/watchlists/{}/versions/{digest}/confirmation", list.id),
        list: list.id.clone(),
        version: candidate.version.published_on.to_string(),
        digest,
        reasons,
    }
}

impl HeldVersion {
    /// Each reason by itself.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        for one in &self.reasons.shrinkages {
            let pointer = pointer::through([one.regime.as_str(), one.kind.as_str()]);
            let detail = format!(
                "of the {} entries of the list {} before, {} would remain",
                one.before, one.list, one.after
            );
            faults.add(pointer, FaultCode::ListShrinks, detail);
        }
        for one in &self.reasons.faults {
            let pointer = pointer::through([one.place.as_str()]);
            faults.add(pointer, FaultCode::UnreadableEntry, &one.detail);
        }
        faults.into_vec()
    }
}

/// Ids are lower-case words that stand in addresses as they are.
pub(super) fn check_id(id: &str) -> Result<(), ServiceError> {
    let sound = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let begins = id.bytes().next().is_some_and(sound);
    let goes_on = id.bytes().all(|byte| sound(byte) || matches!(byte, b'-' | b'_' | b'.'));
    if begins && goes_on && id.len() <= 64 {
        return Ok(());
    }
    let detail = "an id has up to 64 lower-case letters, digits, -, _ and ., and begins with a letter or digit";
    let mut faults = Faults::default();
    faults.add("/id", FaultCode::InvalidParameter, detail);
    Err(ServiceError::ListAttributes(faults.into_vec()))
}
