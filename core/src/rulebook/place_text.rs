//! How a text in a place's position is taken apart.

use super::{Countries, CountryCode};
use crate::text::squash_folded;

/// Words around a place's name that are not part of it, squashed: before it, and after it.
const BEFORE: &[&str] = &["portof", "port", "offtheportof", "off"];
const AFTER: &[&str] = &[
    "port",
    "harbour",
    "harbor",
    "anchorage",
    "terminal",
    "seaport",
    "항",
    "港",
    "порт",
    "시",
    "市",
];

/// The text itself, and its parts between commas, slashes and brackets.
pub(super) fn parts_of(text: &str) -> Vec<&str> {
    std::iter::once(text)
        .chain(
            text.split([',', '/', ';', '(', ')', '|', '–', '—', '\n'])
                .filter(|part| part.len() < text.len()),
        )
        .chain(text.split(" - ").filter(|part| part.len() < text.len()))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

/// A country's name or alpha-3 code that stands as a part of a place's text. Two letters there are
/// as often a state or province (KP is Khyber Pakhtunkhwa), so they count in country fields alone.
pub(super) fn country_part(part: &str, folded: &str, countries: &Countries) -> Option<CountryCode> {
    let is_code = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code && let Some(code) = countries.code(part) {
        return Some(code);
    }
    countries.by_folded_name(folded).known()
}

/// A folded part as it stands, and without the words that say what kind of place it is.
pub(super) fn spellings(folded: &str) -> impl Iterator<Item = String> + use<> {
    let whole = squash_folded(folded).into_owned();
    let before = BEFORE.iter().find_map(|word| whole.strip_prefix(word)).map(str::to_owned);
    let after = AFTER.iter().find_map(|word| whole.strip_suffix(word)).map(str::to_owned);
    let both = before
        .as_deref()
        .and_then(|name| AFTER.iter().find_map(|word| name.strip_suffix(word)))
        .map(str::to_owned);
    [Some(whole), before, after, both].into_iter().flatten().filter(|name| !name.is_empty())
}
