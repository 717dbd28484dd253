//! Whose a radio identity is: maritime identification digits and series of call signs.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

use crate::record::mmsi_country;
use crate::rulebook::CountryCode;
use crate::text::code;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RadioFile {
    #[serde(rename = "source")]
    _source: String,
    mid: HashMap<String, String, FixedState>,
    call_sign: Vec<Series>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    from: String,
    until: String,
    country: String,
    #[serde(default)]
    also: Vec<String>,
}

/// Maritime identification digits and call signs, by country.
#[derive(Debug)]
pub struct Radio {
    digits: HashMap<String, CountryCode, FixedState>,
    series: Vec<Series>,
}

impl Radio {
    pub(super) fn read(file: RadioFile) -> Self {
        let digits = file.mid.into_iter();
        let digits = digits.filter_map(|(digits, code)| Some((digits, CountryCode::new(&code)?)));
        Self { digits: digits.collect(), series: file.call_sign }
    }

    /// The country of a maritime mobile service identity of nine digits.
    pub fn country_of_mmsi(&self, text: &str) -> Option<CountryCode> {
        self.digits.get(mmsi_country(text)?.as_str()).copied()
    }

    /// Whether a ship of this flag may bear the identity: registers of one State share digits.
    pub fn may_bear(&self, flag: CountryCode, identity: CountryCode) -> bool {
        flag == identity
            || self.series.iter().any(|series| {
                let shares = |code: CountryCode| {
                    series.country == code.as_str()
                        || series.also.iter().any(|also| also == code.as_str())
                };
                shares(flag) && shares(identity)
            })
    }

    /// The country of a call sign of four to seven characters, where its series is known.
    pub fn country_of_call_sign(&self, text: &str) -> Option<CountryCode> {
        let sign = code(text);
        let right =
            (4..=7).contains(&sign.len()) && sign.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let head = sign.get(..3).filter(|_| right)?;
        let lettered = head.ends_with(|c: char| c.is_ascii_uppercase());
        let within = |series: &&Series| {
            if lettered {
                series.from.as_str() <= head && head <= series.until.as_str()
            } else {
                // A digit in third place: the series is told by the first two.
                let two = head.get(..2);
                series.from.get(..2) <= two && two <= series.until.get(..2)
            }
        };
        let mut found = self.series.iter().filter(within).map(|series| series.country.as_str());
        let first = found.next()?;
        found.all(|other| other == first).then(|| CountryCode::new(first)).flatten()
    }
}
