//! Places by code, by name and in free text.

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
        assert!(!stated.is_dprk() && !stated.is_ambiguous(), "{location:?} reads as {stated:?}");
    }
    let taean = location("", "Taean", "");
    assert!(rulebook.gazetteer.read_location(Some(&taean), &rulebook.countries).is_ambiguous());
}

#[test]
fn free_text_may_be_a_country_a_code_or_a_place() {
    let rulebook = Rulebook::built_in().unwrap();
    let read = |text| rulebook.gazetteer.read_text(Some(text), &rulebook.countries);
    assert!(read("KPCHO").is_dprk() && read("North Korea").is_dprk() && read("Musan").is_dprk());
    assert!(read("Korea").is_ambiguous());
    assert!(read("Tavan Tolgoi").stated && !read("Tavan Tolgoi").is_dprk());
    assert!(!read("unknown").stated);
    assert!(!read("China").is_dprk() && !read("TEXAS").is_dprk());
}
