//! Seas by name and by position.

use serde::Deserialize;

use super::fault;
use super::goods::GoodsKinds;
use super::harbours::Anchorage;
use crate::rulebook::{Confidence, RulebookError};
use crate::text::OwnedPhrases;

/// A stretch of sea.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sea {
    /// Permanent id.
    pub id: String,
    /// Usual name.
    pub name: String,
    /// Folded spellings, in every script.
    pub names: Vec<String>,
    /// South, west, north and east, in degrees.
    #[serde(default)]
    pub boxes: Vec<[f64; 4]>,
    /// Whether it is known for transfers of DPRK cargo.
    pub transfers: bool,
    /// Whether an absent AIS signal there is a sign.
    pub gaps: bool,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Where it is known from.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeaFile {
    sea: Vec<Sea>,
    #[serde(default)]
    anchorage: Vec<Anchorage>,
}

/// Every sea.
#[derive(Debug)]
pub struct Seas {
    all: Vec<Sea>,
    names: OwnedPhrases,
}

impl Seas {
    pub(super) fn read(
        file: SeaFile,
        goods: &GoodsKinds,
    ) -> Result<(Self, Vec<Anchorage>), RulebookError> {
        let names = file.sea.iter().enumerate();
        let names = names.flat_map(|(index, sea)| sea.names.iter().map(move |name| (index, name)));
        let names = OwnedPhrases::new(names).map_err(|error| fault("seas", error))?;
        let mut anchorages = file.anchorage;
        for anchorage in &mut anchorages {
            anchorage.set = goods.set(&anchorage.goods, "seas")?;
        }
        Ok((Self { all: file.sea, names }, anchorages))
    }

    /// A sea of some kind that a folded name or a position lies in.
    pub fn of(
        &self,
        folded: &str,
        position: Option<(f64, f64)>,
        is: impl Fn(&Sea) -> bool,
    ) -> Option<&Sea> {
        let by_name = self.names.find(folded).filter_map(|(index, _)| self.all.get(index));
        let within = |sea: &&Sea| {
            position.is_some_and(|(latitude, longitude)| {
                sea.boxes.iter().any(|[south, west, north, east]| {
                    (*south..=*north).contains(&latitude) && (*west..=*east).contains(&longitude)
                })
            })
        };
        let mut here = by_name.chain(self.all.iter().filter(within));
        here.find(|sea| is(sea))
    }

    /// All of them.
    pub fn all(&self) -> &[Sea] {
        &self.all
    }
}
