//! Tests of the reader of OFAC's list, on rows that are made up.

use super::super::{ListError, ListFormat, ReadList, read_list};
use super::*;
use crate::record::IdentifierType;
use crate::rulebook::Rulebook;
use crate::watchlist::Gender;

const SDN: &str = "36,\"BORIM LINES\",-0- ,\"DPRK4\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\
37,\"PAK, So\",\"individual\",\"NPWMD] [DPRK\",\"Clerk\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 06 May 1960; alt. DOB circa 1961; POB Haeju, Korea, North; nationality Korea, North; Gender Male; Passport PS123 (Korea, North) expires 07 Jun 2022; a.k.a. 'LITTLE, Pak'; Tax ID No. 99 (China); Linked To: BORIM LINES.\"\r\n\
38,\"BORIM 1\",\"vessel\",\"DPRK4\",-0- ,\"HMAB\",\"General Cargo\",-0- ,-0- ,\"Korea, North\",\"Borim Lines\",\"Vessel Registration Identification IMO 9020003 (Russia); MMSI 445000001; f.k.a. 'BORA'.\"\r\n\
39,\"P-001\",\"aircraft\",\"DPRK4\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Aircraft Tail Number P-001.\"\r\n\u{1a}";
const ALT: &str = "37,1,\"aka\",\"PARK, So\",-0- \r\n38,2,\"fka\",\"BORA 2\",-0- \r\n99,3,\"aka\",\"X\",-0- \r\n\u{1a}";
const ADD: &str = "36,1,\"1 Mill Road\",\"Dalian\",\"China\",-0- \r\n37,2,-0- ,-0- ,\"Korea, North\",-0- \r\n\u{1a}";

fn read(input: &ListInput<'_>) -> Result<ReadList, ListError> {
    let rulebook = Rulebook::built_in().unwrap();
    read_list(ListFormat::OfacSdn, input, &rulebook.countries)
}

fn trio() -> ReadList {
    let (alt, add) = (Some(ALT.as_bytes()), Some(ADD.as_bytes()));
    read(&ListInput { main: SDN.as_bytes(), alt, add }).unwrap()
}

#[test]
fn the_three_tables_are_one_list() {
    let list = trio();
    let ids: Vec<&str> = list.designations.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["36", "37", "38", "39"]);
    let [company, person, ship, aircraft] = &list.designations[..] else { panic!() };
    assert_eq!(company.kind, DesignationKind::Entity);
    assert_eq!(company.addresses.first().unwrap().country.as_deref(), Some("CN"));
    assert_eq!(person.name, "So PAK");
    let names: Vec<&str> = person.names().collect();
    assert_eq!(names, ["So PAK", "Pak LITTLE", "So PARK"]);
    assert_eq!(person.aliases.first().unwrap().quality, AliasQuality::Low);
    assert_eq!(person.birth_dates, ["1960-05-06", "1961"]);
    assert_eq!(person.nationalities, ["KP"]);
    assert_eq!(person.gender, Some(Gender::Male));
    assert_eq!((person.regime.as_deref(), person.programmes.len()), (Some("DPRK"), 2));
    let passport = person.documents.first().unwrap();
    assert_eq!((passport.r#type, passport.number.as_str()), (IdentifierType::Passport, "PS123"));
    assert_eq!(passport.expires_on.unwrap().to_string(), "2022-06-07");
    assert_eq!(person.linked_to, ["BORIM LINES"]);
    assert_eq!(person.identifiers.first().unwrap().value, "99");
    assert_eq!((ship.kind, ship.imo.as_deref()), (DesignationKind::Vessel, Some("9020003")));
    assert_eq!(ship.countries, ["KP"]);
    assert!(ship.aliases.iter().all(|alias| alias.former) && ship.aliases.len() == 2);
    assert_eq!(aircraft.kind, DesignationKind::Aircraft);
    assert_eq!(list.regimes.iter().cloned().collect::<Vec<_>>(), ["DPRK", "DPRK4", "NPWMD"]);
    assert_eq!(list.faults.len(), 1);
    assert_eq!(list.faults.first().unwrap().place, "alt, line 3");
}

#[test]
fn the_three_files_may_come_as_one_in_any_order() {
    let expected = trio();
    for joined in [format!("{SDN}{ALT}{ADD}"), format!("{ADD}\n{ALT}\n{SDN}")] {
        let read = read(&ListInput::one(joined.as_bytes())).unwrap();
        assert_eq!(read.designations.len(), expected.designations.len());
        let person = |list: &ReadList| list.designations.get(1).cloned();
        assert_eq!(person(&read).unwrap().addresses, person(&expected).unwrap().addresses);
        assert_eq!(read.faults.len(), 1, "{:?}", read.faults);
    }
    let alone = read(&ListInput::one(SDN.as_bytes())).unwrap();
    assert_eq!((alone.designations.len(), alone.faults.len()), (4, 0));
}

#[test]
fn a_row_that_is_none_is_told() {
    let rows = format!(
        "{}\nnot,a,row\n40,too,short\n41,\"A\",\"robot\",,,,,,,,,\n",
        SDN.trim_end_matches('\u{1a}')
    );
    let read = read(&ListInput::one(rows.as_bytes())).unwrap();
    assert_eq!(read.faults.len(), 3, "{:?}", read.faults);
    let error = super::super::read_list(
        ListFormat::OfacSdn,
        &ListInput::one(b"hello"),
        &Rulebook::built_in().unwrap().countries,
    );
    assert!(matches!(error, Err(ListError::NoEntries { .. })));
}

#[test]
fn older_files_are_windows_1252() {
    let mut bytes = SDN.as_bytes().to_vec();
    bytes.splice(4..9, *b"JOS\xc9 ");
    let read = read(&ListInput::one(&bytes)).unwrap();
    assert!(read.designations.first().unwrap().name.starts_with("JOSÉ"));
}
