//! Every reason of the closed list is shown by some record: of the corpus, or a small one here for what the corpus has
//! no story of.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay::service::{ListFile, with_file};
use assay_core::clearance::{Clearance, Clearances, party_key};
use assay_core::judgement::{Judgement, Reason};
use assay_core::record::Kind;
use assay_core::screening::{judge, read};
use assay_core::watchlist::{Allowance, Authority, ListFormat, ListIdentity, Watchlist};
use assay_core::{Knowledge, Reference};
use serde_json::{Value, json};

use super::{JUDGED, KNOWLEDGE};
use crate::support::app::now;

fn reasons(judgement: &Judgement) -> BTreeSet<Reason> {
    judgement.findings.iter().map(|finding| finding.reason).collect()
}

fn judged(record: &Value, reference: &Reference<'_>) -> Judgement {
    let kind = if record.get("items").is_some() { Kind::Shipment } else { Kind::Company };
    let read = read(kind, record.to_string().as_bytes(), reference)
        .unwrap_or_else(|error| panic!("{record}: {error:?}"));
    judge(&read, reference, now().date_naive()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// Goods of the DPRK: of the code, loaded on the day.
fn of_dprk(hs_code: &str, loading: &str) -> Value {
    json!({"items": [{"hs_code": hs_code, "country_of_origin": "KP"}],
        "dates": {"loading": loading, "arrival": loading}})
}

/// Chairs with something more.
fn chairs_with(member: &str, value: &Value) -> Value {
    let mut record = crate::support::record::chairs("PO-1");
    record[member] = value.clone();
    record
}

fn with_vessel(vessel: &Value) -> Value {
    chairs_with("transport", &json!({"mode": "sea", "vessel": vessel}))
}

/// A firm of Finland with somebody or some body tied to it.
fn firm_with(member: &str, value: &Value) -> Value {
    json!({"name": "Vantage Point Furniture Oy", "country": "FI", member: [value]})
}

fn director(mut person: Value) -> Value {
    person["role"] = json!("director");
    firm_with("people", &person)
}

/// Records of goods and journeys.
fn shipments() -> Vec<(Reason, Value)> {
    let mut later = of_dprk("841370", "2017-12-01");
    later["dates"] = json!({"loading": "2017-12-01"});
    let mut undecidable = of_dprk("2603", "2018-05-10");
    undecidable["items"][0] = json!({"description": "mineral powder", "country_of_origin": "KP"});
    let mut bought = of_dprk("940161", "2018-05-10");
    bought["payment"] = json!({"method": "letter_of_credit"});
    let mut reversed = of_dprk("270111", "2018-05-10");
    reversed["dates"]["arrival"] = json!("2018-05-01");
    let to_dprk = json!({"items": [{"description": "Toys", "hs_code": "950300"}],
        "country_of_origin": "CN", "country_of_destination": "KP", "dates": {"loading": "2017-01-10", "arrival": "2017-01-20"}});
    let ship_to_dprk = json!({"items": [{"description": "Barge", "hs_code": "890190"}],
        "country_of_origin": "CN", "country_of_destination": "KP", "dates": {"loading": "2017-01-10", "arrival": "2017-01-20"}});
    vec![
        (Reason::OpenMeasure, ship_to_dprk),
        (Reason::AdoptionDay, of_dprk("2614", "2016-03-02")),
        (Reason::LaterRule, later),
        (Reason::GoodsUndecidable, undecidable),
        (Reason::BoundForDprk, to_dprk),
        (Reason::FinanceBehindTrade, bought),
        (Reason::DatesReversed, reversed),
        (Reason::OriginNotStated, json!({"items": [{"hs_code": "270111"}]})),
        (Reason::SourceNotStated, json!({"items": [{"hs_code": "620342"}]})),
        (Reason::AmbiguousCountry, chairs_with("country_of_origin", &json!("Korea"))),
        (
            Reason::AmbiguousPlace,
            json!({"items": [{"hs_code": "270111", "place_of_extraction": "Anju"}]}),
        ),
        (Reason::AmbiguousAside, chairs_with("country_of_destination", &json!("Korea"))),
    ]
}

const GREEN_PINE: &str = "Green Pine Associated Corporation";

/// Records of companies, by those who are tied to them.
fn companies() -> Vec<(Reason, Value)> {
    let owner = json!({"role": "owner", "name": "Kim Un Ha", "nationality": "KP"});
    let worker = json!({"role": "employee", "name": "Yun Ho-jin", "birth_date": "1944-10-13"});
    let customer = json!({"relation": "customer", "name": "Ponghwa Works", "country": "KP"});
    let holder = json!({"relation": "shareholder", "name": GREEN_PINE, "share_percent": 30.0});
    let paper = json!({"type": "invoice", "states_origin": "KP"});
    let mut aged = director(json!({"name": "Yun Ho-jin"}));
    aged["options"] = json!({"as_of": "2020-01-01"});
    vec![
        (Reason::DprkOwner, firm_with("people", &owner)),
        (Reason::TieTold, firm_with("people", &worker)),
        (Reason::DprkPartner, firm_with("affiliations", &customer)),
        (Reason::SharesHold, firm_with("affiliations", &holder)),
        (Reason::DprkOriginOnPaper, firm_with("documents", &paper)),
        (Reason::NoUsableName, json!({"name": "Co., Ltd.", "country": "FI"})),
        (Reason::AsOfGiven, aged),
    ]
}

/// Records of names that are on a list or near to one.
fn names() -> Vec<(Reason, Value)> {
    let southern = |name: &str| director(json!({"name": name, "nationality": "KR"}));
    let born = |name: &str| director(json!({"name": name, "birth_date": "1944-10-13"}));
    let near = "Koera Minning Development Trading Corp.";
    let post = json!({"role": "signatory", "name": "Ri Pyong Chul", "nationality": "KP",
        "position": "First Vice Director of the Workers' Party of Korea Munitions Industry Department"});
    let mut listed_ship = with_vessel(&json!({"name": "CHONG BONG"}));
    listed_ship["country_of_export"] = json!("KP");
    vec![
        (Reason::PostAgrees, chairs_with("parties", &json!([post]))),
        (Reason::WholeNameElsewhere, json!({"name": GREEN_PINE, "country": "BR"})),
        (Reason::WholeNameAlone, director(json!({"name": "Yun Ho-jin"}))),
        (Reason::WholeNameOtherNationality, southern("Yun Ho-jin")),
        (Reason::SpellingOtherNationality, southern("Yoon Hojin")),
        (Reason::OtherSpelling, json!({"name": "Green Pyne Asociated Corporation"})),
        (Reason::NearName, director(json!({"name": "Yun Ho-jxn"}))),
        (Reason::NearNameAgrees, born("Yun Ho-jxn")),
        (Reason::NearNameOtherNationality, southern("Yun Ho-jxn")),
        (Reason::NearNameElsewhere, json!({"name": near, "country": "BR"})),
        (Reason::WeakName, json!({"name": "KOMID"})),
        (Reason::ShipNameTied, listed_ship),
        (Reason::ShipName, with_vessel(&json!({"name": "CHONG BONG"}))),
        (Reason::NearShipName, with_vessel(&json!({"name": "CHONG BONGG"}))),
    ]
}

const HOUSE: &str = "id,kind,name,identifiers,imo\n\
    h1,entity,Blue Kite Metals Trading Ltd,,\n\
    h2,vessel,Silver Heron Nine,mmsi=440176000,9020003\n";

/// Knowledge with a list of its own.
fn with_house(authority: Option<Authority>) -> Knowledge {
    let (bytes, format) = (HOUSE.as_bytes(), ListFormat::Csv);
    let file = ListFile { list: "ours", bytes, format, authority, is_default: None };
    with_file(&KNOWLEDGE, &file, now().date_naive(), 20).unwrap()
}

/// What other lists, an operator's policy and clearances make.
fn by_other_knowledge() -> Vec<(Reason, Value, Knowledge)> {
    let plain = || Knowledge::built_in().unwrap();
    let kite = json!({"name": "Blue Kite Metals Trading Limited"});
    let tightened = plain().with_policy("[standing]\n\"coal.2704\" = \"violation\"\n").unwrap();
    let quiet = with_house(None).with_policy("[watchlists]\nours = \"notify\"\n").unwrap();
    let allowance = Some(Allowance { max_days: 1, checked_on: None });
    let list =
        |versions: &[_], identity| Watchlist::of(&identity, versions, &plain().rulebook.names);
    let own = KNOWLEDGE.list("un-1718").unwrap();
    let old = Arc::new(list(own.versions(), own.identity()).allowing(allowance));
    let awaited = ListIdentity { id: "awaited".to_owned(), ..own.identity() };
    let awaited = Arc::new(list(&[], awaited).allowing(allowance));
    let by_radio = with_vessel(&json!({"name": "Other Name", "mmsi": "440176000"}));
    vec![
        (Reason::PolicyTightens, of_dprk("2704", "2018-05-10"), tightened),
        (Reason::NoList, kite.clone(), plain().with_lists(Vec::new())),
        (Reason::ListTooOld, kite.clone(), plain().with_lists(vec![Arc::clone(&old)])),
        (Reason::ListMissing, kite.clone(), plain().with_lists(vec![old, awaited])),
        (Reason::ListHolds, kite.clone(), with_house(None)),
        (Reason::ListNotifies, kite, quiet),
        (Reason::RadioIdentity, by_radio, with_house(Some(Authority::Un))),
    ]
}

#[test]
fn every_reason_is_shown_by_some_record() {
    let mut shown: BTreeSet<Reason> = JUDGED.iter().flat_map(|(_, one)| reasons(one)).collect();
    let mut wrong = Vec::new();
    let mut look = |reason: Reason, record: &Value, reference: &Reference<'_>| {
        let found = reasons(&judged(record, reference));
        if !found.contains(&reason) {
            wrong.push(format!("{reason}: {record} shows {found:?}"));
        }
        shown.insert(reason);
    };
    for (reason, record) in shipments().into_iter().chain(companies()).chain(names()) {
        look(reason, &record, &KNOWLEDGE.reference());
    }
    for (reason, record, knowledge) in by_other_knowledge() {
        look(reason, &record, &knowledge.reference());
    }
    let komid = KNOWLEDGE.list("un-1718").unwrap().find_id("KPe.001").unwrap();
    let cleared = Clearance {
        id: "1".to_owned(),
        party_key: party_key("KOMID"),
        country: None,
        birth_date: None,
        designation: "un-1718:KPe.001".to_owned(),
        entry_digest: komid.facts_digest(),
        expires_on: None,
        author: "J. Lee".to_owned(),
        reason: "Another registration.".to_owned(),
        cleared_on: now().date_naive(),
    };
    let clearances = Clearances::new(&[cleared]);
    let reference = Reference { clearances: &clearances, ..KNOWLEDGE.reference() };
    look(Reason::Cleared, &json!({"name": "KOMID"}), &reference);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let absent: Vec<Reason> =
        Reason::ALL.iter().copied().filter(|reason| !shown.contains(reason)).collect();
    assert_eq!(absent, [], "no record shows them");
}
