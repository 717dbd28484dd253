//! What the law of other authorities says of a record: notices, named as not UN law. They move no verdict
//! unless the operator's policy tightens them.

use std::collections::BTreeSet;

use crate::Reference;
use crate::classification::Goods;
use crate::input::stated;
use crate::judgement::{Evidence, Finding, Member, Outcome, Pointer, Reason};
use crate::policy::Tightening;
use crate::record::{HsCode, Role};
use crate::rulebook::{
    CompanyTie, Confidence, CountryCode, Direction, EvidenceKind, FindingKind, GoodsNamed,
    OtherLaw, Reach, Rulebook, Span, Standing, StatedCountry, StatedPlace, Tie, Weight,
};
use crate::screening::facts::{Fact, ItemFacts, PartyFacts, ShipmentFacts};
use crate::screening::ties::Ties;
use crate::screening::ties::nexus::Nexus;
use crate::text::fold;

/// Pieces of evidence of one kind that a notice repeats: it says what triggered it, not all that could.
const MOST_OF_A_KIND: usize = 2;

/// A country the record leads to or comes from, and where it says so.
struct Stop {
    country: CountryCode,
    evidence: Evidence,
}

/// A country that the record of a company leads to.
pub(crate) type CompanyReach<'a> = Fact<'a, CountryCode>;

/// The rules of other law in force, asked line by line.
pub(crate) struct OtherLawJudge<'c, 'a> {
    facts: &'c ShipmentFacts<'a>,
    reference: &'c Reference<'c>,
    rules: Vec<&'c OtherLaw>,
    inbound: Vec<Stop>,
    outbound: Vec<Stop>,
    to_dprk: Vec<Evidence>,
    makers: Vec<Evidence>,
    told: BTreeSet<&'c str>,
}

impl<'c, 'a> OtherLawJudge<'c, 'a> {
    /// Prepares what all lines share.
    pub(crate) fn new(
        facts: &'c ShipmentFacts<'a>,
        ties: &Ties,
        reference: &'c Reference<'c>,
    ) -> Self {
        let rulebook = reference.rulebook;
        let span = facts.period.span;
        let rules = rulebook.other_law.iter().filter(|rule| rule.applies_in(span)).collect();
        let to_dprk = ties.destination.iter().take(MOST_OF_A_KIND).cloned().collect();
        let makers = facts
            .parties
            .iter()
            .zip(&ties.parties)
            .filter(|(party, _)| matches!(party.role, Role::Producer | Role::Manufacturer))
            .flat_map(|(_, ties)| ties)
            .take(MOST_OF_A_KIND)
            .cloned()
            .collect();
        Self {
            facts,
            reference,
            rules,
            inbound: inbound(facts, rulebook),
            outbound: outbound(facts, rulebook),
            to_dprk,
            makers,
            told: BTreeSet::new(),
        }
    }

    /// What the rules say of one line.
    pub(crate) fn of_item(
        &mut self,
        item: &ItemFacts<'_>,
        goods: &Goods<'_>,
        nexus: &Nexus,
    ) -> Vec<Finding> {
        if self.to_dprk.is_empty() && !nexus.exists() {
            return Vec::new();
        }
        let description = stated(item.record.description.as_ref()).map(fold).unwrap_or_default();
        let line = Line { item, goods, nexus, description };
        let mut findings = Vec::new();
        for rule in self.rules.clone() {
            if rule.once_a_record && self.told.contains(rule.id.as_str()) {
                continue;
            }
            let Some(evidence) = self.evidence(rule, &line) else { continue };
            self.told.insert(&rule.id);
            let pointer = if rule.once_a_record { Pointer::ROOT } else { item.pointer };
            findings.push(finding(rule, pointer, evidence, self.reference));
        }
        findings
    }

    /// The facts that make a rule speak of a line, or none where it does not.
    fn evidence(&self, rule: &OtherLaw, line: &Line<'_, '_>) -> Option<Vec<Evidence>> {
        let mut evidence = line.goods_named(rule)?;
        let from = rule.direction != Direction::ToDprk;
        let to = rule.direction != Direction::FromDprk;
        let ties = if from { self.ties(rule, line) } else { Vec::new() };
        let outward = self.reached(rule, ties, &self.inbound);
        let bound = if to { self.to_dprk.clone() } else { Vec::new() };
        evidence.extend(outward.or_else(|| self.reached(rule, bound, &self.outbound))?);
        Some(evidence)
    }

    /// The ties with the stops that lead to where the rule binds.
    fn reached(
        &self,
        rule: &OtherLaw,
        mut ties: Vec<Evidence>,
        stops: &[Stop],
    ) -> Option<Vec<Evidence>> {
        if ties.is_empty() {
            return None;
        }
        ties.truncate(MOST_OF_A_KIND);
        let span = self.facts.period.span;
        let binding = stops.iter().filter(|stop| rule.binds_in(stop.country, span));
        let stops: Vec<Evidence> =
            binding.map(|stop| stop.evidence.clone()).take(MOST_OF_A_KIND).collect();
        if stops.is_empty() && rule.reach == Reach::Members {
            return None;
        }
        ties.extend(stops);
        Some(ties)
    }

    /// The ties of a line that the rule asks for.
    fn ties(&self, rule: &OtherLaw, line: &Line<'_, '_>) -> Vec<Evidence> {
        let nexus = line.nexus;
        let asked = |tie: Tie| rule.ties.contains(&tie);
        let mut ties = Vec::new();
        if asked(Tie::Territory) {
            ties.extend(nexus.territory.iter().cloned());
        } else if asked(Tie::Origin) {
            let states_origin = |fact: &&Evidence| {
                {
                    matches!(
                        fact.kind,
                        EvidenceKind::DeclaredOrigin
                            | EvidenceKind::DocumentOrigin
                            | EvidenceKind::PlaceOfExtraction
                    )
                }
            };
            ties.extend(nexus.territory.iter().filter(states_origin).cloned());
        }
        if asked(Tie::Nationals) {
            ties.extend(nexus.nationals.iter().cloned());
        } else if asked(Tie::Makers) {
            let made =
                nexus.nationals.iter().filter(|fact| fact.kind == EvidenceKind::DprkProducer);
            ties.extend(made.chain(&self.makers).cloned());
        }
        if asked(Tie::Flag) {
            ties.extend(nexus.flag.iter().cloned());
        }
        ties
    }
}

/// One line of goods.
struct Line<'c, 'a> {
    item: &'c ItemFacts<'a>,
    goods: &'c Goods<'c>,
    nexus: &'c Nexus,
    description: String,
}

impl Line<'_, '_> {
    /// What makes these goods the rule's: nothing where it speaks of every kind. A commodity counts where
    /// the goods are plainly of it.
    fn goods_named(&self, rule: &OtherLaw) -> Option<Vec<Evidence>> {
        let plain = self.goods.scopes.iter().filter(|scope| scope.standing == Standing::Violation);
        let commodities: Vec<&str> = plain.map(|scope| scope.commodity.id.as_str()).collect();
        let digits = self.item.hs.as_ref().map(HsCode::digits);
        let named = rule.names(&commodities, digits, &self.description)?;
        let weak = |kind, member, value: &str, detail| {
            let pointer = self.item.pointer.to(member);
            vec![Evidence { kind, pointer, value: value.to_owned(), weight: Weight::Weak, detail }]
        };
        Some(match named {
            GoodsNamed::Every => Vec::new(),
            GoodsNamed::Commodity(id) => {
                let scope = self.goods.scopes.iter().find(|scope| scope.commodity.id == id)?;
                scope.evidence.first().cloned().into_iter().collect()
            }
            GoodsNamed::Hs(scope, part) => {
                let detail = if part {
                    format!("HS {scope} may hold goods of {}: a part of it is meant", rule.citation)
                } else {
                    format!("HS {scope} stands in {}", rule.citation)
                };
                weak(EvidenceKind::HsCode, Member::HsCode, digits.unwrap_or_default(), detail)
            }
            GoodsNamed::Word(word) => {
                let detail = format!("The description names goods of {}", rule.citation);
                weak(EvidenceKind::Description, Member::Description, &word, detail)
            }
        })
    }
}

/// Where the goods go: destination, last discharge, and those who buy or receive them.
fn inbound(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Stop> {
    let mut stops = Vec::new();
    stops.extend(stop(&facts.destination, rulebook));
    stops.extend(facts.last_discharge().and_then(|event| stop_at(&event.place, rulebook)));
    stops.extend(seats(facts, rulebook, |party| {
        matches!(party.role, Role::Importer | Role::Consignee | Role::Buyer)
    }));
    stops
}

/// Where the goods come from: country of export, first loading, and those who sell or send them.
fn outbound(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Stop> {
    let mut stops = Vec::new();
    stops.extend(stop(&facts.export, rulebook));
    stops.extend(facts.loadings().next().and_then(|event| stop_at(&event.place, rulebook)));
    stops.extend(seats(facts, rulebook, |party| party.role.is_supply_side()));
    stops
}

/// The seats of some parties: the country stated, else that of the address.
fn seats(
    facts: &ShipmentFacts<'_>,
    rulebook: &Rulebook,
    wanted: impl Fn(&PartyFacts<'_>) -> bool,
) -> Vec<Stop> {
    let parties = facts.parties.iter().filter(|party| wanted(party));
    parties
        .filter_map(|party| {
            if party.country.is_stated() {
                stop(&party.country, rulebook)
            } else {
                stop_at(&party.address, rulebook)
            }
        })
        .collect()
}

/// A stated country as a stop.
fn stop(stated: &Fact<'_, StatedCountry>, rulebook: &Rulebook) -> Option<Stop> {
    Some(Stop { country: stated.known()?, evidence: jurisdiction(stated, rulebook) })
}

/// The country of a stated place as a stop.
fn stop_at(stated: &Fact<'_, StatedPlace<'_>>, rulebook: &Rulebook) -> Option<Stop> {
    Some(Stop { country: stated.country.known()?, evidence: jurisdiction(stated, rulebook) })
}

fn jurisdiction<T>(stated: &Fact<'_, T>, rulebook: &Rulebook) -> Evidence {
    stated.evidence(EvidenceKind::Jurisdiction, rulebook, "")
}

/// What the rules say of a company, by the ties to the DPRK that were found.
pub(crate) fn of_company(
    found: &[Finding],
    reach: &[CompanyReach<'_>],
    span: Span,
    reference: &Reference<'_>,
) -> Vec<Finding> {
    let ties_of = |tie: CompanyTie| {
        let kind = match tie {
            CompanyTie::Trade => FindingKind::DprkNexus,
            CompanyTie::JointVenture => FindingKind::JointVenture,
            CompanyTie::Workers => FindingKind::DprkWorkers,
        };
        let found = found.iter().filter(move |finding| finding.kind == kind);
        found.filter_map(|finding| finding.evidence.first().cloned())
    };
    let rules = reference.rulebook.other_law.iter().filter(|rule| rule.applies_in(span));
    rules
        .filter_map(|rule| {
            let ties = rule.company.iter().flat_map(|tie| ties_of(*tie));
            let mut evidence: Vec<Evidence> = ties.take(MOST_OF_A_KIND).collect();
            let binding = reach.iter().filter(|stop| rule.binds_in(stop.value, span));
            let stops: Vec<Evidence> = binding
                .map(|stop| jurisdiction(stop, reference.rulebook))
                .take(MOST_OF_A_KIND)
                .collect();
            let out_of_reach = stops.is_empty() && rule.reach == Reach::Members;
            if evidence.is_empty() || out_of_reach {
                return None;
            }
            evidence.extend(stops);
            Some(finding(rule, Pointer::ROOT, evidence, reference))
        })
        .collect()
}

/// The notice, or what the operator's policy makes of it.
fn finding(
    rule: &OtherLaw,
    pointer: Pointer,
    evidence: Vec<Evidence>,
    reference: &Reference<'_>,
) -> Finding {
    let (outcome, tightened) = match reference.policy.other_law(&rule.id) {
        None => ((Outcome::Notice, Reason::OtherLawSpeaks), ""),
        Some(Tightening::Review) => (
            (Outcome::Suspicion, Reason::PolicyTightens),
            " The operator's policy tightens this notice to review.",
        ),
        Some(Tightening::Violation) => (
            (Outcome::Violation, Reason::PolicyTightens),
            " The operator's policy tightens this notice to a violation.",
        ),
    };
    let recalled = match rule.confidence {
        Confidence::Confirmed => "",
        Confidence::Recalled => " This is cited from recollection and was not read in its source.",
    };
    let explanation = format!(
        "{} law, not UN law: {} ({}; {}).{recalled}{tightened}",
        rule.authority, rule.explanation, rule.id, rule.citation
    );
    Finding::new(FindingKind::OtherLaw, outcome, pointer, explanation).with(evidence)
}
