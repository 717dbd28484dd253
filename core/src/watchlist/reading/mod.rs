//! List files in the forms in which their keepers publish them, read into designations.
//!
//! A reader takes bytes that are in memory already and never panics on them: what makes the whole
//! file unusable is a [`ListError`], what spoils one entry is a [`ListFault`], and the rest is kept.

mod countries;
mod dates;
mod fault;
mod ftm;
mod ftm_entity;
mod house_csv;
mod house_row;
mod identifiers;
mod join;
mod names;
mod ofac;
mod ofac_remarks;
mod text;
mod un_comments;
mod un_entry;
mod un_xml;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use fault::{ListError, ListFault, MAX_FAULTS};

use super::Designation;
use crate::rulebook::Countries;

/// Most bytes that a list may have, all its files together.
pub const MAX_LIST_BYTES: usize = 256 * 1024 * 1024;

/// Forms of list file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", schema(example = "un-xml"))]
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
///
/// Only OFAC's list has more than one file. Its three may also be given as one, one after the other:
/// their rows are told apart by the number of columns.
#[derive(Debug, Clone, Copy)]
pub struct ListInput<'b> {
    /// The list itself.
    pub main: &'b [u8],
    /// OFAC's other names.
    pub alt: Option<&'b [u8]>,
    /// OFAC's addresses.
    pub add: Option<&'b [u8]>,
}

impl<'b> ListInput<'b> {
    /// A list of one file.
    pub fn one(main: &'b [u8]) -> Self {
        Self { main, alt: None, add: None }
    }

    fn files(&self) -> impl Iterator<Item = (&'static str, &'b [u8])> {
        let others = [("alt", self.alt), ("add", self.add)];
        let others = others.into_iter().filter_map(|(name, file)| Some((name, file?)));
        std::iter::once(("main", self.main)).chain(others)
    }
}

/// What a file says.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct ReadList {
    /// The file's own date, where it has one.
    pub published_on: Option<NaiveDate>,
    /// The entries, sorted by id; no id stands twice.
    pub designations: Vec<Designation>,
    /// The regimes of which the file holds at least one entry.
    pub regimes: BTreeSet<String>,
    /// What could not be read. Where there is any, the file was read in part only.
    pub faults: Vec<ListFault>,
    /// What was left out on purpose, by what it is, with how often.
    pub skipped: BTreeMap<String, usize>,
}

/// Reads a list.
pub fn read_list(
    format: ListFormat,
    input: &ListInput<'_>,
    countries: &Countries,
) -> Result<ReadList, ListError> {
    let bytes = input.files().map(|(_, file)| file.len()).sum::<usize>();
    if bytes > MAX_LIST_BYTES {
        return Err(ListError::TooLarge { bytes, most: MAX_LIST_BYTES });
    }
    if format != ListFormat::OfacSdn && (input.alt.is_some() || input.add.is_some()) {
        return Err(ListError::OneFileOnly { format });
    }
    let read = match format {
        ListFormat::UnXml => un_xml::read(text::utf8(input.main)?, countries),
        ListFormat::Ftm => Ok(ftm::read(text::utf8(input.main)?, countries)),
        ListFormat::Csv => house_csv::read(text::utf8(input.main)?, countries),
        ListFormat::OfacSdn => ofac::read(input, countries),
    }?;
    join::finish(read)
}

/// The form that a file has, by its first bytes.
pub fn detect_format(bytes: &[u8]) -> Option<ListFormat> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    match head.first()? {
        b'<' => Some(ListFormat::UnXml),
        b'{' => Some(ListFormat::Ftm),
        _ => {
            let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
            let line = String::from_utf8_lossy(line);
            if house_csv::is_header(&line) {
                Some(ListFormat::Csv)
            } else {
                ofac::is_first_row(&line).then_some(ListFormat::OfacSdn)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms_have_one_name_each() {
        for format in ListFormat::ALL {
            assert_eq!(format.as_str().parse::<ListFormat>().unwrap(), format);
            assert_eq!(serde_json::to_value(format).unwrap(), format.as_str());
        }
        assert!("xml".parse::<ListFormat>().is_err());
    }

    #[test]
    fn a_file_shows_its_form_by_its_first_bytes() {
        for (head, format) in [
            ("\u{feff}<?xml version=\"1.0\"?><CONSOLIDATED_LIST>", Some(ListFormat::UnXml)),
            ("{\"id\":\"a\"}\n", Some(ListFormat::Ftm)),
            ("name,kind\r\nA,entity\r\n", Some(ListFormat::Csv)),
            (
                "36,\"A\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
                Some(ListFormat::OfacSdn),
            ),
            ("ID,Name,Type,Country,Title,A,B,C,D,E,F,Details\n", Some(ListFormat::OfacSdn)),
            ("hello", None),
            ("", None),
        ] {
            assert_eq!(detect_format(head.as_bytes()), format, "{head}");
        }
    }

    #[test]
    fn only_the_list_of_ofac_has_further_files() {
        let rulebook = crate::rulebook::Rulebook::built_in().unwrap();
        let input = ListInput { main: b"{}", alt: Some(b""), add: None };
        let error = read_list(ListFormat::Ftm, &input, &rulebook.countries).unwrap_err();
        assert!(matches!(error, ListError::OneFileOnly { .. }));
    }

    #[test]
    fn a_file_larger_than_any_list_is_not_looked_at() {
        let rulebook = crate::rulebook::Rulebook::built_in().unwrap();
        let bytes = vec![0; MAX_LIST_BYTES + 1];
        for format in ListFormat::ALL {
            let error = read_list(format, &ListInput::one(&bytes), &rulebook.countries);
            assert!(matches!(error, Err(ListError::TooLarge { .. })));
        }
    }

    #[test]
    fn a_file_of_repeats_costs_no_more_than_its_length() {
        let rulebook = crate::rulebook::Rulebook::built_in().unwrap();
        let names: Vec<String> = (0..60_000).map(|number| number.to_string()).collect();
        let line = format!(
            "{{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{{\"name\":[\"x\"],\"alias\":[\"{0}\"],\"position\":[\"{0}\"]}}}}",
            names.join("\",\"")
        );
        let read =
            read_list(ListFormat::Ftm, &ListInput::one(line.as_bytes()), &rulebook.countries);
        assert_eq!(read.unwrap().designations.first().unwrap().aliases.len(), 60_000);
    }
}
