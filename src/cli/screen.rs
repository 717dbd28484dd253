//! `assay screen FILE`: records judged without a server or a database.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _, Write as _};
use std::process::ExitCode;

use anyhow::Context as _;
use assay_core::judgement::{Judgement, Verdict};
use assay_core::record::{Kind, MAX_BODY_BYTES};
use assay_core::screening::{judge, read};
use assay_core::{Knowledge, Reference};
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;
use serde_json::value::RawValue;

use super::watchlist::read_file;
use crate::clock::{Clock as _, SystemClock};
use crate::config::Settings;
use crate::problem::Problem;
use crate::service::{ListFile, with_file};
use crate::startup;

/// Exit status where a record is prohibited.
const PROHIBITED: u8 = 20;
/// Exit status where a record is held and none prohibited.
const REVIEW: u8 = 10;
/// Exit status where something could not be read.
const UNREADABLE: u8 = 2;

/// Judge JSON or NDJSON records from a file or standard input.
///
/// A line is {"kind", "record"} or a bare record: a shipment if it has items, else a company. Verdicts
/// are written as NDJSON. Exit status: 2 unreadable input, else 20 any prohibited, else 10 any review,
/// else 0.
#[derive(Debug, Args)]
pub(super) struct Screen {
    /// The file; `-` for standard input.
    file: String,
    /// A list for this run, beside the built-in ones; its form is told by the file.
    #[arg(long = "watchlist", value_name = "ID=FILE")]
    watchlists: Vec<String>,
}

/// One line of the answer.
#[derive(Serialize)]
struct Line<'j> {
    #[serde(rename = "line")]
    number: usize,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    screening: Option<&'j Judgement>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'j Problem>,
}

impl Screen {
    /// Judges every record of the input.
    pub(super) fn run(&self, settings: &Settings) -> anyhow::Result<ExitCode> {
        let today = SystemClock.now().date_naive();
        let knowledge = self.knowledge(settings, today)?;
        let mut worst: Option<Verdict> = None;
        let mut unreadable = false;
        let stdout = io::stdout();
        let mut output = io::BufWriter::new(stdout.lock());
        each_record(self.open()?, |number, text| {
            let answer = judge_text(text, &knowledge.reference(), today);
            let line = match &answer {
                Ok(judgement) => {
                    worst = worst.max(Some(judgement.verdict));
                    Line { number, status: 200, screening: Some(judgement), problem: None }
                }
                Err(problem) => {
                    unreadable = true;
                    Line { number, status: problem.status, screening: None, problem: Some(problem) }
                }
            };
            serde_json::to_writer(&mut output, &line)?;
            output.write_all(b"\n")?;
            Ok(())
        })?;
        output.flush()?;
        Ok(ExitCode::from(match worst {
            _ if unreadable => UNREADABLE,
            Some(Verdict::Prohibited) => PROHIBITED,
            Some(Verdict::Review) => REVIEW,
            Some(Verdict::Clear) => 0,
            None => UNREADABLE,
        }))
    }

    /// What is built in, and the lists of this run.
    fn knowledge(&self, settings: &Settings, today: NaiveDate) -> anyhow::Result<Knowledge> {
        let mut knowledge = startup::knowledge(settings)?;
        for given in &self.watchlists {
            let (id, path) = given.split_once('=').context("--watchlist takes ID=FILE")?;
            let (bytes, format) = read_file(path, None)?;
            let file =
                ListFile { list: id, bytes: &bytes, format, authority: None, is_default: None };
            knowledge = with_file(&knowledge, &file, today, settings.watchlist_shrink_percent)
                .with_context(|| format!("the list {path} cannot be used"))?;
        }
        Ok(knowledge)
    }

    fn open(&self) -> anyhow::Result<Box<dyn BufRead>> {
        if self.file == "-" {
            return Ok(Box::new(BufReader::new(io::stdin())));
        }
        let file = File::open(&self.file).with_context(|| format!("cannot open {}", self.file))?;
        Ok(Box::new(BufReader::new(file)))
    }
}

/// Hands over each record with its number: the lines of NDJSON by their own, or the documents of an
/// input that is JSON over several lines.
fn each_record(
    mut input: Box<dyn BufRead>,
    mut each: impl FnMut(usize, &[u8]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut start = Vec::new();
    let limit = u64::try_from(MAX_BODY_BYTES).unwrap_or(u64::MAX) + 1;
    // The first line with something on it tells which of the two it is.
    while start.iter().all(u8::is_ascii_whitespace)
        && input.by_ref().take(limit).read_until(b'\n', &mut start)? > 0
    {}
    if serde_json::from_slice::<&RawValue>(&start).is_err() {
        input.by_ref().take(limit).read_to_end(&mut start)?;
        if let Some(documents) = documents(&start) {
            for (index, document) in documents.into_iter().enumerate() {
                each(index + 1, document.get().as_bytes())?;
            }
            return Ok(());
        }
    }
    let mut lines = io::Cursor::new(start).chain(input);
    let mut line = Vec::new();
    let mut number = 0;
    while read_line(&mut lines, &mut line)? {
        number += 1;
        if !line.iter().all(u8::is_ascii_whitespace) {
            each(number, &line)?;
        }
    }
    Ok(())
}

/// The documents of a text that is JSON from its beginning to its end.
fn documents(text: &[u8]) -> Option<Vec<&RawValue>> {
    if text.len() > MAX_BODY_BYTES {
        return None;
    }
    serde_json::Deserializer::from_slice(text).into_iter().collect::<Result<_, _>>().ok()
}

/// Reads one line without its end. Of a line longer than any record, only so much that it shows.
fn read_line(lines: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let limit = u64::try_from(MAX_BODY_BYTES).unwrap_or(u64::MAX) + 2;
    let read = lines.take(limit).read_until(b'\n', line)?;
    let ended = line.ends_with(b"\n");
    if ended {
        line.pop();
    }
    if line.ends_with(b"\r") {
        line.pop();
    }
    if !ended && line.len() > MAX_BODY_BYTES {
        skip_line(lines)?;
    }
    Ok(read > 0)
}

/// Passes over the rest of a line.
fn skip_line(reader: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (used, ended) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(end) => (end + 1, true),
            None => (buffer.len(), false),
        };
        reader.consume(used);
        if ended {
            return Ok(());
        }
    }
}

fn judge_text(
    text: &[u8],
    reference: &Reference<'_>,
    today: chrono::NaiveDate,
) -> Result<Judgement, Problem> {
    if text.len() > MAX_BODY_BYTES {
        return Err(Problem::body_too_large(MAX_BODY_BYTES));
    }
    let (kind, record) = kind_and_record(text);
    let record = read(kind, record, reference)?;
    judge(&record, reference, today).map_err(Problem::from)
}

/// Tells `{kind, record}` from a bare record.
fn kind_and_record(text: &[u8]) -> (Kind, &[u8]) {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wrapped<'t> {
        kind: Kind,
        #[serde(borrow)]
        record: &'t RawValue,
    }
    #[derive(serde::Deserialize)]
    struct Peek {
        items: Option<serde::de::IgnoredAny>,
    }
    if let Ok(wrapped) = serde_json::from_slice::<Wrapped<'_>>(text) {
        return (wrapped.kind, wrapped.record.get().as_bytes());
    }
    let is_shipment = serde_json::from_slice::<Peek>(text).is_ok_and(|peek| peek.items.is_some());
    let kind = if is_shipment { Kind::Shipment } else { Kind::Company };
    (kind, text)
}
