//! The readers of list files against files that their keepers published. They are not ours to keep:
//! the folder that `ASSAY_TEST_DATA` names holds them, and without it these tests are left out.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use assay_core::record::IdentifierType;
use assay_core::rulebook::Rulebook;
use assay_core::watchlist::{
    Designation, DesignationKind, ListError, ListFormat, ListInput, ReadList, built_in,
    detect_format, read_list,
};
use proptest::prelude::*;

use crate::support::samples::samples;

/// Persons, entities and entries of the DPRK of each dated file.
#[rustfmt::skip]
const UN_FILES: &[(&str, usize, usize, usize)] = &[
    ("2016-02-11.xml.gz", 130, 109, 0),
    ("2017-06-20.xml.gz", 653, 371, 99),
    ("2017-06-30.xml.gz", 653, 371, 99),
    ("2017-07-03.xml.gz", 650, 371, 99),
    ("2018-06-07.xml.gz", 693, 405, 155),
    ("2018-06-21.xml.gz", 695, 405, 155),
    ("2018-08-24.xml.gz", 701, 397, 155),
    ("2018-10-29.xml.gz", 703, 390, 155),
    ("2020-11-23.xml.gz", 713, 305, 155),
    ("2020-12-01.xml.gz", 712, 294, 155),
    ("2022-09-15.xml.gz", 699, 253, 155),
    ("2022-10-21.xml.gz", 703, 253, 155),
    ("2023-03-27.xml.gz", 701, 254, 155),
    ("2024-03-16.xml.gz", 682, 193, 155),
    ("2024-09-26.xml.gz", 682, 193, 155),
    ("2025-08-02.xml.gz", 684, 195, 155),
    ("2025-11-15.xml.gz", 727, 273, 155),
    ("2025-11-29.xml.gz", 727, 273, 155),
    ("2025-12-09.xml.gz", 727, 273, 155),
    ("2025-12-10.xml.gz", 726, 273, 155),
    ("2026-02-27.xml", 730, 273, 155),
    ("2026-05-08.xml", 737, 272, 155),
];

fn read(format: ListFormat, bytes: &[u8]) -> Result<ReadList, ListError> {
    let rulebook = Rulebook::built_in().unwrap();
    assert_eq!(detect_format(bytes), Some(format));
    read_list(format, &ListInput::one(bytes), &rulebook.countries)
}

fn count(list: &ReadList, kind: DesignationKind) -> usize {
    list.designations.iter().filter(|entry| entry.kind == kind).count()
}

fn of_the_dprk(list: &ReadList) -> impl Iterator<Item = &Designation> {
    list.designations.iter().filter(|entry| entry.regime.as_deref() == Some("DPRK"))
}

#[test]
fn every_edition_of_the_un_list_is_read_whole() {
    let Some(samples) = samples() else { return };
    for (name, persons, entities, dprk) in UN_FILES {
        let bytes = samples.bytes(&format!("un_list/un_consolidated_{name}"));
        let list = read(ListFormat::UnXml, &bytes).unwrap();
        let told: Vec<String> =
            list.faults.iter().map(|fault| format!("{}: {}", fault.place, fault.detail)).collect();
        assert_eq!(told, Vec::<String>::new(), "{name}");
        assert_eq!(list.published_on.unwrap().to_string(), name[..10], "{name}");
        let counts = (count(&list, DesignationKind::Person), count(&list, DesignationKind::Entity));
        assert_eq!(counts, (*persons, *entities), "{name}");
        assert_eq!(of_the_dprk(&list).count(), *dprk, "{name}");
        for entry in &list.designations {
            assert!(entry.listed_on.is_some() && entry.regime.is_some(), "{name}: {}", entry.id);
            for text in entry.names() {
                let line = text.trim() == text && !text.contains(['\n', '\t']) && !text.is_empty();
                assert!(line, "{name}: {}: {text:?}", entry.id);
            }
        }
    }
}

#[test]
fn a_file_without_entities_and_one_regime_alone_are_read() {
    let Some(samples) = samples() else { return };
    let bytes = samples.bytes("un_list/un_fixture_small_2022-10-21.xml");
    assert_eq!(read(ListFormat::UnXml, &bytes).unwrap().designations.len(), 4);
    let bytes = samples.bytes("un_list/un_dprk_only_2026-05-08.xml");
    let list = read(ListFormat::UnXml, &bytes).unwrap();
    assert_eq!(list.designations.len(), 155);
    assert_eq!(list.regimes.iter().collect::<Vec<_>>(), ["DPRK"]);
}

#[test]
fn a_file_that_is_not_utf8_is_refused_by_its_byte() {
    let path = "un_list/negative/un_consolidated_2025-08-16_invalid_utf8.xml.gz";
    let Some(samples) = samples() else { return };
    let bytes = samples.bytes(path);
    let error = read(ListFormat::UnXml, &bytes).unwrap_err();
    let ListError::NotUtf8 { offset } = error else { panic!("{error}") };
    assert!(std::str::from_utf8(&bytes[..offset]).is_ok());
    assert!(std::str::from_utf8(&bytes[..=offset]).is_err() && !bytes[offset].is_ascii());
}

fn set<'t>(texts: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// What the built-in list knows and the file does not say in a field: two persons have a second
/// passport and date of birth in their comment alone.
const FROM_COMMENTS: [&str; 2] = ["KPi.016", "KPi.018"];

#[test]
fn the_newest_un_list_says_what_the_built_in_list_says() {
    let Some(samples) = samples() else { return };
    let bytes = samples.bytes("un_list/un_consolidated_2026-05-08.xml");
    let list = read(ListFormat::UnXml, &bytes).unwrap();
    let lists = built_in().unwrap();
    let ours = lists.iter().find(|list| list.id == "un-1718").unwrap();
    let mut wrong = Vec::new();
    let mut differ = |id: &str, what: &str, read: String, ours: String| {
        if read != ours {
            wrong.push(format!("{id} {what}: {read} / built in {ours}"));
        }
    };
    assert_eq!(of_the_dprk(&list).count(), ours.designations().len());
    for (entry, ours) in of_the_dprk(&list).zip(sorted(ours.designations())) {
        assert_eq!(entry.id, ours.id);
        let id = ours.id.as_str();
        differ(id, "name", entry.name.clone(), ours.name.clone());
        let kinds = (format!("{:?}", entry.kind), format!("{:?}", ours.kind));
        differ(id, "kind", kinds.0, kinds.1);
        differ(id, "aliases", aliases(entry), aliases(ours));
        let days = |entry: &Designation| format!("{:?} {:?}", entry.listed_on, entry.amended_on);
        differ(id, "days", days(entry), days(ours));
        let texts = |texts: &[String]| format!("{:?}", set(texts.iter().map(String::as_str)));
        differ(id, "original script", texts(&entry.original_script), texts(&ours.original_script));
        differ(id, "nationalities", texts(&entry.nationalities), texts(&ours.nationalities));
        differ(id, "identifiers", identifiers(entry), identifiers(ours));
        differ(id, "address", countries(entry), countries(ours));
        if FROM_COMMENTS.contains(&id) {
            let born = &ours.birth_dates;
            assert!(entry.birth_dates.iter().all(|date| born.contains(date)), "{id}");
            continue;
        }
        differ(id, "birth dates", texts(&entry.birth_dates), texts(&ours.birth_dates));
        differ(id, "documents", documents(entry), documents(ours));
        for document in entry.documents.iter().filter(|document| document.country.is_some()) {
            let known = ours.documents.iter().find(|ours| ours.number == document.number);
            assert_eq!(known.unwrap().country, document.country, "{id}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn sorted(entries: &[Designation]) -> Vec<&Designation> {
    let mut entries: Vec<&Designation> = entries.iter().collect();
    entries.sort_by(|left, right| left.id.cmp(&right.id));
    entries
}

fn aliases(entry: &Designation) -> String {
    let all: BTreeSet<String> = entry
        .aliases
        .iter()
        .map(|alias| format!("{} {:?} {}", alias.name, alias.quality, alias.former))
        .collect();
    format!("{all:?}")
}

fn documents(entry: &Designation) -> String {
    let all: BTreeSet<String> = entry
        .documents
        .iter()
        .map(|document| format!("{:?} {}", document.r#type, document.number))
        .collect();
    format!("{all:?}")
}

/// Telephone numbers and the like stand in comments in too many ways to be read.
fn identifiers(entry: &Designation) -> String {
    let all: BTreeSet<String> = entry
        .identifiers
        .iter()
        .filter(|found| ["imo_company", "swift"].contains(&found.r#type.as_str()))
        .map(|found| format!("{} {}", found.r#type, found.value))
        .collect();
    format!("{all:?}")
}

fn countries(entry: &Designation) -> String {
    let all: BTreeSet<Option<&str>> =
        entry.addresses.iter().map(|address| address.country.as_deref()).collect();
    format!("{all:?}")
}

#[test]
fn the_lists_of_ofac_are_read_whole() {
    let Some(samples) = samples() else { return };
    let sdn = samples.bytes("lists_other/ofac_2021-07/sdn.csv.gz");
    let alt = samples.bytes("lists_other/ofac_2021-07/alt.csv.gz");
    let add = samples.bytes("lists_other/ofac_2021-07/add.csv.gz");
    let rulebook = Rulebook::built_in().unwrap();
    let input = ListInput { main: &sdn, alt: Some(&alt), add: Some(&add) };
    let trio = read_list(ListFormat::OfacSdn, &input, &rulebook.countries).unwrap();
    assert_eq!(trio.faults, []);
    let joined = [sdn.as_slice(), &alt, &add].concat();
    assert_eq!(read(ListFormat::OfacSdn, &joined).unwrap().designations, trio.designations);
    let kinds = |list: &ReadList| {
        [
            DesignationKind::Person,
            DesignationKind::Entity,
            DesignationKind::Vessel,
            DesignationKind::Aircraft,
        ]
        .map(|kind| count(list, kind))
    };
    assert_eq!(kinds(&trio), [4620, 3673, 406, 277]);
    assert!(with(&trio, |entry| !entry.aliases.is_empty()) >= 4_139);
    // Two more have the word "undetermined" alone.
    assert_eq!(with(&trio, |entry| !entry.addresses.is_empty()), 6_577);
    for (name, counts, facts) in [
        ("2019-01_sdn", [3845, 2994, 323, 217], [3662, 928, 316, 1731]),
        ("2021-07/sdn", [4620, 3673, 406, 277], [4428, 1191, 399, 2759]),
        ("2023-01_sdn", [5890, 4575, 685, 293], [5761, 1399, 678, 4209]),
    ] {
        let bytes = samples.bytes(&format!("lists_other/ofac_{name}.csv.gz"));
        let list = read(ListFormat::OfacSdn, &bytes).unwrap();
        assert_eq!(list.faults, [], "{name}");
        assert_eq!(kinds(&list), counts, "{name}");
        let read = [
            with(&list, |entry| !entry.birth_dates.is_empty()),
            with(&list, has_passport),
            with(&list, |entry| entry.imo.is_some()),
            with(&list, |entry| !entry.linked_to.is_empty()),
        ];
        assert_eq!(read, facts, "{name}");
        assert!(list.regimes.iter().any(|regime| regime.starts_with("DPRK")), "{name}");
        assert!(list.regimes.iter().all(|regime| !regime.contains([']', '['])), "{name}");
    }
}

fn with(list: &ReadList, has: fn(&Designation) -> bool) -> usize {
    list.designations.iter().filter(|entry| has(entry)).count()
}

fn has_passport(entry: &Designation) -> bool {
    entry.documents.iter().any(|document| document.r#type == IdentifierType::Passport)
}

#[test]
fn the_example_of_the_house_format_is_read() {
    let page = include_str!("../../docs/WATCHLISTS.md");
    let example = page.split("```csv\n").nth(1).unwrap().split("```").next().unwrap();
    let list = read(ListFormat::Csv, example.as_bytes()).unwrap();
    assert_eq!((list.faults.len(), list.designations.len()), (0, 2), "{:?}", list.faults);
    let person = list.designations.first().unwrap();
    assert_eq!(person.addresses.first().unwrap().country.as_deref(), Some("CN"));
    assert_eq!((person.aliases.len(), person.documents.len()), (2, 1));
}

/// A small file of each form, to be damaged.
const WHOLE: [(ListFormat, &str); 4] = [
    (
        ListFormat::UnXml,
        "<?xml version='1.0'?><CONSOLIDATED_LIST dateGenerated='2026-01-02'><ENTITIES><ENTITY>\
         <FIRST_NAME>BORIM (BR) &amp; (박석; \"B\")</FIRST_NAME><REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>\
         <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><LISTED_ON>2020-02-03</LISTED_ON><COMMENTS1>IMO 5571322</COMMENTS1>\
         </ENTITY></ENTITIES></CONSOLIDATED_LIST>",
    ),
    (
        ListFormat::Ftm,
        "{\"id\":\"S\",\"schema\":\"Sanction\",\"properties\":{\"entity\":[\"N\"],\"listingDate\":[\"2020\"]}}\n\
         {\"id\":\"N\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Borim\"],\"country\":[\"kp\"]}}\n",
    ),
    (
        ListFormat::Csv,
        "kind,name,birth_date,identifiers,imo\nperson,Pak,6 May 1960,passport=1/KP,9020003\nentity,\"B\",1960..1962,tax=2,\n",
    ),
    (
        ListFormat::OfacSdn,
        "37,\"PAK, So\",\"individual\",\"DPRK\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 06 May 1960; Passport 1 (Korea, North).\"\n\
         37,1,\"aka\",\"PARK, So\",-0- \n37,1,\"1 Road\",\"X\",\"China\",-0- \n\u{1a}",
    ),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_refused_or_read_in_part(
        form in 0..WHOLE.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), "[<>&;,\"'(){}\\[\\]a)=/0-9é박\u{0}-]{0,4}"), 0..6),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        static RULEBOOK: LazyLock<Arc<Rulebook>> =
            LazyLock::new(|| Rulebook::built_in().unwrap());
        let (format, text) = WHOLE[form];
        let mut bytes = text.as_bytes().to_vec();
        for (at, change) in changes {
            let at = at.index(bytes.len());
            bytes.splice(at..=at, change.bytes());
            bytes.push(b' ');
        }
        if byte > 200 {
            bytes.truncate(cut.index(bytes.len()));
        }
        if byte < 20 {
            let at = cut.index(bytes.len());
            bytes[at] = byte.wrapping_add(200);
        }
        let _ = detect_format(&bytes);
        if let Ok(list) = read_list(format, &ListInput::one(&bytes), &RULEBOOK.countries) {
            prop_assert!(!list.designations.is_empty());
            let ids: BTreeSet<&str> = list.designations.iter().map(|entry| entry.id.as_str()).collect();
            prop_assert_eq!(ids.len(), list.designations.len());
        }
    }
}
