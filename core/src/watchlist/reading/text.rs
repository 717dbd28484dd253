//! Bytes as text, and texts without what stands for nothing.

use csv::StringRecord;

use super::ListError;
use crate::text::rows;

/// Texts that stand for nothing.
const PLACEHOLDERS: &[&str] = &[
    "na",
    "n/a",
    "n.a.",
    "-",
    "--",
    "---",
    "-0-",
    "none",
    "nil",
    "null",
    "unknown",
    "not available",
    "?",
    ".",
    "undetermined",
];

/// The text of a file in UTF-8, without a byte order mark.
pub(super) fn utf8(bytes: &[u8]) -> Result<&str, ListError> {
    refuse_packed(bytes)?;
    let text = std::str::from_utf8(bytes)
        .map_err(|error| ListError::NotUtf8 { offset: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(offset) = text.find('\0') {
        return Err(ListError::Nul { offset });
    }
    if text.trim().is_empty() { Err(ListError::Empty) } else { Ok(text) }
}

/// The text of a file in UTF-8, or else in Windows-1252, in which American files used to be written.
pub(super) fn utf8_or_windows_1252(bytes: &[u8]) -> Result<String, ListError> {
    match utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(ListError::NotUtf8 { .. }) => {
            if let Some(offset) = bytes.iter().position(|byte| *byte == 0) {
                return Err(ListError::Nul { offset });
            }
            Ok(bytes.iter().copied().map(windows_1252).collect())
        }
        Err(error) => Err(error),
    }
}

fn refuse_packed(bytes: &[u8]) -> Result<(), ListError> {
    let encoding = match bytes {
        [0x1f, 0x8b, ..] => return Err(ListError::Compressed { form: "gzip" }),
        [b'P', b'K', 3, 4, ..] => return Err(ListError::Compressed { form: "zip" }),
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => "UTF-32",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, ..] | [0, b'<', ..] => "UTF-16",
        _ => return Ok(()),
    };
    Err(ListError::Encoding { encoding: encoding.to_owned() })
}

#[rustfmt::skip]
fn windows_1252(byte: u8) -> char {
    match byte {
        0x80 => '€', 0x82 => '‚', 0x83 => 'ƒ', 0x84 => '„', 0x85 => '…', 0x86 => '†', 0x87 => '‡',
        0x88 => 'ˆ', 0x89 => '‰', 0x8a => 'Š', 0x8b => '‹', 0x8c => 'Œ', 0x8e => 'Ž',
        0x91 => '‘', 0x92 => '’', 0x93 => '“', 0x94 => '”', 0x95 => '•', 0x96 => '–', 0x97 => '—',
        0x98 => '˜', 0x99 => '™', 0x9a => 'š', 0x9b => '›', 0x9c => 'œ', 0x9e => 'ž', 0x9f => 'Ÿ',
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => char::REPLACEMENT_CHARACTER,
        _ => char::from(byte),
    }
}

/// The fields of a line, trimmed; none where it is no row of a table.
pub(super) fn first_fields(line: &str) -> StringRecord {
    let first = rows(line).ok().and_then(|mut rows| rows.next()?.ok());
    first.map(|row| row.fields.iter().map(str::trim).collect()).unwrap_or_default()
}

/// A text on one line with single spaces, or nothing where it says nothing.
pub(super) fn stated(text: &str) -> Option<String> {
    let line = one_line(text);
    let nothing = line.is_empty()
        || PLACEHOLDERS.iter().any(|placeholder| placeholder.eq_ignore_ascii_case(&line));
    (!nothing).then_some(line)
}

/// A text on one line with single spaces.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Adds a sentence to a note.
pub(super) fn add_note(note: &mut Option<String>, text: &str) {
    match note {
        Some(note) => {
            note.push_str("; ");
            note.push_str(text);
        }
        None => *note = Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_told_by_name_or_offset() {
        assert_eq!(utf8(b"ab\xe9c"), Err(ListError::NotUtf8 { offset: 2 }));
        assert_eq!(utf8(b"ab\0c"), Err(ListError::Nul { offset: 2 }));
        assert_eq!(utf8(b"\xef\xbb\xbfab"), Ok("ab"));
        assert_eq!(utf8(b" \n"), Err(ListError::Empty));
        assert!(matches!(utf8(b"\xff\xfe<\0"), Err(ListError::Encoding { .. })));
        assert!(matches!(utf8(b"<\0?\0"), Err(ListError::Encoding { .. })));
        assert!(matches!(utf8(b"\x1f\x8b\x08"), Err(ListError::Compressed { .. })));
    }

    #[test]
    fn american_files_may_be_windows_1252() {
        assert_eq!(utf8_or_windows_1252(b"Jos\xe9 \x93X\x94").unwrap(), "José “X”");
        assert_eq!(utf8_or_windows_1252("José".as_bytes()).unwrap(), "José");
    }

    #[test]
    fn placeholders_say_nothing() {
        for text in ["na", " NA ", "-", "-0- ", "\n", "n/a", "Unknown"] {
            assert_eq!(stated(text), None, "{text}");
        }
        assert_eq!(stated("\n  Na\n   Li "), Some("Na Li".to_owned()));
    }
}
