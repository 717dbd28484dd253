//! What holds for every shipment, tried on shipments put together at random: a tie to the DPRK more
//! never makes a verdict milder, the order of lines and parties never moves one, and any text at all is
//! read without harm.

use assay_core::Knowledge;
use assay_core::judgement::Verdict;
use assay_core::record::Kind;
use assay_core::screening::{judge, read};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::sync::LazyLock;

use crate::support::app::now;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::built_in().unwrap());

const COUNTRIES: [&str; 8] = ["KP", "KR", "CN", "RU", "MN", "DE", "unknown", "Korea"];
const ROLES: [&str; 7] = ["seller", "producer", "buyer", "consignee", "carrier", "agent", "bank"];
const NAMES: [&str; 4] =
    ["A trader", "Korea Mining Development Trading Corporation", "Acme GmbH", "朝鲜贸易公司"];
const KINDS: [&str; 5] = ["loading", "discharge", "port_call", "transshipment", "border_crossing"];
const CLAIMS: [&str; 5] =
    ["rajin_transit_coal", "livelihood", "coal_cap", "wind_down", "committee_approval"];
const GOODS: [(&str, &str); 12] = [
    ("Anthracite", "270111"),
    ("Coke", "270400"),
    ("Iron ore fines", "260111"),
    ("Gold jewellery", "711319"),
    ("Frozen squid", "030743"),
    ("Men's trousers", "620342"),
    ("Office chairs", "940139"),
    ("Mineral powder", "2530"),
    ("Pump, stainless steel", "841370"),
    ("Wooden statue", "442019"),
    ("Titanium dioxide", "282300"),
    ("Anthracite briquettes", "270400"),
];
const DAYS: [&str; 8] = [
    "2015-05-01",
    "2016-03-02",
    "2016-12-15",
    "2017-08-05",
    "2017-08-20",
    "2017-12-30",
    "2018-02-01",
    "2026-06-01",
];
const PLACES: [&str; 7] = ["KPNAM", "KPRJN", "CNTSN", "RUVVO", "Nampo", "Pier 7", "KRPUS"];

fn item() -> impl Strategy<Value = Value> {
    (select(&GOODS[..]), any::<(bool, bool)>(), proptest::option::of(select(&COUNTRIES[..])))
        .prop_map(|((description, code), (with_text, with_code), origin)| {
            let mut item = json!({});
            if with_text || !with_code {
                item["description"] = json!(description);
            }
            if with_code {
                item["hs_code"] = json!(code);
            }
            if let Some(origin) = origin {
                item["country_of_origin"] = json!(origin);
            }
            item
        })
}

fn party() -> impl Strategy<Value = Value> {
    (select(&ROLES[..]), select(&NAMES[..]), proptest::option::of(select(&COUNTRIES[..]))).prop_map(
        |(role, name, country)| {
            let mut party = json!({"role": role, "name": name});
            if let Some(country) = country {
                party["country"] = json!(country);
            }
            party
        },
    )
}

fn event() -> impl Strategy<Value = Value> {
    (select(&KINDS[..]), select(&PLACES[..])).prop_map(|(kind, place)| {
        let coded = place.len() == 5 && place.bytes().all(|byte| byte.is_ascii_uppercase());
        let location = if coded { json!({"unlocode": place}) } else { json!({"name": place}) };
        json!({"event": kind, "location": location})
    })
}

fn shipment() -> impl Strategy<Value = Value> {
    (
        proptest::collection::vec(item(), 1..4),
        proptest::collection::vec(party(), 0..4),
        proptest::collection::vec(event(), 0..4),
        proptest::option::of(select(&DAYS[..])),
        proptest::option::of(select(&CLAIMS[..])),
        proptest::option::of(select(&["KP", "PA", "RU"][..])),
    )
        .prop_map(|(items, parties, voyage, day, claim, flag)| {
            let mut record =
                json!({"items": items, "parties": parties, "transport": {"voyage": voyage}});
            if let Some(day) = day {
                record["dates"] = json!({"loading": day, "arrival": day});
            }
            if let Some(claim) = claim {
                record["exemption_claims"] = json!([{"exemption": claim}]);
            }
            if let Some(flag) = flag {
                record["transport"]["vessel"] = json!({"name": "A SHIP", "flag": flag});
            }
            record
        })
}

/// The verdict, and its findings without their places, in an order of their own.
fn judged(record: &Value) -> (Verdict, Vec<String>) {
    let reference = KNOWLEDGE.reference();
    let read = read(Kind::Shipment, record.to_string().as_bytes(), &reference)
        .unwrap_or_else(|error| panic!("{record}: {error:?}"));
    let judgement = judge(&read, &reference, now().date_naive()).unwrap();
    let mut findings: Vec<String> = judgement
        .findings
        .iter()
        .map(|finding| {
            let measure = finding.measure.as_ref().map(|measure| &measure.id);
            let (kind, outcome, nexus) = (finding.kind, finding.outcome, finding.nexus);
            format!("{kind:?} {outcome:?} {measure:?} {:?} {nexus:?}", finding.commodity)
        })
        .collect();
    findings.sort();
    (judgement.verdict, findings)
}

/// A shipment with one more tie to the DPRK.
fn with_tie(record: &Value, tie: usize) -> Value {
    let mut tied = record.clone();
    let push = |list: &mut Value, element: Value| list.as_array_mut().unwrap().push(element);
    match tie {
        0 => tied["country_of_origin"] = json!("KP"),
        // An origin that is stated is not replaced: that would be another fact, not one more.
        1 if tied["items"][0]["country_of_origin"].is_null() => {
            tied["items"][0]["country_of_origin"] = json!("KP");
        }
        2 => tied["items"][0]["place_of_extraction"] = json!("Musan, DPRK"),
        3 => push(
            &mut tied["transport"]["voyage"],
            json!({"event": "loading", "location": {"unlocode": "KPNAM"}}),
        ),
        4 => push(
            &mut tied["parties"],
            json!({"role": "seller", "name": "A Pyongyang trader", "country": "KP"}),
        ),
        1 | 5 => tied["country_of_export"] = json!("KP"),
        _ => tied["transport"]["vessel"] = json!({"name": "A SHIP", "flag": "KP"}),
    }
    tied
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn a_tie_more_never_makes_a_verdict_milder(record in shipment(), tie in 0_usize..7) {
        let (before, _) = judged(&record);
        let tied = with_tie(&record, tie);
        let (after, findings) = judged(&tied);
        prop_assert!(after >= before && after > Verdict::Clear, "{before:?}, then {after:?}: {tied} {findings:?}");
    }

    #[test]
    fn the_order_of_items_and_parties_moves_nothing(record in shipment()) {
        let mut turned = record.clone();
        for list in ["items", "parties"] {
            turned[list].as_array_mut().unwrap().reverse();
        }
        prop_assert_eq!(judged(&record), judged(&turned), "{}", record);
    }

    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,200}", markup in "[<>&;#a-z0-9 /=\"]{0,200}") {
        for text in [text, markup] {
            if text.trim().is_empty() {
                continue;
            }
            judged(&json!({"items": [{"description": text}]}));
        }
    }
}
