//! Numbers of parties, by the words in which lists name them.

use super::text::stated;
use crate::record::IdentifierType;
use crate::watchlist::{Designation, ListedIdentifier};

/// Longest number that is taken for one.
const MAX_NUMBER_CHARS: usize = 60;

/// Gives an entry a number, unless it says nothing.
pub(super) fn add(entry: &mut Designation, kind: &str, value: &str) {
    let Some(value) = stated(value).filter(|value| value.chars().count() <= 200) else { return };
    entry.identifiers.push(ListedIdentifier { r#type: kind.to_owned(), value });
}

/// The number of a document without remarks and inner spaces; nothing where there is no digit.
pub(super) fn number(text: &str) -> Option<String> {
    let text = stated(text)?;
    let bare = text.split(['(', ',', ';']).next().unwrap_or_default().trim();
    let bare = if bare.is_empty() { text.as_str() } else { bare };
    let number: String = bare.chars().filter(|character| !character.is_whitespace()).collect();
    let has_digit = number.chars().any(char::is_numeric);
    (has_digit && number.chars().count() <= MAX_NUMBER_CHARS).then_some(number)
}

/// What kind of document a list's words mean.
pub(super) fn document_type(words: &str) -> IdentifierType {
    let words = words.to_lowercase();
    let any = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if any(&["passport", "passeport", "pasaporte"]) {
        IdentifierType::Passport
    } else if any(&["ration", "driver", "birth cert", "student", "voter", "residen", "serviceman"])
    {
        IdentifierType::Other
    } else if any(&[
        "national",
        "identi",
        "tazkira",
        "cedula",
        "c.u.r.p",
        "id card",
        "ssn",
        "social security",
    ]) {
        IdentifierType::NationalId
    } else {
        IdentifierType::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_their_remarks() {
        for (text, expected) in [
            ("381110042 (Expired 25 Jan. 2016)", Some("381110042")),
            ("PS 472330208 ", Some("PS472330208")),
            ("A-1, issued in 2014", Some("A-1")),
            ("not known", None),
            ("-", None),
        ] {
            assert_eq!(number(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn documents_are_told_by_their_words() {
        for (words, expected) in [
            ("Numéro de passeport ", IdentifierType::Passport),
            ("National Identification\n Number", IdentifierType::NationalId),
            ("Ration card number:", IdentifierType::Other),
            ("BPA", IdentifierType::Other),
        ] {
            assert_eq!(document_type(words), expected, "{words}");
        }
    }
}
