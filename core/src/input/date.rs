//! Dates and moments as records state them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Reads a calendar date `YYYY-MM-DD`; nothing else is a date.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() != 10 {
        return None;
    }
    match in_digits(text) {
        Some((year, month, day)) => NaiveDate::from_ymd_opt(year, month, day),
        None => by_format(text),
    }
}

/// Year, month and day where all of them are written in full: nearly every date, and far quicker than by a
/// format.
fn in_digits(text: &str) -> Option<(i32, u32, u32)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number: u16, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u16::from(digit - b'0'))
        })
    };
    let year = number(&[*y1, *y2, *y3, *y4])?;
    Some((year.into(), number(&[*m1, *m2])?.into(), number(&[*d1, *d2])?.into()))
}

/// What else of ten bytes has ever been taken for a date: a sign before the year, a space for a zero.
fn by_format(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// Reads a date, or the UTC date of an RFC 3339 instant.
pub fn parse_moment(text: &str) -> Option<NaiveDate> {
    parse_date(text).or_else(|| {
        DateTime::parse_from_rfc3339(text.trim())
            .ok()
            .map(|instant| instant.with_timezone(&Utc).date_naive())
    })
}

/// Reads an RFC 3339 instant in UTC; a date alone is its first hour.
pub fn parse_instant(text: &str) -> Option<NaiveDateTime> {
    parse_date(text).and_then(|day| day.and_hms_opt(0, 0, 0)).or_else(|| {
        DateTime::parse_from_rfc3339(text.trim())
            .ok()
            .map(|instant| instant.with_timezone(&Utc).naive_utc())
    })
}

/// A text that says something: not absent, not blank.
pub fn stated(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_dates() {
        for wrong in
            ["2017-02-29", "2017-13-01", "17-08-05", "2017-8-5", "2017/08/05", "", "+2017-1-1"]
        {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
        assert_eq!(parse_date("2016-02-29"), NaiveDate::from_ymd_opt(2016, 2, 29));
    }

    #[test]
    fn a_date_in_digits_is_what_its_format_says() {
        for text in [
            "2017-08-05",
            "2016-02-29",
            "2017-02-29",
            "1900-02-29",
            "2000-02-29",
            "0000-01-01",
            "9999-12-31",
            "2017-00-10",
            "2017-13-01",
            "2017-04-31",
            "2017-04-00",
            "2017- 8- 5",
            "+2017-8-05",
            "-2017-8-05",
            "2017-8-005",
            "17-08-2005",
            "20170-8-05",
            "2017-08-0５",
            "2017-\u{a0}8-5",
            "2017/08/05",
            "2O17-08-05",
            "2017-08-5x",
            "20170805--",
        ] {
            assert_eq!(parse_date(text), by_format(text).filter(|_| text.len() == 10), "{text}");
        }
        for (year, month, day) in [(2017, 8, 5), (2016, 2, 29), (0, 1, 1), (9999, 12, 31)] {
            let date = NaiveDate::from_ymd_opt(year, month, day);
            assert_eq!(parse_date(&format!("{year:04}-{month:02}-{day:02}")), date);
        }
    }

    #[test]
    fn an_instant_counts_by_its_day_in_utc() {
        assert_eq!(parse_moment("2017-08-05T01:00:00+09:00"), NaiveDate::from_ymd_opt(2017, 8, 4));
        assert_eq!(parse_moment("2017-08-05"), NaiveDate::from_ymd_opt(2017, 8, 5));
        assert_eq!(parse_moment("2017-08-05T25:00:00Z"), None);
    }
}
