//! Dates as lists write them, in the form in which entries hold them.

use chrono::{Datelike as _, NaiveDate};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a text begins with, "2024-05-06" with or without a time or zone behind it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (day, rest) = (text.get(..10)?, text.get(10..)?);
    if !rest.is_empty() && !rest.starts_with(['T', ' ', 'Z', '-', '+']) {
        return None;
    }
    NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|day| is_of_our_time(*day))
}

fn is_of_our_time(day: NaiveDate) -> bool {
    (1800..=2200).contains(&day.year())
}

/// A year of four digits.
pub(super) fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|year| digits && (1800..=2200).contains(year))
}

/// A span of years in the form of an entry; one year where both are the same.
pub(super) fn span(from: i32, to: i32) -> String {
    match from.cmp(&to) {
        std::cmp::Ordering::Equal => from.to_string(),
        std::cmp::Ordering::Less => format!("{from}..{to}"),
        std::cmp::Ordering::Greater => format!("{to}..{from}"),
    }
}

/// A date in words, "30 Apr 1963", "Apr 1963", "circa 1963", "1961 to 1963" or "1963-04-30", in the
/// form of an entry: a day, a year, or a span of years.
pub(super) fn in_words(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    let bare = text.trim_start_matches(['~', ' ']);
    let lower = bare.to_lowercase();
    let bare = ["circa ", "c. ", "approximately ", "about ", "between "]
        .iter()
        .find_map(|word| lower.starts_with(word).then(|| bare.get(word.len()..)).flatten())
        .unwrap_or(bare);
    for separator in [" to ", " - ", "..", " and ", "-", "/"] {
        if let Some((from, to)) = bare.split_once(separator)
            && let (Some(from), Some(to)) = (year_of(from), year_of(to))
        {
            return Some(span(from, to));
        }
    }
    one(bare)
}

/// One date in words: a day, or the year of what is less than a day.
fn one(text: &str) -> Option<String> {
    if let Some(day) = day(text) {
        return Some(day.to_string());
    }
    if let Some(year) = year(text) {
        return Some(year.to_string());
    }
    let words: Vec<&str> = text.split([' ', '-', '.', ',']).filter(|w| !w.is_empty()).collect();
    match words.as_slice() {
        [day, month, of] if number_of(month).is_some() => {
            let date = NaiveDate::from_ymd_opt(year(of)?, number_of(month)?, day.parse().ok()?)?;
            Some(date.to_string())
        }
        [month, day, of] if number_of(month).is_some() => {
            let date = NaiveDate::from_ymd_opt(year(of)?, number_of(month)?, day.parse().ok()?)?;
            Some(date.to_string())
        }
        [month, of] if number_of(month).is_some() => Some(year(of)?.to_string()),
        [of, month] if month.len() == 2 => {
            let month: u32 = month.parse().ok()?;
            (1..=12).contains(&month).then(|| year(of).map(|year| year.to_string()))?
        }
        _ => None,
    }
}

fn year_of(text: &str) -> Option<i32> {
    let one = one(text.trim())?;
    year(one.get(..4)?)
}

fn number_of(month: &str) -> Option<u32> {
    let start = month.get(..3)?.to_lowercase();
    let at = MONTHS.iter().position(|known| *known == start)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_days_years_or_spans() {
        for (text, expected) in [
            ("30 Apr 1963", Some("1963-04-30")),
            ("1963-04-30", Some("1963-04-30")),
            ("April 30, 1963", Some("1963-04-30")),
            ("Apr 1963", Some("1963")),
            ("1963-04", Some("1963")),
            ("circa 1963", Some("1963")),
            ("1961 to 1963", Some("1961..1963")),
            ("1961-1963", Some("1961..1963")),
            ("01 Jan 1961 to 31 Dec 1961", Some("1961")),
            ("Between 1963 and 1961", Some("1961..1963")),
            ("31 Feb 1963", None),
            ("1963-13-01", None),
            ("long ago", None),
            ("0000", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(in_words(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_day_may_have_a_time_or_zone() {
        let expected = NaiveDate::from_ymd_opt(2024, 5, 6);
        for text in ["2024-05-06", " 2024-05-06 ", "2024-05-06T01:02:03Z", "2024-05-06-04:00"] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in ["2024-05-0612", "2024-02-30", "06/05/2024", "9999-01-01"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
