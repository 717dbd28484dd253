//! Places in the DPRK by UN/LOCODE and by name in any script, and the places that only look like them.

use std::collections::HashMap;

use serde::Deserialize;

use super::source::{SourceFile, toml};
use super::{Countries, CountryCode, Guard, Place, RulebookError, StatedCountry, StatedPlace};
use crate::record::Location;
use crate::text::squash;

/// The places, by code and by squashed name.
#[derive(Debug)]
pub struct Gazetteer {
    places: Vec<Place>,
    codes: HashMap<String, usize>,
    names: HashMap<String, usize>,
    guarded: HashMap<String, (usize, usize)>,
    foreign: HashMap<String, CountryCode>,
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

/// Words around a place's name that are not part of it, squashed: before it, and after it.
const BEFORE: &[&str] = &["portof", "port", "offtheportof", "off"];
const AFTER: &[&str] = &[
    "port",
    "harbour",
    "harbor",
    "anchorage",
    "terminal",
    "seaport",
    "항",
    "港",
    "порт",
    "시",
    "市",
];

impl Gazetteer {
    pub(super) fn read(files: &[SourceFile]) -> Result<Self, RulebookError> {
        let file: PlaceFile = toml(files, "places/dprk.toml")?;
        let mut gazetteer = Self {
            places: file.place,
            codes: HashMap::new(),
            names: HashMap::new(),
            guarded: HashMap::new(),
            foreign: HashMap::new(),
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

    /// What a location says. A DPRK code or an unmistakable DPRK name decides even against another
    /// stated country; a name that equals a place elsewhere is settled by the country.
    pub fn read_location<'r>(
        &'r self,
        location: Option<&Location>,
        countries: &Countries,
    ) -> StatedPlace<'r> {
        let Some(location) = location else { return StatedPlace::ABSENT };
        let country = countries.read_text(location.country.as_deref());
        let by_code = self.read_code(location.unlocode.as_deref(), countries);
        let named = location.name.as_deref().map_or(StatedPlace::ABSENT, |name| {
            let hint = country.known().or_else(|| by_code.and_then(|code| code.country.known()));
            self.read_name(name, hint, countries)
        });
        let candidates = [by_code.unwrap_or(StatedPlace::ABSENT), named];
        if let Some(decided) = candidates.iter().find(|place| place.is_dprk()) {
            return *decided;
        }
        let from_country =
            StatedPlace { country, stated: country.is_stated(), ..StatedPlace::ABSENT };
        let coordinates = location.latitude.is_some() && location.longitude.is_some();
        candidates
            .into_iter()
            .chain([from_country])
            .find(|place| place.country.is_stated() || place.is_ambiguous())
            .unwrap_or(StatedPlace {
                stated: named.stated || by_code.is_some() || coordinates,
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
            country => StatedPlace { country, stated: true, ..StatedPlace::ABSENT },
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
        let country = countries.code(code.get(..2)?)?;
        let place = self.codes.get(&code).and_then(|&index| self.places.get(index));
        Some(StatedPlace {
            country: StatedCountry::Known(country),
            place,
            guard: None,
            stated: true,
        })
    }

    fn read_name<'r>(
        &'r self,
        text: &str,
        hint: Option<CountryCode>,
        countries: &Countries,
    ) -> StatedPlace<'r> {
        let whole = countries.by_name(text);
        if !matches!(whole, StatedCountry::Unknown) {
            return StatedPlace { country: whole, stated: true, ..StatedPlace::ABSENT };
        }
        let parts: Vec<&str> = std::iter::once(text)
            .chain(text.split([',', '/', ';', '(', ')', '|', '–', '—', '\n']))
            .chain(text.split(" - "))
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let named = parts.iter().skip(1).find_map(|part| country_part(part, countries));
        let country = if named == Some(CountryCode::KP) { named } else { hint.or(named) };
        let stated = country.map_or(StatedCountry::Absent, StatedCountry::Known);
        let mut found = StatedPlace { country: stated, place: None, guard: None, stated: true };
        for part in parts {
            if let Some(place) = self.unmistakable(part) {
                let known = CountryCode::new(&place.country);
                let country = known.map_or(found.country, StatedCountry::Known);
                return StatedPlace { country, place: Some(place), guard: None, stated: true };
            }
            if let Some((place, guard)) = self.look_alike(part) {
                match country {
                    Some(CountryCode::KP) => found.place = Some(place),
                    Some(_) => {}
                    None => (found.place, found.guard) = (Some(place), Some(guard)),
                }
            } else if country.is_none()
                && let Some(&foreign) = self.foreign.get(&squash(part))
            {
                found.country = StatedCountry::Known(foreign);
            }
        }
        found
    }

    fn unmistakable(&self, part: &str) -> Option<&Place> {
        spellings(part)
            .find_map(|name| self.names.get(&name))
            .and_then(|&index| self.places.get(index))
    }

    fn look_alike(&self, part: &str) -> Option<(&Place, &Guard)> {
        let &(place, guard) = spellings(part).find_map(|name| self.guarded.get(&name))?;
        let place = self.places.get(place)?;
        Some((place, place.guarded.get(guard)?))
    }
}

/// A country's name or alpha-3 code that stands as a part of a place's text. Two letters there are
/// as often a state or province (KP is Khyber Pakhtunkhwa), so they count in country fields alone.
fn country_part(part: &str, countries: &Countries) -> Option<CountryCode> {
    let is_code = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code && let Some(code) = countries.code(part) {
        return Some(code);
    }
    countries.by_name(part).known()
}

/// A part as it stands, and without the words that say what kind of place it is.
fn spellings(part: &str) -> impl Iterator<Item = String> {
    let whole = squash(part);
    let before = BEFORE.iter().find_map(|word| whole.strip_prefix(word)).map(str::to_owned);
    let after = AFTER.iter().find_map(|word| whole.strip_suffix(word)).map(str::to_owned);
    let both = before
        .as_deref()
        .and_then(|name| AFTER.iter().find_map(|word| name.strip_suffix(word)))
        .map(str::to_owned);
    [Some(whole), before, after, both].into_iter().flatten().filter(|name| !name.is_empty())
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
