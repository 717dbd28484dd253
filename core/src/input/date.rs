//! Dates and moments as records state them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};

/// Reads a calendar date `YYYY-MM-DD`; nothing else is a date.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.len() != 10 {
        return None;
    }
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
    fn an_instant_counts_by_its_day_in_utc() {
        assert_eq!(parse_moment("2017-08-05T01:00:00+09:00"), NaiveDate::from_ymd_opt(2017, 8, 4));
        assert_eq!(parse_moment("2017-08-05"), NaiveDate::from_ymd_opt(2017, 8, 5));
        assert_eq!(parse_moment("2017-08-05T25:00:00Z"), None);
    }
}
