//! The rows of a comma-separated table, each with the line it begins on, and each bounded.

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};
use thiserror::Error;

/// Most bytes of a table.
pub const MAX_TABLE_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes of a row; one quote that is never closed makes a row of the rest of the file.
pub const MAX_ROW_BYTES: usize = 256 * 1024;
/// Most columns of a row.
const MAX_COLUMNS: usize = 256;

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RowError {
    /// The table is larger than any.
    #[error("the table has {bytes} bytes, more than {MAX_TABLE_BYTES}")]
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// A row is longer, or has more columns, than any.
    #[error("the row at line {line} (is a quote not closed?) is longer than {MAX_ROW_BYTES} bytes")]
    TooLong {
        /// The line it begins on.
        line: usize,
    },
    /// The table is broken.
    #[error("the table is broken: {0}")]
    Broken(String),
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line it begins on; the first is 1.
    pub line: usize,
    /// What stands in its columns.
    pub fields: StringRecord,
}

/// The rows of a table, in their order. Rows may differ in length, and lines with nothing on them are no rows.
/// After an error there are no more.
pub fn rows(text: &str) -> Result<impl Iterator<Item = Result<Row, RowError>>, RowError> {
    if text.len() > MAX_TABLE_BYTES {
        return Err(RowError::TooLarge { bytes: text.len() });
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(Terminator::CRLF)
        .from_reader(text.as_bytes());
    let mut line = Line { number: 1, offset: 0 };
    let mut ended = false;
    Ok(std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let row = next(text, &mut reader, &mut line).transpose();
        ended = !matches!(row, Some(Ok(_)));
        row
    }))
}

fn next(text: &str, reader: &mut Reader<&[u8]>, line: &mut Line) -> Result<Option<Row>, RowError> {
    let mut fields = StringRecord::new();
    let more = reader.read_record(&mut fields);
    if !more.map_err(|error| RowError::Broken(error.to_string()))? {
        return Ok(None);
    }
    line.go_to(text, &fields);
    let line = line.number;
    if fields.as_slice().len() > MAX_ROW_BYTES || fields.len() > MAX_COLUMNS {
        return Err(RowError::TooLong { line });
    }
    Ok(Some(Row { line, fields }))
}

/// A line and where it begins. The reader's own count is one behind where a line ends with two signs,
/// and does not see empty lines.
struct Line {
    number: usize,
    offset: usize,
}

impl Line {
    fn go_to(&mut self, text: &str, record: &StringRecord) {
        let begins = record.position().and_then(|at| usize::try_from(at.byte()).ok());
        let begins = begins.unwrap_or(self.offset);
        let rest = text.as_bytes().get(begins..).unwrap_or_default();
        let ends = rest.iter().take_while(|byte| [b'\r', b'\n'].contains(byte)).count();
        let passed = text.as_bytes().get(self.offset..begins + ends).unwrap_or_default();
        self.number += passed.split(|byte| *byte == b'\n').skip(1).count();
        self.offset = begins + ends;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<(usize, Vec<String>)>, RowError> {
        let owned = |row: Row| (row.line, row.fields.iter().map(str::to_owned).collect());
        rows(text)?.map(|row| row.map(owned)).collect()
    }

    #[test]
    fn rows_know_their_line() {
        for end in ["\n", "\r\n"] {
            let text = ["a,1", "", "b,\"x", "y\"", "c,2", ""].join(end);
            let lines: Vec<(usize, String)> =
                read(&text).unwrap().into_iter().map(|(line, row)| (line, row.concat())).collect();
            let second = format!("bx{end}y");
            let expected = [(1, "a1"), (3, &second), (5, "c2")];
            assert_eq!(lines, expected.map(|(line, row)| (line, row.to_owned())), "{end:?}");
        }
    }

    #[test]
    fn fields_may_be_quoted_and_rows_may_differ_in_length() {
        for (text, fields) in [
            ("a,\"b, c\",d", &["a", "b, c", "d"][..]),
            ("\"say \"\"no\"\"\",", &["say \"no\"", ""]),
            ("a\"b,c", &["a\"b", "c"]),
            ("one", &["one"]),
            (",", &["", ""]),
        ] {
            let expected = vec![(1, fields.iter().map(|&field| field.to_owned()).collect())];
            assert_eq!(read(text), Ok(expected), "{text}");
        }
        assert_eq!(read(""), Ok(Vec::new()));
        assert_eq!(read("\r\n\n"), Ok(Vec::new()));
    }

    #[test]
    fn tables_and_rows_are_bounded() {
        let swallowed = format!("a\nb,\"{}", "x\n".repeat(MAX_ROW_BYTES));
        assert_eq!(read(&swallowed), Err(RowError::TooLong { line: 2 }));
        assert_eq!(read(&",".repeat(MAX_COLUMNS)), Err(RowError::TooLong { line: 1 }));
        let large = " ".repeat(MAX_TABLE_BYTES + 1);
        assert_eq!(read(&large), Err(RowError::TooLarge { bytes: MAX_TABLE_BYTES + 1 }));
    }

    #[test]
    fn after_a_fault_there_are_no_more_rows() {
        let text = format!("{}\na\n", ",".repeat(MAX_COLUMNS));
        assert_eq!(rows(&text).unwrap().count(), 1);
    }
}
