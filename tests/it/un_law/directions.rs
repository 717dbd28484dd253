//! Gold, credit, arms, and goods to the DPRK.

use serde_json::{Value, json};

use super::{duties, exemption, finding, has, shipment};

#[test]
fn gold_to_or_from_the_dprk_is_held_as_a_transfer_and_never_decides() {
    let record = |hs_code: &str, day: &str| {
        json!({
            "dates": {"loading": day, "arrival": day}, "country_of_destination": "KP",
            "country_of_origin": "AE", "items": [{"hs_code": hs_code}]
        })
    };
    let judgement = shipment(&record("710812", "2017-05-10"));
    let found = finding(&judgement, "gold_transfer");
    assert_eq!(found["outcome"], "suspicion");
    assert_eq!(found["reason"], "gold_moves");
    assert_eq!(found["measure"]["id"], "unscr-2270-37");
    assert_eq!(judgement["verdict"], "review");
    assert!(duties(&judgement).iter().any(|(code, _)| code == "inspect_baggage"));
    assert!(!has(&shipment(&record("710812", "2016-03-01")), "gold_transfer"));
    assert!(!has(&shipment(&record("940310", "2017-05-10")), "gold_transfer"));
    let elsewhere = json!({"country_of_origin": "ZA", "items": [{"hs_code": "710812"}]});
    assert!(!has(&shipment(&elsewhere), "gold_transfer"));
}

#[test]
fn credit_and_insurance_behind_trade_with_the_dprk_are_held() {
    let record = |origin: &str, day: &str| {
        json!({
            "dates": {"loading": day, "arrival": day}, "country_of_origin": origin,
            "items": [{"hs_code": "261100"}], "payment": {"method": "letter_of_credit"},
            "parties": [{"role": "insurer", "name": "Harbour Mutual", "country": "GB"}]
        })
    };
    let judgement = shipment(&record("KP", "2016-11-30"));
    let findings = judgement["findings"].as_array().unwrap().iter();
    let pointers: Vec<&str> = findings
        .filter(|finding| finding["kind"] == "trade_finance")
        .map(|finding| {
            assert_eq!(finding["measure"]["id"], "unscr-2321-32");
            assert_eq!(exemption(finding, "committee_approval")["status"], "unknown");
            finding["pointer"].as_str().unwrap()
        })
        .collect();
    assert_eq!(pointers, ["/parties/0", "/payment"]);
    assert!(!has(&shipment(&record("KP", "2016-11-29")), "trade_finance"));
    assert!(!has(&shipment(&record("CN", "2018-05-10")), "trade_finance"));
}

/// `outcome:measure` of what is said of goods to the DPRK.
fn exports(hs_code: &str, day: &str) -> Vec<String> {
    let judgement = shipment(&json!({
        "dates": {"loading": day, "arrival": day}, "country_of_destination": "KP",
        "country_of_origin": "CN", "items": [{"hs_code": hs_code}]
    }));
    let findings = judgement["findings"].as_array().unwrap().iter();
    let words = findings.filter(|finding| finding["kind"] == "export_to_dprk").map(|finding| {
        let measure = finding["measure"].get("id").and_then(Value::as_str).unwrap_or_default();
        format!("{}:{measure}", finding["outcome"].as_str().unwrap())
    });
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

#[test]
fn ships_and_helicopters_to_the_dprk_are_judged_by_the_day() {
    let cases: [(&str, &str, &[&str]); 6] = [
        ("8901", "2016-11-29", &["suspicion:"]),
        ("8901", "2016-12-05", &["suspicion:unscr-2321-30"]),
        ("8901", "2018-05-10", &["violation:unscr-2397-14", "violation:unscr-2397-7"]),
        ("880211", "2016-12-05", &["suspicion:unscr-2321-30"]),
        ("880211", "2018-05-10", &["suspicion:unscr-2321-30", "violation:unscr-2397-7"]),
        ("8413", "2018-05-10", &["violation:unscr-2397-7"]),
    ];
    for (hs_code, day, expected) in cases {
        assert_eq!(exports(hs_code, day), expected, "{hs_code} {day}");
    }
}

#[test]
fn approval_of_goods_to_the_dprk_must_come_first() {
    for (date, status, outcome) in
        [("2018-04-01", "met", "exemption"), ("2018-05-10", "unmet", "violation")]
    {
        let judgement = shipment(&json!({
            "dates": {"loading": "2018-05-10", "arrival": "2018-05-10"},
            "country_of_destination": "KP", "country_of_origin": "CN",
            "items": [{"hs_code": "8413"}],
            "documents": [{"type": "committee_approval", "date": date}]
        }));
        let found = finding(&judgement, "export_to_dprk");
        assert_eq!(found["outcome"], outcome, "{date}");
        assert_eq!(exemption(found, "committee_approval")["status"], status, "{date}");
    }
}

#[test]
fn spare_parts_of_civil_aircraft_are_let_pass_by_a_person() {
    let judgement = shipment(&json!({
        "country_of_destination": "KP", "country_of_origin": "RU",
        "items": [{"hs_code": "880730", "description": "spare parts for civil passenger aircraft"}]
    }));
    let found = finding(&judgement, "export_to_dprk");
    assert_eq!(found["outcome"], "exemption");
    assert_eq!(judgement["verdict"], "review");
    assert_eq!(exemption(found, "civil_aircraft_spares")["status"], "unknown");
}

#[test]
fn arms_hold_before_2009_and_are_prohibited_after() {
    for (day, outcome) in [
        ("2008-01-01", "suspicion"),
        ("2009-06-11", "suspicion"),
        ("2009-06-12", "violation"),
        ("2016-03-01", "violation"),
        ("2016-03-02", "violation"),
    ] {
        let judgement = shipment(&json!({
            "dates": {"loading": day, "arrival": day}, "country_of_origin": "KP",
            "items": [{"hs_code": "9302"}]
        }));
        assert_eq!(finding(&judgement, "arms")["outcome"], outcome, "{day}");
    }
}
