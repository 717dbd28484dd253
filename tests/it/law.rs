//! Every measure, every commodity, every day on which the law changes: the interval table of
//! `tests/fixtures/intervals.csv`, written apart from the rulebook, against the verdicts the service
//! gives. Each commodity is judged on the first and last day of every period of every measure, and on
//! the days beside them, for each tie to the DPRK, with a code and with a description alone.

use std::collections::BTreeSet;

use assay_core::Knowledge;
use assay_core::judgement::{FindingKind, Judgement, NexusKind, Outcome};
use assay_core::record::Kind;
use assay_core::screening::{judge, read};
use assay_core::text::rows;
use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::support::app::now;
use crate::support::repository;

/// A row: the rule for a commodity between two days, and what it lets pass.
struct Row {
    measure: String,
    commodity: String,
    hs: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
    passes: String,
}

impl Row {
    fn holds(&self, commodity: &str, day: NaiveDate) -> bool {
        self.commodity == commodity && self.from <= day && self.until.is_none_or(|last| day <= last)
    }

    /// Whether something the row lets pass may still apply on a day.
    fn may_pass(&self, day: NaiveDate) -> bool {
        match self.passes.split_once(' ') {
            Some((_, last)) => day <= last.parse().unwrap(),
            None => !self.passes.is_empty(),
        }
    }
}

fn table() -> Vec<Row> {
    let text = repository::text("tests/fixtures/intervals.csv");
    rows(&text)
        .unwrap()
        .skip(1)
        .map(|row| {
            let columns = row.unwrap().fields;
            Row {
                measure: columns[0].to_owned(),
                commodity: columns[1].to_owned(),
                hs: columns[2].to_owned(),
                from: columns[3].parse().unwrap(),
                until: (!columns[4].is_empty()).then(|| columns[4].parse().unwrap()),
                passes: columns[5].to_owned(),
            }
        })
        .collect()
}

/// The edges of every row and wind-down, with the days before and after them, and days far outside.
fn days(table: &[Row]) -> BTreeSet<NaiveDate> {
    let mut edges: Vec<NaiveDate> = Vec::new();
    for row in table {
        edges.push(row.from);
        edges.extend(row.until);
        let last = row.passes.split_once(' ').map(|(_, last)| last);
        edges.extend(last.map(|last| last.parse::<NaiveDate>().unwrap()));
    }
    let mut days: BTreeSet<NaiveDate> = edges
        .into_iter()
        .flat_map(|day| [day.pred_opt().unwrap(), day, day.succ_opt().unwrap()])
        .collect();
    for day in ["2006-10-14", "2013-06-01", "2020-02-29", "2026-11-24"] {
        days.insert(day.parse().unwrap());
    }
    days
}

/// Ties to the DPRK, each by itself.
fn ties() -> [(NexusKind, Value); 3] {
    let abroad = |event: &str| json!({"event": event, "location": {"unlocode": "CNTSN"}});
    [
        (NexusKind::Territory, json!({"country_of_origin": "KP"})),
        (
            NexusKind::Nationals,
            json!({"country_of_origin": "CN", "parties": [{"role": "seller", "name": "A trader", "country": "KP"}]}),
        ),
        (
            NexusKind::Flag,
            json!({"country_of_origin": "CN", "transport": {"vessel": {"name": "A SHIP", "flag": "KP"},
                "voyage": [abroad("loading")]}}),
        ),
    ]
}

fn judged(knowledge: &Knowledge, tie: &Value, item: &Value, day: NaiveDate) -> Judgement {
    let mut record = tie.clone();
    record["items"] = json!([item]);
    record["dates"] = json!({"loading": day, "arrival": day});
    let reference = knowledge.reference();
    let record = read(Kind::Shipment, record.to_string().as_bytes(), &reference).unwrap();
    judge(&record, &reference, now().date_naive()).unwrap()
}

/// What a commodity's description is here: the code of the table asks for it where it is a part.
fn item(row: &Row) -> Value {
    let description = match row.commodity.as_str() {
        "statues" => "Bronze statue",
        "vanadium_ore" => "Vanadium ore",
        "rare_earth_minerals" => "Monazite",
        _ => return json!({"hs_code": row.hs}),
    };
    json!({"hs_code": row.hs, "description": description})
}

#[test]
fn every_commodity_meets_the_rule_of_every_day_by_every_tie() {
    let knowledge = Knowledge::built_in().unwrap();
    let table = table();
    let days = days(&table);
    let mut cases = 0;
    let mut wrong = Vec::new();
    let mut commodities = BTreeSet::new();
    for row in &table {
        if !commodities.insert(row.commodity.as_str()) {
            continue;
        }
        for day in &days {
            for (kind, tie) in ties() {
                cases += 1;
                let judgement = judged(&knowledge, &tie, &item(row), *day);
                let found = outcome(&judgement, &row.commodity, kind);
                let expected = expected(&table, &row.commodity, *day, kind);
                if found != expected {
                    let (commodity, tie) = (&row.commodity, kind);
                    wrong.push(format!(
                        "{commodity} on {day} by {tie:?}: {found:?}, not {expected:?}"
                    ));
                }
            }
        }
    }
    assert!(cases > 2_000, "{cases}");
    assert_eq!(commodities.len(), 22);
    assert!(wrong.is_empty(), "{} of {cases}, such as {:#?}", wrong.len(), wrong.iter().take(5));
}

/// The measure and outcome that the table asks for.
fn expected(
    table: &[Row],
    commodity: &str,
    day: NaiveDate,
    tie: NexusKind,
) -> (Option<String>, Outcome) {
    let Some(row) = table.iter().find(|row| row.holds(commodity, day)) else {
        return (None, Outcome::Suspicion);
    };
    let adopted = ["2016-03-02", "2016-11-30", "2017-08-05", "2017-09-11", "2017-12-22"];
    let before = table.iter().find(|row| row.holds(commodity, day.pred_opt().unwrap()));
    let began = adopted.contains(&day.to_string().as_str())
        && before.is_none_or(|before| before.measure != row.measure);
    // The cap counts coal of DPRK origin; here only the tie by territory has it.
    let capped = row.passes == "coal_cap" && tie != NexusKind::Territory;
    let outcome = match (row.may_pass(day) && !capped, began) {
        (true, _) => Outcome::Exemption,
        (false, true) => Outcome::Suspicion,
        (false, false) => Outcome::Violation,
    };
    (Some(row.measure.clone()), outcome)
}

/// The measure and outcome that the judgement gives the goods by a tie.
fn outcome(judgement: &Judgement, commodity: &str, kind: NexusKind) -> (Option<String>, Outcome) {
    let by_tie = || judgement.findings.iter().filter(|finding| finding.nexus == Some(kind));
    let ban = by_tie().find(|finding| {
        finding.kind == FindingKind::CommodityBan && finding.commodity.as_deref() == Some(commodity)
    });
    if let Some(ban) = ban {
        return (ban.measure.as_ref().map(|measure| measure.id.clone()), ban.outcome);
    }
    let outside = by_tie().find(|finding| finding.kind == FindingKind::DprkNexus);
    (None, outside.map_or(Outcome::Notice, |finding| finding.outcome))
}
