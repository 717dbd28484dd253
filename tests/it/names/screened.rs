//! The same bars where they count, in screenings: found is in `matches` and at least a suspicion.

use assay::service::{ListFile, with_file};
use assay_core::Knowledge;
use assay_core::judgement::{FindingKind, Judgement, Outcome, Pointer, Verdict};
use assay_core::record::{Kind, Record};
use assay_core::screening::judge;
use assay_core::watchlist::ListFormat;
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::corpus::{Listed, UN_LIST, listed, not_listed, south_koreans};
use super::slips::{self, Random};
use super::{ratio, seeds};
use crate::support::samples::{Samples, samples};

/// People in one record.
const CROWD: usize = 50;

fn knowledge(samples: &Samples) -> Knowledge {
    let xml = samples.text(UN_LIST);
    let file = ListFile {
        list: "un-consolidated",
        bytes: xml.as_bytes(),
        format: ListFormat::UnXml,
        authority: None,
        is_default: None,
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    with_file(&Knowledge::built_in().unwrap(), &file, today, 20).unwrap()
}

fn judged(record: &Value, knowledge: &Knowledge) -> Judgement {
    let record = Record::read(Kind::Company, record.to_string().as_bytes()).unwrap();
    let record = record.finish(|_| Vec::new()).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    judge(&record, &knowledge.reference(), today).unwrap()
}

/// Of names borne by directors of a company, those that match somebody with an outcome at least as
/// given: each name with the entries.
fn alerted(
    names: &[String],
    nationality: Option<&str>,
    least: Outcome,
    knowledge: &Knowledge,
) -> Vec<(String, Vec<String>)> {
    let mut alerted = Vec::new();
    for crowd in names.chunks(CROWD) {
        let people: Vec<Value> = crowd
            .iter()
            .map(|name| {
                let mut person = json!({"role": "director", "name": name});
                if let Some(nationality) = nationality {
                    person["nationality"] = json!(nationality);
                }
                person
            })
            .collect();
        let record = json!({"name": "Vantage Point Furniture Oy", "people": people});
        let judgement = judged(&record, knowledge);
        for (place, name) in crowd.iter().enumerate() {
            let pointer = Pointer::parse(&format!("/people/{place}")).unwrap();
            let of_state = judgement.findings.iter().filter(|finding| {
                finding.kind == FindingKind::StateTradeApparatus
                    && finding.outcome >= least
                    && finding.pointer.is_in(&pointer)
            });
            let of_state = of_state.map(|finding| finding.explanation.clone());
            let entries: Vec<String> = judgement
                .matches
                .iter()
                .filter(|one| one.pointer == pointer && one.outcome >= least)
                .map(|one| one.designation.id.clone())
                .chain(of_state)
                .collect();
            if !entries.is_empty() {
                alerted.push((name.clone(), entries));
            }
        }
    }
    alerted
}

#[test]
fn strangers_and_namesakes_are_let_through() {
    let Some(samples) = samples() else { return };
    let knowledge = knowledge(&samples);
    let mut names = not_listed("people_not_listed.tsv");
    names.truncate(sample(2_000));
    let found = alerted(&names, None, Outcome::Suspicion, &knowledge);
    println!("people on no list: {} of {} to review", found.len(), names.len());
    assert!(found.len() * 500 <= names.len().max(1_000), "{found:?}");
    for (what, names) in south_koreans(sample(2_000), 7) {
        for (nationality, percent) in [(None, 5), (Some("KR"), 2)] {
            let found = alerted(&names, nationality, Outcome::Suspicion, &knowledge);
            println!(
                "South Koreans {what}, nationality {nationality:?}: {} of {} to review",
                found.len(),
                names.len()
            );
            assert!(found.len() * 100 <= names.len() * percent, "{found:?}");
            assert!(alerted(&names, nationality, Outcome::Violation, &knowledge).is_empty());
        }
    }
}

#[test]
fn companies_on_no_list_are_let_through() {
    let Some(samples) = samples() else { return };
    let knowledge = knowledge(&samples);
    let names = not_listed("companies_not_listed.tsv");
    let names = &names[..sample(2_000)];
    let mut found = Vec::new();
    for name in names {
        let judgement = judged(&json!({"name": name}), &knowledge);
        // By any finding: a match, a body of the State trade, a site or a place of the DPRK in the name.
        if judgement.verdict != Verdict::Clear {
            found.push(name);
        }
    }
    println!("companies on no list: {} of {} to review", found.len(), names.len());
    assert!(found.len() * 500 <= names.len().max(1_000), "{found:?}");
}

#[test]
fn listed_names_with_a_wrong_letter_are_held() {
    let Some(samples) = samples() else { return };
    let knowledge = knowledge(&samples);
    let list = listed(&samples.text(UN_LIST));
    let people = list.iter().filter(|entry| entry.id.starts_with("KPi"));
    let (mut asked, mut held) = (0, 0);
    for kind in slips::KINDS {
        for seed in 0..seeds() {
            let queries: Vec<(&Listed, String)> = people
                .clone()
                .map(|entry| {
                    let mut random = Random::of(&entry.id, seed);
                    (entry, slips::slip(&entry.names[0].0, kind, &mut random))
                })
                .collect();
            let names: Vec<String> = queries.iter().map(|(_, name)| name.clone()).collect();
            let found = alerted(&names, None, Outcome::Suspicion, &knowledge);
            asked += queries.len();
            held += queries
                .iter()
                .filter(|(entry, name)| {
                    found.iter().any(|(one, entries)| {
                        one == name && entries.iter().any(|id| id.ends_with(&entry.id))
                    })
                })
                .count();
        }
    }
    println!("DPRK persons with a wrong letter: {:.4} of {asked} held", ratio(held, asked));
    assert!(ratio(held, asked) >= 0.96, "{held} of {asked} are held");
}

/// All of a corpus where it is measured, a tenth in an ordinary test.
fn sample(all: usize) -> usize {
    if seeds() > 2 { all } else { all / 10 }
}
