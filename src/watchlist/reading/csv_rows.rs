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
    mut row: impl FnMut(u64, &StringRecord) -> Result<(), ListError>,
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
    loop {
        let more = reader.read_record(&mut record);
        if !more.map_err(|error| ListError::Csv { problem: error.to_string() })? {
            return Ok(());
        }
        let line = record.position().map_or(0, csv::Position::line);
        if record.as_slice().len() > MAX_ROW_BYTES || record.len() > MAX_COLUMNS {
            let place = format!("the row at line {line} (is a quote not closed?)");
            return Err(ListError::TooLong { place, most: MAX_ROW_BYTES });
        }
        row(line, &record)?;
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
