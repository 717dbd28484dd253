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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{judged, rulebook};

    /// An entity of the list whose whole name decides by itself.
    const LISTED: &str = "Korea Mining Development Trading Corporation";

    /// What is found of the company as a whole, by the shares that its holders own.
    fn owned(affiliations: &Value) -> Option<(Outcome, Reason)> {
        let record =
            json!({"name": "Onsan Smelting", "country": "KR", "affiliations": affiliations});
        let judgement = judged(&record);
        let whole = judgement.findings.iter().find(|finding| {
            finding.kind == FindingKind::DesignatedParty && finding.pointer.is_root()
        });
        whole.map(|finding| (finding.outcome, finding.reason))
    }

    #[test]
    fn shares_in_listed_hands_hold_and_decide_from_the_rulebook_s_percent_on() {
        let limits = &rulebook().signals.parameters;
        let (hold, decide) =
            (limits.ownership_suspicion_percent, limits.ownership_violation_percent);
        let share = |name: &str, percent: f64| json!({"relation": "shareholder", "name": name, "share_percent": percent});
        let near = "Koera Minning Development Trading Corp.";
        let (holds, decides) = (
            Some((Outcome::Suspicion, Reason::SharesHold)),
            Some((Outcome::Violation, Reason::SharesDecide)),
        );
        for (name, holders, expected) in [
            ("just below", json!([share(LISTED, hold - 0.1)]), None),
            ("where it holds", json!([share(LISTED, hold)]), holds),
            ("just below the half", json!([share(LISTED, decide - 0.1)]), holds),
            ("the half", json!([share(LISTED, decide)]), decides),
            (
                "two listed together",
                json!([share(LISTED, hold), share("Green Pine Associated Corporation", hold)]),
                decides,
            ),
            // A match that a person must confirm makes no half of it theirs.
            ("a near name", json!([share(near, decide)]), holds),
            ("nobody listed", json!([share("Daehan Holdings", 100.0)]), None),
        ] {
            assert_eq!(owned(&holders), expected, "{name}");
        }
    }

    #[test]
    fn a_match_makes_no_more_than_the_tie_to_the_company() {
        let hold = rulebook().signals.parameters.ownership_suspicion_percent;
        let person = |role: &str, percent: Option<f64>| {
            let listed = json!({"role": role, "name": "Yun Ho-jin", "birth_date": "1944-10-13", "share_percent": percent});
            ("people", listed)
        };
        let firm = |relation: &str| ("affiliations", json!({"relation": relation, "name": LISTED}));
        let (told, holds) =
            ((Outcome::Notice, Reason::TieTold), (Outcome::Suspicion, Reason::TieHolds));
        for (name, (member, tied), expected) in [
            ("employee", person("employee", None), told),
            ("director", person("director", None), holds),
            ("owner of some part", person("owner", None), holds),
            ("owner of little", person("owner", Some(hold - 0.1)), told),
            ("owner of enough", person("owner", Some(hold)), holds),
            ("customer", firm("customer"), holds),
            ("subsidiary", firm("subsidiary"), holds),
            ("parent", firm("parent"), (Outcome::Violation, Reason::WholeName)),
        ] {
            let mut record = json!({"name": "Onsan Smelting", "country": "KR"});
            record[member] = json!([tied]);
            let judgement = judged(&record);
            let found =
                judgement.findings.iter().find(|finding| finding.designation.is_some()).unwrap();
            assert_eq!((found.outcome, found.reason), expected, "{name}");
        }
    }

    #[test]
    fn a_parent_of_another_firm_than_this_is_judged_by_its_share() {
        for (of, expected) in
            [(None, Outcome::Violation), (Some("Daehan Holdings"), Outcome::Suspicion)]
        {
            let parent = json!({"relation": "parent", "name": LISTED, "of": of});
            let record =
                json!({"name": "Onsan Smelting", "country": "KR", "affiliations": [parent]});
            let judgement = judged(&record);
            let found =
                judgement.findings.iter().find(|finding| finding.designation.is_some()).unwrap();
            assert_eq!(found.outcome, expected, "{of:?}");
        }
    }
}
