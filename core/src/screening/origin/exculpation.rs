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
