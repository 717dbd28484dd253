//! Papers and facts that answer signs of a concealed origin: each those of its own family that the rulebook names.

use chrono::NaiveDate;

use crate::input::stated;
use crate::judgement::{Evidence, fact};
use crate::record::{Document, DocumentType};
use crate::rulebook::{Rulebook, Signal};
use crate::screening::facts::{DocumentFacts, ShipmentFacts, place_of};

/// Something that answers signs.
pub(crate) struct Answer<'r> {
    pub(crate) evidence: Evidence,
    pub(crate) signal: &'r Signal,
}

impl Answer<'_> {
    /// Whether it answers a sign of this kind and family.
    pub(crate) fn answers(&self, kind: &str, signal: &Signal) -> bool {
        answers(self.signal, kind, signal)
    }
}

/// Whether an answer of this signal answers a sign of this kind: one of its own family that it names.
pub(crate) fn answers(answer: &Signal, kind: &str, sign: &Signal) -> bool {
    answer.family == sign.family && answer.answers.iter().any(|answered| answered == kind)
}

/// Everything in the record that answers signs.
pub(crate) fn of<'r>(facts: &ShipmentFacts<'_>, rulebook: &'r Rulebook) -> Vec<Answer<'r>> {
    let table = &rulebook.origin.exculpations;
    let mut answers = Vec::new();
    let mut add = |kind, signal: &'r Signal, pointer: String, value: &str| {
        answers.push(Answer { evidence: fact(kind, signal, pointer, value, ""), signal });
    };
    let papers = Papers { facts };
    if let Some(found) = papers.find(&[DocumentType::MineCertificate], Papers::is_of_origin) {
        add("mine_certificate", &table.mine_certificate, found.0, &found.1);
    }
    if let Some(found) = papers.find(&[DocumentType::RailWaybill], Papers::is_of_origin) {
        add("rail_waybill", &table.rail_waybill, found.0, &found.1);
    }
    let quality = [DocumentType::AssayCertificate, DocumentType::QualityCertificate];
    if let Some(found) = papers.find(&quality, Papers::is_not_of_the_dprk) {
        add("assay_certificate", &table.assay_certificate, found.0, &found.1);
    }
    if let Some(found) = papers.find(&[DocumentType::CustomsDeclaration], Papers::declares_origin) {
        add("export_declaration", &table.export_declaration, found.0, &found.1);
    }
    if let Some((pointer, name)) = port_with_hinterland(facts) {
        add("port_hinterland", &table.port_hinterland, pointer, &name);
    }
    if let Some((pointer, tonnes)) =
        papers.large_ship_in_order(rulebook.origin.limits.large_deadweight)
    {
        add("full_papers", &table.full_papers, pointer, &tonnes);
    }
    answers
}

struct Papers<'c, 'a> {
    facts: &'c ShipmentFacts<'a>,
}

impl Papers<'_, '_> {
    fn find(
        &self,
        kinds: &[DocumentType],
        holds: fn(&Self, &DocumentFacts, &Document) -> bool,
    ) -> Option<(String, String)> {
        let papers = self.facts.documents.iter().zip(&self.facts.record.documents).enumerate();
        let mut fitting = papers.filter(|(_, (paper, record))| {
            paper.kind.is_some_and(|kind| kinds.contains(&kind)) && holds(self, paper, record)
        });
        let (index, (_, record)) = fitting.next()?;
        let value = stated(record.issuer.as_ref()).or(stated(record.number.as_ref()));
        Some((format!("/documents/{index}"), value.unwrap_or_default().to_owned()))
    }

    /// Issued in, or stating, the one origin that all lines declare, by somebody, and before the goods were loaded.
    fn is_of_origin(&self, paper: &DocumentFacts, record: &Document) -> bool {
        let Some(origin) = self.facts.one_origin() else { return false };
        let countries = [paper.country.known(), paper.states_origin.known()];
        stated(record.issuer.as_ref()).is_some()
            && countries.contains(&Some(origin))
            && countries.iter().flatten().all(|country| *country == origin)
            && self.is_in_time(paper.date)
    }

    fn declares_origin(&self, paper: &DocumentFacts, record: &Document) -> bool {
        paper.states_origin.known().is_some() && self.is_of_origin(paper, record)
    }

    fn is_not_of_the_dprk(_: &Self, paper: &DocumentFacts, record: &Document) -> bool {
        let countries = [paper.country, paper.states_origin];
        stated(record.issuer.as_ref()).is_some()
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
    fn large_ship_in_order(&self, large: f64) -> Option<(String, String)> {
        let deadweight = self.facts.vessel.as_ref()?.record.deadweight?;
        let complete = absent_full_papers(self.facts).next().is_none();
        let pointer = "/transport/vessel/deadweight".to_owned();
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
fn port_with_hinterland(facts: &ShipmentFacts<'_>) -> Option<(String, String)> {
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
    let (pointer, _) = place_of(event);
    Some((pointer, event.harbour?.name.clone()))
}
