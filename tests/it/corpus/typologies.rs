//! The typologies as rules: complete, and each case in their own file shows its sign or does not.

use std::collections::BTreeSet;

use assay_core::judgement::EvidenceKind;
use assay_core::record::Kind;

use super::cases::{Case, Group};
use super::{KNOWLEDGE, judged, shown};

#[test]
fn every_typology_has_its_rule_with_known_signs() {
    let typologies = &KNOWLEDGE.rulebook.origin.typologies;
    let ids: Vec<&str> = typologies.iter().map(|typology| typology.id.as_str()).collect();
    let expected: Vec<String> = (1..=31).map(|number| format!("T{number:02}")).collect();
    assert_eq!(ids, expected);
    let named: BTreeSet<EvidenceKind> =
        typologies.iter().flat_map(|typology| &typology.signs).copied().collect();
    let own_finding =
        [EvidenceKind::StateTradeBody, EvidenceKind::VoyageOrder, EvidenceKind::LoadedAtAnchorage];
    let signs = EvidenceKind::ALL.iter().skip_while(|kind| **kind != EvidenceKind::SiteExtraction);
    for sign in signs.filter(|kind| !kind.answers_signs()) {
        assert!(named.contains(sign) || own_finding.contains(sign), "no typology names {sign}");
    }
}

#[test]
fn the_cases_of_every_typology_hold() {
    let mut wrong = Vec::new();
    let mut without = Vec::new();
    for typology in &KNOWLEDGE.rulebook.origin.typologies {
        let both = [true, false]
            .iter()
            .all(|shows| typology.cases.iter().any(|case| case.shows == *shows));
        if !both {
            without.push(&typology.id);
        }
        for case in &typology.cases {
            let record: serde_json::Value = serde_json::from_str(&case.record)
                .unwrap_or_else(|error| panic!("{}: {}: {error}", typology.id, case.name));
            let judgement = judged(&Case {
                id: format!("{} {}", typology.id, case.name),
                file: String::new(),
                group: Group::LookAlike,
                kind: if record.get("items").is_some() { Kind::Shipment } else { Kind::Company },
                source: String::new(),
                typologies: Vec::new(),
                verdict: String::new(),
                signs: Vec::new(),
                record,
            });
            let shown = shown(&judgement);
            if shown.contains(&case.sign) != case.shows {
                wrong.push(format!(
                    "{} {}: {} {}; shown {shown:?}",
                    typology.id, case.name, case.sign, case.shows
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(without.is_empty(), "without a case that shows it and one that does not: {without:?}");
}
