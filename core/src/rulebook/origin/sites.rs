//! Mines, smelters, works and camps of the DPRK, by the names that papers give them.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::fault;
use super::goods::{GoodsKinds, GoodsSet};
use crate::rulebook::{Confidence, RulebookError};
use crate::text::{OwnedPhrases, fold, squash};

/// A mine, a smelter, a works, a camp or a deposit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Permanent id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Mine, smelter, works, camp or deposit.
    pub kind: String,
    /// Kinds of goods it yields.
    pub goods: Vec<String>,
    /// Spellings that name it wherever they stand.
    pub names: Vec<String>,
    /// Spellings that name it as a place of extraction or a producer alone.
    #[serde(default)]
    pub bare_names: Vec<String>,
    /// Whether no other site or town bears the name.
    pub unique: bool,
    /// Province.
    #[serde(default)]
    pub province: Option<String>,
    /// Degrees north.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default)]
    pub longitude: Option<f64>,
    /// What it yields in a year, where that is known.
    #[serde(default)]
    pub output: Option<Output>,
    /// Why forced labour is to be feared there.
    #[serde(default)]
    pub forced_labour: Option<String>,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Where it is known from.
    pub source: String,
    #[serde(skip)]
    set: GoodsSet,
}

/// What a site yields.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Kind of goods.
    pub goods: String,
    /// Tonnes in a year.
    pub tonnes_a_year: f64,
    /// Where it is known from.
    pub source: String,
}

impl Site {
    /// Whether it is sure which site is meant, and that it exists: what may decide.
    pub fn is_certain(&self) -> bool {
        self.unique && self.confidence == Confidence::Confirmed
    }

    /// Whether it yields one of these kinds of goods.
    pub fn yields(&self, goods: GoodsSet) -> bool {
        self.set.meets(goods)
    }
}

/// A site that a text names.
#[derive(Debug, Clone, Copy)]
pub struct SiteNamed<'s> {
    /// The site.
    pub site: &'s Site,
    /// Whether the name stands for the site alone, not for a town it shares its name with.
    pub in_full: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteFile {
    site: Vec<Site>,
}

/// Whether a bare name is too long to be part of anything else.
fn is_own(folded: &str) -> bool {
    const LETTERS: usize = 6;
    folded.chars().count() >= LETTERS && folded.chars().all(|c| c.is_ascii_alphabetic())
}

/// Every site.
#[derive(Debug)]
pub struct Sites {
    all: Vec<Site>,
    names: OwnedPhrases,
    bare: HashMap<String, usize, FixedState>,
}

impl Sites {
    pub(super) fn read(file: SiteFile, goods: &GoodsKinds) -> Result<Self, RulebookError> {
        let mut all = file.site;
        let (mut spelt, mut bare) = (Vec::new(), HashMap::default());
        for (index, site) in all.iter_mut().enumerate() {
            site.set = goods.set(&site.goods, "sites")?;
            spelt.extend(site.names.iter().map(|name| (index, fold(name))));
            let own = site.bare_names.iter().map(|name| fold(name)).filter(|name| is_own(name));
            spelt.extend(own.filter(|_| site.unique).map(|name| (index, name)));
            for name in &site.bare_names {
                bare.entry(squash(name)).or_insert(index);
            }
        }
        let names = OwnedPhrases::new(spelt).map_err(|error| fault("sites", error))?;
        Ok(Self { all, names, bare })
    }

    /// All of them.
    pub fn all(&self) -> &[Site] {
        &self.all
    }

    /// The site that stands in a folded text under its full name: the longest.
    pub fn in_text(&self, folded: &str) -> Option<&Site> {
        self.all.get(self.names.longest(folded)?)
    }

    /// The site that a place of extraction or a producer is, by full or bare name.
    pub fn of_name(&self, text: &str) -> Option<SiteNamed<'_>> {
        self.of_folded(text, &fold(text))
    }

    /// The same for a text that is folded already.
    pub fn of_folded(&self, text: &str, folded: &str) -> Option<SiteNamed<'_>> {
        if let Some(site) = self.in_text(folded) {
            return Some(SiteNamed { site, in_full: true });
        }
        let parts = std::iter::once(text).chain(text.split([',', ';', '(', ')', '/']));
        let index = parts.map(squash).find_map(|part| self.bare.get(&part).copied())?;
        Some(SiteNamed { site: self.all.get(index)?, in_full: false })
    }
}
