//! Places in the DPRK by UN/LOCODE and by name in any script, and the places that only look like them.

use std::collections::HashMap;

use serde::Deserialize;

use super::place_text::{country_part, is_near, parts_of, spellings};
use super::source::{SourceFile, toml};
use super::{
    Countries, CountryCode, Guard, Place, RulebookError, SignalTable, StatedCountry, StatedPlace,
};
use crate::record::Location;
use crate::text::{Phrases, fold, squash, tokens};

/// The places, by code and by squashed name.
#[derive(Debug)]
pub struct Gazetteer {
    places: Vec<Place>,
    codes: HashMap<String, usize>,
    names: HashMap<String, usize>,
    guarded: HashMap<String, (usize, usize)>,
    foreign: HashMap<String, CountryCode>,
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
            codes: HashMap::new(),
            names: HashMap::new(),
            guarded: HashMap::new(),
            foreign: HashMap::new(),
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
        for entry in file.foreign {
            let Some(country) = CountryCode::new(&entry.country) else { continue };
            for name in std::iter::once(&entry.name).chain(&entry.names) {
                gazetteer.foreign.insert(squash(name), country);
            }
        }
        Ok(gazetteer)
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
        let code: String =
            text?.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
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
            place.kind == "port"
                && place.country == CountryCode::KP.as_str()
                && !self.border_ports.contains(&place.id)
                && matches!((place.latitude, place.longitude), (Some(lat), Some(lon))
                    if is_near((latitude, longitude), (lat, lon), self.coordinates_km))
        })?;
        let country = StatedCountry::Known(CountryCode::KP);
        Some(StatedPlace { country, place: Some(place), stated: true, ..StatedPlace::ABSENT })
    }

    fn read_name<'r>(
        &'r self,
        text: &str,
        hint: Option<CountryCode>,
        countries: &Countries,
    ) -> StatedPlace<'r> {
        let said = StatedPlace { stated: true, ..StatedPlace::ABSENT };
        let folded = fold(text);
        let whole = countries.by_folded_name(&folded);
        if whole != StatedCountry::Unknown {
            return StatedPlace { country: whole, named_country: true, ..said };
        }
        let parts = parts_of(text);
        let own = if self.dprk_words.iter().any(|words| words.stand_in(&folded)) {
            Some(CountryCode::KP)
        } else {
            parts.iter().skip(1).find_map(|part| country_part(part, countries))
        };
        let place =
            parts.iter().find_map(|part| self.unmistakable(part)).or_else(|| self.inside(&folded));
        let known = |code| StatedPlace { country: StatedCountry::Known(code), ..said };
        match (own, place) {
            (Some(CountryCode::KP), place) => {
                return StatedPlace { place, named_country: true, ..known(CountryCode::KP) };
            }
            (Some(foreign), _) => return known(foreign),
            (None, Some(place)) => {
                let Some(home) = CountryCode::new(&place.country) else { return said };
                return match hint.filter(|hint| *hint != home) {
                    None => StatedPlace { place: Some(place), ..known(home) },
                    // An address of several parts in another country only shares a name.
                    Some(hint) => StatedPlace {
                        contradicted: parts.len() == 1,
                        place: Some(place),
                        ..known(hint)
                    },
                };
            }
            (None, None) => {}
        }
        let look_alike = parts.iter().find_map(|part| self.look_alike(part));
        match (look_alike, hint) {
            (Some((place, _)), Some(CountryCode::KP)) => {
                StatedPlace { place: Some(place), ..known(CountryCode::KP) }
            }
            (_, Some(hint)) => known(hint),
            (Some((place, guard)), None) => {
                StatedPlace { place: Some(place), guard: Some(guard), ..said }
            }
            (None, None) => {
                let foreign = parts.iter().find_map(|part| self.foreign.get(&squash(part)));
                foreign.map_or(said, |code| known(*code))
            }
        }
    }

    fn unmistakable(&self, part: &str) -> Option<&Place> {
        spellings(part)
            .find_map(|name| self.names.get(&name))
            .and_then(|&index| self.places.get(index))
    }

    /// A port's name that stands inside a longer text: "Nampo coal terminal", "Rajin Pier 3".
    fn inside(&self, folded: &str) -> Option<&Place> {
        /// Shorter names are too often something else inside a text.
        const SHORTEST: usize = 5;
        let words: Vec<&str> = tokens(folded).collect();
        let stretches = (1..=2).flat_map(|length| words.windows(length));
        stretches
            .map(<[&str]>::concat)
            .filter(|name| name.len() >= SHORTEST)
            .filter_map(|name| self.names.get(&name).and_then(|&index| self.places.get(index)))
            .find(|place| matches!(place.kind.as_str(), "port" | "airport"))
    }

    fn look_alike(&self, part: &str) -> Option<(&Place, &Guard)> {
        let &(place, guard) = spellings(part).find_map(|name| self.guarded.get(&name))?;
        let place = self.places.get(place)?;
        Some((place, place.guarded.get(guard)?))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rulebook;
    use super::*;

    fn location(unlocode: &str, name: &str, country: &str) -> Location {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Location {
            unlocode: text(unlocode),
            name: text(name),
            country: text(country),
            ..Location::default()
        }
    }

    #[test]
    fn ports_are_known_in_their_spellings_scripts_and_codes() {
        let rulebook = Rulebook::built_in().unwrap();
        for (unlocode, name, country) in [
            ("KPNAM", "", ""),
            ("kp nam", "", ""),
            ("KPRAJ", "", ""),
            ("KPQQQ", "", ""),
            ("KPNAM", "Qingdao", "CN"),
            ("", "Nampo DPRK", ""),
            ("", "Nampo coal terminal", ""),
            ("", "Rajin Pier 3", ""),
            ("", "порт Раджин", ""),
            ("", "Chongjin West Port", ""),
            ("", "Nampo", ""),
            ("", "NAMP'O", ""),
            ("", "Port of Nampo", ""),
            ("", "남포항", ""),
            ("", "南浦港", ""),
            ("", "Нампхо", ""),
            ("", "Nampo, North Korea", ""),
            ("", "Somewhere (DPRK)", ""),
            ("", "Chongjin", ""),
            ("", "Ch'ŏngjin", ""),
            ("", "청진", ""),
            ("", "清津", ""),
            ("", "Rason", ""),
            ("", "나진", ""),
            ("", "Sinuiju", ""),
            ("", "Musan", ""),
            ("", "off Nampo", ""),
            ("", "Taean", "KP"),
            ("", "海州", "KP"),
            ("", "", "KP"),
            ("", "", "North Korea"),
        ] {
            let location = location(unlocode, name, country);
            let stated = rulebook.gazetteer.read_location(Some(&location), &rulebook.countries);
            assert!(stated.is_dprk(), "{location:?} reads as {stated:?}");
        }
    }

    #[test]
    fn look_alikes_are_settled_by_the_country() {
        let rulebook = Rulebook::built_in().unwrap();
        for (unlocode, name, country) in [
            ("KRPUS", "", ""),
            ("", "Pyeongtaek", ""),
            ("", "Taean", "KR"),
            ("", "海州", "CN"),
            ("", "Suncheon, South Korea", ""),
            ("", "Chungnam", ""),
            ("CNDDG", "Dandong", ""),
            ("", "Peshawar, KP", "PK"),
            ("", "Peshawar, KP", ""),
            ("", "Busan", "KR"),
            ("", "Songnim-dong, Incheon", "KR"),
            ("", "Songnim-dong, Dong-gu, Incheon, South Korea", ""),
        ] {
            let location = location(unlocode, name, country);
            let stated = rulebook.gazetteer.read_location(Some(&location), &rulebook.countries);
            assert!(
                !stated.is_dprk() && !stated.is_ambiguous(),
                "{location:?} reads as {stated:?}"
            );
        }
        let taean = location("", "Taean", "");
        assert!(rulebook.gazetteer.read_location(Some(&taean), &rulebook.countries).is_ambiguous());
    }

    #[test]
    fn free_text_may_be_a_country_a_code_or_a_place() {
        let rulebook = Rulebook::built_in().unwrap();
        let read = |text| rulebook.gazetteer.read_text(Some(text), &rulebook.countries);
        assert!(
            read("KPCHO").is_dprk() && read("North Korea").is_dprk() && read("Musan").is_dprk()
        );
        assert!(read("Korea").is_ambiguous());
        assert!(read("Tavan Tolgoi").stated && !read("Tavan Tolgoi").is_dprk());
        assert!(!read("unknown").stated);
        assert!(!read("China").is_dprk() && !read("TEXAS").is_dprk());
    }
}
