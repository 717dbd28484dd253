//! Lists that are fetched from their sources on a schedule, and lists that other services on the same
//! database changed. Tasks for the runtime of the service; they end with it.

mod fetch;

use std::time::Duration;

use assay_core::watchlist::{Authority, ListFormat, MAX_LIST_BYTES, detect_format};
use tokio::task::spawn_blocking;

use crate::compression::{InflateError, inflate, is_gzip};
use crate::service::{ListFile, LoadedVersion, RefreshEnd, RefreshMarks, Service, ServiceError};
use fetch::Fetched;

pub use fetch::{Address, Source, SourceError};

/// How often the database is asked whether lists changed, and whether a source is due.
const GLANCE: Duration = Duration::from_secs(1);

/// Follows what other services change in the lists, for ever.
pub async fn follow(service: Service) {
    let mut told = false;
    loop {
        tokio::time::sleep(GLANCE).await;
        let follower = service.clone();
        match spawn_blocking(move || follower.follow_lists()).await {
            Ok(Ok(changed)) => {
                told = false;
                if changed {
                    tracing::info!("lists changed and were loaded anew");
                }
            }
            // Once for each time that it begins to fail.
            Ok(Err(error)) if !told => {
                told = true;
                crate::telemetry::log_error(&error);
            }
            Ok(Err(_)) | Err(_) => {}
        }
    }
}

/// Fetches a list whenever it is due and no other service fetches it, for ever.
pub async fn keep_fresh(service: Service, source: Source) {
    loop {
        tokio::time::sleep(GLANCE).await;
        let (turns, list) = (service.clone(), source.list.clone());
        let lease = source.timeout.saturating_add(Duration::from_mins(1));
        let claimed = spawn_blocking(move || turns.claim_refresh(&list, lease)).await;
        // A database out of reach is told by those who need it more.
        let Ok(Ok(Some(marks))) = claimed else { continue };
        let end = refresh(&service, &source, &marks).await;
        if let RefreshEnd::Failed { reason, .. } = &end {
            tracing::warn!(list = source.list, reason, "a list could not be fetched");
        } else {
            tracing::info!(list = source.list, "a list was fetched");
        }
        let (finisher, list, every) = (service.clone(), source.list.clone(), source.every);
        let noted = spawn_blocking(move || finisher.finish_refresh(&list, &end, every)).await;
        if let Ok(Err(error)) = noted {
            crate::telemetry::log_error(&error);
        }
    }
}

/// One attempt, from the request to the list in use.
async fn refresh(service: &Service, source: &Source, marks: &RefreshMarks) -> RefreshEnd {
    let failed = |reason: String| RefreshEnd::Failed { reason, soon: true };
    let (bytes, marks) = match source.fetch(marks).await {
        Ok(Fetched::Unchanged) => return RefreshEnd::Unchanged,
        Ok(Fetched::File { bytes, marks }) => (bytes, marks),
        Err(error) => return failed(error.to_string()),
    };
    let (service, list) = (service.clone(), source.list.clone());
    let (format, authority, is_default) = (source.format, source.authority, source.is_default);
    let loaded =
        spawn_blocking(move || load(&service, &list, bytes, (format, authority, is_default)));
    match loaded.await {
        Ok(Ok(_)) => RefreshEnd::Taken(marks),
        Ok(Err(LoadError::Service(ServiceError::ListHeld(held)))) => RefreshEnd::Failed {
            reason: format!("the version {} is held until it is confirmed", held.digest),
            soon: false,
        },
        Ok(Err(error)) => failed(error.to_string()),
        Err(_) => failed("loading the list broke down".to_owned()),
    }
}

/// Why a file that was fetched is not in use.
#[derive(Debug, thiserror::Error)]
enum LoadError {
    #[error("{0}")]
    Inflate(#[from] InflateError),
    #[error("the file does not show its form")]
    Form,
    #[error("{0}")]
    Service(#[from] ServiceError),
}

fn load(
    service: &Service,
    list: &str,
    bytes: Vec<u8>,
    (format, authority, is_default): (Option<ListFormat>, Option<Authority>, Option<bool>),
) -> Result<LoadedVersion, LoadError> {
    let bytes = if is_gzip(&bytes) { inflate(&bytes, MAX_LIST_BYTES)? } else { bytes };
    let format = format.or_else(|| detect_format(&bytes)).ok_or(LoadError::Form)?;
    Ok(service.load_list(&ListFile { list, bytes: &bytes, format, authority, is_default })?)
}

/// Prepares the encryption that sources are asked under.
pub fn prepare() {
    // Another of the process may have settled it already, and then it stays so.
    drop(rustls::crypto::ring::default_provider().install_default());
}
