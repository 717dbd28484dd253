//! Screening a record, and finding a screening again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use assay_core::classification::{Classification, classify};
use assay_core::input::{parse_date, stated};
use assay_core::judgement::Judgement;
use assay_core::record::{HsCode, Kind, Record};
use assay_core::screening::{judge, read};
use assay_core::{Knowledge, Reference};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

use super::ServiceError;
use super::clearances::ClearanceBook;
use super::screening::{Screening, StoredScreening};
use super::watchlists::{ListRules, Shelf};
use crate::clock::Clock;
use crate::service::ClassificationRequest;
use crate::storage::{
    BasisVersion, Listed, NewScreening, Page, ScreeningFilter, ScreeningSummary, Store,
};

/// The organisation of every row while the service runs without keys.
pub const DEFAULT_ORGANISATION: &str = "default";

/// The use cases, with what they need.
#[derive(Clone)]
pub struct Service {
    pub(super) shelf: Arc<Shelf>,
    pub(super) clearances: Arc<ClearanceBook>,
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
}

/// A screening as it is answered.
pub struct Screened {
    /// Its id.
    pub id: Uuid,
    /// Whether it was kept.
    pub stored: bool,
    /// The whole answer as JSON.
    pub json: String,
}

impl Service {
    /// Puts the use cases together, keeps the law and lists of the program, whole, by digest, and loads
    /// the lists and clearances of the database.
    pub fn start(
        knowledge: Knowledge,
        rules: ListRules,
        store: Store,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, ServiceError> {
        for version in basis_versions(&knowledge, DEFAULT_ORGANISATION) {
            store.keep_basis(&version, clock.now())?;
        }
        let shelf = Arc::new(Shelf::new(knowledge, rules));
        shelf.follow(&store)?;
        let clearances = Arc::new(ClearanceBook::open(&store)?);
        Ok(Self { shelf, clearances, store, clock })
    }

    /// Loads what other services changed in the lists and clearances; tells whether there was something.
    /// Blocks.
    pub fn follow_lists(&self) -> Result<bool, ServiceError> {
        let lists = self.shelf.follow(&self.store)?;
        Ok(self.reload_clearances()? || lists)
    }

    /// The present day, in UTC.
    pub fn today(&self) -> NaiveDate {
        self.clock.now().date_naive()
    }

    /// What records are judged by at this moment.
    pub fn knowledge(&self) -> Arc<Knowledge> {
        self.shelf.knowledge()
    }

    /// Judges a record and keeps the screening, unless the record says not to. What is answered as
    /// stored is committed.
    pub async fn screen(&self, kind: Kind, body: &[u8]) -> Result<Screened, ServiceError> {
        let now = self.clock.now();
        let knowledge = self.knowledge();
        let clearances = self.clearances.current();
        let reference = Reference { clearances: &clearances, ..knowledge.reference() };
        let record = read(kind, body, &reference)?;
        let judgement = judged(&record, &reference, now)?;
        let dry_run = record.options().and_then(|options| options.dry_run).unwrap_or(false);
        let screening = Screening { id: new_id(now), created_at: now, stored: !dry_run, judgement };
        let json = serde_json::to_string(&screening)?;
        if screening.stored {
            self.store.insert_screening(row(&screening, &record, json.clone())?).await?;
        }
        Ok(Screened { id: screening.id, stored: screening.stored, json })
    }

    /// Says which goods a description and an HS code mean. Nothing is kept.
    pub fn classify(&self, body: &[u8]) -> Result<Classification, ServiceError> {
        let request = ClassificationRequest::read(body)?;
        let description = stated(request.description.as_ref());
        let code = stated(request.hs_code.as_ref()).and_then(HsCode::parse);
        let as_of = request.as_of.as_deref().and_then(parse_date).unwrap_or_else(|| self.today());
        let knowledge = self.knowledge();
        let rulebook = &knowledge.rulebook;
        catch_unwind(AssertUnwindSafe(|| classify(description, code.as_ref(), as_of, rulebook)))
            .map_err(|_| ServiceError::Judgement)
    }

    /// The screening of that id with its record. Blocks.
    pub fn find(&self, id: Uuid) -> Result<Option<StoredScreening>, ServiceError> {
        let found = self.store.find_screening(DEFAULT_ORGANISATION, id)?;
        found.map(StoredScreening::try_from).transpose()
    }

    /// Screenings that pass the filter, newest first. Blocks.
    pub fn list(
        &self,
        filter: &ScreeningFilter,
        page: &Page,
    ) -> Result<Listed<ScreeningSummary>, ServiceError> {
        Ok(self.store.list_screenings(DEFAULT_ORGANISATION, filter, page)?)
    }

    /// Whether screenings can be kept. Blocks.
    pub fn ping(&self) -> Result<(), ServiceError> {
        Ok(self.store.ping()?)
    }

    /// Ends the writer after it has committed what is queued. Blocks.
    pub fn close(self) {
        self.store.close();
    }
}

/// The core, fenced: a fault of ours in it fails this record alone.
fn judged(
    record: &Record,
    reference: &Reference<'_>,
    now: DateTime<Utc>,
) -> Result<Judgement, ServiceError> {
    let judged = catch_unwind(AssertUnwindSafe(|| judge(record, reference, now.date_naive())));
    match judged {
        Ok(judged) => judged.map_err(ServiceError::Record),
        Err(_) => Err(ServiceError::Judgement),
    }
}

/// A UUIDv7 of the instant.
pub(super) fn new_id(now: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let nanoseconds = now.timestamp_subsec_nanos();
    Uuid::new_v7(Timestamp::from_unix(ContextV7::new(), seconds, nanoseconds))
}

fn row(screening: &Screening, record: &Record, json: String) -> Result<NewScreening, ServiceError> {
    let judgement = &screening.judgement;
    let mut measures: Vec<String> = judgement
        .findings
        .iter()
        .filter_map(|finding| finding.measure.as_ref())
        .map(|measure| measure.id.clone())
        .collect();
    measures.sort_unstable();
    measures.dedup();
    Ok(NewScreening {
        id: screening.id,
        organisation: DEFAULT_ORGANISATION.to_owned(),
        kind: record.kind().as_str().to_owned(),
        reference: record.reference().map(str::to_owned),
        verdict: judgement.verdict.as_str().to_owned(),
        risk_score: judgement.risk_score,
        created_at: screening.created_at,
        measures,
        record: record.to_json()?,
        screening: json,
    })
}

/// An instant as RFC 3339 in UTC with `Z`.
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
}

/// Everything that judges, as it is kept for replay.
fn basis_versions(knowledge: &Knowledge, organisation: &str) -> Vec<BasisVersion> {
    let rulebook = BasisVersion {
        organisation: organisation.to_owned(),
        digest: knowledge.rulebook.digest.clone(),
        kind: "rulebook".to_owned(),
        name: "built-in".to_owned(),
        version: knowledge.rulebook.version.clone(),
        content: knowledge.rulebook.content.clone(),
    };
    let versions = knowledge.whole.iter().flat_map(|list| {
        list.versions().iter().filter_map(|version| {
            Some(BasisVersion {
                organisation: organisation.to_owned(),
                digest: version.digest.clone(),
                kind: "watchlist".to_owned(),
                name: list.id.clone(),
                version: version.published_on.to_string(),
                content: version.content.clone()?,
            })
        })
    });
    let policy = BasisVersion {
        organisation: organisation.to_owned(),
        digest: knowledge.policy.digest().to_owned(),
        kind: "policy".to_owned(),
        name: "operator".to_owned(),
        version: knowledge.policy.digest().to_owned(),
        content: knowledge.policy.content().to_owned(),
    };
    [rulebook, policy].into_iter().chain(versions).collect()
}
