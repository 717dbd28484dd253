//! Duties of States as next steps, by day, mode and ship.

use serde_json::{Value, json};

use super::{duties, shipment};

fn codes(record: &Value) -> Vec<String> {
    duties(&shipment(record)).into_iter().map(|(code, _)| code).collect()
}

#[test]
fn next_steps_name_the_duties_of_the_day_and_the_mode() {
    let found = |mode: &str, day: &str| {
        duties(&shipment(&json!({
            "dates": {"loading": day, "arrival": day}, "country_of_origin": "KP",
            "items": [{"hs_code": "261100"}], "transport": {"mode": mode}
        })))
    };
    let inspect = ("inspect_cargo".to_owned(), "unscr-2270-18".to_owned());
    let rail = ("inspect_rail_and_road_cargo".to_owned(), "unscr-2321-21".to_owned());
    assert_eq!(found("rail", "2016-03-01"), []);
    assert_eq!(found("rail", "2016-11-29"), std::slice::from_ref(&inspect));
    assert_eq!(found("rail", "2016-11-30"), [inspect.clone(), rail.clone()]);
    assert_eq!(found("road", "2018-05-10"), [inspect.clone(), rail]);
    assert_eq!(found("sea", "2018-05-10"), [inspect]);
}

#[test]
fn a_ship_suspected_of_banned_carriage_is_seized_in_port() {
    let coal = |day: &str| {
        codes(&json!({
            "dates": {"loading": day, "arrival": day}, "country_of_origin": "KP",
            "items": [{"hs_code": "270112"}], "transport": {"mode": "sea"}
        }))
    };
    assert!(!coal("2017-12-21").contains(&"seize_ship_in_port".to_owned()));
    for code in [
        "seize_ship_in_port",
        "inspect_on_high_seas",
        "send_ship_to_port",
        "deny_port_after_refusal",
    ] {
        assert!(coal("2017-12-22").contains(&code.to_owned()), "{code}");
    }
    assert!(!coal("2017-12-22").contains(&"withhold_ship_services".to_owned()));
}

#[test]
fn a_dprk_ship_loses_her_services_and_a_dprk_aircraft_is_inspected() {
    let ship = codes(&json!({
        "dates": {"loading": "2018-05-10"}, "items": [{"hs_code": "100630"}],
        "transport": {"mode": "sea", "vessel": {"name": "X", "flag": "KP"}}
    }));
    for code in ["check_registration", "withhold_ship_services"] {
        assert!(ship.contains(&code.to_owned()), "{code}");
    }
    let aircraft = codes(&json!({
        "dates": {"loading": "2018-05-10"}, "items": [{"hs_code": "100630"}],
        "transport": {"mode": "air", "aircraft": {"registration": "P-632"}}
    }));
    assert!(aircraft.contains(&"inspect_aircraft".to_owned()));
    assert!(!aircraft.contains(&"seize_ship_in_port".to_owned()));
}

#[test]
fn a_clear_record_names_no_duty_and_a_freeze_its_own_measure() {
    let clear = json!({"country_of_origin": "CN", "items": [{"hs_code": "940310"}],
        "transport": {"mode": "rail"}});
    assert_eq!(codes(&clear), Vec::<String>::new());
    let listed = shipment(&json!({
        "country_of_origin": "CN", "items": [{"hs_code": "940310"}],
        "parties": [{"role": "seller", "name": "Green Pine Associated Corporation"}]
    }));
    let freeze = ("freeze_assets".to_owned(), "unscr-1718-8d".to_owned());
    assert_eq!(duties(&listed), [freeze]);
}
