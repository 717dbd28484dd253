//! Harbours outside the DPRK, and anchorages where ships load as a matter of course.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::fault;
use super::goods::{GoodsKinds, GoodsSet};
use crate::record::Location;
use crate::rulebook::{Confidence, CountryCode, RulebookError};
use crate::text::{OwnedPhrases, code, fold, squash};

/// A harbour outside the DPRK.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harbour {
    /// Permanent id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Country, alpha-2.
    pub country: String,
    /// Its UN/LOCODEs.
    #[serde(default)]
    pub unlocodes: Vec<String>,
    /// Further spellings, in every script.
    #[serde(default)]
    pub names: Vec<String>,
    /// Degrees north.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub longitude: Option<f64>,
    /// Kinds of DPRK goods known or feared to be reloaded there.
    #[serde(default)]
    pub reloads: Vec<String>,
    /// Kinds of goods that no mine behind the harbour yields.
    #[serde(default)]
    pub no_hinterland: Vec<String>,
    /// Kinds of goods that reach it from mines of its own country.
    #[serde(default)]
    pub hinterland: Vec<String>,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Where it is known from.
    pub source: String,
    #[serde(skip)]
    sets: HarbourGoods,
}

#[derive(Debug, Clone, Copy, Default)]
struct HarbourGoods {
    reloads: GoodsSet,
    no_hinterland: GoodsSet,
    hinterland: GoodsSet,
}

impl Harbour {
    /// Kinds of DPRK goods known or feared to be reloaded there.
    pub fn reloads(&self) -> GoodsSet {
        self.sets.reloads
    }

    /// Kinds of goods that no mine behind the harbour yields.
    pub fn no_hinterland(&self) -> GoodsSet {
        self.sets.no_hinterland
    }

    /// Kinds of goods that reach it from mines of its own country.
    pub fn hinterland(&self) -> GoodsSet {
        self.sets.hinterland
    }
}

/// An anchorage where ships load from barges and floating cranes as a matter of course.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchorage {
    /// Permanent id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Country, alpha-2.
    pub country: String,
    /// Folded spellings.
    pub names: Vec<String>,
    /// Degrees north.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub longitude: Option<f64>,
    /// Kinds of goods that are loaded there.
    #[serde(default)]
    pub goods: Vec<String>,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Where it is known from.
    pub source: String,
    #[serde(skip)]
    pub(super) set: GoodsSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HarbourFile {
    #[serde(rename = "source")]
    _source: String,
    harbour: Vec<Harbour>,
}

/// Every harbour and anchorage.
#[derive(Debug)]
pub struct Harbours {
    all: Vec<Harbour>,
    codes: HashMap<String, usize, FixedState>,
    names: HashMap<String, usize, FixedState>,
    anchorages: Vec<Anchorage>,
    anchorage_names: OwnedPhrases,
}

impl Harbours {
    pub(super) fn read(
        file: HarbourFile,
        anchorages: Vec<Anchorage>,
        goods: &GoodsKinds,
    ) -> Result<Self, RulebookError> {
        let mut harbours = file.harbour;
        let (mut codes, mut names) = (HashMap::default(), HashMap::default());
        for (index, harbour) in harbours.iter_mut().enumerate() {
            harbour.sets = HarbourGoods {
                reloads: goods.set(&harbour.reloads, "harbours")?,
                no_hinterland: goods.set(&harbour.no_hinterland, "harbours")?,
                hinterland: goods.set(&harbour.hinterland, "harbours")?,
            };
            for code in &harbour.unlocodes {
                codes.insert(code.clone(), index);
            }
            for name in std::iter::once(&harbour.name).chain(&harbour.names) {
                names.entry(squash(name)).or_insert(index);
            }
        }
        let spelt = anchorages.iter().enumerate();
        let spelt = spelt.flat_map(|(index, one)| one.names.iter().map(move |name| (index, name)));
        let anchorage_names = OwnedPhrases::new(spelt).map_err(|error| fault("seas", error))?;
        Ok(Self { all: harbours, codes, names, anchorages, anchorage_names })
    }

    /// The harbours.
    pub fn all(&self) -> &[Harbour] {
        &self.all
    }

    /// The anchorages.
    pub fn anchorages(&self) -> &[Anchorage] {
        &self.anchorages
    }

    /// The harbour of a location, by code, else by a name that no other stated country contradicts.
    pub fn at(&self, location: &Location, country: Option<CountryCode>) -> Option<&Harbour> {
        let by_code = location.unlocode.as_deref().and_then(|text| self.codes.get(&code(text)));
        let by_name = || {
            let name = location.name.as_deref()?;
            let whole = self.names.get(&squash(name));
            whole.or_else(|| {
                name.split([',', '(', '/']).find_map(|part| self.names.get(&squash(part)))
            })
        };
        let harbour = by_code.or_else(by_name).and_then(|&index| self.all.get(index))?;
        country.is_none_or(|country| country.as_str() == harbour.country).then_some(harbour)
    }

    /// A harbour with a code that lies before a country's mines of such goods, and where none are known to be reloaded.
    pub fn of_mines(&self, goods: GoodsSet, country: CountryCode) -> Option<&Harbour> {
        self.all.iter().find(|harbour| {
            let sets = harbour.sets;
            harbour.country == country.as_str()
                && !harbour.unlocodes.is_empty()
                && sets.hinterland.meets(goods)
                && !sets.reloads.with(sets.no_hinterland).meets(goods)
        })
    }

    /// The anchorage that a location's name speaks of.
    pub fn anchorage(&self, name: &str) -> Option<&Anchorage> {
        let (index, _) = self.anchorage_names.find(&fold(name)).next()?;
        self.anchorages.get(index)
    }
}
