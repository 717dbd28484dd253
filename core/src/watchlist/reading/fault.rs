//! What is wrong with a file, and what is wrong with one entry of it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::ListFormat;
use crate::text::{MAX_ROW_BYTES, MAX_TABLE_BYTES, RowError};

/// Most faults that are told one by one; the last one then says how many more there are.
pub const MAX_FAULTS: usize = 1_000;

/// One thing of a file that could not be read; the rest of it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"place": "line 7", "detail": "it has no name"})))]
pub struct ListFault {
    /// Where: a line, or the id of an entry.
    pub place: String,
    /// What is wrong there.
    pub detail: String,
}

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the members are what the messages say")]
pub enum ListError {
    /// No form has this name.
    #[error("\"{format}\" is no form of list; there are un-xml, ftm, csv and ofac-sdn")]
    UnknownFormat { format: String },
    /// Further files were given for a form that has one.
    #[error("a list of the form {format} is one file")]
    OneFileOnly { format: ListFormat },
    /// The file is larger than any list.
    #[error("the list has {bytes} bytes, more than {most}")]
    TooLarge { bytes: usize, most: usize },
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is packed.
    #[error("the file is compressed ({form}): unpack it first")]
    Compressed { form: &'static str },
    /// Its bytes are no text in UTF-8.
    #[error("the file is not UTF-8: the byte at offset {offset} begins no character")]
    NotUtf8 { offset: usize },
    /// It declares or shows another encoding.
    #[error("the file is in {encoding}, and not in UTF-8")]
    Encoding { encoding: String },
    /// A character that no text holds.
    #[error("a NUL character stands at offset {offset}")]
    Nul { offset: usize },
    /// The XML is broken.
    #[error("the XML is broken at offset {offset}: {problem}")]
    Xml { offset: usize, problem: String },
    /// The file ends before its last element does.
    #[error("the file is cut off: <{element}> is still open at its end")]
    Truncated { element: String },
    /// A document type with what it could declare.
    #[error("the file has a document type declaration at offset {offset}, which no list needs")]
    DocumentType { offset: usize },
    /// An entity that XML itself does not know.
    #[error("the file names the entity &{name}; at offset {offset}, which is not declared")]
    UnknownEntity { name: String, offset: usize },
    /// The first element is not the list.
    #[error("the file is no consolidated list: it begins with <{root}>")]
    WrongRoot { root: String },
    /// Elements in elements in elements.
    #[error("the file is nested more than {most} levels deep at offset {offset}")]
    TooDeep { offset: usize, most: usize },
    /// A text that is no list's.
    #[error("{place} is longer than {most} bytes")]
    TooLong { place: String, most: usize },
    /// More parts than any list has.
    #[error("{place} has more than {most} {what}")]
    TooMany { place: String, most: usize, what: &'static str },
    /// A column that the form does not have.
    #[error("the column \"{column}\" is not known; there are {known}")]
    UnknownColumn { column: String, known: String },
    /// A column that stands twice.
    #[error("the column \"{column}\" stands twice")]
    ColumnTwice { column: String },
    /// A column without which no row can be read.
    #[error("the column \"{column}\" is missing")]
    MissingColumn { column: &'static str },
    /// The table is broken.
    #[error("the table is broken: {problem}")]
    Csv { problem: String },
    /// Not one entry could be used.
    #[error("no entry of the file can be used{first}")]
    NoEntries { first: String },
}

impl From<RowError> for ListError {
    fn from(error: RowError) -> Self {
        match error {
            RowError::TooLarge { bytes } => Self::TooLarge { bytes, most: MAX_TABLE_BYTES },
            RowError::TooLong { line } => {
                let place = format!("the row at line {line} (is a quote not closed?)");
                Self::TooLong { place, most: MAX_ROW_BYTES }
            }
            RowError::Broken(problem) => Self::Csv { problem },
        }
    }
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults {
    list: Vec<ListFault>,
    further: usize,
}

impl Faults {
    pub(super) fn add(&mut self, place: impl Into<String>, detail: impl Into<String>) {
        if self.list.len() + 1 < MAX_FAULTS {
            self.list.push(ListFault { place: place.into(), detail: detail.into() });
        } else {
            self.further += 1;
        }
    }

    pub(super) fn into_list(mut self) -> Vec<ListFault> {
        if self.further > 0 {
            let detail = format!("{} more faults are not told", self.further);
            self.list.push(ListFault { place: "the file".to_owned(), detail });
        }
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_faults_are_kept_than_a_person_reads() {
        let mut faults = Faults::default();
        for number in 0..MAX_FAULTS * 3 {
            faults.add(format!("line {number}"), "no name");
        }
        let list = faults.into_list();
        assert_eq!(list.len(), MAX_FAULTS);
        assert_eq!(list.last().unwrap().detail, "2001 more faults are not told");
    }
}
