//! List files in the forms in which their keepers publish them, read into designations: for now the
//! plainest facts of the UN's XML and of FollowTheMoney.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Designation;
use crate::rulebook::Countries;

/// Forms of list file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(example = "un-xml")]
pub enum ListFormat {
    /// The Security Council's consolidated list.
    UnXml,
    /// FollowTheMoney entities, one a line.
    Ftm,
    /// The house format, with a header row.
    Csv,
    /// OFAC's Specially Designated Nationals list: one to three files without a header.
    OfacSdn,
}

impl ListFormat {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::UnXml, Self::Ftm, Self::Csv, Self::OfacSdn];

    /// The name by which settings and requests know it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnXml => "un-xml",
            Self::Ftm => "ftm",
            Self::Csv => "csv",
            Self::OfacSdn => "ofac-sdn",
        }
    }
}

impl fmt::Display for ListFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl FromStr for ListFormat {
    type Err = ListError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|format| format.as_str() == text);
        found.ok_or_else(|| ListError::UnknownFormat { format: text.to_owned() })
    }
}

/// The bytes of a list.
#[derive(Debug, Clone, Copy)]
pub struct ListInput<'b> {
    /// The list itself.
    pub main: &'b [u8],
}

impl<'b> ListInput<'b> {
    /// A list of one file.
    pub fn one(main: &'b [u8]) -> Self {
        Self { main }
    }
}

/// One thing of a file that could not be read; the rest of it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"place": "line 7", "detail": "it has no name"}))]
pub struct ListFault {
    /// Where: a line, or the id of an entry.
    pub place: String,
    /// What is wrong there.
    pub detail: String,
}

/// What a file says.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct ReadList {
    /// The file's own date, where it has one.
    pub published_on: Option<NaiveDate>,
    /// The entries.
    pub designations: Vec<Designation>,
    /// The regimes of which the file holds at least one entry.
    pub regimes: BTreeSet<String>,
    /// What could not be read. Where there is any, the file was read in part only.
    pub faults: Vec<ListFault>,
    /// What was left out on purpose, by what it is, with how often.
    pub skipped: BTreeMap<String, usize>,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the members are what the messages say")]
pub enum ListError {
    /// No form has this name.
    #[error("\"{format}\" is no form of list; there are un-xml, ftm, csv and ofac-sdn")]
    UnknownFormat { format: String },
    /// It is not what it should be.
    #[error("the file cannot be read: {problem}")]
    Broken { problem: String },
}

fn broken<T>(problem: &str) -> Result<T, ListError> {
    Err(ListError::Broken { problem: problem.to_owned() })
}

/// Reads a list.
pub fn read_list(
    format: ListFormat,
    input: &ListInput<'_>,
    _countries: &Countries,
) -> Result<ReadList, ListError> {
    let Ok(text) = std::str::from_utf8(input.main) else { return broken("it is not UTF-8") };
    let mut read = match format {
        ListFormat::UnXml => un_xml(text)?,
        ListFormat::Ftm => ftm(text),
        ListFormat::Csv | ListFormat::OfacSdn => return broken("this form is not read yet"),
    };
    if read.designations.is_empty() {
        return broken("no entry of it can be used");
    }
    read.regimes = read.designations.iter().filter_map(|entry| entry.regime.clone()).collect();
    Ok(read)
}

/// The form that a file has, by its first bytes.
pub fn detect_format(bytes: &[u8]) -> Option<ListFormat> {
    match bytes.trim_ascii_start().first()? {
        b'<' => Some(ListFormat::UnXml),
        b'{' => Some(ListFormat::Ftm),
        _ => None,
    }
}

fn inside<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("<{tag}>"))?;
    Some(rest.split_once(&format!("</{tag}>"))?.0.trim())
}

fn un_xml(text: &str) -> Result<ReadList, ListError> {
    if !text.contains("<CONSOLIDATED_LIST") || !text.trim_end().ends_with("</CONSOLIDATED_LIST>") {
        return broken("it is no whole consolidated list");
    }
    let mut read = ReadList::default();
    let date = text.split_once("dateGenerated=").and_then(|(_, rest)| rest.get(1..11));
    read.published_on = date.and_then(|date| date.parse().ok());
    for (tag, kind) in [("INDIVIDUAL", "person"), ("ENTITY", "entity")] {
        for part in text.split(&format!("<{tag}>")).skip(1) {
            let body = part.split(&format!("</{tag}>")).next().unwrap_or_default();
            let names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
            let names: Vec<&str> = names
                .iter()
                .filter_map(|name| inside(body, name))
                .filter(|name| !name.is_empty())
                .collect();
            let entry = serde_json::json!({
                "id": inside(body, "REFERENCE_NUMBER"),
                "kind": kind,
                "name": (!names.is_empty()).then(|| names.join(" ")),
                "regime": inside(body, "UN_LIST_TYPE"),
                "listed_on": inside(body, "LISTED_ON"),
                "aliases": body.split("<ALIAS_NAME>").skip(1).filter_map(|alias| {
                    Some(serde_json::json!({"name": alias.split_once('<')?.0, "quality": "good"}))
                }).collect::<Vec<_>>(),
            });
            keep(&mut read, entry, inside(body, "DATAID").unwrap_or("?"));
        }
    }
    Ok(read)
}

fn ftm(text: &str) -> ReadList {
    let mut read = ReadList::default();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
        let kind = match value.pointer("/schema").and_then(serde_json::Value::as_str) {
            Some("Person") => "person",
            Some("Vessel") => "vessel",
            _ => "entity",
        };
        let entry = serde_json::json!({
            "id": value.pointer("/id"),
            "kind": kind,
            "name": value.pointer("/properties/name/0"),
        });
        keep(&mut read, entry, &format!("line {}", number + 1));
    }
    read
}

fn keep(read: &mut ReadList, entry: serde_json::Value, place: &str) {
    match serde_json::from_value(entry) {
        Ok(entry) => read.designations.push(entry),
        Err(error) => {
            read.faults.push(ListFault { place: place.to_owned(), detail: error.to_string() });
        }
    }
}
