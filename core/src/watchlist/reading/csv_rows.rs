//! The rows of a comma-separated file, each bounded.

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::ListError;

/// Most bytes of a file of rows.
pub(super) const MAX_TABLE_BYTES: usize = 64 * 1024 * 1024;
/// Most bytes of a row; one quote that is never closed makes a row of the rest of the file.
const MAX_ROW_BYTES: usize = 256 * 1024;
/// Most columns of a row.
const MAX_COLUMNS: usize = 256;

/// Hands every row over with the number of its first line.
pub(super) fn each(
    text: &str,
    mut row: impl FnMut(usize, &StringRecord) -> Result<(), ListError>,
) -> Result<(), ListError> {
    if text.len() > MAX_TABLE_BYTES {
        return Err(ListError::TooLarge { bytes: text.len(), most: MAX_TABLE_BYTES });
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .terminator(Terminator::CRLF)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut line = Line { number: 1, offset: 0 };
    loop {
        let more = reader.read_record(&mut record);
        if !more.map_err(|error| ListError::Csv { problem: error.to_string() })? {
            return Ok(());
        }
        line.go_to(text, &record);
        let line = line.number;
        if record.as_slice().len() > MAX_ROW_BYTES || record.len() > MAX_COLUMNS {
            let place = format!("the row at line {line} (is a quote not closed?)");
            return Err(ListError::TooLong { place, most: MAX_ROW_BYTES });
        }
        row(line, &record)?;
    }
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

/// The fields of one line.
pub(super) fn fields(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    // A line of any kind has fields; what does not is no table, and is not asked further.
    let read = each(line, |_, record| {
        if found.is_empty() {
            found = record.iter().map(|field| field.trim().to_owned()).collect();
        }
        Ok(())
    });
    if read.is_err() {
        found.clear();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_know_their_line() {
        for end in ["\n", "\r\n"] {
            let text = ["a,1", "", "b,\"x", "y\"", "c,2", ""].join(end);
            let mut lines = Vec::new();
            each(&text, |line, record| {
                lines.push((line, record.get(0).unwrap_or_default().to_owned()));
                Ok(())
            })
            .unwrap();
            let lines: Vec<(usize, &str)> =
                lines.iter().map(|(line, first)| (*line, first.as_str())).collect();
            assert_eq!(lines, [(1, "a"), (3, "b"), (5, "c")], "{end:?}");
        }
    }
}
