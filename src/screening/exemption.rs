//! Whether an exemption of a rule may apply, condition by condition.
//!
//! What the record does not state is unknown, never unmet. An exemption that is offered with no
//! condition unmet turns a violation into something a person may release; the claim alone never does.

use chrono::NaiveDate;

use super::facts::{ItemFacts, ShipmentFacts};
use super::finding::{
    ConditionResult, ConditionStatus, Evidence, ExemptionResult, NexusKind, Outcome,
};
use crate::record::{DocumentType, EventKind, ExemptionId};
use crate::rulebook::{Condition, ConditionId, Exemption, Rule, Rulebook, State};

/// What an exemption is measured against.
pub(super) struct Case<'c, 'a> {
    pub(super) facts: &'c ShipmentFacts<'a>,
    pub(super) item: &'c ItemFacts<'a>,
    pub(super) commodity: &'c str,
    pub(super) nexus: NexusKind,
    pub(super) evidence: &'c [Evidence],
    pub(super) rulebook: &'c Rulebook,
    /// A designated party or ship takes part.
    pub(super) designated: bool,
}

/// Exemptions looked at, and what is left of a violation.
pub(super) struct Weighed {
    pub(super) outcome: Outcome,
    pub(super) results: Vec<ExemptionResult>,
}

/// Looks at every exemption of the rule that may apply, and answers every claim that does not fit.
pub(super) fn weigh(case: &Case<'_, '_>, rule: Rule<'_>) -> Weighed {
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
            results.push(does_not_exist(id, case.commodity, rule));
        }
    }
    Weighed { outcome, results }
}

/// The answer to a claim that the rule does not know.
fn does_not_exist(id: ExemptionId, commodity: &str, rule: Rule<'_>) -> ExemptionResult {
    let known: Vec<&str> = rule.exemptions().map(|exemption| exemption.id.as_str()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    let detail = format!(
        "{} paragraph {} knows no such exemption for {}; it knows: {known}",
        rule.measure.resolution,
        rule.measure.paragraph,
        commodity.replace('_', " ")
    );
    let status = ConditionStatus::Unmet;
    let condition = match id {
        ExemptionId::RajinTransitCoal => ConditionId::GoodsAreCoal,
        ExemptionId::Livelihood => ConditionId::LivelihoodPurpose,
        ExemptionId::CoalCap => ConditionId::WithinCap,
        ExemptionId::WindDown => ConditionId::EnteredBy,
        ExemptionId::CommitteeApproval => ConditionId::ApprovedInAdvance,
    };
    ExemptionResult {
        id,
        status,
        conditions: vec![ConditionResult { id: condition, status, detail }],
    }
}

impl Case<'_, '_> {
    fn is_claimed(&self, id: ExemptionId) -> bool {
        self.facts.record.exemption_claims.iter().any(|claim| claim.exemption == Some(id))
    }

    /// Whether the exemption may apply to these goods at all, claimed or not.
    fn is_offered(&self, exemption: &Exemption) -> bool {
        match exemption.id {
            ExemptionId::Livelihood => true,
            // The cap counts coal of DPRK origin; foreign coal has the way through Rajin alone.
            ExemptionId::CoalCap => self.origin_is_foreign() != ConditionStatus::Met,
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
        }
    }

    fn evaluate(&self, exemption: &Exemption, offered: bool) -> ExemptionResult {
        let conditions: Vec<ConditionResult> = exemption
            .condition
            .iter()
            .map(|condition| {
                let status = self.status(condition, exemption);
                ConditionResult { id: condition.id, status, detail: condition.text.clone() }
            })
            .collect();
        let any = |status| conditions.iter().any(|condition| condition.status == status);
        let status = if !offered || any(ConditionStatus::Unmet) {
            ConditionStatus::Unmet
        } else if any(ConditionStatus::Unknown) {
            ConditionStatus::Unknown
        } else {
            ConditionStatus::Met
        };
        ExemptionResult { id: exemption.id, status, conditions }
    }

    fn status(&self, condition: &Condition, exemption: &Exemption) -> ConditionStatus {
        use ConditionStatus::{Met, Unknown, Unmet};
        let (loading, arrival) = (self.facts.period.loading, self.facts.period.arrival);
        match condition.id {
            ConditionId::GoodsAreCoal => {
                if self.commodity == "coal" {
                    Met
                } else {
                    Unmet
                }
            }
            ConditionId::ForeignOrigin => self.origin_is_foreign(),
            ConditionId::LeavesThroughRajin => self.leaves_through_rajin(),
            ConditionId::CommitteeNotified => self.notified(condition.state),
            ConditionId::NoDesignatedParty => {
                if self.designated {
                    Unmet
                } else {
                    Met
                }
            }
            ConditionId::WithinCap => self.within_cap(exemption),
            ConditionId::OriginConfirmed
            | ConditionId::NoProhibitedRevenue
            | ConditionId::LivelihoodPurpose => Unknown,
            ConditionId::ContractBefore => match (self.facts.contract, condition.date) {
                (Some(contract), Some(date)) => {
                    if contract < date {
                        Met
                    } else {
                        Unmet
                    }
                }
                _ => Unknown,
            },
            ConditionId::EnteredBy => match (arrival.or(loading), condition.date) {
                (Some(day), Some(date)) if day > date => Unmet,
                (Some(_), Some(_)) if arrival.is_some() => Met,
                (None, Some(date)) if self.facts.period.governing.from > date => Unmet,
                _ => Unknown,
            },
            ConditionId::NoticeBy => {
                self.dated_by(DocumentType::CommitteeNotification, condition.date)
            }
            ConditionId::ApprovedInAdvance => {
                let day_before = loading.or(arrival).and_then(|day| day.pred_opt());
                self.dated_by(DocumentType::CommitteeApproval, day_before)
            }
        }
    }

    fn origin_is_foreign(&self) -> ConditionStatus {
        let declared = self.facts.declared_origin(self.item);
        let stated_dprk = declared.is_dprk()
            || self.facts.origin.is_dprk()
            || self.item.extraction.is_dprk()
            || self.facts.documents.iter().any(|document| document.states_origin.is_dprk());
        if stated_dprk {
            ConditionStatus::Unmet
        } else if declared.known().is_some() || self.item.extraction.country.known().is_some() {
            ConditionStatus::Met
        } else {
            ConditionStatus::Unknown
        }
    }

    /// Whether the goods touch the DPRK on the way from the Russian border to Rajin alone.
    fn leaves_through_rajin(&self) -> ConditionStatus {
        let parameters = &self.rulebook.signals.parameters;
        let route = &parameters.rajin_route;
        let on_route = |event: &super::facts::EventFacts<'_>| {
            event.place.place.is_some_and(|place| route.contains(&place.id))
        };
        let by_territory = self.nexus == NexusKind::Territory
            && self.evidence.iter().all(|fact| {
                matches!(
                    fact.kind,
                    "load_port" | "transshipment_port" | "border_crossing" | "country_of_export"
                )
            });
        let touching = self.facts.events.iter().filter(|event| {
            event.place.is_dprk()
                && !matches!(event.kind, EventKind::Discharge | EventKind::PortCall)
        });
        let mut loaded = false;
        for event in touching {
            if !on_route(event) {
                return ConditionStatus::Unmet;
            }
            let port = event.place.place.is_some_and(|place| place.id == parameters.rajin_port);
            loaded |= port && matches!(event.kind, EventKind::Loading | EventKind::Transshipment);
        }
        if by_territory && loaded { ConditionStatus::Met } else { ConditionStatus::Unmet }
    }

    fn has_document(&self, kind: DocumentType) -> bool {
        self.facts.record.documents.iter().any(|document| document.r#type == Some(kind))
    }

    /// How the earliest paper of a kind stands to the last day it may bear.
    fn dated_by(&self, kind: DocumentType, last: Option<NaiveDate>) -> ConditionStatus {
        let documents = self.facts.record.documents.iter().zip(&self.facts.documents);
        let earliest = documents
            .filter(|(document, _)| document.r#type == Some(kind))
            .filter_map(|(_, facts)| facts.date)
            .min();
        match (earliest, last) {
            (Some(date), Some(last)) if date <= last => ConditionStatus::Met,
            (Some(_), Some(_)) => ConditionStatus::Unmet,
            _ => ConditionStatus::Unknown,
        }
    }

    /// Whether the right State told the Committee before the goods were loaded.
    fn notified(&self, state: Option<State>) -> ConditionStatus {
        let origin = self.facts.declared_origin(self.item).known();
        let expected = match state {
            Some(State::Exporting) => origin,
            Some(State::Procuring) => self.facts.destination.known(),
            None => None,
        };
        let documents = self.facts.record.documents.iter().zip(&self.facts.documents);
        let notices: Vec<_> = documents
            .filter(|(document, _)| document.r#type == Some(DocumentType::CommitteeNotification))
            .map(|(_, facts)| facts)
            .collect();
        if notices.is_empty() {
            return ConditionStatus::Unknown;
        }
        let loading = self.facts.period.loading;
        let mut best = ConditionStatus::Unmet;
        for notice in notices {
            let by = match (notice.country.known(), expected) {
                (Some(country), Some(expected)) => Some(country == expected),
                _ => None,
            };
            let early = match (notice.date, loading) {
                (Some(date), Some(loading)) => Some(date <= loading),
                _ => None,
            };
            match (by, early) {
                (Some(true), Some(true)) => return ConditionStatus::Met,
                (Some(false), _) | (_, Some(false)) => {}
                _ => best = ConditionStatus::Unknown,
            }
        }
        best
    }

    /// One record can exceed the worldwide cap; it can never show that the total stays below it.
    fn within_cap(&self, exemption: &Exemption) -> ConditionStatus {
        let item = self.item.record;
        let tonnes = item.quantity.as_ref().and_then(|quantity| {
            let unit = quantity.unit.as_deref()?.trim().to_lowercase();
            let factor = match unit.as_str() {
                "t" | "mt" | "tne" | "tonne" | "tonnes" | "metric ton" | "metric tons" => 1.0,
                "kg" | "kgm" => 0.001,
                _ => return None,
            };
            Some(quantity.value? * factor)
        });
        let dollars = item.value.as_ref().and_then(|value| {
            value.currency.as_deref()?.trim().eq_ignore_ascii_case("USD").then_some(value.amount?)
        });
        let exceeds = |amount: Option<f64>, cap: Option<i64>| {
            let cap = cap.and_then(|cap| i32::try_from(cap).ok()).map(f64::from);
            matches!((amount, cap), (Some(amount), Some(cap)) if amount > cap)
        };
        if exceeds(tonnes, exemption.cap_tonnes) || exceeds(dollars, exemption.cap_usd) {
            ConditionStatus::Unmet
        } else {
            ConditionStatus::Unknown
        }
    }
}
