//! `GET /v1/measures` and `GET /v1/measures/{id}`

use serde_json::Value;

use crate::support::app::TestApp;

fn ids(app: &TestApp, query: &str) -> Vec<String> {
    let items = app.items(&format!("/v1/measures?{query}"));
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_measure_is_listed_with_its_law() {
    let app = TestApp::spawn();
    let items = app.items("/v1/measures");
    let counted = app.get("/v1/rulebook").expect(200)["counts"]["measures"].clone();
    assert_eq!(counted, items.len());
    for item in &items {
        for member in ["id", "resolution", "paragraph", "title", "summary", "url"] {
            assert!(!item[member].as_str().unwrap().is_empty(), "{member} of {item}");
        }
        assert!(!item["sources"].as_array().unwrap().is_empty(), "{item}");
        assert!(!item["periods"].as_array().unwrap().is_empty(), "{item}");
    }
}

#[test]
fn a_day_shows_the_measures_in_force_on_it() {
    let app = TestApp::spawn();
    assert!(ids(&app, "as_of=2006-10-13").is_empty());
    assert!(ids(&app, "as_of=2006-10-14").contains(&"unscr-1718-8d".to_owned()));
    assert!(!ids(&app, "as_of=2017-08-04").contains(&"unscr-2371-8".to_owned()));
    assert!(ids(&app, "as_of=2017-08-05").contains(&"unscr-2371-8".to_owned()));
}

#[test]
fn a_commodity_shows_the_measures_that_name_it() {
    let app = TestApp::spawn();
    assert_eq!(ids(&app, "commodity=coal"), ["unscr-2270-29", "unscr-2321-26", "unscr-2371-8"]);
    assert!(ids(&app, "commodity=coal&as_of=2006-10-14").is_empty());
}

#[test]
fn an_hs_code_shows_the_measures_whose_goods_it_may_name() {
    let app = TestApp::spawn();
    let by_commodity = ids(&app, "commodity=coal");
    for code in ["2701", "2701.11", "27011100.10"] {
        let by_code = ids(&app, &format!("hs_code={code}"));
        assert!(by_commodity.iter().all(|id| by_code.contains(id)), "{code}: {by_code:?}");
    }
    assert!(!ids(&app, "hs_code=940161").contains(&"unscr-2371-8".to_owned()));
}

#[test]
fn a_code_finds_measures_by_their_own_hs_scopes_however_short_it_is() {
    let app = TestApp::spawn();
    for (code, id) in [
        ("93", "unscr-1718-8b"),
        ("930690", "unscr-1718-8b"),
        ("84", "unscr-2397-7"),
        ("8479.89.97", "unscr-2397-7"),
        ("27", "unscr-2371-8"),
        ("26", "unscr-2371-10"),
        ("0303", "unscr-2371-9"),
    ] {
        let found = ids(&app, &format!("hs_code={code}"));
        assert!(found.contains(&id.to_owned()), "{code}: {found:?}");
    }
    assert!(ids(&app, "hs_code=9401").is_empty());
    assert!(!ids(&app, "hs_code=90").contains(&"unscr-2397-7".to_owned()));
}

#[test]
fn day_commodity_and_code_are_asked_together() {
    let app = TestApp::spawn();
    let all = "as_of=2017-08-20&commodity=coal&hs_code=2701";
    assert_eq!(ids(&app, all), ["unscr-2371-8"]);
    let gold = ids(&app, "as_of=2016-06-01&hs_code=7108");
    assert_eq!(gold, ["unscr-2270-30", "unscr-2270-37"]);
    assert!(ids(&app, "as_of=2017-08-20&commodity=coal&hs_code=0303").is_empty());
    assert!(ids(&app, "as_of=2017-12-21&hs_code=8479").is_empty());
    assert_eq!(ids(&app, "as_of=2017-12-22&hs_code=8479"), ["unscr-2397-6", "unscr-2397-7"]);
}

#[test]
fn every_bad_parameter_is_named_in_one_answer() {
    let app = TestApp::spawn();
    let query = "as_of=2017-02-30&commodity=cola&hs_code=2&country=KP";
    let problem = app.get(&format!("/v1/measures?{query}")).problem(422, "invalid_query");
    let errors = problem["errors"].as_array().unwrap().iter();
    let mut named: Vec<&str> = errors.map(|error| error["pointer"].as_str().unwrap()).collect();
    named.sort_unstable();
    assert_eq!(named, ["/as_of", "/commodity", "/country", "/hs_code"]);
}

#[test]
fn measures_are_paged_without_gaps() {
    let app = TestApp::spawn();
    let all = ids(&app, "");
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = app.get(&format!("/v1/measures?limit=7{cursor}")).expect(200);
        let items = page["items"].as_array().unwrap();
        seen.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen, all);
}

#[test]
fn one_measure_is_read_whole() {
    let app = TestApp::spawn();
    let measure = app.get("/v1/measures/unscr-2371-8").expect(200);
    assert_eq!(measure["resolution"], "S/RES/2371 (2017)");
    assert_eq!(measure["paragraph"], "8");
    assert_eq!(measure["adopted_on"], "2017-08-05");
    assert_eq!(measure["periods"][0]["until"], Value::Null);
    let listed = app.items("/v1/measures").into_iter().find(|item| item["id"] == "unscr-2371-8");
    assert_eq!(listed, Some(measure));
}

#[test]
fn an_unknown_measure_is_not_found() {
    let app = TestApp::spawn();
    let problem = app.get("/v1/measures/unscr-9999-1").problem(404, "not_found");
    assert_eq!(problem["instance"], "/v1/measures/unscr-9999-1");
}
