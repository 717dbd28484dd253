//! Addresses tied to the DPRK, towns at its border, and the ways of shell companies.

use std::ops::Range;

use serde::Deserialize;
use smallvec::SmallVec;

use super::fault;
use crate::rulebook::{Confidence, CountryCode, RulebookError};
use crate::text::{OwnedPhrases, Phrases, fold};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AddressFile {
    address: Vec<AddressEntry>,
    border_town: Vec<TownEntry>,
    care_of: Vec<CareOf>,
    care_of_words: Vec<String>,
    shell_countries: Vec<String>,
    gold_hub: Vec<GoldHub>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressEntry {
    id: String,
    /// Of each inner list one phrase must stand in the address.
    any: Vec<Vec<String>>,
    who: String,
    listed: bool,
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TownEntry {
    id: String,
    name: String,
    #[serde(rename = "country")]
    _country: String,
    names: Vec<String>,
    #[serde(rename = "confidence")]
    _confidence: Confidence,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CareOf {
    #[serde(rename = "place")]
    _place: String,
    names: Vec<String>,
    #[serde(default, rename = "confidence")]
    _confidence: Option<Confidence>,
    #[serde(default, rename = "source")]
    _source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldHub {
    #[serde(default)]
    country: Option<String>,
    #[serde(default)]
    town: Option<String>,
    #[serde(default, rename = "confidence")]
    _confidence: Option<Confidence>,
    #[serde(default, rename = "source")]
    _source: Option<String>,
}

/// An address that is known.
#[derive(Debug)]
pub struct KnownAddress {
    /// Permanent id.
    pub id: String,
    /// Whose it is.
    pub who: String,
    /// Whether it is a listed party's own.
    pub listed: bool,
    /// The numbers of its parts: all of them stand in a text that is the address.
    parts: Range<usize>,
}

/// A town at the border of the DPRK.
#[derive(Debug)]
struct Town {
    name: String,
    sells_gold: bool,
}

/// Every known address.
#[derive(Debug)]
pub struct Addresses {
    known: Vec<KnownAddress>,
    /// The phrases of their parts, all looked for at once.
    parts: OwnedPhrases,
    towns: Vec<Town>,
    town_names: OwnedPhrases,
    care_of: Phrases,
    care_of_words: Phrases,
    shells: Vec<CountryCode>,
    gold_hubs: Vec<CountryCode>,
}

impl Addresses {
    pub(super) fn read(file: AddressFile) -> Result<Self, RulebookError> {
        let phrases = |words: &[String]| {
            let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
            Phrases::new(folded.iter().map(String::as_str))
                .map_err(|error| fault("addresses", error))
        };
        let owned = |spelt: Vec<(usize, String)>| {
            OwnedPhrases::new(spelt).map_err(|error| fault("addresses", error))
        };
        let (mut known, mut spelt, mut count) = (Vec::new(), Vec::new(), 0);
        for entry in &file.address {
            let parts = count..count + entry.any.len();
            for (part, words) in parts.clone().zip(&entry.any) {
                spelt.extend(words.iter().map(|word| (part, fold(word))));
            }
            count = parts.end;
            let (id, who) = (entry.id.clone(), entry.who.clone());
            known.push(KnownAddress { id, who, listed: entry.listed, parts });
        }
        let (mut towns, mut town_names) = (Vec::new(), Vec::new());
        for (index, town) in file.border_town.iter().enumerate() {
            town_names.extend(town.names.iter().map(|name| (index, fold(name))));
            towns.push(Town {
                name: town.name.clone(),
                sells_gold: file.gold_hub.iter().any(|hub| hub.town.as_ref() == Some(&town.id)),
            });
        }
        let care_of: Vec<String> = file.care_of.into_iter().flat_map(|place| place.names).collect();
        let codes =
            |texts: Vec<String>| texts.iter().filter_map(|text| CountryCode::new(text)).collect();
        Ok(Self {
            known,
            parts: owned(spelt)?,
            towns,
            town_names: owned(town_names)?,
            care_of: phrases(&care_of)?,
            care_of_words: phrases(&file.care_of_words)?,
            shells: codes(file.shell_countries),
            gold_hubs: codes(
                file.gold_hub
                    .into_iter()
                    .filter(|hub| hub.town.is_none())
                    .filter_map(|hub| hub.country)
                    .collect(),
            ),
        })
    }

    /// The known address that a folded text is, one of a listed party first.
    pub fn known(&self, folded: &str) -> Option<&KnownAddress> {
        let found: SmallVec<[usize; 8]> = self.parts.find(folded).map(|(part, _)| part).collect();
        let stands = |one: &&KnownAddress| one.parts.clone().all(|part| found.contains(&part));
        self.known.iter().filter(stands).max_by_key(|one| one.listed)
    }

    /// The border town that a folded address lies in.
    pub fn border_town(&self, folded: &str) -> Option<&str> {
        let first = self.town_names.find(folded).map(|(town, _)| town).min()?;
        self.towns.get(first).map(|town| town.name.as_str())
    }

    /// Whether a company of a shell's country is kept care of someone in a port of transshipment.
    pub fn is_care_of(&self, folded: &str, country: CountryCode) -> bool {
        self.shells.contains(&country)
            && self.care_of.stand_in(folded)
            && self.care_of_words.stand_in(folded)
    }

    /// Whether gold of unnamed make is sold through this country, or the town of this folded address.
    pub fn is_gold_hub(&self, country: CountryCode, folded: &str) -> bool {
        self.gold_hubs.contains(&country)
            || self
                .town_names
                .find(folded)
                .any(|(town, _)| self.towns.get(town).is_some_and(|town| town.sells_gold))
    }
}
