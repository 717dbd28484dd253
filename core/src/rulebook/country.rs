//! Countries by code and by name in any language.

use std::collections::{HashMap, HashSet};
use std::fmt;

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize, Serializer};

use super::RulebookError;
use super::source::{SourceFile, find, toml};
use crate::text::{RowError, fold, rows, squash, squash_folded, tokens};

/// An ISO 3166-1 alpha-2 code, or one of `EU`, `XK`, `XI`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Democratic People's Republic of Korea.
    pub const KP: Self = Self(*b"KP");
    /// Republic of Korea.
    pub const KR: Self = Self(*b"KR");

    /// Two capital letters.
    pub fn new(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [first @ b'A'..=b'Z', second @ b'A'..=b'Z'] => Some(Self([*first, *second])),
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl Serialize for CountryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What a text in a country's place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedCountry {
    /// Nothing: no text, or one that means "unknown".
    Absent,
    /// One country.
    Known(CountryCode),
    /// One of several, among them the DPRK or not.
    Ambiguous {
        /// Whether the DPRK is among them.
        dprk: bool,
    },
    /// No country known by this text.
    Unknown,
}

impl StatedCountry {
    /// The country, where there is exactly one.
    pub fn known(self) -> Option<CountryCode> {
        match self {
            Self::Known(code) => Some(code),
            _ => None,
        }
    }

    /// Whether it is the DPRK for certain.
    pub fn is_dprk(self) -> bool {
        self == Self::Known(CountryCode::KP)
    }

    /// Whether it may be the DPRK or the Republic of Korea.
    pub fn is_korea(self) -> bool {
        matches!(self, Self::Ambiguous { dprk: true })
    }

    /// Whether something was stated at all.
    pub fn is_stated(self) -> bool {
        self != Self::Absent
    }
}

/// Every country, by code and by name.
#[derive(Debug)]
pub struct Countries {
    codes: HashMap<String, CountryCode, FixedState>,
    names: HashMap<String, CountryCode, FixedState>,
    ambiguous: HashMap<String, bool, FixedState>,
    absent: HashSet<String, FixedState>,
    count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmbiguousFile {
    #[serde(default, rename = "source")]
    _source: Option<String>,
    absent: Vec<String>,
    ambiguous: Vec<AmbiguousName>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmbiguousName {
    name: String,
    candidates: Vec<String>,
}

impl Countries {
    pub(super) fn read(files: &[SourceFile]) -> Result<Self, RulebookError> {
        let table = find(files, "places/countries.csv")?;
        let file: AmbiguousFile = toml(files, "places/ambiguous_countries.toml")?;
        let mut countries = Self {
            codes: HashMap::default(),
            names: HashMap::default(),
            ambiguous: HashMap::default(),
            absent: file.absent.iter().map(|text| text.trim().to_lowercase()).collect(),
            count: 0,
        };
        let fault = |problem| RulebookError::File { file: table.path.clone(), problem };
        let broken = |error: RowError| fault(error.to_string());
        for row in rows(&table.content).map_err(broken)?.skip(1) {
            let row = row.map_err(broken)?;
            let fields: Vec<&str> = row.fields.iter().collect();
            countries.add_row(&fields).ok_or_else(|| {
                fault(format!("line {} is not alpha2,alpha3,numeric,name,names", row.line))
            })?;
        }
        for name in file.ambiguous {
            let dprk = name.candidates.iter().any(|code| code == "KP");
            countries.ambiguous.insert(squash(&name.name), dprk);
        }
        Ok(countries)
    }

    fn add_row(&mut self, row: &[&str]) -> Option<()> {
        let &[alpha2, alpha3, numeric, name, names] = row else { return None };
        let code = CountryCode::new(alpha2)?;
        let numeric = numeric.trim_start_matches('0');
        for text in [alpha2, alpha3, numeric].into_iter().filter(|text| !text.is_empty()) {
            self.codes.insert(text.to_owned(), code);
        }
        for text in std::iter::once(name).chain(names.split('|')) {
            let squashed = squash(text);
            if !squashed.is_empty() {
                self.names.entry(squashed).or_insert(code);
            }
        }
        self.count += 1;
        Some(())
    }

    /// How many countries are known.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether no country is known.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// What a text in a country's place says: a code, or a name in any language known.
    pub fn read_text(&self, text: Option<&str>) -> StatedCountry {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
            return StatedCountry::Absent;
        };
        if let Some(code) = self.code(text) {
            return StatedCountry::Known(code);
        }
        if self.absent.contains(text.to_lowercase().as_str()) {
            return StatedCountry::Absent;
        }
        self.by_name(text)
    }

    /// What a country's name says; codes are not looked at.
    pub fn by_name(&self, text: &str) -> StatedCountry {
        self.by_folded_name(&fold(text))
    }

    /// The same for a text that is folded already.
    pub fn by_folded_name(&self, folded: &str) -> StatedCountry {
        if folded.is_empty() {
            return StatedCountry::Unknown;
        }
        let squashed = squash_folded(folded);
        if let Some(&code) = self.names.get(&*squashed) {
            return StatedCountry::Known(code);
        }
        if let Some(&dprk) = self.ambiguous.get(&*squashed) {
            return StatedCountry::Ambiguous { dprk };
        }
        korea_by_its_words(folded).map_or(StatedCountry::Unknown, StatedCountry::Known)
    }

    /// The country with this alpha-2, alpha-3 or numeric code.
    pub fn code(&self, text: &str) -> Option<CountryCode> {
        let length = text.len();
        if !(1..=3).contains(&length) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.codes.get(text.trim_start_matches('0')).copied();
        }
        self.codes.get(text.to_ascii_uppercase().as_str()).copied()
    }
}

/// Tells the two Koreas apart by the words of a name that no list holds, such as "Korea, Dem.
/// People's Rep. (North)": *north*, or both *democratic* and *people*, is the DPRK.
fn korea_by_its_words(folded: &str) -> Option<CountryCode> {
    // Nearly every text asked about has no such word, and this is told without cutting it up.
    if !folded.as_bytes().windows(5).any(|letters| letters == b"korea") {
        return None;
    }
    let (mut korea, mut north, mut south) = (false, false, false);
    let (mut democratic, mut people, mut republic, mut other) = (false, false, false, false);
    for token in tokens(folded) {
        match token {
            "korea" => korea = true,
            "north" | "n" | "dprk" | "dpr" => north = true,
            "south" | "s" | "rok" => south = true,
            "dem" | "democratic" => democratic = true,
            "people" | "peoples" | "ppl" | "ppls" => people = true,
            "rep" | "republic" => republic = true,
            "of" | "the" => {}
            _ => other = true,
        }
    }
    if !korea || other || (north && south) {
        None
    } else if north || (democratic && people) {
        Some(CountryCode::KP)
    } else if south || (republic && !democratic && !people) {
        Some(CountryCode::KR)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::Rulebook;
    use super::*;

    #[rustfmt::skip]
    const NORTH: &[&str] = &[
        "KP", "kp", "PRK", "408", "North Korea", "Democratic People's Republic of Korea",
        "Korea, Democratic People's Republic of", "Korea, Dem. People's Rep.",
        "Korea, D.P.R. of", "Korea DPR", "DPR Korea", "DPRK", "D.P.R.K.", "Korea (North)",
        "N. Korea", "N Korea", "NKorea", "Korea Democratic Peoples Rep", "Dem Ppl Rep Korea",
        "朝鲜", "北朝鲜", "北韓", "朝鮮民主主義人民共和國", "북한", "북조선", "조선민주주의인민공화국", "조선", "北朝鮮", "КНДР",
        "Северная Корея", "Сев. Корея", "Nordkorea", "DVRK", "Corée du Nord", "RPDC",
        "Corea del Norte", "Coreia do Norte", "Corea del Nord", "كوريا الشمالية", "Korea Utara",
        "Bắc Triều Tiên", "Kuzey Kore", "Noord-Korea", "Korea Północna", "KRLD",
        "Severní Korea", "KLDR", "کره شمالی",
    ];
    #[rustfmt::skip]
    const SOUTH: &[&str] = &[
        "KR", "KOR", "410", "South Korea", "Republic of Korea", "Korea, Republic of",
        "Korea, Rep.", "Rep. of Korea", "ROK", "R.O.K.", "Korea (South)", "S. Korea", "韩国",
        "韓國", "韓国", "南朝鲜", "대한민국", "한국", "남한", "Республика Корея", "Südkorea", "Corée du Sud",
        "Corea del Sur", "كوريا الجنوبية",
    ];

    #[test]
    fn the_two_koreas_are_told_apart() {
        let rulebook = Rulebook::built_in().unwrap();
        let read = |text| rulebook.countries.read_text(Some(text));
        for &text in NORTH {
            assert_eq!(read(text), StatedCountry::Known(CountryCode::KP), "{text}");
        }
        for &text in SOUTH {
            assert_eq!(read(text), StatedCountry::Known(CountryCode::KR), "{text}");
        }
        for text in ["Korea", "KOREA", "Corée", "Corea", "Корея", "NK"] {
            assert_eq!(read(text), StatedCountry::Ambiguous { dprk: true }, "{text}");
        }
    }

    #[test]
    fn look_alikes_are_other_countries_or_none() {
        let rulebook = Rulebook::built_in().unwrap();
        let read = |text| rulebook.countries.read_text(Some(text));
        for (text, code) in [
            ("KN", "KN"),
            ("Democratic Republic of the Congo", "CD"),
            ("Lao PDR", "LA"),
            ("People's Democratic Republic of Algeria", "DZ"),
            ("People's Republic of China", "CN"),
            ("NA", "NA"),
            ("NO", "NO"),
            ("EU", "EU"),
            ("XK", "XK"),
            ("XI", "XI"),
            ("004", "AF"),
            ("4", "AF"),
            ("Монголия", "MN"),
            ("中国", "CN"),
            ("Kanada", "CA"),
        ] {
            assert_eq!(
                read(text).known().map(|known| known.to_string()),
                Some(code.to_owned()),
                "{text}"
            );
        }
        for text in ["unknown", "various", "n/a", "-", "ZZ", "XX", "", "  ", "N/A"] {
            assert_eq!(read(text), StatedCountry::Absent, "{text}");
        }
        for text in ["Atlantis", "Best Korea", "朝鲜族", "North Carolina", "not North Korea", "KPX"]
        {
            assert_eq!(read(text), StatedCountry::Unknown, "{text}");
        }
    }
}
