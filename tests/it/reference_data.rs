//! The rulebook's facts against the published tables they were taken from, and ordinary places of the
//! world against the rulebook. The tables are large and not ours to keep: the folder that
//! `ASSAY_TEST_DATA` names holds them, and without it these tests are left out.

use std::collections::HashSet;

use assay_core::record::Location;
use assay_core::rulebook::Rulebook;
use assay_core::text::rows;
use assay_core::watchlist::built_in;

use crate::support::samples::samples;

fn inside<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("<{tag}>"))?;
    Some(rest.split_once(&format!("</{tag}>"))?.0)
}

#[test]
fn the_built_in_list_has_every_entry_of_the_published_one_with_its_day_and_aliases() {
    let Some(samples) = samples() else { return };
    let xml = samples.text("un_list/un_dprk_only_2026-05-08.xml");
    let lists = built_in().unwrap();
    let list = lists.iter().find(|list| list.id == "un-1718").unwrap();
    let mut entries = 0;
    for entry in xml.split("<DATAID>").skip(1) {
        let reference = inside(entry, "REFERENCE_NUMBER").unwrap().trim();
        let ours = list.designations().iter().find(|ours| ours.id == reference);
        let ours = ours.unwrap_or_else(|| panic!("{reference} is not built in"));
        assert_eq!(
            ours.listed_on.unwrap().to_string(),
            inside(entry, "LISTED_ON").unwrap(),
            "{reference}"
        );
        let split = |text: &str| text.replace("&amp;", "&").replace(['’', '‘'], "'");
        for alias in entry.split("<ALIAS_NAME>").skip(1) {
            let alias = split(alias.split_once("</ALIAS_NAME>").unwrap().0);
            // A field that holds several names is split in ours; each of them is tested there.
            let several = [';', '(', '\n', ':', '"', '“'].iter().any(|sign| alias.contains(*sign));
            let found = list.find_name(&alias).iter().any(|hit| hit.designation.id == reference);
            assert!(several || found, "{reference}: {alias}");
        }
        entries += 1;
    }
    assert_eq!(entries, list.designations().len());
}

#[test]
fn every_hs_line_stands_in_the_nomenclature() {
    let Some(samples) = samples() else { return };
    let table = samples.text("hs/hs2022.csv");
    let codes: HashSet<String> =
        rows(&table).unwrap().map(|row| row.unwrap().fields[1].to_owned()).collect();
    let rulebook = Rulebook::built_in().unwrap();
    // 4420.10 is the code of before 2022, kept for shipments of that time.
    let before_2022 = ["442010"];
    let mut looked_up = 0;
    for commodity in &rulebook.commodities {
        for line in &commodity.lines {
            for code in line.hs.split('-') {
                let known = codes.contains(code) || before_2022.contains(&code);
                assert!(known, "{}: {}", commodity.id, line.hs);
                looked_up += 1;
            }
        }
    }
    assert!(looked_up >= 100, "only {looked_up} codes");
}

/// The names of the world's sea ports, each with its country.
fn ports(table: &str) -> Vec<(String, String)> {
    let rows = rows(table).unwrap().skip(1).map(|row| row.unwrap().fields);
    rows.filter(|row| row[0].len() == 2).map(|row| (row[0].to_owned(), row[2].to_owned())).collect()
}

#[test]
fn no_port_of_another_country_is_read_as_one_of_the_dprk() {
    let Some(samples) = samples() else { return };
    let table = samples.text("unlocode/seaports_world.csv");
    let rulebook = Rulebook::built_in().unwrap();
    let mut ports_read = 0;
    let mut mistaken = Vec::new();
    for (country, name) in ports(&table).iter().filter(|(country, _)| country != "KP") {
        for stated in [Some(country), None] {
            let location = Location {
                name: Some(name.clone()),
                country: stated.cloned(),
                ..Location::default()
            };
            let place = rulebook.gazetteer.read_location(Some(&location), &rulebook.countries);
            if place.is_dprk() || place.contradicted {
                mistaken.push(format!("{name}, {country} (country stated: {})", stated.is_some()));
            }
        }
        ports_read += 1;
    }
    assert!(ports_read > 10_000, "{ports_read}");
    assert_eq!(mistaken, Vec::<String>::new());
}

#[test]
fn every_unlocode_of_the_dprk_is_read_as_one() {
    let Some(samples) = samples() else { return };
    let table = samples.text("unlocode/all_KP.csv");
    let rulebook = Rulebook::built_in().unwrap();
    let mut read = 0;
    for row in rows(&table).unwrap().skip(1) {
        let code: String = row.unwrap().fields.iter().take(2).collect();
        let location = Location { unlocode: Some(code.clone()), ..Location::default() };
        let place = rulebook.gazetteer.read_location(Some(&location), &rulebook.countries);
        assert!(place.is_dprk() && place.place.is_some(), "{code}");
        read += 1;
    }
    assert!(read >= 10, "only {read} codes");
}
