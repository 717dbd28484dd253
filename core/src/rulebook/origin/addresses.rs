//! Addresses tied to the DPRK, towns at its border, and the ways of shell companies.

use serde::Deserialize;

use super::fault;
use crate::rulebook::{Confidence, CountryCode, RulebookError};
use crate::text::Phrases;

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
    parts: Vec<Phrases>,
}

/// A town at the border of the DPRK.
#[derive(Debug)]
struct Town {
    name: String,
    names: Phrases,
    sells_gold: bool,
}

/// Every known address.
#[derive(Debug)]
pub struct Addresses {
    known: Vec<KnownAddress>,
    towns: Vec<Town>,
    care_of: Phrases,
    care_of_words: Phrases,
    shells: Vec<CountryCode>,
    gold_hubs: Vec<CountryCode>,
}

impl Addresses {
    pub(super) fn read(file: AddressFile) -> Result<Self, RulebookError> {
        let phrases = |words: &[String]| {
            let folded: Vec<String> = words.iter().map(|word| crate::text::fold(word)).collect();
            Phrases::new(folded.iter().map(String::as_str))
                .map_err(|error| fault("addresses", error))
        };
        let mut known = Vec::new();
        for entry in &file.address {
            let parts = entry.any.iter().map(|words| phrases(words)).collect::<Result<_, _>>()?;
            let (id, who) = (entry.id.clone(), entry.who.clone());
            known.push(KnownAddress { id, who, listed: entry.listed, parts });
        }
        let towns = file.border_town.iter().map(|town| {
            Ok(Town {
                name: town.name.clone(),
                names: phrases(&town.names)?,
                sells_gold: file.gold_hub.iter().any(|hub| hub.town.as_ref() == Some(&town.id)),
            })
        });
        let towns = towns.collect::<Result<_, RulebookError>>()?;
        let care_of: Vec<String> = file.care_of.into_iter().flat_map(|place| place.names).collect();
        let codes =
            |texts: Vec<String>| texts.iter().filter_map(|text| CountryCode::new(text)).collect();
        Ok(Self {
            known,
            towns,
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
        let stands = |one: &&KnownAddress| one.parts.iter().all(|part| part.stand_in(folded));
        self.known.iter().filter(stands).max_by_key(|one| one.listed)
    }

    /// The border town that a folded address lies in.
    pub fn border_town(&self, folded: &str) -> Option<&str> {
        self.towns.iter().find(|town| town.names.stand_in(folded)).map(|town| town.name.as_str())
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
            || self.towns.iter().any(|town| town.sells_gold && town.names.stand_in(folded))
    }
}
