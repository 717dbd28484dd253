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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::judgement::{Pointer, Reason};
    use crate::screening::testing::rulebook;

    fn modes_of(transport: &Value, papers: &Value) -> Vec<Mode> {
        let record = json!({"items": [], "transport": transport, "documents": papers});
        modes(&Record::Shipment(serde_json::from_value(record).unwrap()))
    }

    #[test]
    fn how_goods_travel_is_declared_else_told_by_ship_aircraft_and_papers() {
        let waybill = json!([{"type": "rail_waybill"}]);
        for (transport, papers, expected) in [
            (json!({}), json!([]), vec![]),
            (json!({"vessel": {}}), json!([]), vec![Mode::Sea]),
            (
                json!({"vessel": {}, "aircraft": {}}),
                waybill.clone(),
                vec![Mode::Sea, Mode::Air, Mode::Rail],
            ),
            // What is declared speaks alone.
            (json!({"mode": "road", "vessel": {}}), waybill, vec![Mode::Road]),
            (
                json!({"mode": "multimodal"}),
                json!([]),
                vec![Mode::Sea, Mode::Rail, Mode::Road, Mode::InlandWaterway],
            ),
        ] {
            assert_eq!(modes_of(&transport, &papers), expected, "{transport}");
        }
    }

    fn finding(kind: FindingKind, outcome: Outcome, place: &str) -> Finding {
        let pointer = Pointer::parse(place).unwrap();
        Finding::new(kind, (outcome, Reason::InForce), pointer, "")
    }

    #[test]
    fn what_is_held_says_what_a_duty_is_about() {
        use DutyScope::{Aircraft, BarredShip, Cargo, Ship};
        use FindingKind::{
            CommodityBan, DprkVesselOrAircraft, ExportToDprk, InsufficientInformation,
        };
        let held = Outcome::Suspicion;
        for (finding, expected) in [
            (finding(CommodityBan, Outcome::Violation, "/items/0"), vec![Cargo, Ship]),
            (finding(CommodityBan, Outcome::Notice, "/items/0"), vec![]),
            (finding(ExportToDprk, held, "/items/0"), vec![Cargo]),
            (
                finding(DprkVesselOrAircraft, held, "/transport/vessel"),
                vec![Cargo, Ship, BarredShip],
            ),
            (finding(DprkVesselOrAircraft, held, "/transport/aircraft"), vec![Cargo, Aircraft]),
            (finding(InsufficientInformation, held, "/items/0"), vec![]),
        ] {
            let all = std::slice::from_ref(&finding);
            assert_eq!(scopes(Kind::Shipment, all, rulebook()), expected, "{:?}", finding.kind);
            // Of a company, its barred ships alone.
            let of_company: Vec<_> =
                expected.into_iter().filter(|one| *one == BarredShip).collect();
            assert_eq!(scopes(Kind::Company, all, rulebook()), of_company, "{:?}", finding.kind);
        }
    }

    #[test]
    fn a_strong_sign_of_the_ship_on_her_way_speaks_of_her() {
        for (kind, place, expected) in [
            (EvidenceKind::RecentPortCall, "/transport/voyage/0", true),
            (EvidenceKind::EarlierPortCall, "/transport/voyage/0", false),
            (EvidenceKind::RecentPortCall, "/items/0", false),
            (EvidenceKind::SiteNamed, "/transport/voyage/0", false),
        ] {
            let fact = Evidence::of(kind, rulebook(), Pointer::parse(place).unwrap(), "", "");
            let sign =
                finding(FindingKind::ConcealedOrigin, Outcome::Suspicion, "").with(vec![fact]);
            assert_eq!(speaks_of_the_ship(&sign, rulebook()), expected, "{kind} {place}");
        }
    }
}
