//! The duties of States that a judgement touches, as next steps, each with its measure.

use crate::judgement::{Evidence, Finding, Member, NextStep, Outcome, at};
use crate::record::{DocumentType, Kind, Mode, Record};
use crate::rulebook::{DutyScope, EvidenceKind, Family, FindingKind, Rulebook, Span, Weight};

/// Every duty in force whose matter and mode are those of the findings.
pub(crate) fn steps(
    record: &Record,
    findings: &[Finding],
    span: Span,
    rulebook: &Rulebook,
) -> Vec<NextStep> {
    let scopes = scopes(record.kind(), findings, rulebook);
    if scopes.is_empty() {
        return Vec::new();
    }
    let modes = modes(record);
    let in_force = rulebook.measures.iter().filter(|measure| {
        let rules = measure.periods.iter();
        rules.map(|period| crate::rulebook::Rule { measure, period }).any(|r| r.applies_in(span))
    });
    in_force
        .flat_map(|measure| measure.duties.iter().map(move |duty| (measure, duty)))
        .filter(|(_, duty)| duty.applies(&scopes, &modes))
        .map(|(measure, duty)| NextStep {
            code: duty.step.clone(),
            detail: duty.text.clone(),
            measure: Some(measure.id.clone()),
            pointer: None,
        })
        .collect()
}

/// What the findings are about, as duties see it.
fn scopes(kind: Kind, findings: &[Finding], rulebook: &Rulebook) -> Vec<DutyScope> {
    let held = findings.iter().filter(|finding| finding.outcome >= Outcome::Suspicion);
    let mut scopes: Vec<DutyScope> =
        held.flat_map(|finding| scopes_of(finding, rulebook)).copied().collect();
    if kind == Kind::Company {
        scopes.retain(|scope| *scope == DutyScope::BarredShip);
    }
    scopes
}

fn scopes_of(finding: &Finding, rulebook: &Rulebook) -> &'static [DutyScope] {
    match finding.kind {
        // Goods under a ban were carried by whatever ship is named: reasonable grounds against her.
        FindingKind::CommodityBan | FindingKind::Arms => &[DutyScope::Cargo, DutyScope::Ship],
        FindingKind::ExportToDprk | FindingKind::DprkNexus => &[DutyScope::Cargo],
        FindingKind::ShipToShipTransfer => &[DutyScope::Ship],
        FindingKind::DesignatedVessel => &[DutyScope::Ship, DutyScope::BarredShip],
        FindingKind::DprkVesselOrAircraft
            if finding.pointer.is_in(&at(Member::Transport).to(Member::Aircraft)) =>
        {
            &[DutyScope::Cargo, DutyScope::Aircraft]
        }
        FindingKind::DprkVesselOrAircraft => {
            &[DutyScope::Cargo, DutyScope::Ship, DutyScope::BarredShip]
        }
        FindingKind::GoldTransfer => &[DutyScope::Gold],
        // Signs of concealment that the ship or her voyage shows.
        FindingKind::ConcealedOrigin if speaks_of_the_ship(finding, rulebook) => &[DutyScope::Ship],
        _ => &[],
    }
}

/// A strong sign of the ship or her route; that a port is one of reload says nothing of the ship.
fn speaks_of_the_ship(finding: &Finding, rulebook: &Rulebook) -> bool {
    let of_ship =
        |kind: EvidenceKind| matches!(rulebook.signal(kind).family, Family::Ship | Family::Route);
    let on_the_way = |fact: &&Evidence| fact.pointer.is_in(&at(Member::Transport));
    let strong = finding.evidence.iter().filter(|fact| fact.weight >= Weight::Strong);
    strong.filter(on_the_way).any(|fact| of_ship(fact.kind))
}

/// How the goods travel: as declared, else as ship, aircraft and papers tell.
fn modes(record: &Record) -> Vec<Mode> {
    let Record::Shipment(shipment) = record else { return Vec::new() };
    let transport = shipment.transport.as_ref();
    match transport.and_then(|transport| transport.mode) {
        Some(Mode::Multimodal) => vec![Mode::Sea, Mode::Rail, Mode::Road, Mode::InlandWaterway],
        Some(mode) => vec![mode],
        None => {
            let paper = |kind| shipment.documents.iter().any(|paper| paper.r#type == Some(kind));
            let told = [
                (Mode::Sea, transport.is_some_and(|transport| transport.vessel.is_some())),
                (Mode::Air, transport.is_some_and(|transport| transport.aircraft.is_some())),
                (Mode::Rail, paper(DocumentType::RailWaybill)),
            ];
            told.into_iter().filter(|(_, told)| *told).map(|(mode, _)| mode).collect()
        }
    }
}
