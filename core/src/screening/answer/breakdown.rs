//! What the findings say of each part of a record, so that a caller need not read them all to know what is held.

use std::collections::BTreeMap;

use crate::judgement::{Breakdown, Evidence, Finding, Member, Outcome, Pointer, Step, Verdict, at};
use crate::record::{Company, Record, Shipment};
use crate::rulebook::Weight;

/// Each item, party, ship, affiliate and person, in the order of the contract, with the gravest finding on it. What
/// holds something else, or the record as a whole, comes after them. Findings stand the gravest first.
pub(super) fn breakdown(record: &Record, findings: &[Finding]) -> Vec<Breakdown> {
    let parts = match record {
        Record::Shipment(shipment) => parts_of_shipment(shipment),
        Record::Company(company) => parts_of_company(company),
    };
    let mut gravest: BTreeMap<Pointer, &Finding> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.outcome > Outcome::Notice) {
        for part in parts_spoken_of(finding) {
            gravest.entry(part).or_insert(finding);
        }
    }
    let mut told = Vec::with_capacity(parts.len());
    for (pointer, line) in parts {
        told.push(entry(pointer, line, gravest.remove(&pointer)));
    }
    told.extend(gravest.into_iter().map(|(pointer, finding)| entry(pointer, None, Some(finding))));
    told
}

fn entry(pointer: Pointer, line: Option<String>, finding: Option<&Finding>) -> Breakdown {
    Breakdown {
        pointer,
        line,
        verdict: Verdict::of(finding),
        kind: finding.map(|finding| finding.kind),
        reason: finding.map(|finding| finding.reason),
    }
}

/// The parts that a finding speaks of: the one it stands at; where it stands with the whole record, those too whose
/// facts make it hold.
fn parts_spoken_of(finding: &Finding) -> Vec<Pointer> {
    let mut parts = vec![part_of(&finding.pointer)];
    if finding.pointer.is_root() {
        let weighs = |fact: &&Evidence| fact.weight >= Weight::Moderate;
        let told = finding.evidence.iter().filter(weighs).map(|fact| part_of(&fact.pointer));
        parts.extend(told);
    }
    parts
}

/// The part of a record that a place belongs to.
fn part_of(place: &Pointer) -> Pointer {
    match *place.steps() {
        [Step::Member(section), Step::Element(index), ..] if has_parts(section) => {
            at(section).nth(usize::try_from(index).unwrap_or(usize::MAX))
        }
        [Step::Member(Member::Transport), Step::Member(carrier), ..]
            if matches!(carrier, Member::Vessel | Member::Aircraft) =>
        {
            at(Member::Transport).to(carrier)
        }
        [
            Step::Member(Member::Transport),
            Step::Member(Member::Voyage),
            Step::Element(index),
            Step::Member(Member::Counterpart),
            ..,
        ] => counterpart(usize::try_from(index).unwrap_or(usize::MAX)),
        _ => Pointer::ROOT,
    }
}

fn has_parts(section: Member) -> bool {
    matches!(
        section,
        Member::Items | Member::Parties | Member::People | Member::Affiliations | Member::Vessels
    )
}

fn counterpart(index: usize) -> Pointer {
    at(Member::Transport).to(Member::Voyage).nth(index).to(Member::Counterpart)
}

type Part = (Pointer, Option<String>);

fn numbered(section: Member, count: usize) -> impl Iterator<Item = Part> {
    (0..count).map(move |index| (at(section).nth(index), None))
}

fn parts_of_shipment(record: &Shipment) -> Vec<Part> {
    let items = record.items.iter().enumerate();
    let items = items.map(|(index, item)| (at(Member::Items).nth(index), item.line.clone()));
    let mut parts: Vec<Part> = items.collect();
    parts.extend(numbered(Member::Parties, record.parties.len()));
    if let Some(transport) = &record.transport {
        let base = at(Member::Transport);
        let vessel = transport.vessel.as_ref().map(|_| (base.to(Member::Vessel), None));
        let aircraft = transport.aircraft.as_ref().map(|_| (base.to(Member::Aircraft), None));
        let events = transport.voyage.iter().enumerate();
        let others = events.filter(|(_, event)| event.counterpart.is_some());
        let others = others.map(|(index, _)| (counterpart(index), None));
        parts.extend(vessel.into_iter().chain(aircraft).chain(others));
    }
    parts
}

fn parts_of_company(record: &Company) -> Vec<Part> {
    std::iter::once((Pointer::ROOT, None))
        .chain(numbered(Member::People, record.people.len()))
        .chain(numbered(Member::Affiliations, record.affiliations.len()))
        .chain(numbered(Member::Vessels, record.vessels.len()))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::judgement::{EvidenceKind, FindingKind, Reason, Verdict};
    use crate::screening::testing::rulebook;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    fn shipment() -> Record {
        let record = json!({
            "items": [{"line": "10"}, {"line": "20"}], "parties": [{"role": "seller", "name": "A"}],
            "transport": {"vessel": {"name": "Hope"}, "voyage": [{"event": "loading"}, {"event": "ship_to_ship", "counterpart": {"name": "Faith"}}]},
        });
        Record::Shipment(serde_json::from_value(record).unwrap())
    }

    fn finding(place: &str, outcome: Outcome, facts: &[(&str, EvidenceKind)]) -> Finding {
        let fact = |(place, kind): &(&str, EvidenceKind)| {
            Evidence::of(*kind, rulebook(), pointer(place), "", "")
        };
        let kind = FindingKind::ConcealedOrigin;
        let finding = Finding::new(kind, (outcome, Reason::SignsHold), pointer(place), "");
        finding.with(facts.iter().map(fact).collect())
    }

    /// The parts that are not clear.
    fn held(findings: &[Finding]) -> Vec<(String, Verdict)> {
        let told = breakdown(&shipment(), findings).into_iter();
        let held = told.filter(|part| part.verdict > Verdict::Clear);
        held.map(|part| (part.pointer.to_string(), part.verdict)).collect()
    }

    #[test]
    fn a_place_belongs_to_one_part() {
        for (place, part) in [
            ("", ""),
            ("/items/1", "/items/1"),
            ("/items/1/hs_code", "/items/1"),
            ("/parties/0/identifiers/2/value", "/parties/0"),
            ("/people/3/name", "/people/3"),
            ("/transport/vessel/former_flags/0/flag", "/transport/vessel"),
            ("/transport/aircraft", "/transport/aircraft"),
            ("/transport/voyage/1/counterpart/flag", "/transport/voyage/1/counterpart"),
            ("/transport/voyage/1/location", ""),
            ("/documents/0/states_origin", ""),
            ("/items", ""),
        ] {
            assert_eq!(part_of(&pointer(place)), pointer(part), "{place}");
        }
    }

    #[test]
    fn parts_stand_in_the_order_of_the_contract_and_each_is_clear_by_itself() {
        let told = breakdown(&shipment(), &[finding("/items/1", Outcome::Notice, &[])]);
        let parts: Vec<(String, Option<&str>)> =
            told.iter().map(|part| (part.pointer.to_string(), part.line.as_deref())).collect();
        let expected = [
            ("/items/0", Some("10")),
            ("/items/1", Some("20")),
            ("/parties/0", None),
            ("/transport/vessel", None),
            ("/transport/voyage/1/counterpart", None),
        ];
        assert_eq!(parts, expected.map(|(place, line)| (place.to_owned(), line)));
        let clear = |part: &Breakdown| {
            (part.verdict, part.kind, part.reason) == (Verdict::Clear, None, None)
        };
        assert!(told.iter().all(clear));
    }

    #[test]
    fn a_finding_holds_the_part_it_stands_at_and_one_of_the_whole_those_whose_facts_weigh() {
        let weighs = ("/items/1/hs_code", EvidenceKind::SiteNamed);
        let weak = ("/parties/0/name", EvidenceKind::OrdinaryTransfer);
        let review = |place: &str| (place.to_owned(), Verdict::Review);
        for (name, finding, expected) in [
            (
                "a line",
                finding("/items/0", Outcome::Suspicion, &[weighs]),
                vec![review("/items/0")],
            ),
            (
                "the whole",
                finding("", Outcome::Suspicion, &[weighs, weak]),
                vec![review("/items/1"), review("")],
            ),
            ("a paper", finding("/documents/0", Outcome::Suspicion, &[]), vec![review("")]),
            ("a notice", finding("", Outcome::Notice, &[weighs]), vec![]),
        ] {
            assert_eq!(held(&[finding]), expected, "{name}");
        }
    }

    #[test]
    fn of_several_findings_the_first_is_told() {
        let (grave, mild) = (
            finding("/items/0", Outcome::Violation, &[]),
            Finding {
                reason: Reason::GoodsDiffer,
                ..finding("/items/0/hs_code", Outcome::Suspicion, &[])
            },
        );
        let told = breakdown(&shipment(), &[grave, mild]);
        assert_eq!(
            (told[0].verdict, told[0].reason),
            (Verdict::Prohibited, Some(Reason::SignsHold))
        );
        assert_eq!(told.len(), 5);
    }
}
