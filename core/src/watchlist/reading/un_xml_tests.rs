//! Tests of the consolidated list's reader, on entries that are made up.

use super::super::{ListError, ListFormat, ListInput, ReadList, read_list};
use crate::rulebook::Rulebook;
use crate::watchlist::{AliasQuality, Designation, DesignationKind, Gender};

fn read(xml: &str) -> Result<ReadList, ListError> {
    let rulebook = Rulebook::built_in().unwrap();
    read_list(ListFormat::UnXml, &ListInput::one(xml.as_bytes()), &rulebook.countries)
}

fn list(entries: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><CONSOLIDATED_LIST dateGenerated='2026-01-02T03:04:05Z'>\
         <INDIVIDUALS>{entries}</INDIVIDUALS></CONSOLIDATED_LIST>"
    )
}

fn person(inner: &str) -> String {
    format!(
        "<INDIVIDUAL><DATAID>7</DATAID><FIRST_NAME>PAK</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>\
         <REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER><LISTED_ON>2020-02-03</LISTED_ON>{inner}</INDIVIDUAL>"
    )
}

fn one(xml: &str) -> Designation {
    let read = read(xml).unwrap();
    assert_eq!(read.faults, [], "{xml}");
    read.designations.into_iter().next().unwrap()
}

#[test]
fn a_person_is_read_with_every_field() {
    let entry = one(&list(
        "<INDIVIDUAL><DATAID>7</DATAID><VERSIONNUM>2</VERSIONNUM>
          <FIRST_NAME>PAK
             </FIRST_NAME><SECOND_NAME>SO&#8217;K</SECOND_NAME><THIRD_NAME>na</THIRD_NAME>
          <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER> KPi.901 </REFERENCE_NUMBER>
          <LISTED_ON>2020-02-03-05:00</LISTED_ON><GENDER>Male</GENDER>
          <NAME_ORIGINAL_SCRIPT>박석</NAME_ORIGINAL_SCRIPT><COMMENTS1>Made &amp; up.</COMMENTS1>
          <INTERPOL_LINK>https://interpol.example/1</INTERPOL_LINK>
          <TITLE><VALUE>Dr</VALUE></TITLE><DESIGNATION><VALUE>Clerk of
             the mill</VALUE></DESIGNATION>
          <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>Atlantis</VALUE></NATIONALITY>
          <LAST_DAY_UPDATED><VALUE>2023-01-01</VALUE><VALUE>2021-01-01</VALUE><VALUE/></LAST_DAY_UPDATED>
          <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Park A; Park B</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>P</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ADDRESS><STREET>1 Mill Road</STREET><CITY>Sinuiju</CITY><COUNTRY>DPRK</COUNTRY><NOTE>until 2019</NOTE></INDIVIDUAL_ADDRESS>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-05-06</DATE></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>
          <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Haeju</CITY><COUNTRY>DPRK</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
          <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>PS 123 (expired)</NUMBER>
            <COUNTRY_OF_ISSUE>RPDC</COUNTRY_OF_ISSUE><DATE_OF_EXPIRY>2024-01-01</DATE_OF_EXPIRY></INDIVIDUAL_DOCUMENT>
          <INDIVIDUAL_DOCUMENT/><SORT_KEY/><SOMETHING_NEW>x</SOMETHING_NEW></INDIVIDUAL>",
    ));
    assert_eq!(entry.name, "PAK SO'K");
    assert_eq!((entry.id.as_str(), entry.kind), ("KPi.901", DesignationKind::Person));
    assert_eq!(entry.regime.as_deref(), Some("DPRK"));
    assert_eq!(entry.listed_on.unwrap().to_string(), "2020-02-03");
    assert_eq!(entry.amended_on.len(), 2);
    assert_eq!(entry.original_script, ["박석"]);
    let aliases: Vec<(&str, AliasQuality)> =
        entry.aliases.iter().map(|alias| (alias.name.as_str(), alias.quality)).collect();
    assert_eq!(
        aliases,
        [("Park A", AliasQuality::Good), ("Park B", AliasQuality::Good), ("P", AliasQuality::Low)]
    );
    assert_eq!(entry.birth_dates, ["1960-05-06", "1961", "1960..1962"]);
    assert_eq!(entry.birth_places, ["Haeju, DPRK"]);
    assert_eq!(entry.nationalities, ["KP"]);
    assert_eq!(entry.posts, ["Clerk of the mill"]);
    assert_eq!(entry.titles, ["Dr"]);
    assert_eq!(entry.gender, Some(Gender::Male));
    let document = entry.documents.first().unwrap();
    assert_eq!((document.number.as_str(), document.country.as_deref()), ("PS123", Some("KP")));
    assert_eq!(document.expires_on.unwrap().to_string(), "2024-01-01");
    let address = entry.addresses.first().unwrap();
    assert_eq!(address.text, "1 Mill Road, Sinuiju (until 2019)");
    assert_eq!(address.country.as_deref(), Some("KP"));
    assert_eq!(entry.note.as_deref(), Some("nationality: Atlantis; Made & up."));
    assert_eq!(entry.links, ["https://interpol.example/1"]);
    assert_eq!((entry.data_id.as_deref(), entry.data_version.as_deref()), (Some("7"), Some("2")));
}

#[test]
fn a_faulty_entry_is_told_and_the_others_are_kept() {
    let nameless = "<INDIVIDUAL><REFERENCE_NUMBER>KPi.902</REFERENCE_NUMBER></INDIVIDUAL>";
    let numberless = "<INDIVIDUAL><DATAID>8</DATAID><FIRST_NAME>RI</FIRST_NAME></INDIVIDUAL>";
    let born = "<INDIVIDUAL_DATE_OF_BIRTH><DATE>1960-02-31</DATE></INDIVIDUAL_DATE_OF_BIRTH>";
    let read = read(&list(&format!("{nameless}\n{numberless}{}", person(born)))).unwrap();
    assert_eq!(read.designations.len(), 1);
    let told: Vec<String> =
        read.faults.iter().map(|fault| format!("{}: {}", fault.place, fault.detail)).collect();
    assert_eq!(
        told,
        [
            "line 1: KPi.902 has no name",
            "line 2: an entry without REFERENCE_NUMBER (DATAID 8)",
            "KPi.901: the date of birth is no date: 1960-02-31"
        ]
    );
}

#[test]
fn an_impossible_day_of_listing_leaves_the_entry_listed() {
    let read = read(&list(&person("").replace("2020-02-03", "2020-02-31"))).unwrap();
    assert_eq!(read.designations.first().unwrap().listed_on, None);
    assert_eq!(read.faults.len(), 1);
}

#[test]
fn nothing_is_unfolded_and_nothing_outside_is_fetched() {
    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"{0}\"><!ENTITY b \"&a;&a;\">]>{1}",
        "a".repeat(1000),
        list(&person("&b;"))
    );
    assert!(matches!(read(&bomb), Err(ListError::DocumentType { offset: 0 })));
    let outside = format!("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">{}", list(&person("")));
    assert!(matches!(read(&outside), Err(ListError::DocumentType { .. })));
    let entity = read(&list(&person("<COMMENTS1>&xxe;</COMMENTS1>"))).unwrap_err();
    assert!(matches!(entity, ListError::UnknownEntity { ref name, .. } if name == "xxe"));
    let nul = read(&list(&person("<COMMENTS1>&#0;</COMMENTS1>")));
    assert!(matches!(nul, Err(ListError::Nul { .. } | ListError::Xml { .. })), "{nul:?}");
}

#[test]
fn broken_files_are_refused_by_what_is_wrong() {
    let whole = list(&person(""));
    for end in [whole.len() - 1, whole.len() - 25, whole.len() / 2, 120] {
        let error = read(&whole[..end]).unwrap_err();
        let told = matches!(error, ListError::Truncated { .. } | ListError::Xml { .. });
        assert!(told, "{end}: {error}");
    }
    let error = read("<html><body/></html>").unwrap_err();
    assert_eq!(error, ListError::WrongRoot { root: "html".to_owned() });
    assert!(matches!(read(&list("")), Err(ListError::NoEntries { .. })));
    assert!(matches!(read("   "), Err(ListError::Empty)));
    assert!(matches!(read(&list(&person("<A></B>"))), Err(ListError::Xml { .. })));
    assert!(matches!(read(&format!("{whole}<A/>")), Err(ListError::Xml { .. })));
    assert!(matches!(read(&list(&person("<A>\0</A>"))), Err(ListError::Nul { .. })));
    let latin = whole.replace("'UTF-8'", "'ISO-8859-1'");
    assert!(matches!(read(&latin), Err(ListError::Encoding { .. })));
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = list(&person(&"<A>".repeat(100_000)));
    assert!(matches!(read(&deep), Err(ListError::TooDeep { .. })));
    let long = list(&person(&format!("<COMMENTS1>{}</COMMENTS1>", "a".repeat(1 << 20))));
    assert!(matches!(read(&long), Err(ListError::TooLong { .. })));
    let wide = list(&person(&"<A/>".repeat(30_000)));
    assert!(matches!(read(&wide), Err(ListError::TooMany { .. })));
    let pieces = list(&person(&format!("<COMMENTS1>{}</COMMENTS1>", "a<!-- -->".repeat(1 << 19))));
    assert!(matches!(read(&pieces), Err(ListError::TooLong { .. })));
}

#[test]
fn an_entity_has_the_numbers_of_its_comment() {
    let entry = one(&list("").replace(
        "</INDIVIDUALS>",
        "</INDIVIDUALS><ENTITIES><ENTITY><FIRST_NAME>BORIM SHIP MANAGEMENT (BSM)</FIRST_NAME>
         <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>
         <LISTED_ON>2020-02-03</LISTED_ON><COMMENTS1>IMO number: 5571322.</COMMENTS1>
         <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>\"BORA\"</ALIAS_NAME></ENTITY_ALIAS>
         <ENTITY_ADDRESS><STATE_PROVINCE>Hong Kong</STATE_PROVINCE><COUNTRY>China</COUNTRY></ENTITY_ADDRESS>
         </ENTITY></ENTITIES>",
    ));
    let names: Vec<&str> = entry.names().collect();
    assert_eq!(names, ["BORIM SHIP MANAGEMENT (BSM)", "BORA", "BORIM SHIP MANAGEMENT", "BSM"]);
    assert!(entry.aliases.first().unwrap().former);
    assert_eq!(entry.identifiers.first().unwrap().value, "5571322");
    assert_eq!(entry.addresses.first().unwrap().country.as_deref(), Some("HK"));
}
