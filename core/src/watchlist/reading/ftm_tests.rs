//! Tests of the reader of FollowTheMoney entities, on entities that are made up.

use super::super::{ListError, ListFormat, ListInput, ReadList, read_list};
use crate::record::IdentifierType;
use crate::rulebook::Rulebook;
use crate::watchlist::{AliasQuality, DesignationKind};

fn read(lines: &str) -> Result<ReadList, ListError> {
    let rulebook = Rulebook::built_in().unwrap();
    read_list(ListFormat::Ftm, &ListInput::one(lines.as_bytes()), &rulebook.countries)
}

const LINES: &str = r#"{"id":"Q1","schema":"Sanction","properties":{"entity":["NK-1"],"listingDate":["2020-02-03"],"program":["DPRK"],"authorityId":["KPi.901"]}}
{"id":"NK-1","schema":"Person","caption":"x","properties":{"name":["Pak So","박소"],"alias":["Park So"],"weakAlias":["P"],"previousName":["Pak Old"],"birthDate":["1960-05"],"nationality":["kp"],"addressEntity":["A1"],"topics":["sanction"]},"datasets":["x"],"first_seen":"2020-02-03T00:00:00"}
{"id":"P1","schema":"Passport","properties":{"holder":["NK-1"],"number":["PS 123"],"country":["kp"]}}
{"id":"A1","schema":"Address","properties":{"full":["1 Mill Road, Sinuiju"],"country":["kp"]}}
{"id":"NK-2","schema":"Vessel","properties":{"name":["BORIM 1"],"imoNumber":["IMO9020003"],"mmsi":["445000001"],"flag":["kp"]}}
{"id":"O1","schema":"Ownership","properties":{"owner":["NK-1"],"asset":["NK-2"]}}
{"id":"NK-3","schema":"Company","target":false,"properties":{"name":["Bystander Ltd"]}}
{"id":"NK-4","schema":"CryptoWallet","properties":{"publicKey":["1BoRiM"]}}
"#;

#[test]
fn parties_have_their_sanctions_documents_and_addresses() {
    let list = read(LINES).unwrap();
    assert_eq!(list.faults, []);
    let [person, ship, wallet] = &list.designations[..] else { panic!("{:?}", list.designations) };
    assert_eq!((person.id.as_str(), person.data_id.as_deref()), ("KPi.901", Some("NK-1")));
    assert_eq!(person.regime.as_deref(), Some("DPRK"));
    assert_eq!(person.listed_on.unwrap().to_string(), "2020-02-03");
    let names: Vec<&str> = person.names().collect();
    assert_eq!(names, ["Pak So", "박소", "Park So", "Pak Old", "P"]);
    assert!(person.aliases.get(2).unwrap().former);
    assert_eq!(person.aliases.last().unwrap().quality, AliasQuality::Low);
    assert_eq!(
        (&person.birth_dates[..], &person.nationalities[..]),
        (&["1960".to_owned()][..], &["KP".to_owned()][..])
    );
    let passport = person.documents.first().unwrap();
    assert_eq!((passport.r#type, passport.number.as_str()), (IdentifierType::Passport, "PS123"));
    assert_eq!(person.addresses.first().unwrap().country.as_deref(), Some("KP"));
    assert_eq!((ship.kind, ship.imo.as_deref()), (DesignationKind::Vessel, Some("9020003")));
    assert_eq!((wallet.name.as_str(), wallet.identifiers.len()), ("1BoRiM", 1));
    assert_eq!(list.skipped.get("Ownership"), Some(&1));
    assert_eq!(list.skipped.get("no target"), Some(&1));
}

#[test]
fn a_nested_export_is_the_same() {
    let list = read(r#"{"id":"NK-1","schema":"Person","properties":{"name":["Pak So"],"sanctions":[{"id":"Q1","schema":"Sanction","properties":{"entity":["NK-1"],"listingDate":["2020-02-03"],"program":["X","DPRK 1718"]}}],"addressEntity":[{"id":"A1","schema":"Address","properties":{"city":["Sinuiju"],"country":["kp"]}}],"passportEntity":[{"id":"P1","schema":"Passport","properties":{"number":["7"]}}]}}"#).unwrap();
    let person = list.designations.first().unwrap();
    assert_eq!(person.regime.as_deref(), Some("DPRK 1718"));
    assert_eq!(person.programmes, ["X", "DPRK 1718"]);
    assert_eq!(person.addresses.first().unwrap().text, "Sinuiju");
    assert_eq!(person.documents.len(), 1);
}

#[test]
fn a_bad_line_is_told_and_the_others_are_kept() {
    let long = format!("{{\"id\":\"x\",\"schema\":\"{}\"}}", "a".repeat(1 << 20));
    let deep = format!("{{\"id\":{}", "[".repeat(10_000));
    let list = read(&format!(
        "{{\"id\":1}}\n{long}\n\n{deep}\n{LINES}{{\"id\":\"N\",\"schema\":\"Person\"}}\n{{\"cut"
    ))
    .unwrap();
    assert_eq!(list.designations.len(), 3);
    let places: Vec<&str> = list.faults.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!(places, ["line 1", "line 2", "line 4", "line 13", "line 14"]);
    assert!(matches!(read("[]\n{}"), Err(ListError::NoEntries { .. })));
    assert!(matches!(
        read("{\"id\":\"a\",\"schema\":\"Thing\"}"),
        Err(ListError::NoEntries { .. })
    ));
}

#[test]
fn one_reference_of_two_parties_names_neither() {
    let sanction = |number: u8| {
        format!(
            r#"{{"id":"S{number}","schema":"Sanction","properties":{{"entity":["N{number}"],"unscId":["KPe.901"]}}}}
{{"id":"N{number}","schema":"Company","properties":{{"name":["B{number}"]}}}}
"#
        )
    };
    let list = read(&format!("{}{}", sanction(1), sanction(2))).unwrap();
    let ids: Vec<&str> = list.designations.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["N1", "N2"]);
}
