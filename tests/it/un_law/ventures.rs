//! Joint ventures and workers: the paragraph of the day, and what is saved.

use serde_json::{Value, json};

use super::{company, exemption, finding, has, shipment};

fn venture(as_of: &str, country: &str, activity: &str) -> Value {
    json!({
        "name": "Yalu Power Works", "country": country,
        "affiliations": [{"relation": "joint_venture", "name": "Sinuiju Works", "country": "KP"}],
        "activities": [{"description": activity}], "options": {"as_of": as_of}
    })
}

#[test]
fn savings_of_joint_ventures_are_listed_and_the_finding_stays_a_suspicion() {
    let judgement = company(&venture("2018-01-09", "CN", "hydroelectric power station"));
    let found = finding(&judgement, "joint_venture");
    assert_eq!(found["outcome"], "suspicion");
    assert_eq!(found["reason"], "shared_ownership");
    assert_eq!(found["measure"]["id"], "unscr-2375-18");
    for (id, status) in [
        ("hydropower_project", "met"),
        ("rajin_khasan_project", "unmet"),
        ("venture_closure", "unknown"),
        ("committee_approval", "unknown"),
    ] {
        assert_eq!(exemption(found, id)["status"], status, "{id}");
    }

    let judgement = company(&venture("2018-01-10", "HK", "trade"));
    let found = finding(&judgement, "joint_venture");
    assert_eq!(exemption(found, "venture_closure")["status"], "unmet");
    assert_eq!(exemption(found, "hydropower_project")["status"], "unmet");
    assert_eq!(judgement["verdict"], "review");
}

#[test]
fn joint_ventures_are_judged_by_the_paragraph_of_the_day() {
    for (day, measure) in [
        ("2017-08-04", Value::Null),
        ("2017-08-05", json!("unscr-2371-12")),
        ("2017-09-10", json!("unscr-2371-12")),
        ("2017-09-11", json!("unscr-2375-18")),
    ] {
        let judgement = company(&venture(day, "CN", "trade"));
        let found = finding(&judgement, "joint_venture");
        assert_eq!(found["measure"].get("id").unwrap_or(&Value::Null), &measure, "{day}");
    }
}

#[test]
fn a_supplier_named_as_a_joint_venture_with_the_dprk_is_held() {
    let record = |name: &str, country: &str, day: &str| {
        json!({
            "dates": {"loading": day, "arrival": day}, "items": [{"hs_code": "940310"}],
            "parties": [{"role": "producer", "name": name, "country": country}]
        })
    };
    for (name, country) in [
        ("Ponghwa Joint Venture Company", "KP"),
        ("DPRK-China Joint Venture Furniture", "CN"),
        ("중국북한 합작회사", "CN"),
        ("朝鲜民主主义人民共和国合营公司", "CN"),
        ("Совместное предприятие КНДР Амур", "RU"),
    ] {
        let judgement = shipment(&record(name, country, "2018-05-10"));
        let found = finding(&judgement, "joint_venture");
        assert_eq!(found["outcome"], "suspicion", "{name}");
        assert_eq!(found["reason"], "venture_by_name", "{name}");
        assert_eq!(found["measure"]["id"], "unscr-2375-18", "{name}");
        assert_eq!(found["pointer"], "/parties/0", "{name}");
        assert_eq!(found["exemptions"].as_array().unwrap().len(), 4, "{name}");
    }
    for (name, country, day) in [
        ("Tianjin Joint Venture Furniture", "CN", "2018-05-10"),
        ("Ponghwa Furniture", "KP", "2018-05-10"),
        ("Ponghwa Joint Venture Company", "KP", "2017-08-04"),
    ] {
        assert!(!has(&shipment(&record(name, country, day)), "joint_venture"), "{name} {day}");
    }
}

#[test]
fn a_producer_of_a_line_can_be_such_a_venture_and_russian_coal_meets_its_saving() {
    let judgement = shipment(&json!({
        "dates": {"loading": "2018-05-10", "arrival": "2018-05-12"}, "country_of_origin": "RU",
        "items": [{"hs_code": "270112", "producer": "DPRK-Russia JV Rasonkontrans"}]
    }));
    let found = finding(&judgement, "joint_venture");
    assert_eq!(found["pointer"], "/items/0");
    let statuses: Vec<&str> = exemption(found, "rajin_khasan_project")["conditions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|condition| condition["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["unknown", "met", "met"]);
}

#[test]
fn workers_are_judged_by_the_paragraph_of_the_day() {
    for (day, measure, status) in [
        ("2017-09-11", "unscr-2375-17", Some("met")),
        ("2017-12-21", "unscr-2375-17", Some("met")),
        ("2017-12-22", "unscr-2397-8", Some("unknown")),
        ("2019-12-22", "unscr-2397-8", Some("unknown")),
        ("2019-12-23", "unscr-2397-8", None),
    ] {
        let judgement = company(&json!({
            "name": "Hunchun Garments", "country": "CN",
            "people": [{"role": "employee", "name": "Kim Un Ha", "nationality": "KP"}],
            "documents": [{"type": "contract", "date": "2016-02-01"}], "options": {"as_of": day}
        }));
        let found = finding(&judgement, "dprk_workers");
        assert_eq!(found["measure"]["id"], measure, "{day}");
        match status {
            Some(status) => {
                assert_eq!(exemption(found, "existing_permit")["status"], status, "{day}");
            }
            None => assert_eq!(found["exemptions"], json!([]), "{day}"),
        }
    }
}

#[test]
fn a_company_named_as_a_joint_venture_with_the_dprk_is_held() {
    let record = |name: &str| json!({"name": name, "country": "CN"});
    let judgement = company(&record("DPRK-China Joint Venture Furniture"));
    let found = finding(&judgement, "joint_venture");
    assert_eq!(found["pointer"], "/name");
    assert_eq!(found["measure"]["id"], "unscr-2375-18");
    assert!(!has(&company(&record("Tianjin Joint Venture Furniture")), "joint_venture"));
}
