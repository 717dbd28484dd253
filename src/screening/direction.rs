//! Goods that go *to* the DPRK.

use super::facts::{ItemFacts, ShipmentFacts};
use super::finding::{
    ConditionResult, ConditionStatus, Evidence, ExemptionResult, Finding, FindingKind, Outcome,
};
use super::law;
use super::nexus::{fact, place_of};
use super::shipment::text;
use crate::record::{DocumentType, ExemptionId, stated};
use crate::rulebook::{MeasureKind, Rulebook, Standing};
use crate::text::fold;

/// One finding for each line, where destination, consignee, importer or last discharge is the DPRK.
pub(super) fn findings(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Finding> {
    let evidence = ties(facts, rulebook);
    if evidence.is_empty() {
        return Vec::new();
    }
    let rule = rulebook.in_force(MeasureKind::ExportToDprk, facts.period.span);
    facts
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| {
            let covering = rule.filter(|rule| {
                item.hs.as_ref().is_some_and(|code| rule.period.covers_hs(code.digits()))
            });
            let (outcome, exemptions) = match covering {
                Some(rule)
                    if rule.period.outcome == Standing::Violation
                        && !law::begins_on_the_day(rule, facts.period.span)
                        && !is_civil_aircraft_spare(item, rulebook) =>
                {
                    approval(facts, rule)
                }
                _ => (Outcome::Suspicion, Vec::new()),
            };
            let explanation = match covering {
                Some(rule) => format!(
                    "The goods go to the DPRK: {} paragraph {} forbids exports of these HS chapters to it from {}.",
                    rule.measure.resolution, rule.measure.paragraph, rule.period.from
                ),
                None => "The goods go to the DPRK: many goods may not be exported there, and no financial \
                         support may be given to the trade; an export-control check is due."
                    .to_owned(),
            };
            let pointer = format!("/items/{index}");
            let mut finding = Finding::new(FindingKind::ExportToDprk, outcome, pointer, explanation);
            finding.exemptions = exemptions;
            let trade = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span);
            finding.with(evidence.clone()).under(covering.or(trade))
        })
        .collect()
}

/// Spare parts that keep civil passenger aircraft safe are let pass, where a person confirms them.
fn is_civil_aircraft_spare(item: &ItemFacts<'_>, rulebook: &Rulebook) -> bool {
    let description = stated(item.record.description.as_ref()).map(fold).unwrap_or_default();
    rulebook.signals.civil_aircraft.words.stand_in(&description)
}

/// Committee approval, only where it is claimed or a paper of that kind is given.
fn approval(
    facts: &ShipmentFacts<'_>,
    rule: crate::rulebook::Rule<'_>,
) -> (Outcome, Vec<ExemptionResult>) {
    let id = ExemptionId::CommitteeApproval;
    let claimed = facts.record.exemption_claims.iter().any(|claim| claim.exemption == Some(id));
    let paper =
        facts.record.documents.iter().any(|d| d.r#type == Some(DocumentType::CommitteeApproval));
    let known = rule.exemptions().find(|exemption| exemption.id == id);
    let Some(exemption) = known.filter(|_| claimed || paper) else {
        return (Outcome::Violation, Vec::new());
    };
    let conditions = exemption
        .condition
        .iter()
        .map(|condition| ConditionResult {
            id: condition.id,
            status: ConditionStatus::Unknown,
            detail: condition.text.clone(),
        })
        .collect();
    (Outcome::Exemption, vec![ExemptionResult { id, status: ConditionStatus::Unknown, conditions }])
}

/// What makes the goods go to the DPRK.
pub(super) fn ties(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signal = &rulebook.signals.signal.destination;
    let mut ties = Vec::new();
    if facts.destination.is_dprk() {
        let value = text(facts.record.country_of_destination.as_ref());
        ties.push(fact("destination", signal, "/country_of_destination".into(), value, ""));
    }
    for (index, party) in facts.parties.iter().enumerate() {
        if party.role.receives_goods() {
            let found = super::nexus::dprk_ties(party, &format!("/parties/{index}"), rulebook);
            ties.extend(found.into_iter().map(|tie| Evidence {
                kind: "destination",
                detail: signal.summary.clone(),
                ..tie
            }));
        }
    }
    if let Some(event) = facts.last_discharge().filter(|event| event.place.is_dprk()) {
        let (pointer, value) = place_of(event);
        ties.push(fact("destination", signal, pointer, &value, ""));
    }
    ties
}
