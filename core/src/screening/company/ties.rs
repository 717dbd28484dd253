//! Ties of a company to the DPRK that no list names: its seat, its people, its affiliates, its business.

use super::Judge;
use crate::input::stated;
use crate::judgement::{Evidence, Finding, NexusKind, Outcome, Pointer, Reason};
use crate::record::{PersonRole, Relation};
use crate::rulebook::{CountryCode, EvidenceKind, FindingKind, MeasureKind};
use crate::screening::facts::names::names_at;
use crate::screening::law::exemption::saving::{self, Venture};
use crate::screening::law::ventures::is_dprk_venture;
use crate::screening::ties::party::{contacts, names_the_dprk, registrations, seat};

/// What a tie is, in a sentence, and the law that it falls under.
struct Tie {
    kind: FindingKind,
    law: MeasureKind,
    reason: Reason,
    explanation: &'static str,
}

impl Judge<'_> {
    /// Ties to the DPRK that no list names.
    pub(super) fn dprk_ties(&self) -> Vec<Finding> {
        let rulebook = self.reference.rulebook;
        let mut findings = Vec::new();
        let own = self.own_ties();
        if !own.is_empty() {
            let tie = Tie {
                kind: FindingKind::DprkNexus,
                law: MeasureKind::TradeSupport,
                reason: Reason::DprkCompany,
                explanation: "The company is of the DPRK. Whatever it sells falls under the bans where they name the \
                              goods, and financial support for trade with it is barred.",
            };
            let mut finding = self.tie(&tie, Pointer::ROOT, own);
            finding.nexus = Some(NexusKind::Nationals);
            findings.push(finding);
        }
        findings.extend(self.own_venture());
        for person in self.facts.people.iter().filter(|person| person.nationality.is_dprk()) {
            let kind = EvidenceKind::DprkNational;
            let evidence = person.nationality.evidence(kind, rulebook, "");
            findings.push(self.tie(&of_person(person.record.role), person.pointer, vec![evidence]));
        }
        for affiliate in &self.facts.affiliations {
            let named = || affiliate.name.is_some_and(|name| names_the_dprk(name.text, rulebook));
            if affiliate.country.is_dprk() || named() {
                let evidence = self.dprk_party(affiliate.country.pointer);
                let tie = of_affiliate(affiliate.record.relation);
                findings.push(self.tie(&tie, affiliate.pointer, vec![evidence]));
            }
        }
        findings.extend(self.other_ties());
        findings
    }

    fn own_ties(&self) -> Vec<Evidence> {
        let rulebook = self.reference.rulebook;
        let mut ties = Vec::new();
        ties.extend(seat(&self.facts.country, rulebook));
        ties.extend(registrations(&self.facts.issuers, rulebook));
        ties.extend(contacts(self.facts.contacts(), rulebook));
        for address in self.facts.addresses.iter().filter(|address| address.is_dprk()) {
            ties.push(address.evidence(EvidenceKind::PartyAddress, rulebook, ""));
        }
        if let Some(name) = self.facts.name.filter(|name| names_the_dprk(name.text, rulebook)) {
            ties.push(name.evidence(EvidenceKind::DprkProducer, rulebook, ""));
        }
        ties
    }

    /// The company is by its own name a joint venture with a DPRK party.
    fn own_venture(&self) -> Option<Finding> {
        let rulebook = self.reference.rulebook;
        let mut names = names_at(Pointer::ROOT, self.record.name.as_ref(), &self.record.aliases);
        let name = names.find(|name| is_dprk_venture(name.text, *self.facts.country, rulebook))?;
        let evidence = vec![name.evidence(EvidenceKind::JointVentureName, rulebook, "")];
        let tie = Tie {
            kind: FindingKind::JointVenture,
            law: MeasureKind::JointVenture,
            reason: Reason::VentureByName,
            explanation: "The company is by its name a joint venture or cooperative entity with a DPRK party: such \
                          ventures are barred.",
        };
        Some(self.tie(&tie, name.pointer, evidence))
    }

    fn other_ties(&self) -> Vec<Finding> {
        let business = self.facts.business.iter().filter(|country| country.is_dprk());
        let business = business.map(|country| (country.pointer, OTHER_TIES.0));
        let papers = self.facts.documents.iter().map(|paper| &paper.states_origin);
        let papers = papers.filter(|origin| origin.is_dprk());
        let papers = papers.map(|origin| (origin.pointer, OTHER_TIES.1));
        let ships = self.facts.vessels.iter().map(|vessel| &vessel.flag);
        let ships = ships.filter(|flag| flag.is_dprk()).map(|flag| (flag.pointer, OTHER_TIES.2));
        let ties = business.chain(papers).chain(ships);
        ties.map(|(pointer, tie)| self.tie(tie, pointer, vec![self.dprk_party(pointer)])).collect()
    }

    fn dprk_party(&self, pointer: Pointer) -> Evidence {
        let kp = CountryCode::KP.as_str();
        Evidence::of(EvidenceKind::DprkParty, self.reference.rulebook, pointer, kp, "")
    }

    fn tie(&self, tie: &Tie, pointer: Pointer, evidence: Vec<Evidence>) -> Finding {
        let rule = self.rule(tie.law);
        let outcome = (Outcome::Suspicion, tie.reason);
        let mut finding = Finding::new(tie.kind, outcome, pointer, tie.explanation);
        if let Some(rule) = rule.filter(|_| tie.kind != FindingKind::DprkNexus) {
            finding.exemptions = saving::weigh(&self.venture(), rule);
        }
        finding.with(evidence).under(rule)
    }

    /// What the company says of its ventures and workers.
    fn venture(&self) -> Venture<'_> {
        let record = self.record;
        let names = stated(record.name.as_ref()).into_iter();
        let aliases = record.aliases.iter().map(String::as_str);
        let activities = record.activities.iter().filter_map(|a| stated(a.description.as_ref()));
        let affiliates = record.affiliations.iter().filter_map(|a| stated(a.name.as_ref()));
        Venture {
            documents: &self.facts.documents,
            day: self.as_of,
            loading: None,
            partner: self.facts.country.known(),
            texts: names.chain(aliases).chain(activities).chain(affiliates).collect(),
            goods: Vec::new(),
        }
    }
}

/// Business, papers and ships that lead to the DPRK.
const OTHER_TIES: (&Tie, &Tie, &Tie) = (
    &Tie {
        kind: FindingKind::DprkNexus,
        law: MeasureKind::TradeSupport,
        reason: Reason::DprkBusiness,
        explanation: "The company does business in or with the DPRK.",
    },
    &Tie {
        kind: FindingKind::DprkNexus,
        law: MeasureKind::TradeSupport,
        reason: Reason::DprkOriginOnPaper,
        explanation: "A paper of the company states goods of DPRK origin.",
    },
    &Tie {
        kind: FindingKind::DprkVesselOrAircraft,
        law: MeasureKind::CargoInspection,
        reason: Reason::DprkCarrier,
        explanation: "A ship of the company flies the DPRK flag.",
    },
);

/// What a DPRK national is to the company.
fn of_person(role: Option<PersonRole>) -> Tie {
    match role {
        Some(PersonRole::Owner | PersonRole::BeneficialOwner) => Tie {
            kind: FindingKind::JointVenture,
            law: MeasureKind::JointVenture,
            reason: Reason::DprkOwner,
            explanation: "A DPRK national owns a part of the company: joint ventures and cooperative entities with \
                          DPRK persons are barred.",
        },
        Some(PersonRole::Employee) => Tie {
            kind: FindingKind::DprkWorkers,
            law: MeasureKind::Workers,
            reason: Reason::DprkEmployee,
            explanation: "A DPRK national works for the company: no new work permits, and workers were to be sent \
                          home by 2019-12-22.",
        },
        _ => Tie {
            kind: FindingKind::DprkNexus,
            law: MeasureKind::TradeSupport,
            reason: Reason::DprkOfficer,
            explanation: "A DPRK national runs or represents the company.",
        },
    }
}

/// What a DPRK body is to the company.
fn of_affiliate(relation: Option<Relation>) -> Tie {
    match relation {
        Some(
            Relation::JointVenture
            | Relation::Shareholder
            | Relation::Parent
            | Relation::Subsidiary,
        ) => Tie {
            kind: FindingKind::JointVenture,
            law: MeasureKind::JointVenture,
            reason: Reason::SharedOwnership,
            explanation: "The company shares ownership with a DPRK body: joint ventures and cooperative entities \
                          with DPRK persons are barred.",
        },
        _ => Tie {
            kind: FindingKind::DprkNexus,
            law: MeasureKind::TradeSupport,
            reason: Reason::DprkPartner,
            explanation: "The company deals with a DPRK body.",
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::judged;

    /// What is held of a company with these members, each with its place.
    fn held(members: &Value) -> Vec<(String, FindingKind, Reason)> {
        let mut record = json!({"name": "Hunchun Garments", "country": "CN"});
        record.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        let findings = judged(&record).findings.into_iter();
        let held = findings.filter(|finding| finding.outcome > Outcome::Notice);
        held.map(|one| (one.pointer.to_string(), one.kind, one.reason)).collect()
    }

    #[test]
    fn a_company_is_of_the_dprk_by_its_seat_numbers_contacts_addresses_or_name() {
        for (members, expected) in [
            (json!({"country": "KP"}), true),
            (json!({"country": "KR"}), false),
            (
                json!({"identifiers": [{"type": "registration", "value": "1", "country": "KP"}]}),
                true,
            ),
            (json!({"phones": ["+850 2 381"]}), true),
            (json!({"phones": ["+82 2 381"]}), false),
            (
                json!({"addresses": ["Dandong, Liaoning", "Central District, Pyongyang, DPRK"]}),
                true,
            ),
            (json!({"addresses": ["Dandong, Liaoning"]}), false),
            (json!({"name": "Garment Works of the DPRK"}), true),
        ] {
            let whole = (String::new(), FindingKind::DprkNexus, Reason::DprkCompany);
            assert_eq!(held(&members).contains(&whole), expected, "{members}");
        }
    }

    #[test]
    fn what_a_dprk_national_or_body_is_to_the_company_says_what_it_makes() {
        use FindingKind::{DprkNexus, DprkVesselOrAircraft, DprkWorkers, JointVenture};
        let person = |role: &str, nationality: &str| json!({"people": [{"role": role, "name": "Kim Un Ha", "nationality": nationality}]});
        let firm = |relation: &str| json!({"affiliations": [{"relation": relation, "name": "Ponghwa Works", "country": "KP"}]});
        let one = |place: &str, kind, reason| vec![(place.to_owned(), kind, reason)];
        for (members, expected) in [
            (person("owner", "KP"), one("/people/0", JointVenture, Reason::DprkOwner)),
            (person("beneficial_owner", "KP"), one("/people/0", JointVenture, Reason::DprkOwner)),
            (person("employee", "KP"), one("/people/0", DprkWorkers, Reason::DprkEmployee)),
            (person("director", "KP"), one("/people/0", DprkNexus, Reason::DprkOfficer)),
            (person("director", "KR"), vec![]),
            (firm("joint_venture"), one("/affiliations/0", JointVenture, Reason::SharedOwnership)),
            (firm("subsidiary"), one("/affiliations/0", JointVenture, Reason::SharedOwnership)),
            (firm("supplier"), one("/affiliations/0", DprkNexus, Reason::DprkPartner)),
            (
                json!({"activities": [{"description": "trade", "countries": ["CN", "KP"]}]}),
                one("/activities/0/countries/1", DprkNexus, Reason::DprkBusiness),
            ),
            (
                json!({"documents": [{"type": "invoice", "states_origin": "KP"}]}),
                one("/documents/0/states_origin", DprkNexus, Reason::DprkOriginOnPaper),
            ),
            (
                json!({"vessels": [{"name": "Hope", "flag": "KP"}]}),
                one("/vessels/0/flag", DprkVesselOrAircraft, Reason::DprkCarrier),
            ),
            (json!({"vessels": [{"name": "Hope", "flag": "PA"}]}), vec![]),
        ] {
            assert_eq!(held(&members), expected, "{members}");
        }
    }
}
