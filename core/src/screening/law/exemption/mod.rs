//! Whether an exemption of a rule may apply, condition by condition.
//!
//! What the record does not state is unknown, never unmet. An exemption that is offered with no
//! condition unmet turns a violation into something a person may release; the claim alone never does.
//! `conditions` tests goods and journey, `saving` the ventures and workers that are let be, `need` says
//! what would meet a condition.

mod conditions;
mod need;
pub(crate) mod saving;

use crate::judgement::{
    ConditionResult, ConditionStatus, Evidence, ExemptionResult, NexusKind, Outcome, Reason,
};
use crate::record::{DocumentType, ExemptionId};
use crate::rulebook::{Commodity, ConditionId, Exemption, Refusal, Rule, Rulebook};
use crate::screening::facts::{ItemFacts, ShipmentFacts};

/// What an exemption is measured against.
pub(crate) struct Case<'c, 'a> {
    pub(crate) facts: &'c ShipmentFacts<'a>,
    pub(crate) item: &'c ItemFacts<'a>,
    /// The commodity; none where the rule names none.
    pub(crate) commodity: Option<&'c Commodity>,
    pub(crate) nexus: NexusKind,
    pub(crate) evidence: &'c [Evidence],
    pub(crate) rulebook: &'c Rulebook,
    /// A designated party or ship takes part.
    pub(crate) designated: bool,
}

/// Exemptions looked at, and what is left of a violation.
pub(crate) struct Weighed {
    outcome: Outcome,
    pub(crate) results: Vec<ExemptionResult>,
}

impl Weighed {
    /// What is left of a violation, and why.
    pub(crate) fn outcome(&self) -> (Outcome, Reason) {
        match self.outcome {
            Outcome::Exemption => (Outcome::Exemption, Reason::ExemptionMayApply),
            outcome => (outcome, Reason::InForce),
        }
    }
}

/// Looks at every exemption of the rule that may apply, and answers every claim that does not fit.
pub(crate) fn weigh(case: &Case<'_, '_>, rule: Rule<'_>) -> Weighed {
    let mut outcome = Outcome::Violation;
    let mut results = Vec::new();
    for exemption in rule.exemptions() {
        let offered = case.is_offered(exemption);
        if !offered && !case.is_claimed(exemption.id) {
            continue;
        }
        let result = case.evaluate(exemption, offered);
        if result.status != ConditionStatus::Unmet {
            outcome = Outcome::Exemption;
        }
        results.push(result);
    }
    for claim in &case.facts.record.exemption_claims {
        let Some(id) = claim.exemption else { continue };
        if results.iter().all(|result| result.id != id) {
            results.push(case.does_not_exist(id, rule));
        }
    }
    Weighed { outcome, results }
}

/// Met where it holds, else unmet.
fn known(holds: bool) -> ConditionStatus {
    if holds { ConditionStatus::Met } else { ConditionStatus::Unmet }
}

/// Unmet if any condition is, met if all are, else unknown.
fn status_of(conditions: &[ConditionResult]) -> ConditionStatus {
    let any = |status| conditions.iter().any(|condition| condition.status == status);
    if any(ConditionStatus::Unmet) {
        ConditionStatus::Unmet
    } else if any(ConditionStatus::Unknown) {
        ConditionStatus::Unknown
    } else {
        ConditionStatus::Met
    }
}

/// The test under which a claim is answered that the rule does not know.
fn condition_of(id: ExemptionId) -> ConditionId {
    match id {
        ExemptionId::RajinTransitCoal => ConditionId::GoodsAreCoal,
        ExemptionId::Livelihood => ConditionId::LivelihoodPurpose,
        ExemptionId::CoalCap => ConditionId::WithinCap,
        ExemptionId::WindDown => ConditionId::EnteredBy,
        ExemptionId::CommitteeApproval => ConditionId::ApprovedInAdvance,
        _ => ConditionId::ExemptionExists,
    }
}

impl Case<'_, '_> {
    fn is_claimed(&self, id: ExemptionId) -> bool {
        self.facts.record.exemption_claims.iter().any(|claim| claim.exemption == Some(id))
    }

    /// The answer to a claim that the rule does not know: the reason its measure gives, else the
    /// rulebook's, else what the measure does know.
    fn does_not_exist(&self, id: ExemptionId, rule: Rule<'_>) -> ExemptionResult {
        let day = self.facts.period.governing.until;
        let commodity = self.commodity.map_or("", |commodity| commodity.id.as_str());
        let answers = |refusal: &&Refusal| refusal.answers(id, commodity, day);
        let named = |refusal: &&Refusal| refusal.exemption.is_some();
        let own = &rule.measure.refusals;
        let refusal = own
            .iter()
            .filter(named)
            .find(answers)
            .or_else(|| own.iter().find(answers))
            .or_else(|| self.rulebook.refusals.iter().find(answers));
        let detail =
            refusal.map_or_else(|| self.known_instead(rule), |refusal| refusal.text.clone());
        let status = ConditionStatus::Unmet;
        let condition = ConditionResult { id: condition_of(id), status, detail, met_by: None };
        ExemptionResult { id, status, conditions: vec![condition] }
    }

    fn known_instead(&self, rule: Rule<'_>) -> String {
        let known: Vec<&str> = rule.exemptions().map(|exemption| exemption.id.as_str()).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        let goods = self
            .commodity
            .map_or("these goods".to_owned(), |commodity| commodity.id.replace('_', " "));
        format!(
            "{} paragraph {} knows no such exemption for {goods}; it knows: {known}",
            rule.measure.resolution, rule.measure.paragraph
        )
    }

    /// Whether the exemption may apply to these goods at all, claimed or not.
    fn is_offered(&self, exemption: &Exemption) -> bool {
        match exemption.id {
            // The cap counts coal of DPRK origin; foreign coal has the way through Rajin alone.
            ExemptionId::CoalCap => !self.states_foreign_origin(),
            ExemptionId::RajinTransitCoal => {
                self.origin_is_foreign() == ConditionStatus::Met
                    && self.leaves_through_rajin() == ConditionStatus::Met
            }
            ExemptionId::WindDown => exemption
                .condition
                .iter()
                .filter(|condition| {
                    matches!(condition.id, ConditionId::ContractBefore | ConditionId::EnteredBy)
                })
                .all(|condition| self.status(condition, exemption) != ConditionStatus::Unmet),
            ExemptionId::CommitteeApproval => {
                self.is_claimed(exemption.id) || self.has_document(DocumentType::CommitteeApproval)
            }
            ExemptionId::CivilAircraftSpares => self.are_civil_aircraft_spares(),
            _ => true,
        }
    }

    fn evaluate(&self, exemption: &Exemption, offered: bool) -> ExemptionResult {
        let conditions: Vec<ConditionResult> = exemption
            .condition
            .iter()
            .map(|condition| {
                let status = self.status(condition, exemption);
                let place = need::Place {
                    item: Some(self.item.pointer),
                    country: self.acting(condition.state),
                    loading: self.facts.period.loading.or(self.facts.period.arrival),
                };
                need::result(condition, status, place)
            })
            .collect();
        let status = if offered { status_of(&conditions) } else { ConditionStatus::Unmet };
        ExemptionResult { id: exemption.id, status, conditions }
    }
}
