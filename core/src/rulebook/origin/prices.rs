//! What goods cost: ranges by grade and year, in US dollars a tonne.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fault;
use super::goods::{GoodsKinds, GoodsSet};
use super::mass::{Unit, Units};
use crate::rulebook::{Confidence, RulebookError};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PriceFile {
    price: Vec<PriceEntry>,
    unit: Vec<Unit>,
    currency: Vec<Currency>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PriceEntry {
    goods: String,
    /// Grades of very different worth go under this name, so that a price under the index alone says little.
    #[serde(default)]
    coarse: bool,
    unit: String,
    #[serde(rename = "currency")]
    _currency: String,
    basis: String,
    years: BTreeMap<String, Range>,
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    #[serde(rename = "source")]
    _source: String,
    #[serde(skip)]
    set: GoodsSet,
    #[serde(skip)]
    tonnes: f64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    low: f64,
    index: f64,
    high: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    code: String,
    usd: BTreeMap<String, f64>,
    #[serde(default, rename = "source")]
    _source: Option<String>,
    #[serde(default, rename = "confidence")]
    _confidence: Option<Confidence>,
}

/// What goods of a grade cost in a year, in US dollars a tonne.
#[derive(Debug, Clone, Copy)]
pub struct PriceRange<'p> {
    /// What is paid for the least of the grade.
    pub low: f64,
    /// The index.
    pub index: f64,
    /// What is paid for the best.
    pub high: f64,
    /// Whether grades of very different worth go under this name.
    pub coarse: bool,
    /// Which price it is.
    pub basis: &'p str,
}

/// Every price.
#[derive(Debug)]
pub struct Prices {
    entries: Vec<PriceEntry>,
    units: Units,
    currencies: Vec<Currency>,
}

impl Prices {
    pub(super) fn read(file: PriceFile, goods: &GoodsKinds) -> Result<Self, RulebookError> {
        let units = Units::new(file.unit);
        let mut prices = file.price;
        for price in &mut prices {
            price.set = goods.set(std::slice::from_ref(&price.goods), "prices")?;
            let tonnes = units.tonnes(1.0, &price.unit);
            price.tonnes = tonnes
                .ok_or_else(|| fault("prices", format!("{} is no unit of mass", price.unit)))?;
        }
        Ok(Self { entries: prices, units, currencies: file.currency })
    }

    /// A quantity in tonnes, where its unit is one of mass.
    pub fn tonnes(&self, value: f64, unit: &str) -> Option<f64> {
        self.units.tonnes(value, unit)
    }

    /// An amount in US dollars of a year.
    pub fn dollars(&self, amount: f64, currency: &str, year: i32) -> Option<f64> {
        let code = currency.trim().to_ascii_uppercase();
        if code == "USD" {
            return Some(amount);
        }
        let currency = self.currencies.iter().find(|currency| currency.code == code)?;
        currency.usd.get(&year.to_string()).map(|rate| amount * rate)
    }

    /// The range of the finest grade that the table knows, the lowest of several.
    pub fn of(&self, goods: GoodsSet, kinds: &GoodsKinds, year: i32) -> Option<PriceRange<'_>> {
        let year = year.to_string();
        let known = self.entries.iter().filter(|price| price.set.meets(goods));
        let known: Vec<&PriceEntry> = known.collect();
        let is_coarse = |price: &PriceEntry| {
            known.iter().any(|fine| kinds.is_grade_of(&fine.goods, &price.goods))
        };
        let ranges = known.iter().filter(|price| !is_coarse(price)).filter_map(|price| {
            let range = price.years.get(&year)?;
            let dollars = |amount: f64| amount / price.tonnes;
            Some(PriceRange {
                low: dollars(range.low),
                index: dollars(range.index),
                high: dollars(range.high),
                coarse: price.coarse,
                basis: &price.basis,
            })
        });
        ranges.min_by(|left, right| left.index.total_cmp(&right.index))
    }
}
