//! `POST /v1/classifications`

use serde_json::{Value, json};

use crate::support::app::TestApp;

const CLASSIFICATIONS: &str = "/v1/classifications";

/// A code, a day, and the commodities with their standing.
type Boundary = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Codes at the edges of the lists, the day, and what each is then.
const BOUNDARIES: &[Boundary] = &[
    ("7201", "2018-01-01", &[("iron", "violation")]),
    ("720310", "2018-01-01", &[("iron", "violation")]),
    ("720211", "2018-01-01", &[("iron", "suspicion")]),
    ("720260", "2018-01-01", &[("iron", "suspicion"), ("nickel", "violation")]),
    ("721420", "2018-01-01", &[("iron", "suspicion")]),
    ("721911", "2018-01-01", &[("iron", "suspicion")]),
    ("720421", "2018-01-01", &[("iron", "suspicion")]),
    ("730890", "2018-01-01", &[("iron", "suspicion")]),
    ("2704", "2018-01-01", &[("coal", "suspicion")]),
    ("2703", "2018-01-01", &[("coal", "suspicion")]),
    ("2702", "2018-01-01", &[("coal", "violation")]),
    ("2708", "2018-01-01", &[]),
    ("260120", "2018-01-01", &[("iron_ore", "suspicion")]),
    ("710812", "2018-01-01", &[("gold", "violation")]),
    ("710691", "2018-01-01", &[("silver", "violation")]),
    ("711319", "2018-01-01", &[("gold", "suspicion")]),
    ("711291", "2018-01-01", &[("gold", "suspicion")]),
    ("711890", "2018-01-01", &[("gold", "suspicion")]),
    ("282300", "2018-01-01", &[]),
    ("810820", "2018-01-01", &[]),
    ("282530", "2018-01-01", &[]),
    ("720292", "2018-01-01", &[("iron", "suspicion")]),
    ("261590", "2018-01-01", &[("vanadium_ore", "suspicion")]),
    ("261510", "2018-01-01", &[]),
    ("280530", "2018-01-01", &[("rare_earth_minerals", "suspicion")]),
    ("284610", "2018-01-01", &[("rare_earth_minerals", "suspicion")]),
    (
        "253090",
        "2017-12-21",
        &[("earth_and_stone", "suspicion"), ("rare_earth_minerals", "suspicion")],
    ),
    (
        "253090",
        "2017-12-22",
        &[("earth_and_stone", "violation"), ("rare_earth_minerals", "suspicion")],
    ),
    ("740811", "2017-01-01", &[("copper", "violation")]),
    ("251910", "2018-01-01", &[("earth_and_stone", "violation")]),
    ("810411", "2018-01-01", &[]),
    ("250410", "2018-01-01", &[("earth_and_stone", "violation")]),
    ("380110", "2018-01-01", &[]),
    ("230120", "2018-01-01", &[("seafood", "suspicion")]),
    ("150410", "2018-01-01", &[("seafood", "suspicion")]),
    ("051191", "2018-01-01", &[("seafood", "suspicion")]),
    ("121120", "2017-12-22", &[("food_agricultural", "violation")]),
    ("121221", "2018-01-01", &[("food_agricultural", "violation")]),
    ("890800", "2017-12-22", &[("vessels", "violation")]),
    ("282110", "2018-01-01", &[]),
    ("261900", "2018-01-01", &[]),
    ("670419", "2018-01-01", &[]),
    ("261100", "2018-01-01", &[]),
];

fn classify(app: &TestApp, body: &Value) -> Value {
    app.post(CLASSIFICATIONS, body).expect(200)
}

/// Commodity, standing and source of each.
fn named(answer: &Value) -> Vec<(String, String, String)> {
    let text = |found: &Value, member: &str| found[member].as_str().unwrap().to_owned();
    answer["commodities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (text(found, "commodity"), text(found, "standing"), text(found, "source")))
        .collect()
}

fn expect(answer: &Value, expected: &[(&str, &str, &str)], agreement: &str) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(id, standing, source)| {
            ((*id).to_owned(), (*standing).to_owned(), (*source).to_owned())
        })
        .collect();
    assert_eq!(named(answer), expected, "{answer}");
    assert_eq!(answer["agreement"], agreement, "{answer}");
}

#[test]
fn code_and_description_each_name_goods_and_are_compared() {
    let app = TestApp::spawn();
    let coal = ("coal", "violation");
    for (body, expected, agreement) in [
        (
            json!({"description": "Anthracite, washed"}),
            vec![(coal.0, coal.1, "description")],
            "one_sided",
        ),
        (json!({"hs_code": "2701.11"}), vec![(coal.0, coal.1, "hs_code")], "one_sided"),
        (
            json!({"description": "Anthracite", "hs_code": "270111"}),
            vec![(coal.0, coal.1, "both")],
            "agree",
        ),
        (
            json!({"description": "Anthracite briquettes", "hs_code": "2704"}),
            vec![(coal.0, coal.1, "both")],
            "disagree",
        ),
        (
            json!({"description": "Metallurgical coke", "hs_code": "2704"}),
            vec![("coal", "suspicion", "both")],
            "agree",
        ),
        (json!({"description": "Office chairs", "hs_code": "940139"}), vec![], "agree"),
        (json!({"description": "Copper sulphate"}), vec![], "one_sided"),
    ] {
        expect(&classify(&app, &body), &expected, agreement);
    }
}

#[test]
fn every_boundary_question_is_answered_as_the_fact_sheet_settles_it() {
    let app = TestApp::spawn();
    let by_code =
        |code: &str, day: &str| named(&classify(&app, &json!({"hs_code": code, "as_of": day})));
    for (code, day, expected) in BOUNDARIES {
        let found = by_code(code, day);
        let found: Vec<_> =
            found.iter().map(|(id, standing, _)| (id.as_str(), standing.as_str())).collect();
        assert_eq!(found, *expected, "{code} on {day}");
    }
}

#[test]
fn a_part_of_a_line_is_settled_by_the_description() {
    let app = TestApp::spawn();
    let standing = |description: &str, code: &str| {
        let answer = classify(&app, &json!({"description": description, "hs_code": code}));
        named(&answer)
            .into_iter()
            .map(|(id, standing, _)| format!("{id} {standing}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(standing("Vanadium ore", "261590"), ["vanadium_ore violation"]);
    assert_eq!(standing("Tantalum ore, coltan", "261590"), Vec::<String>::new());
    assert_eq!(standing("Platinum ore", "261690"), Vec::<String>::new());
    assert_eq!(standing("Gold ore", "261690"), ["gold violation"]);
    assert_eq!(standing("Bronze statue", "830629"), ["statues violation"]);
    assert_eq!(standing("Wooden statue", "442019"), ["statues violation", "wood violation"]);
}

#[test]
fn a_code_of_another_edition_is_read_and_said_to_be_one() {
    let app = TestApp::spawn();
    let detail = |code: &str, day: &str| {
        let body = json!({"description": "Wooden statue", "hs_code": code, "as_of": day});
        classify(&app, &body)["commodities"].to_string()
    };
    assert!(detail("442010", "2023-01-01").contains("until 2021-12-31 only"));
    assert!(!detail("442010", "2021-12-31").contains("only"));
    assert!(detail("442019", "2019-01-01").contains("from 2022-01-01 only"));
}

#[test]
fn look_alikes_markup_and_odd_letters_hide_nothing() {
    let app = TestApp::spawn();
    for text in [
        "Anthrасite соal",
        "ＡＮＴＨＲＡＣＩＴＥ ＣＯＡＬ",
        "anthra\u{ad}cite co\u{200b}al",
        "<b>Anthra</b>cite&nbsp;<i>co</i>al",
        "🔥🔥 anthracite coal 🚢",
        "𝐀𝐧𝐭𝐡𝐫𝐚𝐜𝐢𝐭𝐞 coal",
        "a n t h r a c i t e",
        "&#65;nthracite",
    ] {
        let answer = classify(&app, &json!({"description": text}));
        assert_eq!(named(&answer).first().map(|found| found.0.as_str()), Some("coal"), "{text}");
    }
    let long = format!("{} anthracite", "very fine goods ".repeat(600));
    let answer = classify(&app, &json!({"description": long}));
    assert_eq!(answer["commodities"][0]["commodity"], "coal");
}

#[test]
fn arms_and_goods_that_cannot_be_told_are_said_to_be_so() {
    let app = TestApp::spawn();
    let answer = classify(&app, &json!({"hs_code": "930190"}));
    assert_eq!((answer["arms"]["standing"].as_str(), named(&answer).len()), (Some("violation"), 0));
    for body in [
        json!({"hs_code": "26"}),
        json!({"description": "mineral powder"}),
        json!({"hs_code": "9999"}),
    ] {
        let answer = classify(&app, &body);
        assert!(answer["undecidable"].is_string(), "{body}: {answer}");
    }
}

#[test]
fn faults_are_named_in_one_answer() {
    let app = TestApp::spawn();
    let body = json!({"desription": "coal", "hs_code": "27O1", "as_of": "yesterday"});
    let problem = app.post(CLASSIFICATIONS, &body).expect(422);
    let pointers: Vec<_> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["pointer"].as_str().unwrap())
        .collect();
    assert_eq!(pointers, ["/desription", "/hs_code", "/as_of"]);
    app.post(CLASSIFICATIONS, &json!({})).expect(422);
    app.post(CLASSIFICATIONS, &json!({"description": "x".repeat(10_001)})).expect(422);
    app.post(&format!("{CLASSIFICATIONS}?as_of=2017-01-01"), &json!({"description": "coal"}))
        .expect(422);
}
