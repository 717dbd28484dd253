//! What other authorities say of a record: notices that name their law as not the UN's and move no verdict.

use assay_core::Knowledge;
use assay_core::judgement::{Finding, FindingKind, Judgement, Outcome, Pointer, Reason, Verdict};
use assay_core::policy::Policy;
use assay_core::record::Kind;
use assay_core::rulebook::{LinePart, OtherLawCase, Rulebook, Standing, Tie};
use assay_core::screening::{judge, read};
use serde_json::{Value, json};

use crate::support::app::now;

fn judged(kind: Kind, record: &Value, knowledge: &Knowledge) -> Judgement {
    let reference = knowledge.reference();
    let read = read(kind, record.to_string().as_bytes(), &reference)
        .unwrap_or_else(|error| panic!("{record}: {error:?}"));
    judge(&read, &reference, now().date_naive()).unwrap()
}

fn shipment(record: &Value) -> Judgement {
    judged(Kind::Shipment, record, &Knowledge::built_in().unwrap())
}

/// The findings of other law, each by the id of its rule and its pointer.
fn told(judgement: &Judgement) -> Vec<(String, String)> {
    let found = judgement.findings.iter().filter(|finding| finding.kind == FindingKind::OtherLaw);
    found.map(|finding| (id(finding), finding.pointer.to_string())).collect()
}

fn id(finding: &Finding) -> String {
    let rest = finding.explanation.split('(').skip(1);
    let mut ids = rest.filter_map(|rest| rest.split(';').next()).map(str::trim);
    let known = Rulebook::built_in().unwrap();
    ids.find(|id| known.other_law(id).is_some()).unwrap().to_owned()
}

fn ids(judgement: &Judgement) -> Vec<String> {
    told(judgement).into_iter().map(|(id, _)| id).collect()
}

/// The record that a case of the rulebook describes, where its goods can be written with a code.
fn record_of(case: &OtherLawCase, rulebook: &Rulebook) -> Option<Value> {
    let code = match (&case.hs, &case.commodity) {
        (Some(hs), _) => Some(hs.clone()),
        (None, Some(commodity)) => {
            let mut lines = rulebook.commodity(commodity)?.lines.iter();
            let line = lines
                .find(|line| line.part == LinePart::Full && line.standing == Standing::Violation)?;
            line.hs.split('-').next().map(str::to_owned)
        }
        (None, None) => None,
    };
    let has = |tie: Tie| case.ties.contains(&tie);
    let mut record = json!({
        "dates": {"loading": case.on, "arrival": case.on},
        "items": [{"hs_code": code, "description": case.description}],
        "parties": [],
    });
    if has(Tie::Origin) {
        record["country_of_origin"] = json!("KP");
    } else if has(Tie::Territory) {
        record["country_of_export"] = json!("KP");
    }
    if has(Tie::Nationals) || has(Tie::Makers) {
        let role = if has(Tie::Makers) { "manufacturer" } else { "seller" };
        record["parties"] = json!([{"role": role, "name": "Ryongsong General", "country": "KP"}]);
    }
    if has(Tie::Flag) {
        record["transport"] = json!({"vessel": {"name": "Hope", "flag": "KP"}});
    }
    if case.to_dprk {
        record["country_of_destination"] = json!("KP");
        record["country_of_export"] = json!(case.country);
    } else {
        record["country_of_destination"] = json!(case.country);
    }
    Some(record)
}

#[test]
fn every_case_of_the_rulebook_comes_out_on_a_record() {
    let knowledge = Knowledge::built_in().unwrap();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for rule in &knowledge.rulebook.other_law {
        let by_code = !rule.hs.is_empty() || !rule.hs_part.is_empty();
        for case in &rule.cases {
            // Where a rule has codes of its own, a commodity counts on lines without a code alone.
            if case.commodity.is_some() && by_code {
                continue;
            }
            let Some(record) = record_of(case, &knowledge.rulebook) else { continue };
            let found = ids(&judged(Kind::Shipment, &record, &knowledge));
            if found.contains(&rule.id) != case.fires {
                wrong.push(format!("{}: {}: {record} tells {found:?}", rule.id, case.name));
            }
            tried += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 80, "{tried}");
}

#[test]
fn a_notice_names_its_authority_and_the_facts_and_moves_no_verdict() {
    let record = json!({"items": [{"hs_code": "711311", "country_of_origin": "KP"}],
        "parties": [{"role": "buyer", "name": "Meyer GmbH", "address": "Hamburg, Germany"}]});
    let judgement = shipment(&record);
    assert_eq!(judgement.verdict, Verdict::Review);
    let found = judgement.findings.iter().filter(|f| f.kind == FindingKind::OtherLaw);
    for finding in found {
        assert_eq!((finding.outcome, &finding.measure), (Outcome::Notice, &None));
        assert_eq!(finding.reason, Reason::OtherLawSpeaks);
        assert!(finding.explanation.contains(" law, not UN law: "), "{}", finding.explanation);
        assert!(!finding.evidence.is_empty());
    }
    let eu = judgement
        .findings
        .iter()
        .find(|f| f.pointer == "/items/0" && f.kind == FindingKind::OtherLaw);
    let eu = eu.unwrap();
    assert!(eu.explanation.starts_with("European Union law, not UN law"), "{}", eu.explanation);
    let pointers: Vec<Pointer> = eu.evidence.iter().map(|fact| fact.pointer).collect();
    assert_eq!(pointers, ["/items/0/hs_code", "/items/0/country_of_origin", "/parties/0/address"]);
}

#[test]
fn jewellery_wares_and_coin_of_the_dprk_are_told_and_held_wherever_they_go() {
    for (code, description) in [
        ("711319", "Gold rings"),
        ("711419", "Gold plates"),
        ("711890", "Gold coins"),
        ("", "Gold jewellery"),
    ] {
        let mut item = json!({"description": description, "country_of_origin": "KP"});
        if !code.is_empty() {
            item["hs_code"] = json!(code);
        }
        let judgement = shipment(&json!({"items": [item], "country_of_destination": "CN"}));
        assert_eq!(judgement.verdict, Verdict::Review, "{description}");
        let told = ids(&judgement);
        assert!(told.contains(&"eu-2017-1509-10-1-b".to_owned()), "{description}: {told:?}");
    }
}

#[test]
fn titanium_metal_and_vanadium_pentoxide_are_told_as_dual_use_goods() {
    for code in ["810820", "282530"] {
        let from = json!({"items": [{"hs_code": code, "country_of_origin": "KP"}]});
        assert!(ids(&shipment(&from)).contains(&"eu-2017-1509-3-1-c".to_owned()), "{code}");
        let to = json!({"items": [{"hs_code": code}], "country_of_origin": "CN", "country_of_destination": "KP"});
        assert!(ids(&shipment(&to)).contains(&"eu-2017-1509-3-1-c".to_owned()), "{code}");
        let neither = json!({"items": [{"hs_code": code}], "country_of_origin": "CN", "country_of_destination": "DE"});
        assert_eq!(ids(&shipment(&neither)), Vec::<String>::new());
    }
}

#[test]
fn goods_made_by_dprk_nationals_elsewhere_are_told_to_a_buyer_in_the_united_states() {
    let mut record = json!({"items": [{"hs_code": "640399", "country_of_origin": "CN"}],
        "country_of_origin": "CN", "country_of_destination": "US",
        "parties": [{"role": "manufacturer", "name": "Ryongsong Shoes", "nationality": "KP"}]});
    assert!(ids(&shipment(&record)).contains(&"us-caatsa-321".to_owned()));
    assert!(!ids(&shipment(&record)).contains(&"us-eo-13570".to_owned()));
    record["country_of_destination"] = json!("JP");
    assert!(!ids(&shipment(&record)).contains(&"us-caatsa-321".to_owned()));
    record["parties"]
        .as_array_mut()
        .unwrap()
        .push(json!({"role": "buyer", "name": "Acme", "country": "USA"}));
    assert!(ids(&shipment(&record)).contains(&"us-caatsa-321".to_owned()));
}

#[test]
fn a_rule_is_told_once_a_line_or_once_a_record() {
    let item = json!({"hs_code": "940161", "country_of_origin": "KP"});
    let judgement = shipment(&json!({"items": [item, item], "country_of_destination": "US"}));
    let mut told = told(&judgement);
    told.sort();
    let expected = [
        ("us-caatsa-321", "/items/0"),
        ("us-caatsa-321", "/items/1"),
        ("us-eo-13570", "/items/0"),
        ("us-eo-13570", "/items/1"),
        ("us-eo-13810", ""),
    ];
    let expected = expected.map(|(id, pointer)| (id.to_owned(), pointer.to_owned()));
    assert_eq!(told, expected);
}

#[test]
fn what_did_not_exist_on_the_day_asked_for_is_not_told() {
    let record = json!({"items": [{"hs_code": "940161", "country_of_origin": "KP"}],
        "country_of_destination": "SG", "dates": {"arrival": "2017-11-20"}});
    assert!(ids(&shipment(&record)).contains(&"sg-trade".to_owned()));
    let mut early = record.clone();
    early["options"] = json!({"as_of": "2017-11-01"});
    assert!(!ids(&shipment(&early)).contains(&"sg-trade".to_owned()));
}

#[test]
fn companies_are_told_by_their_own_ties() {
    let knowledge = Knowledge::built_in().unwrap();
    let company = |record: Value| ids(&judged(Kind::Company, &record, &knowledge));
    let worker = json!([{"role": "employee", "name": "Ri Chol", "nationality": "KP"}]);
    let maker = json!({"name": "Harbour Foods", "country": "CN", "people": worker});
    assert_eq!(company(maker.clone()), Vec::<String>::new());
    let mut exporter = maker;
    exporter["affiliations"] = json!([{"relation": "customer", "name": "Acme", "country": "US"}]);
    assert_eq!(company(exporter), ["us-caatsa-321"]);
    let partner =
        json!([{"relation": "joint_venture", "name": "Pyongyang Works", "country": "KP"}]);
    let venture = json!({"name": "Meyer GmbH", "country": "DE", "affiliations": partner});
    let told = company(venture);
    assert!(told.contains(&"eu-2017-1509-17".to_owned()), "{told:?}");
    assert_eq!(company(json!({"name": "Onsan Smelting", "country": "US"})), Vec::<String>::new());
}

#[test]
fn no_policy_judges_a_record_milder() {
    let plain = Knowledge::built_in().unwrap();
    let text = "[other_law]\n\"*\" = \"review\"\n\"us-*\" = \"violation\"\n[standing]\n\"coal.2704\" = \"violation\"\n";
    let strict = Knowledge::built_in().unwrap().with_policy(text).unwrap();
    let cases = crate::support::repository::text("tests/fixtures/verdicts.ndjson");
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let kind = if case["kind"] == "company" { Kind::Company } else { Kind::Shipment };
        let before = judged(kind, &case["record"], &plain).verdict;
        let after = judged(kind, &case["record"], &strict).verdict;
        assert!(after >= before, "{line}");
    }
    assert_ne!(plain.policy, strict.policy);
    assert_eq!(*plain.policy, Policy::default());
}
