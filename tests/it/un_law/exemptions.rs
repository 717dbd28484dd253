//! Conditions of exemptions, what would meet them, and claims that do not fit.

use serde_json::{Value, json};

use super::{condition, exemption, finding, shipment};

fn rajin_coal(loading: &str, documents: &Value) -> Value {
    json!({
        "dates": {"loading": loading, "arrival": loading},
        "country_of_origin": "RU", "country_of_destination": "KR",
        "items": [{"hs_code": "270112", "description": "Coking coal"}],
        "documents": documents,
        "transport": {"mode": "sea", "voyage": [{"event": "loading", "location": {"unlocode": "KPRJN"}}]}
    })
}

#[test]
fn a_paper_of_the_confirming_state_confirms_the_origin() {
    let paper = |kind: &str, country: &str, origin: &str| json!([{"type": kind, "country": country, "date": "2018-05-01", "states_origin": origin}]);
    let cases = [
        ("2018-05-10", paper("certificate_of_origin", "RU", "RU"), "met"),
        ("2018-05-10", paper("mine_certificate", "RU", "RU"), "met"),
        ("2018-05-10", paper("committee_notification", "RU", "RU"), "met"),
        // Not the exporting State, not one of the papers, no word on origin, no paper at all.
        ("2018-05-10", paper("certificate_of_origin", "KR", "RU"), "unknown"),
        ("2018-05-10", paper("invoice", "RU", "RU"), "unknown"),
        ("2018-05-10", json!([{"type": "mine_certificate", "country": "RU"}]), "unknown"),
        ("2018-05-10", json!([]), "unknown"),
        // Before 2371 it is the procuring State.
        ("2017-05-10", paper("certificate_of_origin", "KR", "RU"), "met"),
        ("2017-05-10", paper("certificate_of_origin", "RU", "RU"), "unknown"),
    ];
    for (loading, documents, expected) in cases {
        let judgement = shipment(&rajin_coal(loading, &documents));
        let ban = finding(&judgement, "commodity_ban");
        let found = condition(ban, "rajin_transit_coal", "origin_confirmed");
        assert_eq!(found["status"], expected, "{loading} {documents}");
    }
}

#[test]
fn a_paper_that_states_the_dprk_denies_the_confirmation() {
    let documents = json!([
        {"type": "certificate_of_origin", "country": "RU", "states_origin": "RU"},
        {"type": "mine_certificate", "country": "KP", "states_origin": "KP"}
    ]);
    let mut record = rajin_coal("2018-05-10", &documents);
    record["exemption_claims"] = json!([{"exemption": "rajin_transit_coal"}]);
    let judgement = shipment(&record);
    let ban = finding(&judgement, "commodity_ban");
    let found = condition(ban, "rajin_transit_coal", "origin_confirmed");
    assert_eq!(found["status"], "unmet");
    assert_eq!(ban["outcome"], "violation");
}

#[test]
fn an_open_condition_says_what_would_meet_it() {
    let judgement = shipment(&rajin_coal("2018-05-10", &json!([])));
    let ban = finding(&judgement, "commodity_ban");
    let met = condition(ban, "rajin_transit_coal", "foreign_origin");
    assert_eq!(met["status"], "met");
    assert_eq!(met["met_by"], Value::Null);
    let notice = &condition(ban, "rajin_transit_coal", "committee_notified")["met_by"];
    assert_eq!(notice["documents"], json!(["committee_notification"]));
    assert_eq!(notice["state"], "exporting");
    assert_eq!(notice["issued_by"], "RU");
    assert_eq!(notice["by"], "2018-05-10");
    // Before 2371 the procuring State tells the Committee.
    let judgement = shipment(&rajin_coal("2017-05-10", &json!([])));
    let ban = finding(&judgement, "commodity_ban");
    let notice = &condition(ban, "rajin_transit_coal", "committee_notified")["met_by"];
    assert_eq!(notice["state"], "procuring");
    assert_eq!(notice["issued_by"], "KR");
}

#[test]
fn with_a_listed_party_no_trade_is_for_livelihood() {
    for (seller, status, outcome) in [
        ("Green Pine Associated Corporation", "unmet", "violation"),
        ("Dandong Hai Trading", "unknown", "exemption"),
    ] {
        let judgement = shipment(&json!({
            "dates": {"loading": "2016-06-10", "arrival": "2016-06-20"}, "country_of_origin": "KP",
            "items": [{"hs_code": "260111"}], "parties": [{"role": "seller", "name": seller}]
        }));
        let ban = finding(&judgement, "commodity_ban");
        assert_eq!(ban["outcome"], outcome, "{seller}");
        let reason = if outcome == "exemption" { "exemption_may_apply" } else { "in_force" };
        assert_eq!(ban["reason"], reason, "{seller}");
        for id in ["livelihood_purpose", "no_prohibited_revenue"] {
            assert_eq!(condition(ban, "livelihood", id)["status"], status, "{seller} {id}");
        }
    }
}

#[test]
fn a_claim_that_does_not_fit_is_answered_with_the_reason() {
    let cases = [
        ("260111", "2018-05-10", "rajin_transit_coal", "coal of foreign origin alone"),
        ("7201", "2016-06-10", "rajin_transit_coal", "coal of foreign origin alone"),
        ("270112", "2017-08-20", "wind_down", "Chinese practice"),
        ("270112", "2017-08-20", "livelihood", "ended the livelihood exemption"),
        ("270112", "2016-12-10", "livelihood", "condition inside the cap"),
        ("270112", "2016-06-10", "coal_cap", "came with paragraph 26"),
        ("270112", "2018-05-10", "coal_cap", "ended the cap"),
        ("260111", "2017-05-10", "coal_cap", "for coal alone"),
        ("710812", "2016-06-10", "livelihood", "knows no exemption for gold"),
        ("261400", "2018-05-10", "committee_approval", "knows no exemption for gold"),
        ("0303", "2018-05-10", "food_or_medicine", "armed forces"),
        ("2603", "2018-05-10", "livelihood", "never existed for other goods"),
        ("2603", "2023-05-10", "humanitarian_carve_out", "Resolution 2664"),
        ("2603", "2017-05-10", "committee_approval", "resolution 2321 paragraph 46:"),
        ("2603", "2017-10-10", "committee_approval", "resolution 2375 paragraph 26:"),
        ("2603", "2018-05-10", "committee_approval", "resolution 2397 paragraph 25:"),
        ("2603", "2018-05-10", "hydropower_project", "joint ventures alone"),
    ];
    for (hs_code, day, claim, reason) in cases {
        let judgement = shipment(&json!({
            "dates": {"loading": day, "arrival": day}, "country_of_origin": "KP",
            "items": [{"hs_code": hs_code}], "exemption_claims": [{"exemption": claim}]
        }));
        let found = exemption(finding(&judgement, "commodity_ban"), claim);
        let detail = found["conditions"][0]["detail"].as_str().unwrap();
        assert_eq!(found["status"], "unmet", "{hs_code} {day} {claim}");
        assert!(detail.contains(reason), "{hs_code} {day} {claim}: {detail}");
    }
}
