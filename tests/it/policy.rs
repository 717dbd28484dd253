//! What an operator tightens: read strictly at start, said in each finding it moves, named in the basis.

use assay::service::DEFAULT_ORGANISATION;
use assay::storage::Store;
use assay_core::Knowledge;
use assay_core::digest::sha256;
use serde_json::{Value, json};

use crate::support::app::{SHIPMENTS, TestApp};
use crate::support::database::TestDatabase;
use crate::support::process::Assay;

const POLICY: &str =
    "[other_law]\n\"us-caatsa-321\" = \"review\"\n[standing]\n\"coal.2704\" = \"violation\"\n";
const CONTENT: &str =
    "{\"other_law\":{\"us-caatsa-321\":\"review\"},\"standing\":{\"coal.2704\":\"violation\"}}";

/// Coke, which one list alone reads as coal.
fn coke() -> Value {
    json!({"dates": {"loading": "2018-05-10", "arrival": "2018-05-20"},
        "items": [{"description": "Metallurgical coke", "hs_code": "2704", "country_of_origin": "KP"}]})
}

fn of_kind<'s>(screening: &'s Value, kind: &str) -> Vec<&'s Value> {
    let findings = screening["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["kind"] == kind).collect()
}

/// Screens one record on the command line.
fn screened(assay: &Assay, arguments: &[&str], record: &Value) -> Value {
    let arguments: Vec<&str> = ["screen", "-"].iter().chain(arguments).copied().collect();
    let output = assay.run_with_input(&arguments, record.to_string().as_bytes());
    let line = std::str::from_utf8(&output.stdout).unwrap();
    serde_json::from_str::<Value>(line).unwrap()["screening"].clone()
}

#[test]
fn an_open_line_is_a_violation_where_the_operator_says_so() {
    let assay = Assay::new();
    let plain = screened(&assay, &[], &coke());
    assert_eq!(plain["verdict"], "review");
    assert_eq!(plain["basis"]["policy"], sha256([&b"{}"[..]]));
    assay.write("policy.toml", POLICY);
    let tightened = screened(&assay, &["--policy", "policy.toml"], &coke());
    assert_eq!(tightened["verdict"], "prohibited");
    assert_eq!(tightened["basis"]["policy"], sha256([CONTENT.as_bytes()]));
    let ban = of_kind(&tightened, "commodity_ban")[0];
    assert_eq!(ban["measure"]["id"], "unscr-2371-8");
    assert_eq!(ban["reason"], "policy_tightens");
    assert_eq!(of_kind(&plain, "commodity_ban")[0]["reason"], "open_line");
    // Another line of the same commodity stays what it is, and so does a record without a tie.
    let mut peat = coke();
    peat["items"] = json!([{"description": "Peat", "hs_code": "2703", "country_of_origin": "KP"}]);
    assert_eq!(screened(&assay, &["--policy", "policy.toml"], &peat)["verdict"], "review");
    let mut free = coke();
    free["items"][0]["country_of_origin"] = json!("PL");
    assert_eq!(screened(&assay, &["--policy", "policy.toml"], &free)["verdict"], "clear");
}

#[test]
fn a_slip_of_the_country_code_is_held_whatever_the_policy() {
    let assay = Assay::new();
    assay.write("policy.toml", POLICY);
    let mut slip = coke();
    slip["parties"] = json!([{"role": "seller", "name": "Daehan Coke", "country": "KR"}]);
    slip["country_of_export"] = json!("KR");
    let screening = screened(&assay, &["--policy", "policy.toml"], &slip);
    assert_eq!(screening["verdict"], "review");
    assert_eq!(of_kind(&screening, "commodity_ban")[0]["reason"], "likely_slip");
}

#[test]
fn a_notice_of_other_law_is_held_or_blocked_where_the_operator_says_so() {
    let assay = Assay::new();
    let record = json!({"items": [{"hs_code": "940161", "country_of_origin": "KP"}], "country_of_destination": "US"});
    for (word, outcome, verdict) in
        [("review", "suspicion", "review"), ("violation", "violation", "prohibited")]
    {
        assay.write("policy.toml", format!("[other_law]\n\"us-caatsa-*\" = \"{word}\"\n"));
        let screening = screened(&assay, &["--policy", "policy.toml"], &record);
        assert_eq!(screening["verdict"], verdict);
        for finding in of_kind(&screening, "other_law") {
            // The text alone names the rule.
            let caatsa = finding["explanation"].as_str().unwrap().contains("us-caatsa-321");
            let (outcome, reason) =
                if caatsa { (outcome, "policy_tightens") } else { ("notice", "other_law_speaks") };
            assert_eq!(finding["outcome"], outcome);
            assert_eq!(finding["reason"], reason);
            assert_eq!(finding["measure"], Value::Null);
        }
    }
}

#[test]
fn a_policy_is_named_by_flag_variable_or_key() {
    let assay = Assay::new();
    assay.write("policy.toml", POLICY);
    assay.write("assay.toml", "policy = \"policy.toml\"\n");
    assert_eq!(screened(&assay, &[], &coke())["verdict"], "prohibited");
    assay.write("none.toml", "");
    assert_eq!(screened(&assay, &["--policy", "none.toml"], &coke())["verdict"], "review");
    assay.write("assay.toml", "");
    assay.write("record.json", coke().to_string());
    let mut command = assay.command(&["screen", "record.json"]);
    let output = command.env("ASSAY_POLICY", "policy.toml").output().unwrap();
    assert_eq!(output.status.code(), Some(20));
}

#[test]
fn a_policy_that_loosens_or_names_the_unknown_ends_the_start() {
    let assay = Assay::new();
    assay.write(
        "policy.toml",
        "[other_law]\nus-caatsa-322 = \"review\"\nsg-trade = \"notice\"\n[standing]\n\"coal.2799\" = \"violation\"\n",
    );
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["screen", "-"]] {
        let arguments: Vec<&str> =
            command.iter().chain(&["--policy", "policy.toml"]).copied().collect();
        let output = assay.run(&arguments);
        assert_eq!(output.status.code(), Some(2));
        let problem = String::from_utf8(output.stderr).unwrap();
        for part in
            ["policy.toml", "us-caatsa-322", "sg-trade", "never loosens", "coal.2799", "2704"]
        {
            assert!(problem.contains(part), "{part} in {problem}");
        }
    }
    let output = assay.run(&["screen", "-", "--policy", "absent.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("absent.toml"));
}

#[test]
fn the_service_says_keeps_and_applies_its_policy() {
    let database = TestDatabase::sqlite_without_tables();
    let url = database.url().to_owned();
    let app = TestApp::spawn_under(database, POLICY);
    let screening = app.post(SHIPMENTS, &coke()).expect(201);
    assert_eq!(screening["verdict"], "prohibited");
    let in_force = app.get("/v1/rulebook").expect(200)["policy"].clone();
    assert_eq!(in_force["digest"], screening["basis"]["policy"]);
    assert_eq!(in_force["content"], serde_json::from_str::<Value>(CONTENT).unwrap());
    let digest = in_force["digest"].as_str().unwrap();
    let kept =
        Store::open(&url).unwrap().find_basis(DEFAULT_ORGANISATION, digest).unwrap().unwrap();
    assert_eq!((kept.kind.as_str(), kept.content.as_str()), ("policy", CONTENT));
    let knowledge = Knowledge::built_in().unwrap();
    let read =
        assay_core::policy::Policy::from_content(&kept.content, &knowledge.rulebook).unwrap();
    assert_eq!(read.digest(), digest);
}

#[test]
fn without_a_policy_nothing_is_tightened() {
    let app = TestApp::spawn();
    let in_force = app.get("/v1/rulebook").expect(200)["policy"].clone();
    assert_eq!(in_force, json!({"digest": sha256([&b"{}"[..]]), "content": {}}));
    assert_eq!(app.screen_shipment(&coke())["basis"]["policy"], in_force["digest"]);
}

#[test]
fn the_policies_in_the_documents_can_be_used() {
    for file in ["README.md", "docs/OPERATIONS.md"] {
        let text = crate::support::repository::text(file);
        let policies: Vec<&str> = text
            .split("```toml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .filter(|block| block.contains("[other_law]"))
            .collect();
        assert!(!policies.is_empty(), "{file}");
        for policy in policies {
            let knowledge = Knowledge::built_in().unwrap().with_policy(policy);
            assert_ne!(knowledge.unwrap().policy.content(), "{}", "{file}");
        }
    }
}
