//! Listed people, affiliates and ships of a company: the match says who they are, the tie decides.

use super::{Judge, ownership};
use crate::input::stated;
use crate::judgement::{Finding, MeasureReference, Outcome, Pointer, Reason};
use crate::record::{PersonRole, Relation};
use crate::rulebook::{FindingKind, MeasureKind};
use crate::screening::listed::found::Found;
use crate::screening::listed::matching;
use crate::screening::listed::subject::Subject;
use crate::screening::listed::vessels::{self, StatedShip};
use crate::watchlist::Designation;

impl Judge<'_> {
    /// Listed people, each with the outcome of the tie and never a stronger one than the match.
    pub(super) fn people(&self) -> Vec<Vec<Found>> {
        self.facts
            .people
            .iter()
            .map(|person| {
                let record = person.record;
                let subject = Subject {
                    names: person.name.map(|name| name.text).into_iter().collect(),
                    nationality: Some(*person.nationality),
                    birth_date: record.birth_date.as_deref(),
                    position: record.position.as_deref(),
                    identifiers: &record.identifiers,
                    issuers: &person.issuers,
                    known: Some(self.known),
                    ..Subject::at(person.pointer)
                };
                let tie = match record.role {
                    Some(PersonRole::Owner | PersonRole::BeneficialOwner) => {
                        self.tie_by_share(record.share_percent)
                    }
                    Some(PersonRole::Employee) | None => Outcome::Notice,
                    Some(_) => Outcome::Suspicion,
                };
                let found = matching::find(&subject, self.reference, self.days());
                found
                    .into_iter()
                    .map(|found| limited(found, tie, "a person tied to the company"))
                    .collect()
            })
            .collect()
    }

    pub(super) fn affiliates(&self) -> Vec<Vec<Found>> {
        self.facts
            .affiliations
            .iter()
            .map(|other| {
                let affiliate = other.record;
                let subject = Subject {
                    names: other.name.map(|name| name.text).into_iter().collect(),
                    country: Some(*other.country),
                    identifiers: &affiliate.identifiers,
                    issuers: &other.issuers,
                    known: Some(self.known),
                    ..Subject::at(other.pointer)
                };
                let direct = affiliate.of.is_none();
                let tie = match affiliate.relation {
                    Some(Relation::Parent) if direct => Outcome::Violation,
                    Some(Relation::Shareholder | Relation::Parent) => {
                        self.tie_by_share(affiliate.share_percent)
                    }
                    _ => Outcome::Suspicion,
                };
                let found = matching::find(&subject, self.reference, self.days());
                found
                    .into_iter()
                    .map(|found| limited(found, tie, "a company tied to this one"))
                    .collect()
            })
            .collect()
    }

    /// What one holding alone makes; what all make together is `ownership`.
    pub(super) fn tie_by_share(&self, percent: Option<f64>) -> Outcome {
        let limits = &self.reference.rulebook.signals.parameters;
        match percent {
            Some(percent) if percent < limits.ownership_suspicion_percent => Outcome::Notice,
            _ => Outcome::Suspicion,
        }
    }

    /// Shares in listed hands, all together.
    pub(super) fn ownership(
        &self,
        people: &[Vec<Found>],
        affiliates: &[Vec<Found>],
    ) -> Option<Finding> {
        let limits = &self.reference.rulebook.signals.parameters;
        let percent_of = |least: Outcome| {
            let listed = |found: &[Vec<Found>]| -> Vec<bool> {
                let counts = |found: &Found| {
                    found.finding.kind == FindingKind::DesignatedParty
                        && found.matched.outcome >= least
                };
                found.iter().map(|found| found.iter().any(counts)).collect()
            };
            ownership::listed_percent(
                self.record,
                &self.reference.rulebook.names,
                limits.ownership_violation_percent,
                &listed(people),
                &listed(affiliates),
            )
        };
        let (certain, possible) = (percent_of(Outcome::Violation), percent_of(Outcome::Suspicion));
        let outcome = if certain >= limits.ownership_violation_percent {
            (Outcome::Violation, Reason::SharesDecide)
        } else if possible >= limits.ownership_suspicion_percent {
            (Outcome::Suspicion, Reason::SharesHold)
        } else {
            return None;
        };
        let explanation = format!(
            "Listed parties hold {possible:.1} % of the company, directly and through affiliates; from {} % on it \
             is frozen with them.",
            limits.ownership_violation_percent
        );
        let mut finding =
            Finding::new(FindingKind::DesignatedParty, outcome, Pointer::ROOT, explanation);
        finding.measure = self.rule(MeasureKind::AssetFreeze).map(MeasureReference::from);
        Some(finding)
    }

    pub(super) fn ships(&self) -> Vec<Found> {
        let tied = self.facts.country.is_dprk();
        let mut found = Vec::new();
        for own in &self.facts.vessels {
            let vessel = own.record;
            let ship = StatedShip {
                pointer: own.pointer,
                names: stated(vessel.name.as_ref()).into_iter().collect(),
                imo: stated(vessel.imo.as_ref()),
                mmsi: stated(vessel.mmsi.as_ref()),
                call_sign: None,
            };
            let ships = vessels::find(&ship, tied, self.reference, self.days(), |designation| {
                (Outcome::Suspicion, first_measure(designation))
            });
            found.extend(
                ships
                    .into_iter()
                    .map(|ship| limited(ship, Outcome::Suspicion, "a ship of the company")),
            );
        }
        found
    }
}

fn first_measure(designation: &Designation) -> &str {
    designation.measures.first().map_or("", |measure| measure.id.as_str())
}

/// A finding on somebody tied to the company, made no stronger than the tie.
fn limited(mut found: Found, tie: Outcome, who: &str) -> Found {
    let finding = &mut found.finding;
    if finding.outcome > tie {
        let reason = if tie == Outcome::Notice { Reason::TieTold } else { Reason::TieHolds };
        (finding.outcome, finding.reason) = (tie, reason);
    }
    finding.explanation = format!("{} It is {who}.", finding.explanation);
    found
}
