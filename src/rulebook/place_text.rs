//! How a text in a place's position is taken apart, and when two positions are one place.

use super::{Countries, CountryCode};
use crate::text::squash;

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

/// Whether two positions are within some kilometres, by plain arithmetic that is the same everywhere.
pub(super) fn is_near(here: (f64, f64), there: (f64, f64), kilometres: f64) -> bool {
    const KILOMETRES_A_DEGREE: f64 = 111.2;
    let radians = here.0 * std::f64::consts::PI / 180.0;
    let square = radians * radians;
    // The cosine by its series, good to a thousandth in these latitudes.
    let cosine = 1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0;
    let north = (here.0 - there.0) * KILOMETRES_A_DEGREE;
    let east = (here.1 - there.1) * KILOMETRES_A_DEGREE * cosine;
    north * north + east * east <= kilometres * kilometres
}

/// A country's name or alpha-3 code that stands as a part of a place's text. Two letters there are
/// as often a state or province (KP is Khyber Pakhtunkhwa), so they count in country fields alone.
pub(super) fn country_part(part: &str, countries: &Countries) -> Option<CountryCode> {
    let is_code = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code && let Some(code) = countries.code(part) {
        return Some(code);
    }
    countries.by_name(part).known()
}

/// A part as it stands, and without the words that say what kind of place it is.
pub(super) fn spellings(part: &str) -> impl Iterator<Item = String> {
    let whole = squash(part);
    let before = BEFORE.iter().find_map(|word| whole.strip_prefix(word)).map(str::to_owned);
    let after = AFTER.iter().find_map(|word| whole.strip_suffix(word)).map(str::to_owned);
    let both = before
        .as_deref()
        .and_then(|name| AFTER.iter().find_map(|word| name.strip_suffix(word)))
        .map(str::to_owned);
    [Some(whole), before, after, both].into_iter().flatten().filter(|name| !name.is_empty())
}
