//! Judging a company: itself, those who own and run it, and its ties to the DPRK.

use chrono::NaiveDate;

use super::facts::{CountryReader, read_documents};
use super::judgement::{
    Evidence, Finding, FindingKind, Governing, MeasureReference, Missing, NexusKind, Outcome,
    Verdict,
};
use super::matching::{self, Days, Found, Subject};
use super::nexus::{dprk_ties, fact, names_the_dprk};
use super::vessels::{self, StatedShip};
use super::{Findings, Reference, ownership};
use crate::record::{Company, Fault, Party, PersonRole, Relation, Role, stated};
use crate::rulebook::{MeasureKind, Rule, StatedCountry, StatedPlace};
use crate::watchlist::{Designation, is_usable};

/// Countries of a company record, read once.
struct CompanyFacts {
    country: StatedCountry,
    issuers: Vec<StatedCountry>,
    people: Vec<(StatedCountry, Vec<StatedCountry>)>,
    affiliations: Vec<(StatedCountry, Vec<StatedCountry>)>,
    flags: Vec<StatedCountry>,
    activities: Vec<(usize, usize)>,
    documents: Vec<super::facts::DocumentFacts>,
}

/// Judges a company.
pub(super) fn judge(
    record: &Company,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Result<Findings, Vec<Fault>> {
    let facts = read(record, reference)?;
    let judge = Judge { record, facts: &facts, reference, as_of };
    let mut findings = Vec::new();
    let mut matches = Vec::new();
    let (own, people, affiliates) = (judge.itself(), judge.people(), judge.affiliates());
    findings.extend(judge.ownership(&people, &affiliates));
    findings.extend(judge.dprk_ties());
    for found in own
        .into_iter()
        .chain(people.into_iter().flatten())
        .chain(affiliates.into_iter().flatten())
        .chain(judge.ships())
    {
        findings.push(found.finding);
        matches.push(found.matched);
    }
    if stated(record.name.as_ref()).is_none_or(|name| !is_usable(name)) {
        let explanation =
            "The company has no usable name, so it could not be compared with any list.";
        let kind = FindingKind::InsufficientInformation;
        findings.push(Finding::new(kind, Outcome::Suspicion, "/name", explanation));
    }
    findings.extend(judge.ambiguities());
    let governing = Governing { from: as_of, until: as_of, basis: "as_of" };
    Ok(Findings { governing, findings, missing: judge.missing(), matches })
}

fn read(record: &Company, reference: &Reference<'_>) -> Result<CompanyFacts, Vec<Fault>> {
    let mut reader = CountryReader::new(reference.rulebook);
    let country = reader.country(record.country.as_ref(), || "/country".into());
    let issuers = read_issuers(&record.identifiers, "", &mut reader);
    let mut people = Vec::new();
    for (index, person) in record.people.iter().enumerate() {
        let base = format!("/people/{index}");
        let nationality =
            reader.country(person.nationality.as_ref(), || base.clone() + "/nationality");
        people.push((nationality, read_issuers(&person.identifiers, &base, &mut reader)));
    }
    let mut affiliations = Vec::new();
    for (index, affiliate) in record.affiliations.iter().enumerate() {
        let base = format!("/affiliations/{index}");
        let seat = reader.country(affiliate.country.as_ref(), || base.clone() + "/country");
        affiliations.push((seat, read_issuers(&affiliate.identifiers, &base, &mut reader)));
    }
    let mut flags = Vec::new();
    for (index, vessel) in record.vessels.iter().enumerate() {
        flags.push(reader.flag(vessel.flag.as_ref(), || format!("/vessels/{index}/flag")).0);
    }
    let mut activities = Vec::new();
    for (index, activity) in record.activities.iter().enumerate() {
        for (number, text) in activity.countries.iter().enumerate() {
            let pointer = || format!("/activities/{index}/countries/{number}");
            if reader.country(Some(text), pointer).is_dprk() {
                activities.push((index, number));
            }
        }
    }
    let documents = read_documents(&record.documents, &mut reader);
    let faults = reader.faults.into_vec();
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(CompanyFacts { country, issuers, people, affiliations, flags, activities, documents })
}

fn read_issuers(
    identifiers: &[crate::record::Identifier],
    base: &str,
    reader: &mut CountryReader<'_>,
) -> Vec<StatedCountry> {
    let mut issuers = Vec::with_capacity(identifiers.len());
    for (index, identifier) in identifiers.iter().enumerate() {
        let pointer = || format!("{base}/identifiers/{index}/country");
        issuers.push(reader.country(identifier.country.as_ref(), pointer));
    }
    issuers
}

struct Judge<'c> {
    record: &'c Company,
    facts: &'c CompanyFacts,
    reference: &'c Reference<'c>,
    as_of: NaiveDate,
}

impl Judge<'_> {
    fn days(&self) -> Days {
        Days { until: self.as_of, as_of: self.as_of }
    }

    fn rule(&self, kind: MeasureKind) -> Option<Rule<'_>> {
        self.reference.rulebook.in_force(kind, self.as_of, self.as_of)
    }

    /// The company by its own names and numbers.
    fn itself(&self) -> Vec<Found> {
        let record = self.record;
        let names = stated(record.name.as_ref()).into_iter();
        let subject = Subject {
            pointer: "/name".to_owned(),
            names: names.chain(record.aliases.iter().map(String::as_str)).collect(),
            country: Some(self.facts.country),
            addresses: record.addresses.iter().map(String::as_str).collect(),
            identifiers: &record.identifiers,
            issuers: &self.facts.issuers,
            ..Subject::default()
        };
        matching::find(&subject, self.reference, self.days())
    }

    /// Listed people, each with the outcome of the tie and never a stronger one than the match.
    fn people(&self) -> Vec<Vec<Found>> {
        let people = self.record.people.iter().zip(&self.facts.people).enumerate();
        people
            .map(|(index, (person, (nationality, issuers)))| {
                let subject = Subject {
                    pointer: format!("/people/{index}"),
                    names: stated(person.name.as_ref()).into_iter().collect(),
                    nationality: Some(*nationality),
                    birth_date: person.birth_date.as_deref(),
                    position: person.position.as_deref(),
                    identifiers: &person.identifiers,
                    issuers,
                    ..Subject::default()
                };
                let tie = match person.role {
                    Some(PersonRole::Owner | PersonRole::BeneficialOwner) => {
                        self.tie_by_share(person.share_percent)
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

    fn affiliates(&self) -> Vec<Vec<Found>> {
        let affiliates = self.record.affiliations.iter().zip(&self.facts.affiliations).enumerate();
        affiliates
            .map(|(index, (affiliate, (seat, issuers)))| {
                let subject = Subject {
                    pointer: format!("/affiliations/{index}"),
                    names: stated(affiliate.name.as_ref()).into_iter().collect(),
                    country: Some(*seat),
                    identifiers: &affiliate.identifiers,
                    issuers,
                    ..Subject::default()
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
    fn tie_by_share(&self, percent: Option<f64>) -> Outcome {
        let limits = &self.reference.rulebook.signals.parameters;
        match percent {
            Some(percent) if percent < limits.ownership_suspicion_percent => Outcome::Notice,
            _ => Outcome::Suspicion,
        }
    }

    /// Shares in listed hands, all together.
    fn ownership(&self, people: &[Vec<Found>], affiliates: &[Vec<Found>]) -> Option<Finding> {
        let limits = &self.reference.rulebook.signals.parameters;
        let percent_of = |least: Outcome| {
            let listed = |found: &[Vec<Found>]| -> Vec<bool> {
                found.iter().map(|found| found.iter().any(|f| f.matched.outcome >= least)).collect()
            };
            ownership::listed_percent(
                self.record,
                limits.ownership_violation_percent,
                &listed(people),
                &listed(affiliates),
            )
        };
        let (certain, possible) = (percent_of(Outcome::Violation), percent_of(Outcome::Suspicion));
        let outcome = if certain >= limits.ownership_violation_percent {
            Outcome::Violation
        } else if possible >= limits.ownership_suspicion_percent {
            Outcome::Suspicion
        } else {
            return None;
        };
        let explanation = format!(
            "Listed parties hold {possible:.1} % of the company, directly and through affiliates; from {} % on it \
             is frozen with them.",
            limits.ownership_violation_percent
        );
        let mut finding = Finding::new(FindingKind::DesignatedParty, outcome, "", explanation);
        finding.measure = self.rule(MeasureKind::AssetFreeze).map(MeasureReference::from);
        Some(finding)
    }

    fn ships(&self) -> Vec<Found> {
        let tied = self.facts.country.is_dprk();
        let mut found = Vec::new();
        for (index, vessel) in self.record.vessels.iter().enumerate() {
            let ship = StatedShip {
                pointer: format!("/vessels/{index}"),
                names: stated(vessel.name.as_ref()).into_iter().collect(),
                imo: stated(vessel.imo.as_ref()),
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

    /// Ties to the DPRK that no list names.
    fn dprk_ties(&self) -> Vec<Finding> {
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
        for (index, (person, (nationality, _))) in
            self.record.people.iter().zip(&self.facts.people).enumerate()
        {
            if nationality.is_dprk() {
                let pointer = format!("/people/{index}");
                let value = stated(person.nationality.as_ref()).unwrap_or_default();
                let evidence = self.dprk_party(format!("{pointer}/nationality"), value);
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
        let party = super::facts::PartyFacts {
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
            let elsewhere = self.facts.country.known().is_some() && !self.facts.country.is_dprk();
            if place.is_dprk() && (place.place.is_none() || !elsewhere) {
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

    fn other_ties(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for &(index, number) in &self.facts.activities {
            let pointer = format!("/activities/{index}/countries/{number}");
            let evidence = vec![self.dprk_party(pointer.clone(), "KP")];
            let explanation = "The company does business in or with the DPRK.";
            findings.push(self.tie(
                FindingKind::DprkNexus,
                &pointer,
                explanation,
                evidence,
                MeasureKind::TradeSupport,
            ));
        }
        for (index, document) in self.facts.documents.iter().enumerate() {
            if document.states_origin.is_dprk() {
                let pointer = format!("/documents/{index}/states_origin");
                let evidence = vec![self.dprk_party(pointer.clone(), "KP")];
                let explanation = "A paper of the company states goods of DPRK origin.";
                findings.push(self.tie(
                    FindingKind::DprkNexus,
                    &pointer,
                    explanation,
                    evidence,
                    MeasureKind::TradeSupport,
                ));
            }
        }
        for (index, flag) in self.facts.flags.iter().enumerate().filter(|(_, flag)| flag.is_dprk())
        {
            let pointer = format!("/vessels/{index}/flag");
            let evidence = vec![self.dprk_party(
                pointer.clone(),
                &flag.known().map(|c| c.to_string()).unwrap_or_default(),
            )];
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
        Finding::new(kind, Outcome::Suspicion, pointer, explanation)
            .with(evidence)
            .under(self.rule(law))
    }

    fn ambiguities(&self) -> Vec<Finding> {
        let mut pointers = Vec::new();
        if self.facts.country.is_korea() {
            pointers.push("/country".to_owned());
        }
        for (index, (nationality, _)) in self.facts.people.iter().enumerate() {
            if nationality.is_korea() {
                pointers.push(format!("/people/{index}/nationality"));
            }
        }
        for (index, (seat, _)) in self.facts.affiliations.iter().enumerate() {
            if seat.is_korea() {
                pointers.push(format!("/affiliations/{index}/country"));
            }
        }
        let south = |address: &String| {
            let rulebook = self.reference.rulebook;
            let place = rulebook.gazetteer.read_text(Some(address), &rulebook.countries);
            place.country == StatedCountry::Known(crate::rulebook::CountryCode::KR)
        };
        let settled = self.record.addresses.iter().any(south)
            || self.record.phones.iter().any(|phone| phone.trim_start().starts_with("+82"));
        pointers
            .into_iter()
            .map(|pointer| {
                let own = pointer == "/country";
                let outcome = if own && !settled { Outcome::Suspicion } else { Outcome::Notice };
                let explanation = "\"Korea\" may be the DPRK or the Republic of Korea.";
                Finding::new(FindingKind::InsufficientInformation, outcome, pointer, explanation)
            })
            .collect()
    }

    fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut ask = |given: bool, pointer: &str, why: &str| {
            if !given {
                let could_change = Verdict::Prohibited;
                let (pointer, why) = (pointer.to_owned(), why.to_owned());
                missing.push(Missing {
                    pointer,
                    why,
                    could_change,
                    example: None,
                    verdict_then: None,
                });
            }
        };
        ask(
            self.facts.country.is_stated(),
            "/country",
            "The seat says whether the company is of the DPRK",
        );
        ask(!self.record.people.is_empty(), "/people", "Owners and directors may be listed");
        ask(
            !self.record.affiliations.is_empty(),
            "/affiliations",
            "Parents and shareholders may be listed",
        );
        missing
    }
}

fn first_measure(designation: &Designation) -> &str {
    designation.measures.first().map_or("", |measure| measure.id.as_str())
}

/// A finding on somebody tied to the company, made no stronger than the tie.
fn limited(mut found: Found, tie: Outcome, who: &str) -> Found {
    let finding = &mut found.finding;
    if finding.outcome > tie {
        finding.outcome = tie;
    }
    finding.explanation = format!("{} It is {who}.", finding.explanation);
    found
}
