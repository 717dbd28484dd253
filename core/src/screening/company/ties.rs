//! Ties of a company to the DPRK that no list names: its seat, its people, its affiliates, its business.

use super::Judge;
use crate::input::stated;
use crate::judgement::{Evidence, Finding, FindingKind, NexusKind, Outcome, fact};
use crate::record::{Party, PersonRole, Relation, Role};
use crate::rulebook::{MeasureKind, StatedCountry, StatedPlace};
use crate::screening::facts::PartyFacts;
use crate::screening::facts::names::names_at;
use crate::screening::law::exemption::saving::{self, Venture};
use crate::screening::law::ventures::is_dprk_venture;
use crate::screening::ties::party::{dprk_ties, names_the_dprk};

impl Judge<'_> {
    /// Ties to the DPRK that no list names.
    pub(super) fn dprk_ties(&self) -> Vec<Finding> {
        let rulebook = self.reference.rulebook;
        let mut findings = Vec::new();
        let own = self.own_ties();
        if !own.is_empty() {
            let explanation = "The company is of the DPRK. Whatever it sells falls under the bans where they name the \
                               goods, and financial support for trade with it is barred.";
            let mut finding =
                self.tie(FindingKind::DprkNexus, "", explanation, own, MeasureKind::TradeSupport);
            finding.nexus = Some(NexusKind::Nationals);
            findings.push(finding);
        }
        findings.extend(self.own_venture());
        for (index, (person, (nationality, _))) in
            self.record.people.iter().zip(&self.facts.people).enumerate()
        {
            if nationality.is_dprk() {
                let pointer = format!("/people/{index}");
                let value = stated(person.nationality.as_ref()).unwrap_or_default();
                let signal = &rulebook.signals.signal.dprk_national;
                let at = format!("{pointer}/nationality");
                let evidence = fact("dprk_national", signal, at, value, "");
                findings.push(self.person_tie(person.role, &pointer, evidence));
            }
        }
        for (index, (affiliate, (seat, _))) in
            self.record.affiliations.iter().zip(&self.facts.affiliations).enumerate()
        {
            let name = stated(affiliate.name.as_ref()).unwrap_or_default();
            if seat.is_dprk() || names_the_dprk(name, rulebook) {
                let pointer = format!("/affiliations/{index}");
                let evidence = self.dprk_party(format!("{pointer}/country"), "KP");
                findings.push(self.affiliate_tie(affiliate.relation, &pointer, evidence));
            }
        }
        findings.extend(self.other_ties());
        findings
    }

    fn own_ties(&self) -> Vec<Evidence> {
        let record = self.record;
        let rulebook = self.reference.rulebook;
        let as_party = Party {
            country: record.country.clone(),
            identifiers: record.identifiers.clone(),
            phones: record.phones.clone(),
            emails: record.emails.clone(),
            websites: record.websites.clone(),
            ..Party::default()
        };
        let party = PartyFacts {
            record: &as_party,
            role: Role::Other,
            country: self.facts.country,
            nationality: StatedCountry::Absent,
            address: StatedPlace::ABSENT,
            issuers: self.facts.issuers.clone(),
        };
        let mut ties = dprk_ties(&party, "", rulebook);
        let signals = &rulebook.signals.signal;
        for (index, address) in record.addresses.iter().enumerate() {
            let place = rulebook.gazetteer.read_text(Some(address), &rulebook.countries);
            if place.is_dprk() {
                let pointer = format!("/addresses/{index}");
                ties.push(fact("party_address", &signals.party_address, pointer, address, ""));
            }
        }
        if let Some(name) =
            stated(record.name.as_ref()).filter(|name| names_the_dprk(name, rulebook))
        {
            ties.push(fact("dprk_producer", &signals.dprk_producer, "/name".into(), name, ""));
        }
        ties
    }

    /// The company is by its own name a joint venture with a DPRK party.
    fn own_venture(&self) -> Option<Finding> {
        let rulebook = self.reference.rulebook;
        let mut names = names_at("", self.record.name.as_ref(), &self.record.aliases);
        let (pointer, name) =
            names.find(|(_, name)| is_dprk_venture(name, self.facts.country, rulebook))?;
        let signal = &rulebook.signals.signal.joint_venture_name;
        let evidence = vec![fact("joint_venture_name", signal, pointer.clone(), name, "")];
        let explanation = "The company is by its name a joint venture or cooperative entity with a DPRK party: such \
                           ventures are barred.";
        let (kind, law) = (FindingKind::JointVenture, MeasureKind::JointVenture);
        Some(self.tie(kind, &pointer, explanation, evidence, law))
    }

    fn other_ties(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let activities = self.facts.activities.iter().map(|(index, number)| {
            let pointer = format!("/activities/{index}/countries/{number}");
            (pointer, "The company does business in or with the DPRK.")
        });
        let papers = self.facts.documents.iter().enumerate();
        let papers = papers.filter(|(_, paper)| paper.states_origin.is_dprk()).map(|(index, _)| {
            let pointer = format!("/documents/{index}/states_origin");
            (pointer, "A paper of the company states goods of DPRK origin.")
        });
        for (pointer, explanation) in activities.chain(papers) {
            let evidence = vec![self.dprk_party(pointer.clone(), "KP")];
            let kind = FindingKind::DprkNexus;
            findings.push(self.tie(
                kind,
                &pointer,
                explanation,
                evidence,
                MeasureKind::TradeSupport,
            ));
        }
        for (index, _) in self.facts.flags.iter().enumerate().filter(|(_, flag)| flag.is_dprk()) {
            let pointer = format!("/vessels/{index}/flag");
            let evidence = vec![self.dprk_party(pointer.clone(), "KP")];
            let explanation = "A ship of the company flies the DPRK flag.";
            let kind = FindingKind::DprkVesselOrAircraft;
            findings.push(self.tie(
                kind,
                &pointer,
                explanation,
                evidence,
                MeasureKind::CargoInspection,
            ));
        }
        findings
    }

    fn dprk_party(&self, pointer: String, value: &str) -> Evidence {
        fact("dprk_party", &self.reference.rulebook.signals.signal.dprk_party, pointer, value, "")
    }

    fn person_tie(&self, role: Option<PersonRole>, pointer: &str, evidence: Evidence) -> Finding {
        let (kind, law, explanation) = match role {
            Some(PersonRole::Owner | PersonRole::BeneficialOwner) => (
                FindingKind::JointVenture,
                MeasureKind::JointVenture,
                "A DPRK national owns a part of the company: joint ventures and cooperative entities with DPRK \
                 persons are barred.",
            ),
            Some(PersonRole::Employee) => (
                FindingKind::DprkWorkers,
                MeasureKind::Workers,
                "A DPRK national works for the company: no new work permits, and workers were to be sent home by \
                 2019-12-22.",
            ),
            _ => (
                FindingKind::DprkNexus,
                MeasureKind::TradeSupport,
                "A DPRK national runs or represents the company.",
            ),
        };
        self.tie(kind, pointer, explanation, vec![evidence], law)
    }

    fn affiliate_tie(
        &self,
        relation: Option<Relation>,
        pointer: &str,
        evidence: Evidence,
    ) -> Finding {
        let joint = matches!(
            relation,
            Some(
                Relation::JointVenture
                    | Relation::Shareholder
                    | Relation::Parent
                    | Relation::Subsidiary
            )
        );
        let (kind, law, explanation) = if joint {
            (
                FindingKind::JointVenture,
                MeasureKind::JointVenture,
                "The company shares ownership with a DPRK body: joint ventures and cooperative entities with DPRK \
                 persons are barred.",
            )
        } else {
            (
                FindingKind::DprkNexus,
                MeasureKind::TradeSupport,
                "The company deals with a DPRK body.",
            )
        };
        self.tie(kind, pointer, explanation, vec![evidence], law)
    }

    fn tie(
        &self,
        kind: FindingKind,
        pointer: &str,
        explanation: &str,
        evidence: Vec<Evidence>,
        law: MeasureKind,
    ) -> Finding {
        let rule = self.rule(law);
        let mut finding = Finding::new(kind, Outcome::Suspicion, pointer, explanation);
        if let Some(rule) = rule.filter(|_| kind != FindingKind::DprkNexus) {
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
