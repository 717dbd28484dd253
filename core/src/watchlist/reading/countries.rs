//! Countries and nationalities as lists name them.

use super::text::stated;
use crate::rulebook::{Countries, StatedCountry};

/// Words for nationals that lists use in the place of the country.
#[rustfmt::skip]
const NATIONALS: &[(&str, &str)] = &[
    ("afghan", "AF"), ("algerian", "DZ"), ("bahraini", "BH"), ("british", "GB"), ("burmese", "MM"),
    ("canadian", "CA"), ("chinese", "CN"), ("congolese", "CD"), ("cuban", "CU"), ("egyptian", "EG"),
    ("eritrean", "ER"), ("ethiopian", "ET"), ("french", "FR"), ("german", "DE"), ("indian", "IN"),
    ("indonesian", "ID"), ("iranian", "IR"), ("iraqi", "IQ"), ("italian", "IT"), ("ivorian", "CI"),
    ("japanese", "JP"), ("jordanian", "JO"), ("kuwaiti", "KW"), ("lebanese", "LB"), ("libyan", "LY"),
    ("malaysian", "MY"), ("malian", "ML"), ("mauritanian", "MR"), ("moroccan", "MA"),
    ("nigerian", "NG"), ("north korean", "KP"), ("omani", "OM"), ("pakistani", "PK"),
    ("palestinian", "PS"), ("filipino", "PH"), ("qatari", "QA"), ("russian", "RU"),
    ("rwandan", "RW"), ("saudi", "SA"), ("saudi arabian", "SA"), ("somali", "SO"),
    ("south korean", "KR"), ("sudanese", "SD"), ("swedish", "SE"), ("syrian", "SY"),
    ("taiwanese", "TW"), ("tanzanian", "TZ"), ("tunisian", "TN"), ("turkish", "TR"),
    ("ugandan", "UG"), ("ukrainian", "UA"), ("yemeni", "YE"),
];

/// Names of countries that American and older lists use.
#[rustfmt::skip]
const OTHER_NAMES: &[(&str, &str)] = &[
    ("korea, north", "KP"), ("korea, south", "KR"), ("congo, democratic republic of the", "CD"),
    ("congo, republic of the", "CG"), ("bahamas, the", "BS"), ("gambia, the", "GM"),
    ("west bank", "PS"), ("region: gaza", "PS"), ("sultanate of oman", "OM"),
    ("libyan arab jamahiriya", "LY"), ("tanzania", "TZ"),
];

/// The country that a text says, alpha-2: a code, a name, or the word for its nationals.
pub(super) fn country(countries: &Countries, text: &str) -> Option<String> {
    let text = stated(text)?;
    let known = |text: &str| Some(countries.read_text(Some(text)).known()?.to_string());
    if let Some(code) = known(&text).or_else(|| by_table(&text)) {
        return Some(code);
    }
    // "Bahrain (citizenship revoked)", "Tunisian passport", "United States. Also ...".
    let start = text.split([';', '.', '(']).next().unwrap_or_default();
    let start = start.trim().trim_end_matches("passport").trim();
    if start.is_empty() || start == text {
        return None;
    }
    known(start).or_else(|| by_table(start))
}

/// The same where a form writes codes: there `na` is Namibia, and not a word for nothing.
pub(super) fn code_or_name(countries: &Countries, text: &str) -> Option<String> {
    let code = text.trim();
    let code = if code.len() == 2 { countries.code(code) } else { None };
    code.map(|code| code.to_string()).or_else(|| country(countries, text))
}

fn by_table(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let found = NATIONALS.iter().chain(OTHER_NAMES).find(|(name, _)| *name == lower);
    found.map(|(_, code)| (*code).to_owned())
}

/// The country of an address. "China" with Hong Kong or Macao as its city or province is the latter,
/// as other lists name them.
pub(super) fn of_address(countries: &Countries, stated: &str, within: [&str; 2]) -> Option<String> {
    let country = country(countries, stated)?;
    if country != "CN" {
        return Some(country);
    }
    let region = within.into_iter().find_map(|part| match countries.by_name(part) {
        StatedCountry::Known(code) => Some(code.to_string()),
        _ => None,
    });
    let region = region.filter(|code| ["HK", "MO"].contains(&code.as_str()));
    Some(region.unwrap_or(country))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn names_codes_and_nationals_are_one_country() {
        let rulebook = Rulebook::built_in().unwrap();
        for (text, code) in [
            ("Democratic\n  People's Republic of Korea ", Some("KP")),
            ("Korea, North", Some("KP")),
            ("RPDC", Some("KP")),
            ("kp", Some("KP")),
            ("Yemeni", Some("YE")),
            ("Saudi Arabian", Some("SA")),
            ("Bahrain (citizenship revoked in Jan. 2015)", Some("BH")),
            ("Indonesian passport", Some("ID")),
            ("na", None),
            ("-0-", None),
            ("Atlantis", None),
            ("", None),
        ] {
            assert_eq!(country(&rulebook.countries, text).as_deref(), code, "{text}");
        }
        assert_eq!(code_or_name(&rulebook.countries, "na").as_deref(), Some("NA"));
        assert_eq!(code_or_name(&rulebook.countries, "Yemen").as_deref(), Some("YE"));
        let place = |stated, city| of_address(&rulebook.countries, stated, [city, ""]);
        assert_eq!(place("China", "Hong Kong").as_deref(), Some("HK"));
        assert_eq!(place("China", "Dalian").as_deref(), Some("CN"));
    }
}
