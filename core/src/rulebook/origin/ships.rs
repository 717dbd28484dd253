//! Flags that hide, speeds that ships make, and the years that go with IMO numbers.

use serde::Deserialize;

use super::fault;
use crate::rulebook::{Confidence, CountryCode, RulebookError};
use crate::text::Phrases;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShipFile {
    default_knots: f64,
    barge_words: Vec<String>,
    risky_flag: Vec<RiskyFlag>,
    speed: Vec<Speed>,
    number_age: Vec<NumberAge>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RiskyFlag {
    country: String,
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Speed {
    #[serde(rename = "class")]
    _class: String,
    words: Vec<String>,
    knots: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberAge {
    from: u32,
    until: u32,
    #[serde(default)]
    not_before: Option<i32>,
    #[serde(default)]
    not_after: Option<i32>,
}

/// What is known of ships by flag, type and number.
#[derive(Debug)]
pub struct ShipTables {
    flags: Vec<CountryCode>,
    barges: Phrases,
    types: Phrases,
    knots: Vec<f64>,
    default_knots: f64,
    ages: Vec<NumberAge>,
}

impl ShipTables {
    pub(super) fn read(file: ShipFile) -> Result<Self, RulebookError> {
        let flags = file.risky_flag.iter().filter_map(|flag| CountryCode::new(&flag.country));
        let words = file
            .speed
            .iter()
            .flat_map(|speed| speed.words.iter().map(move |word| (word, speed.knots)));
        let (words, knots): (Vec<&String>, Vec<f64>) = words.unzip();
        let phrases = |words: Vec<&str>| Phrases::new(words).map_err(|error| fault("ships", error));
        Ok(Self {
            flags: flags.collect(),
            barges: phrases(file.barge_words.iter().map(String::as_str).collect())?,
            types: phrases(words.iter().map(|word| word.as_str()).collect())?,
            knots,
            default_knots: file.default_knots,
            ages: file.number_age,
        })
    }

    /// Whether ships that hide take this flag.
    pub fn is_risky(&self, flag: CountryCode) -> bool {
        self.flags.contains(&flag)
    }

    /// Whether a folded type of ship is that of a barge.
    pub fn is_barge(&self, folded: &str) -> bool {
        self.barges.stand_in(folded)
    }

    /// The most knots that a ship of this folded type makes over a leg.
    pub fn knots(&self, folded: &str) -> f64 {
        let known =
            self.types.find(folded).filter_map(|found| self.knots.get(found.index).copied());
        known
            .fold(None, |most: Option<f64>, knots| Some(most.map_or(knots, |most| most.max(knots))))
            .unwrap_or(self.default_knots)
    }

    /// Whether a ship built in this year can bear this number.
    pub fn fits(&self, number: u32, built: i32) -> bool {
        self.ages.iter().filter(|age| (age.from..=age.until).contains(&number)).all(|age| {
            age.not_before.is_none_or(|year| built >= year)
                && age.not_after.is_none_or(|year| built <= year)
        })
    }
}
