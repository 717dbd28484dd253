//! `assay watchlist`: loading lists, confirming what was held, and seeing what is there.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use assay_core::watchlist::{Authority, ListFormat, MAX_LIST_BYTES, detect_format};
use clap::{Args, Subcommand};

use crate::clock::SystemClock;
use crate::compression::{inflate, is_gzip};
use crate::config::Settings;
use crate::service::{HeldVersion, ListFile, ListReport, LoadedVersion, Service, ServiceError};
use crate::startup;

/// Exit status where a version is held.
const HELD: u8 = 10;

/// The lists of the database.
#[derive(Debug, Subcommand)]
pub(super) enum WatchlistCommand {
    Import(Import),
    /// Use a version that was held.
    Confirm {
        /// Id of the list.
        id: String,
        /// Digest of the version.
        digest: String,
    },
    /// Print every list with its version, its age and what is held.
    Status,
}

/// Load a file as a new version of a list, taken whole or not at all.
///
/// A service that runs on the same database uses it within seconds. Exit status: 0 taken or there
/// already, 10 held until it is confirmed, 2 refused.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// Id of the list; an unknown one makes a list.
    id: String,
    /// The file, as it is or packed with gzip.
    file: String,
    /// Its form: un-xml, ftm, csv or ofac-sdn; told by the file unless given.
    #[arg(long)]
    format: Option<String>,
    /// Who keeps the list: un, other or house; as it is, or as the form says, unless given.
    #[arg(long)]
    authority: Option<String>,
    /// Whether it is used in every screening.
    #[arg(long, value_name = "BOOL")]
    default: Option<bool>,
}

impl WatchlistCommand {
    /// Does what was asked.
    pub(super) fn run(&self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let service = startup::service(settings, Arc::new(SystemClock))?;
        let mut output = io::stdout().lock();
        let status = match self {
            Self::Import(import) => import.run(&service, &mut output)?,
            Self::Confirm { id, digest } => told(service.confirm_list(id, digest), &mut output)?,
            Self::Status => {
                for list in service.watchlists() {
                    write_list(&list, &mut output)?;
                }
                ExitCode::SUCCESS
            }
        };
        service.close();
        Ok(status)
    }
}

impl Import {
    fn run(&self, service: &Service, output: &mut impl Write) -> anyhow::Result<ExitCode> {
        let (bytes, format) = read_file(&self.file, self.format.as_deref())?;
        let authority = match self.authority.as_deref() {
            None => None,
            Some(word) => match Authority::parse(word) {
                Some(authority) => Some(authority),
                None => bail!("--authority: one of un, other, house"),
            },
        };
        let file =
            ListFile { list: &self.id, bytes: &bytes, format, authority, is_default: self.default };
        told(service.load_list(&file), output)
    }
}

/// Reads a list file and tells its form.
pub(super) fn read_file(path: &str, format: Option<&str>) -> anyhow::Result<(Vec<u8>, ListFormat)> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {path}"))?;
    let bytes = if is_gzip(&bytes) {
        inflate(&bytes, MAX_LIST_BYTES).with_context(|| format!("cannot unpack {path}"))?
    } else {
        bytes
    };
    if bytes.len() > MAX_LIST_BYTES {
        bail!("{path} is larger than {MAX_LIST_BYTES} bytes");
    }
    let format = match format {
        Some(name) => name.parse()?,
        None => detect_format(&bytes).with_context(|| {
            format!("{path} does not show its form: un-xml, ftm, csv or ofac-sdn")
        })?,
    };
    Ok((bytes, format))
}

fn told(
    outcome: Result<LoadedVersion, ServiceError>,
    output: &mut impl Write,
) -> anyhow::Result<ExitCode> {
    match outcome {
        Ok(loaded) => {
            write_loaded(&loaded, output)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(ServiceError::ListHeld(held)) => {
            write_held(&held, output)?;
            Ok(ExitCode::from(HELD))
        }
        Err(ServiceError::ListAttributes(faults)) => {
            let faults: Vec<String> = faults
                .into_iter()
                .map(|fault| format!("{}: {}", fault.pointer.trim_start_matches('/'), fault.detail))
                .collect();
            bail!("{}", faults.join("; "))
        }
        Err(error) => Err(error.into()),
    }
}

fn write_loaded(loaded: &LoadedVersion, output: &mut impl Write) -> io::Result<()> {
    let LoadedVersion { list, version, digest, counts, differences, .. } = loaded;
    let what = if loaded.unchanged { "is there already" } else { "is in use" };
    writeln!(output, "{list}: version {version} {what}, {digest}")?;
    writeln!(
        output,
        "{} persons, {} entities, {} vessels, {} aircraft; {} added, {} removed, {} amended",
        counts.persons,
        counts.entities,
        counts.vessels,
        counts.aircraft,
        differences.added,
        differences.removed,
        differences.amended
    )?;
    for (what, count) in &loaded.skipped {
        writeln!(output, "left out: {count} {what}")?;
    }
    Ok(())
}

fn write_held(held: &HeldVersion, output: &mut impl Write) -> io::Result<()> {
    let HeldVersion { list, version, digest, .. } = held;
    writeln!(output, "{list}: version {version} is held, {digest}")?;
    for fault in held.faults() {
        writeln!(output, "{}: {}", fault.pointer.trim_start_matches('/'), fault.detail)?;
    }
    writeln!(output, "assay watchlist confirm {list} {digest}")
}

fn write_list(list: &ListReport, output: &mut impl Write) -> io::Result<()> {
    let version = list.version.as_deref().unwrap_or("none");
    let used = if list.default { "in every screening" } else { "where named" };
    writeln!(output, "{}: {version}, {}, {used}", list.id, list.authority.as_str())?;
    let days = |days: Option<i64>| days.map_or_else(|| "-".to_owned(), |days| days.to_string());
    writeln!(
        output,
        "  {} persons, {} entities, {} vessels, {} aircraft from {} versions; {} days old of {} allowed; {}",
        list.counts.persons,
        list.counts.entities,
        list.counts.vessels,
        list.counts.aircraft,
        list.versions,
        days(list.age_days),
        days(list.max_age_days),
        list.digest
    )?;
    for held in &list.held {
        writeln!(output, "  held: {} {}", held.version, held.digest)?;
    }
    if let Some(refresh) = &list.refresh {
        let tried = refresh.attempted_at.as_deref().unwrap_or("never");
        let ended = refresh.error.as_deref().unwrap_or("no error");
        writeln!(output, "  fetched: {tried}, {ended}")?;
    }
    Ok(())
}
