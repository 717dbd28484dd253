//! Query parameters: every unknown or unreadable one is named, in one answer.

use std::collections::BTreeMap;
use std::str::FromStr;

use actix_web::{HttpRequest, web};
use assay_core::input::{FaultCode, Faults, parse_date, pointer};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::problem::Problem;
use crate::storage::Page;

/// The parameters of a request, with the faults met so far.
pub(super) struct Query {
    values: BTreeMap<String, String>,
    faults: Faults,
}

impl Query {
    /// Reads the parameters; those not allowed are noted.
    pub(super) fn read(request: &HttpRequest, allowed: &[&str]) -> Self {
        let mut query = Self { values: BTreeMap::new(), faults: Faults::default() };
        let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
        for (name, value) in pairs.map(web::Query::into_inner).unwrap_or_default() {
            if !allowed.contains(&name.as_str()) {
                let known = if allowed.is_empty() { "none".to_owned() } else { allowed.join(", ") };
                let detail = format!("this call takes these parameters: {known}");
                query.fault(&name, FaultCode::UnknownParameter, &detail);
            } else if value.contains('\0') {
                query.fault(&name, FaultCode::InvalidParameter, "no zero characters");
            } else if query.values.insert(name.clone(), value).is_some() {
                query.fault(&name, FaultCode::InvalidParameter, "it stands twice");
            }
        }
        query
    }

    fn fault(&mut self, name: &str, code: FaultCode, detail: &str) {
        self.faults.add(pointer::through([name]), code, detail);
    }

    /// Refuses every parameter: for calls that take none.
    pub(super) fn none(request: &HttpRequest) -> Result<(), Problem> {
        Self::read(request, &[]).finish()
    }

    /// A parameter as it stands.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.values.get(name).filter(|value| !value.is_empty()).cloned()
    }

    /// A parameter that must be one of a few words.
    pub(super) fn word(&mut self, name: &str, words: &[&str]) -> Option<String> {
        let detail = format!("one of {}", words.join(", "));
        self.parsed(name, &detail, |text| words.contains(&text).then(|| text.to_owned()))
    }

    /// A day.
    pub(super) fn date(&mut self, name: &str) -> Option<NaiveDate> {
        self.parsed(name, "a day as YYYY-MM-DD", parse_date)
    }

    /// The first instant meant: that of a day, or an instant itself.
    pub(super) fn from(&mut self, name: &str) -> Option<DateTime<Utc>> {
        self.parsed(name, MOMENT, |text| {
            parse_date(text)
                .map(|day| day.and_time(NaiveTime::MIN).and_utc())
                .or_else(|| instant(text))
        })
    }

    /// The first instant no longer meant: that after a day, or an instant itself.
    pub(super) fn until(&mut self, name: &str) -> Option<DateTime<Utc>> {
        self.parsed(name, MOMENT, |text| {
            let next = |day: NaiveDate| Some(day.succ_opt()?.and_time(NaiveTime::MIN).and_utc());
            parse_date(text).and_then(next).or_else(|| instant(text))
        })
    }

    /// A parameter read by a function; noted where it cannot be.
    pub(super) fn parsed<T>(
        &mut self,
        name: &str,
        detail: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let value = parse(&text);
        if value.is_none() {
            self.fault(name, FaultCode::InvalidParameter, detail);
        }
        value
    }

    /// `limit` and `cursor`.
    pub(super) fn page<C: FromStr>(&mut self) -> Page<C> {
        let limit = self.parsed("limit", "a number from 1 to 500", |text| {
            text.parse().ok().filter(|limit| (1..=500).contains(limit))
        });
        let cursor = "the next_cursor of an earlier answer";
        let after = self.parsed("cursor", cursor, |text| text.parse().ok());
        Page { limit: limit.unwrap_or(50), after }
    }

    /// The faults, if any.
    pub(super) fn finish(self) -> Result<(), Problem> {
        let faults = self.faults.into_vec();
        if faults.is_empty() { Ok(()) } else { Err(Problem::invalid_query(faults)) }
    }
}

const MOMENT: &str = "a day as YYYY-MM-DD, or an RFC 3339 instant";

fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|instant| instant.with_timezone(&Utc))
}
