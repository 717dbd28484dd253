//! Who produces what, how much a mine yields, and who would not buy what it sells itself.

use serde::Deserialize;

use super::fault;
use super::goods::{GoodsKinds, GoodsSet};
use crate::rulebook::{Confidence, CountryCode, RulebookError};
use crate::text::{OwnedPhrases, fold};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProductionFile {
    #[serde(deserialize_with = "codes")]
    city_states: Vec<CountryCode>,
    production: Vec<Production>,
    exporter: Vec<Exporter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Production {
    goods: String,
    years: [i32; 2],
    #[serde(deserialize_with = "codes")]
    producers: Vec<CountryCode>,
    #[serde(default, deserialize_with = "codes")]
    non_producers: Vec<CountryCode>,
    #[serde(default)]
    complete: bool,
    source: String,
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    #[serde(skip)]
    set: GoodsSet,
}

/// Reads codes of countries; a text that is none is a fault of the file.
fn codes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<CountryCode>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    let code = |text: &String| {
        let problem = || serde::de::Error::custom(format!("{text} is no country"));
        CountryCode::new(text).ok_or_else(problem)
    };
    texts.iter().map(code).collect()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exporter {
    goods: String,
    #[serde(deserialize_with = "codes")]
    countries: Vec<CountryCode>,
    #[serde(default)]
    years: Option<[i32; 2]>,
    #[serde(rename = "source")]
    _source: String,
    #[serde(default, rename = "confidence")]
    _confidence: Option<Confidence>,
    #[serde(skip)]
    set: GoodsSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MineFile {
    mine: Vec<Mine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mine {
    #[serde(rename = "id")]
    _id: String,
    name: String,
    country: String,
    names: Vec<String>,
    goods: String,
    tonnes_a_year: f64,
    years: [i32; 2],
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    #[serde(rename = "source")]
    _source: String,
    #[serde(skip)]
    set: GoodsSet,
}

/// Whether a country produces goods, as far as the table knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likelihood<'p> {
    /// It is among the producers, or the table does not speak of the goods or the year.
    Plausible,
    /// It is not among the producers; the table names the leading ones only.
    NotNamed {
        /// What the table rests on.
        source: &'p str,
    },
    /// It is known not to produce the goods, or not that grade.
    Implausible {
        /// What the table rests on.
        source: &'p str,
        /// Whether it is a city without mines.
        city: bool,
    },
}

/// Who produces what.
#[derive(Debug)]
pub struct Plausibility {
    cities: Vec<CountryCode>,
    production: Vec<Production>,
    exporters: Vec<Exporter>,
    mines: Vec<Mine>,
    mine_names: OwnedPhrases,
}

impl Plausibility {
    pub(super) fn read(
        file: ProductionFile,
        mines: MineFile,
        goods: &GoodsKinds,
    ) -> Result<Self, RulebookError> {
        let ProductionFile { city_states, mut production, mut exporter } = file;
        let one = |id: &String, file| goods.set(std::slice::from_ref(id), file);
        for entry in &mut production {
            entry.set = one(&entry.goods, "production")?;
        }
        for entry in &mut exporter {
            entry.set = one(&entry.goods, "production")?;
        }
        let mut mines = mines.mine;
        let mut spelt = Vec::new();
        for (index, mine) in mines.iter_mut().enumerate() {
            mine.set = one(&mine.goods, "mines")?;
            spelt.extend(mine.names.iter().map(|name| (index, fold(name))));
        }
        Ok(Self {
            cities: city_states,
            production,
            exporters: exporter,
            mines,
            mine_names: OwnedPhrases::new(spelt).map_err(|error| fault("mines", error))?,
        })
    }

    /// Whether a country produces one of the kinds of goods in a year: the least likely answer of the tables that
    /// speak of them.
    pub fn of(&self, goods: GoodsSet, country: CountryCode, year: i32) -> Likelihood<'_> {
        let has = |codes: &[CountryCode]| codes.contains(&country);
        let tables = self.production.iter().filter(|table| {
            table.set.meets(goods) && (table.years[0]..=table.years[1]).contains(&year)
        });
        let mut answer = Likelihood::Plausible;
        for table in tables {
            let source = table.source.as_str();
            if has(&table.non_producers) || (table.complete && !has(&table.producers)) {
                let city = self.cities.contains(&country);
                return Likelihood::Implausible { source, city };
            }
            if !has(&table.producers) {
                answer = Likelihood::NotNamed { source };
            }
        }
        answer
    }

    /// Whether a country sells so much of the goods that it would hardly buy them.
    pub fn is_exporter(&self, goods: GoodsSet, country: CountryCode, year: i32) -> bool {
        self.exporters.iter().any(|entry| {
            entry.set.meets(goods)
                && entry.years.is_none_or(|[from, until]| (from..=until).contains(&year))
                && entry.countries.contains(&country)
        })
    }

    /// The name of a mine of these goods in a country, the largest that the table knows.
    pub fn example_mine(&self, goods: GoodsSet, country: CountryCode) -> Option<&str> {
        let mines = self
            .mines
            .iter()
            .filter(|mine| mine.set.meets(goods) && mine.country == country.as_str());
        let largest = mines.max_by(|one, other| one.tonnes_a_year.total_cmp(&other.tonnes_a_year));
        largest.map(|mine| mine.name.as_str())
    }

    /// The name and the tonnes a year of the mine that a text names, of these goods.
    pub fn mine(
        &self,
        text: &str,
        goods: GoodsSet,
        country: Option<CountryCode>,
        year: i32,
    ) -> Option<(&str, f64)> {
        let folded = fold(text);
        let named = self.mine_names.find(&folded).filter_map(|(index, _)| self.mines.get(index));
        let mut fitting = named.filter(|mine| {
            mine.set.meets(goods)
                && (mine.years[0]..=mine.years[1]).contains(&year)
                && country.is_none_or(|country| country.as_str() == mine.country)
        });
        fitting.next().map(|mine| (mine.name.as_str(), mine.tonnes_a_year))
    }
}
