//! What a match makes: by the authority of its list, its regime, the operator's policy, and what speaks
//! for or against it.

use assay::service::{ListFile, with_file};
use assay_core::Knowledge;
use assay_core::judgement::Judgement;
use assay_core::record::{Kind, Record};
use assay_core::screening::judge;
use assay_core::watchlist::{Authority, ListFormat};
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::support::lists::un_xml;

const HOUSE: &str = "id,kind,name,identifiers,imo\n\
    h1,entity,Blue Kite Metals Trading Ltd,,\n\
    h2,vessel,Silver Heron Nine,mmsi=440176000;call_sign=DSRC7,9020003\n";

fn with(list: &str, bytes: &[u8], format: ListFormat, authority: Option<Authority>) -> Knowledge {
    let file = ListFile { list, bytes, format, authority, is_default: None };
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    with_file(&Knowledge::built_in().unwrap(), &file, today, 20).unwrap()
}

fn judged(kind: Kind, record: &Value, knowledge: &Knowledge) -> Judgement {
    let record = Record::read(kind, record.to_string().as_bytes()).unwrap();
    let record = record.finish(|_| Vec::new()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    judge(&record, &knowledge.reference(), today).unwrap()
}

/// Verdict, kind and outcome of the finding on a listed company of this name.
fn company(name: &str, knowledge: &Knowledge) -> Value {
    let judgement = judged(Kind::Company, &json!({"name": name, "country": "HK"}), knowledge);
    let finding = judgement.findings.iter().find(|finding| finding.designation.is_some());
    let finding = finding.unwrap_or_else(|| panic!("{name} is not found"));
    json!([judgement.verdict, finding.kind, finding.outcome])
}

#[test]
fn only_the_un_s_lists_make_violations_unless_the_operator_says_so() {
    let own = "Blue Kite Metals Trading Limited";
    for (authority, kind) in [
        (None, "house_list"),
        (Some(Authority::House), "house_list"),
        (Some(Authority::Other), "other_law"),
    ] {
        let knowledge = with("ours", HOUSE.as_bytes(), ListFormat::Csv, authority);
        assert_eq!(company(own, &knowledge), json!(["review", kind, "suspicion"]));
    }
    let un = with("ours", HOUSE.as_bytes(), ListFormat::Csv, Some(Authority::Un));
    assert_eq!(company(own, &un), json!(["prohibited", "designated_party", "violation"]));
    for (policy, verdict, outcome) in [
        ("block", "prohibited", "violation"),
        ("review", "review", "suspicion"),
        ("notify", "clear", "notice"),
    ] {
        let text = format!("[watchlists]\nours = \"{policy}\"\n");
        let knowledge = with("ours", HOUSE.as_bytes(), ListFormat::Csv, None);
        let knowledge = knowledge.with_policy(&text).unwrap();
        assert_eq!(company(own, &knowledge), json!([verdict, "house_list", outcome]));
        // A near name is no violation wherever it stands.
        let near = company("Blue Kyte Metals Trading Limited", &knowledge);
        assert_ne!(near[2], "violation");
    }
    let policy = Knowledge::built_in().unwrap().with_policy("[watchlists]\nun-1718 = \"notify\"\n");
    assert!(policy.unwrap_err().to_string().contains("always count in full"));
}

#[test]
fn an_entry_of_another_un_regime_names_it() {
    let entries = [("QDe.999", "Gulf Lantern Relief Foundation", "Al-Qaida", "2003-01-24")];
    let list = un_xml("2026-11-01", &entries);
    let knowledge = with("un-other", &list, ListFormat::UnXml, None);
    let record = json!({"name": "Gulf Lantern Relief Foundation"});
    let judgement = judged(Kind::Company, &record, &knowledge);
    assert_eq!(judgement.verdict.as_str(), "prohibited");
    let finding = judgement.findings.iter().find(|one| one.designation.is_some()).unwrap();
    let measure = finding.measure.as_ref().unwrap();
    assert_eq!(
        (measure.id.as_str(), measure.resolution.as_str()),
        ("un-regime-al-qaida", "Al-Qaida")
    );
}

#[test]
fn a_near_name_holds_and_shows_the_words_that_agree() {
    let knowledge = Knowledge::built_in().unwrap();
    let record = json!({"name": "Koera Minning Development Trading Corp."});
    let judgement = judged(Kind::Company, &record, &knowledge);
    assert_eq!(judgement.verdict.as_str(), "review");
    let found = judgement.matches.iter().find(|one| one.designation.id == "un-1718:KPe.001");
    let tokens = json!(found.unwrap().tokens);
    let reason = |word: &str| {
        let token = tokens.as_array().unwrap().iter().find(|token| token["listed"] == word);
        token.unwrap()["reason"].as_str().unwrap().to_owned()
    };
    assert_eq!(["korea", "mining", "trading"].map(reason), ["one_letter", "one_letter", "equal"]);
}

#[test]
fn a_second_fact_decides_about_a_person() {
    let knowledge = Knowledge::built_in().unwrap();
    // KPi.001 was born on 1944-10-13.
    for (person, outcome) in [
        (json!({"name": "YUN HO-JIN"}), "suspicion"),
        (json!({"name": "Ho-jin Yun", "birth_date": "1944-10-13"}), "violation"),
        (json!({"name": "윤호진", "birth_date": "1944-10-13"}), "violation"),
        (json!({"name": "Yun Ho-jin", "birth_date": "1970-01-02"}), "notice"),
        (json!({"name": "Yun Ho-jin", "nationality": "KR"}), "suspicion"),
        (json!({"name": "Yoon Hojin", "nationality": "KR"}), "notice"),
        (json!({"name": "윤호진", "nationality": "KR"}), "notice"),
        (json!({"name": "Yun Ho-jxn", "nationality": "KR"}), "notice"),
        (json!({"name": "Yun Ho-jxn"}), "suspicion"),
        (json!({"name": "Yun Ho-jxn", "birth_date": "1944-10-13"}), "suspicion"),
    ] {
        let mut director = person.clone();
        director["role"] = json!("director");
        let record = json!({"name": "Vantage Point Furniture Oy", "people": [director]});
        let judgement = judged(Kind::Company, &record, &knowledge);
        let found = judgement.matches.iter().find(|one| one.designation.id == "un-1718:KPi.001");
        let found = found.unwrap_or_else(|| panic!("{person} is not found"));
        assert_eq!(json!(found.outcome), outcome, "{person}");
    }
}

#[test]
fn a_ship_is_known_by_her_number_before_her_name() {
    let house = with("ours", HOUSE.as_bytes(), ListFormat::Csv, Some(Authority::Un));
    for (vessel, outcome) in [
        (json!({"name": "Other Name", "imo": "9020003"}), Some("suspicion")),
        (json!({"name": "Silver Heron Nine"}), Some("suspicion")),
        (json!({"name": "MV Silver Heron Nine"}), Some("suspicion")),
        (json!({"name": "Silver Herron Nine"}), Some("suspicion")),
        (json!({"name": "Silver Heron Nine", "imo": "9074729"}), Some("notice")),
        (json!({"name": "Silver Herron Nine", "imo": "9074729"}), Some("notice")),
        (json!({"name": "Other Name", "mmsi": "440176000"}), Some("suspicion")),
        (json!({"name": "Other Name", "call_sign": "DSRC7"}), Some("suspicion")),
        (json!({"name": "Silver Heron"}), None),
    ] {
        let record = json!({
            "items": [{"description": "oak chairs", "hs_code": "940161", "country_of_origin": "FI"}],
            "transport": {"mode": "sea", "vessel": vessel},
        });
        let judgement = judged(Kind::Shipment, &record, &house);
        let found = judgement.matches.iter().find(|one| one.designation.id == "ours:h2");
        let found = found.map(|one| json!(one.outcome));
        assert_eq!(found, outcome.map(|word| json!(word)), "{vessel}");
    }
}

#[test]
fn a_way_to_reach_a_listed_body_makes_its_short_name_certain() {
    let list = "id,kind,name,identifiers\nh1,entity,Zelvon Ltd,phone=+852 2345 6789;email=desk@zelvon.example\n";
    let knowledge = with("ours", list.as_bytes(), ListFormat::Csv, Some(Authority::Un));
    for (record, outcome) in [
        (json!({"name": "Zelvon Limited"}), "suspicion"),
        (json!({"name": "Zelvon Limited", "phones": ["00852-23456789"]}), "violation"),
        (json!({"name": "Zelvon Limited", "emails": ["sales@zelvon.example"]}), "violation"),
        (json!({"name": "Zelvon Limited", "emails": ["zelvon@gmail.com"]}), "suspicion"),
    ] {
        let judgement = judged(Kind::Company, &record, &knowledge);
        let found = judgement.matches.first().unwrap_or_else(|| panic!("{record}"));
        assert_eq!(json!(found.outcome), outcome, "{record}");
    }
}

#[test]
fn hostile_names_are_judged_in_bounded_time_and_never_hide_a_listed_one() {
    let knowledge = Knowledge::built_in().unwrap();
    let listed = "Korea Mining Development Trading Corporation";
    let filler = "lorem ipsum dolor sit amet ".repeat(150);
    for name in [
        format!("{filler} {listed} {filler}"),
        format!("{listed} {}", "x".repeat(5_000)),
        "(".repeat(3_000) + listed,
        format!("\u{202e}{listed}\u{202c}"),
        listed.replace('o', "о"),
        listed.chars().flat_map(|one| [one, '\u{ad}']).collect(),
        format!("{}{listed}", "Kim ".repeat(30)),
    ] {
        let judgement = judged(Kind::Company, &json!({"name": name}), &knowledge);
        let found = judgement.matches.iter().any(|one| one.designation.id == "un-1718:KPe.001");
        assert!(found, "{name}");
    }
    for name in ["Co., Ltd.", "---", "有限公司", "\u{200b}", "!!!"] {
        let judgement = judged(Kind::Company, &json!({"name": name}), &knowledge);
        assert_eq!(judgement.verdict.as_str(), "review", "{name}");
        assert!(judgement.matches.is_empty(), "{name}");
    }
}
