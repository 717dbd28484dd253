//! Papers and facts that answer signs of a concealed origin: each those of its own family that the rulebook names.

use chrono::NaiveDate;

use crate::judgement::{Evidence, Member, Pointer};
use crate::record::DocumentType;
use crate::rulebook::{EvidenceKind, Rulebook, Signal};
use crate::screening::facts::{DocumentFacts, ShipmentFacts};

/// Something that answers signs.
pub(crate) struct Answer<'r> {
    pub(crate) evidence: Evidence,
    pub(crate) signal: &'r Signal,
}

impl Answer<'_> {
    /// Whether it answers a sign of this kind and family.
    pub(crate) fn answers(&self, kind: EvidenceKind, signal: &Signal) -> bool {
        answers(self.signal, kind, signal)
    }
}

/// Whether an answer of this signal answers a sign of this kind: one of its own family that it names.
pub(crate) fn answers(answer: &Signal, kind: EvidenceKind, sign: &Signal) -> bool {
    answer.family == sign.family && answer.answers.contains(&kind)
}

/// Everything in the record that answers signs.
pub(crate) fn of<'r>(facts: &ShipmentFacts<'_>, rulebook: &'r Rulebook) -> Vec<Answer<'r>> {
    let papers = Papers { facts };
    let quality = [DocumentType::AssayCertificate, DocumentType::QualityCertificate];
    let found = [
        (
            EvidenceKind::MineCertificate,
            papers.find(&[DocumentType::MineCertificate], Papers::is_of_origin),
        ),
        (
            EvidenceKind::RailWaybill,
            papers.find(&[DocumentType::RailWaybill], Papers::is_of_origin),
        ),
        (EvidenceKind::AssayCertificate, papers.find(&quality, Papers::is_not_of_the_dprk)),
        (
            EvidenceKind::ExportDeclaration,
            papers.find(&[DocumentType::CustomsDeclaration], Papers::declares_origin),
        ),
        (EvidenceKind::PortHinterland, port_with_hinterland(facts)),
        (
            EvidenceKind::FullPapers,
            papers.large_ship_in_order(rulebook.origin.limits.large_deadweight),
        ),
    ];
    let answer = |(kind, found): (EvidenceKind, Option<(Pointer, String)>)| {
        let (pointer, value) = found?;
        let evidence = Evidence::of(kind, rulebook, pointer, &value, "");
        Some(Answer { evidence, signal: rulebook.signal(kind) })
    };
    found.into_iter().filter_map(answer).collect()
}

struct Papers<'c, 'a> {
    facts: &'c ShipmentFacts<'a>,
}

impl Papers<'_, '_> {
    fn find(
        &self,
        kinds: &[DocumentType],
        holds: fn(&Self, &DocumentFacts<'_>) -> bool,
    ) -> Option<(Pointer, String)> {
        let mut fitting = self.facts.documents.iter().filter(|paper| {
            paper.kind.is_some_and(|kind| kinds.contains(&kind)) && holds(self, paper)
        });
        let paper = fitting.next()?;
        let value = paper.issuer.or(paper.number).map_or("", |text| text.text);
        Some((paper.pointer, value.to_owned()))
    }

    /// Issued in, or stating, the one origin that all lines declare, by somebody, and before the goods were loaded.
    fn is_of_origin(&self, paper: &DocumentFacts<'_>) -> bool {
        let Some(origin) = self.facts.one_origin() else { return false };
        let countries = [paper.country.known(), paper.states_origin.known()];
        paper.issuer.is_some()
            && countries.contains(&Some(origin))
            && countries.iter().flatten().all(|country| *country == origin)
            && self.is_in_time(paper.date)
    }

    fn declares_origin(&self, paper: &DocumentFacts<'_>) -> bool {
        paper.states_origin.known().is_some() && self.is_of_origin(paper)
    }

    fn is_not_of_the_dprk(_: &Self, paper: &DocumentFacts<'_>) -> bool {
        let countries = [paper.country, paper.states_origin];
        paper.issuer.is_some()
            && paper.country.known().is_some()
            && countries.iter().all(|country| !country.is_dprk() && !country.is_korea())
    }

    /// A paper of a later day does not show what lay in the port on the day of loading.
    fn is_in_time(&self, date: Option<NaiveDate>) -> bool {
        match (date, self.facts.period.loading) {
            (Some(date), Some(loading)) => date <= loading,
            _ => true,
        }
    }

    /// A large ship with every paper that goes with her.
    fn large_ship_in_order(&self, large: f64) -> Option<(Pointer, String)> {
        let vessel = self.facts.vessel.as_ref()?;
        let deadweight = vessel.record.deadweight?;
        let complete = absent_full_papers(self.facts).next().is_none();
        let pointer = vessel.pointer.to(Member::Deadweight);
        (complete && deadweight >= large).then(|| (pointer, deadweight.to_string()))
    }
}

/// The papers that a large ship travels with: of each line, one type does.
const FULL_PAPERS: [&[DocumentType]; 4] = [
    &[DocumentType::BillOfLading],
    &[DocumentType::Invoice],
    &[DocumentType::CertificateOfOrigin],
    &[DocumentType::QualityCertificate, DocumentType::AssayCertificate],
];

/// Those of them that a record lacks, each by its first type.
pub(crate) fn absent_full_papers(facts: &ShipmentFacts<'_>) -> impl Iterator<Item = DocumentType> {
    let transport = facts.record.transport.as_ref();
    let bill = transport.is_some_and(|transport| transport.bill_of_lading.is_some());
    FULL_PAPERS
        .into_iter()
        .filter(move |kinds| !(bill && kinds.contains(&DocumentType::BillOfLading)))
        .filter(|kinds| !facts.has_paper(kinds))
        .filter_map(|kinds| kinds.first().copied())
}

/// The goods were loaded in a harbour of the declared origin that lies before mines of such goods, and where none of
/// the DPRK's are known to be reloaded.
fn port_with_hinterland(facts: &ShipmentFacts<'_>) -> Option<(Pointer, String)> {
    let kinds = facts.kinds();
    let origin = facts.one_origin()?;
    let mut loadings = facts.loadings();
    let event = loadings.find(|event| {
        event.harbour.is_some_and(|harbour| {
            harbour.country == origin.as_str()
                && harbour.hinterland().meets(kinds)
                && !harbour.reloads().with(harbour.no_hinterland()).meets(kinds)
        })
    })?;
    Some((event.place.pointer, event.harbour?.name.clone()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{goods, rulebook, shipment, with};

    /// The answers that coal of China shows, loaded on a day, with these changes.
    fn told(changes: &[(&str, Value)]) -> Vec<EvidenceKind> {
        let record = with(&goods("270111", "2018-05-10"), &[("/country_of_origin", json!("CN"))]);
        shipment(&with(&record, changes), |facts| {
            of(facts, rulebook()).iter().map(|answer| answer.evidence.kind).collect()
        })
    }

    #[test]
    fn a_paper_of_origin_answers_where_somebody_issued_it_in_that_country_before_loading() {
        let paper = |kind: &str, more: Value| {
            let mut paper = json!({"type": kind, "issuer": "Operator of the mine", "country": "CN",
                "states_origin": "CN", "date": "2018-05-10"});
            paper.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            ("/documents", json!([paper]))
        };
        let mine = |more| paper("mine_certificate", more);
        for (name, change, expected) in [
            ("as it should be", mine(json!({})), Some(EvidenceKind::MineCertificate)),
            ("the day after loading", mine(json!({"date": "2018-05-11"})), None),
            ("undated", mine(json!({"date": null})), Some(EvidenceKind::MineCertificate)),
            ("by nobody", mine(json!({"issuer": null})), None),
            ("issued elsewhere", mine(json!({"country": "VN"})), None),
            ("of another origin", mine(json!({"states_origin": "VN"})), None),
            (
                "of either by its country alone",
                mine(json!({"states_origin": null})),
                Some(EvidenceKind::MineCertificate),
            ),
            ("rail", paper("rail_waybill", json!({})), Some(EvidenceKind::RailWaybill)),
            (
                "customs",
                paper("customs_declaration", json!({})),
                Some(EvidenceKind::ExportDeclaration),
            ),
            (
                "customs that state nothing",
                paper("customs_declaration", json!({"states_origin": null})),
                None,
            ),
            (
                "assay",
                paper("assay_certificate", json!({"country": "DE", "states_origin": null})),
                Some(EvidenceKind::AssayCertificate),
            ),
            (
                "assay of either Korea",
                paper("assay_certificate", json!({"country": "Korea"})),
                None,
            ),
            ("assay of the DPRK", paper("assay_certificate", json!({"country": "KP"})), None),
            ("invoice", paper("invoice", json!({})), None),
        ] {
            assert_eq!(told(&[change]), Vec::from_iter(expected), "{name}");
        }
    }

    #[test]
    fn lines_of_two_origins_have_no_paper_of_the_one() {
        let paper = json!([{"type": "mine_certificate", "issuer": "Mine", "country": "CN"}]);
        let line =
            |origin: &str| ("/items/1", json!({"hs_code": "270111", "country_of_origin": origin}));
        assert_eq!(
            told(&[("/documents", paper.clone()), line("CN")]),
            [EvidenceKind::MineCertificate]
        );
        assert_eq!(told(&[("/documents", paper), line("VN")]), []);
    }

    #[test]
    fn a_large_ship_answers_with_every_paper_that_goes_with_her() {
        let large = rulebook().origin.limits.large_deadweight;
        let papers = |kinds: &[&str]| {
            let papers: Vec<Value> = kinds.iter().map(|kind| json!({"type": kind})).collect();
            ("/documents", json!(papers))
        };
        let all = ["invoice", "certificate_of_origin", "quality_certificate"];
        let ship = |deadweight: f64, bill: bool| {
            let bill = bill.then(|| json!({"number": "1"}));
            ("/transport", json!({"vessel": {"deadweight": deadweight}, "bill_of_lading": bill}))
        };
        for (name, changes, expected) in [
            ("complete", vec![ship(large, true), papers(&all)], true),
            ("a little smaller", vec![ship(large - 1.0, true), papers(&all)], false),
            ("no bill of lading", vec![ship(large, false), papers(&all)], false),
            ("no paper of quality", vec![ship(large, true), papers(&all[..2])], false),
            (
                "an assay instead",
                vec![
                    ship(large, true),
                    papers(&["invoice", "certificate_of_origin", "assay_certificate"]),
                ],
                true,
            ),
        ] {
            assert_eq!(told(&changes).contains(&EvidenceKind::FullPapers), expected, "{name}");
        }
    }
}
