//! Precision and recall of every typology over the corpus.

use std::collections::BTreeMap;

use assay_core::judgement::Judgement;
use assay_core::rulebook::Typology;

use super::{JUDGED, KNOWLEDGE, shown};

#[derive(Default)]
struct Counts {
    right: u32,
    seen_in_vain: u32,
    overlooked: u32,
    names: Vec<String>,
}

/// Whether a judgement shows a typology: by its evidence, or by a finding that carries it.
fn shows(typology: &Typology, judgement: &Judgement) -> bool {
    let evidence = shown(judgement);
    let kinds: Vec<String> = judgement
        .findings
        .iter()
        .map(|finding| serde_json::to_value(finding.kind).unwrap().as_str().unwrap().to_owned())
        .collect();
    let tells = |finding: &String| {
        // These two say more than the typology: the exemption of Rajin, the slip of KP for KR.
        match typology.id.as_str() {
            "T03" => judgement.findings.iter().any(|finding| {
                finding.exemptions.iter().any(|exemption| {
                    serde_json::to_value(exemption.id).unwrap() == "rajin_transit_coal"
                })
            }),
            "T30" => {
                judgement.findings.iter().any(|finding| finding.explanation.contains("slip of KP"))
            }
            _ => kinds.contains(finding),
        }
    };
    // Two typologies share their signs and differ in whose harbours they speak of.
    if !typology.harbours.is_empty() {
        return judgement.findings.iter().flat_map(|finding| &finding.evidence).any(|fact| {
            let harbour = KNOWLEDGE
                .rulebook
                .origin
                .harbours
                .all()
                .iter()
                .find(|harbour| fact.detail.ends_with(&format!(": {}", harbour.name)));
            typology.signs.iter().any(|sign| sign == fact.kind)
                && harbour.is_some_and(|harbour| typology.harbours.contains(&harbour.country))
        });
    }
    typology.signs.iter().any(|sign| evidence.contains(&sign.as_str()))
        || typology.findings.iter().any(tells)
}

#[test]
fn precision_and_recall_of_every_typology() {
    let mut table: BTreeMap<&str, Counts> = BTreeMap::new();
    for typology in &KNOWLEDGE.rulebook.origin.typologies {
        let counts = table.entry(&typology.id).or_default();
        for (case, judgement) in JUDGED.iter() {
            let is = case.typologies.contains(&typology.id);
            match (is, shows(typology, judgement)) {
                (true, true) => counts.right += 1,
                (false, true) => {
                    counts.seen_in_vain += 1;
                    counts.names.push(format!("+{}", case.id));
                }
                (true, false) => {
                    counts.overlooked += 1;
                    counts.names.push(format!("-{}", case.id));
                }
                (false, false) => {}
            }
        }
    }
    println!("typology  shown and meant  precision  recall");
    for (id, counts) in &table {
        let part = |of: u32| f64::from(counts.right) / f64::from((counts.right + of).max(1));
        println!(
            "{id:8}  {:15}  {:9.3}  {:6.3}",
            counts.right,
            part(counts.seen_in_vain),
            part(counts.overlooked)
        );
        if std::env::var_os("SHOW").is_some() {
            println!("          {}", counts.names.join(" "));
        }
    }
    let (right, overlooked) = table
        .values()
        .fold((0, 0), |(right, none), counts| (right + counts.right, none + counts.overlooked));
    assert!(
        f64::from(right) >= 0.9 * f64::from(right + overlooked),
        "{overlooked} of {right} are overlooked"
    );
}
