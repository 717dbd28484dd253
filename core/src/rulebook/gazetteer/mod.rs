//! Places in the DPRK by UN/LOCODE, by position and by name in any script. `namesakes` tells them from places elsewhere
//! that bear the same name.

mod namesakes;

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::distance::kilometres_between;
use super::source::{SourceFile, toml};
use super::{
    Countries, CountryCode, Place, PlaceKind, RulebookError, SignalTable, StatedCountry,
    StatedPlace,
};
use crate::record::Location;
use crate::text::{OwnedPhrases, Phrases, code, fold, squash};

/// The places, by code and by squashed name.
#[derive(Debug)]
pub struct Gazetteer {
    places: Vec<Place>,
    codes: HashMap<String, usize, FixedState>,
    names: HashMap<String, usize, FixedState>,
    guarded: HashMap<String, (usize, usize), FixedState>,
    foreign: HashMap<String, CountryCode, FixedState>,
    /// Crossings by every name that they bear, one that may mean another place too.
    crossings: HashMap<String, usize, FixedState>,
    /// Names that mean a place wherever they stand in a text, and whose they are.
    texts: OwnedPhrases,
    /// Forms of the country's own name that stand inside a text.
    dprk_words: [Phrases; 2],
    coordinates_km: f64,
    border_ports: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceFile {
    #[serde(rename = "source")]
    _source: String,
    place: Vec<Place>,
    #[serde(default)]
    foreign: Vec<Foreign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Foreign {
    name: String,
    country: String,
    #[serde(default)]
    names: Vec<String>,
}

impl Gazetteer {
    pub(super) fn read(files: &[SourceFile], signals: &SignalTable) -> Result<Self, RulebookError> {
        let file: PlaceFile = toml(files, "places/dprk.toml")?;
        let mut gazetteer = Self {
            places: file.place,
            codes: HashMap::default(),
            names: HashMap::default(),
            guarded: HashMap::default(),
            foreign: HashMap::default(),
            crossings: HashMap::default(),
            texts: OwnedPhrases::default(),
            dprk_words: [signals.dprk_words.official.clone(), signals.dprk_words.common.clone()],
            coordinates_km: signals.parameters.coordinates_km,
            border_ports: signals.parameters.border_ports.clone(),
        };
        for (index, place) in gazetteer.places.iter().enumerate() {
            for code in &place.unlocodes {
                gazetteer.codes.insert(code.clone(), index);
            }
            let in_dprk = place.country == CountryCode::KP.as_str();
            for (number, guard) in place.guarded.iter().enumerate().filter(|_| in_dprk) {
                gazetteer.guarded.entry(squash(&guard.name)).or_insert((index, number));
            }
        }
        for (index, place) in gazetteer.places.iter().enumerate() {
            let usual = place.match_name.then_some(&place.name);
            for name in usual.into_iter().chain(&place.names) {
                let name = squash(name);
                if !gazetteer.guarded.contains_key(&name) {
                    gazetteer.names.entry(name).or_insert(index);
                }
            }
        }
        gazetteer.index_crossings();
        gazetteer.index_texts()?;
        for entry in file.foreign {
            let Some(country) = CountryCode::new(&entry.country) else { continue };
            for name in std::iter::once(&entry.name).chain(&entry.names) {
                gazetteer.foreign.insert(squash(name), country);
            }
        }
        Ok(gazetteer)
    }

    /// A crossing on the other side of the border by a name that may mean other places too: goods cross a border
    /// nowhere else.
    pub fn crossing(&self, text: &str) -> Option<&Place> {
        self.crossings.get(&squash(text)).and_then(|&index| self.places.get(index))
    }

    fn index_crossings(&mut self) {
        let places = self.places.iter().enumerate();
        for (index, place) in places.filter(|(_, place)| place.kind == PlaceKind::Crossing) {
            let guarded = place.guarded.iter().map(|guard| &guard.name);
            for name in std::iter::once(&place.name).chain(&place.names).chain(guarded) {
                self.crossings.entry(squash(name)).or_insert(index);
            }
        }
    }

    /// Names of ports, cities and provinces that are long enough to mean nothing else inside a text.
    fn index_texts(&mut self) -> Result<(), RulebookError> {
        let mut names = Vec::new();
        for (index, place) in self.places.iter().enumerate() {
            let stands_in_texts =
                matches!(place.kind, PlaceKind::Port | PlaceKind::City | PlaceKind::Province)
                    && place.country == CountryCode::KP.as_str();
            let usual = place.match_name.then_some(&place.name);
            for name in usual.into_iter().chain(&place.names).filter(|_| stands_in_texts) {
                let squashed = squash(name);
                if self.names.get(&squashed) == Some(&index) && is_long_enough(&squashed) {
                    names.push((index, fold(name)));
                }
            }
        }
        self.texts = OwnedPhrases::new(names).map_err(|error| RulebookError::File {
            file: "places/dprk.toml".to_owned(),
            problem: error.to_string(),
        })?;
        Ok(())
    }

    /// A place in the DPRK whose name stands in a folded text: the longest.
    pub fn in_text(&self, folded: &str) -> Option<&Place> {
        self.places.get(self.texts.longest(folded)?)
    }

    /// The places.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// The place with this id.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// What a location says. A code of the DPRK decides; so does a DPRK name that no other stated
    /// country contradicts; a position decides where nothing else is stated.
    pub fn read_location<'r>(
        &'r self,
        location: Option<&Location>,
        countries: &Countries,
    ) -> StatedPlace<'r> {
        let Some(location) = location else { return StatedPlace::ABSENT };
        let country = countries.read_text(location.country.as_deref());
        let by_code = self.read_code(location.unlocode.as_deref(), countries);
        if let Some(code) = by_code.filter(StatedPlace::is_dprk) {
            return code;
        }
        let code_country = by_code.and_then(|code| code.country.known());
        let hint = country.known().or(code_country);
        let named = location
            .name
            .as_deref()
            .map_or(StatedPlace::ABSENT, |name| self.read_name(name, hint, countries));
        if country.is_dprk() && !named.is_dprk() {
            let contradicted = code_country.is_some();
            let country = code_country.map_or(country, StatedCountry::Known);
            return StatedPlace {
                country,
                contradicted,
                stated: true,
                named_country: true,
                ..named
            };
        }
        let from_country =
            StatedPlace { country, stated: country.is_stated(), ..StatedPlace::ABSENT };
        let position = self.read_position(location).unwrap_or(StatedPlace::ABSENT);
        [named, by_code.unwrap_or(StatedPlace::ABSENT), from_country, position]
            .into_iter()
            .find(|place| place.country.is_stated() || place.guard.is_some() || place.contradicted)
            .unwrap_or(StatedPlace {
                stated: named.stated || by_code.is_some() || location.latitude.is_some(),
                ..StatedPlace::ABSENT
            })
    }

    /// What a free text says: a UN/LOCODE of the DPRK, a country, or a place.
    pub fn read_text<'r>(&'r self, text: Option<&str>, countries: &Countries) -> StatedPlace<'r> {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
            return StatedPlace::ABSENT;
        };
        match countries.read_text(Some(text)) {
            StatedCountry::Absent => StatedPlace::ABSENT,
            StatedCountry::Unknown => match self.read_code(Some(text), countries) {
                Some(code) if code.is_dprk() => code,
                _ => self.read_name(text, None, countries),
            },
            country => {
                StatedPlace { country, stated: true, named_country: true, ..StatedPlace::ABSENT }
            }
        }
    }

    /// The country of a UN/LOCODE, and the place where it is one of ours. Any code that starts with
    /// KP is in the DPRK, known or not.
    fn read_code<'r>(
        &'r self,
        text: Option<&str>,
        countries: &Countries,
    ) -> Option<StatedPlace<'r>> {
        let code = code(text?);
        if code.len() != 5 || !code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let country = StatedCountry::Known(countries.code(code.get(..2)?)?);
        let place = self.codes.get(&code).and_then(|&index| self.places.get(index));
        Some(StatedPlace {
            country,
            place,
            stated: true,
            named_country: true,
            ..StatedPlace::ABSENT
        })
    }

    /// The DPRK port a position lies in.
    fn read_position<'r>(&'r self, location: &Location) -> Option<StatedPlace<'r>> {
        let (latitude, longitude) = (location.latitude?, location.longitude?);
        let place = self.places.iter().find(|place| {
            place.kind == PlaceKind::Port
                && place.country == CountryCode::KP.as_str()
                && !self.border_ports.contains(&place.id)
                && matches!((place.latitude, place.longitude), (Some(lat), Some(lon))
                    if kilometres_between((latitude, longitude), (lat, lon)) <= self.coordinates_km)
        })?;
        let country = StatedCountry::Known(CountryCode::KP);
        Some(StatedPlace { country, place: Some(place), stated: true, ..StatedPlace::ABSENT })
    }
}

/// Whether a squashed name is too long to be part of an everyday word: "원산" begins "원산지", country of origin.
fn is_long_enough(name: &str) -> bool {
    const LETTERS: usize = 5;
    const SYLLABLES: usize = 3;
    let least = if name.chars().all(|c| c.is_alphabetic() && u32::from(c) < 0x1100) {
        LETTERS
    } else {
        SYLLABLES
    };
    name.chars().count() >= least && !name.chars().any(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
