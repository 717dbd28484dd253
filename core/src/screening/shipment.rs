//! Judging a shipment: goods and ties of each line, then ship, parties, direction and gaps.

use chrono::NaiveDate;

use super::concealment::Concealment;
use super::exemption::{self, Case};
use super::facts::{ItemFacts, ShipmentFacts};
use super::finding::{Evidence, Finding, FindingKind, NexusKind, Outcome};
use super::freeing::Held;
use super::law::{self, Applied};
use super::nexus::Nexus;
use super::other_law::OtherLawJudge;
use super::{
    Collected, Reference, ambiguity, apparatus, direction, finance, gaps, missing, parties, sites,
    slip, ventures, vessels,
};
use crate::classification::{Goods, Input, Scope};
use crate::input::{Fault, stated};
use crate::record::{HsCode, Shipment};
use crate::rulebook::{MeasureKind, Rule, Rulebook, Standing, Weight};

/// Judges a shipment.
pub(super) fn judge(
    record: &Shipment,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Result<Collected, Vec<Fault>> {
    let rulebook = reference.rulebook;
    let facts = ShipmentFacts::read(record, rulebook, as_of)?;
    let goods: Vec<Goods<'_>> = facts
        .items
        .iter()
        .enumerate()
        .map(|(index, item)| read_goods(item, index, facts.period.governing.until, rulebook))
        .collect();
    let shared = Nexus::of_shipment(&facts, rulebook);
    let sites = sites::named(&facts, rulebook);
    let known = parties::known(&facts, reference);
    let listed = parties::of_shipment(&facts, &known, reference, as_of);
    let ships = vessels::of_shipment(&facts, &goods, &shared, reference, as_of);
    let designated =
        listed.iter().chain(&ships).any(|found| found.matched.outcome == Outcome::Violation);
    let slip = slip::is_likely(&facts, rulebook);

    let mut findings = Vec::new();
    let mut other_law = OtherLawJudge::new(&facts, reference);
    let mut ties = Vec::with_capacity(goods.len());
    for (index, (item, goods)) in facts.items.iter().zip(&goods).enumerate() {
        let judge = ItemJudge { facts: &facts, reference, item, index, goods, designated, slip };
        let nexus = shared.of_item(&facts, item, index, &sites, rulebook);
        judge.judge(&nexus, &mut findings);
        findings.extend(other_law.of_item(item, index, goods, &nexus));
        ties.push(nexus);
    }
    findings.extend(direction::findings(&facts, designated, rulebook));
    findings.extend(finance::gold(&facts, &goods, &ties, rulebook));
    findings.extend(finance::support(&facts, &goods, &ties, rulebook));
    findings.extend(ventures::findings(&facts, &goods, rulebook));
    findings.extend(vessels::transfers(&facts, &goods, &shared, rulebook));
    findings.extend(vessels::under_dprk_flag(&facts, &shared, rulebook));
    findings.extend(parties::others_in_dprk(&facts, rulebook));
    let mut concealment = Concealment::of(&facts, &goods, &sites, reference);
    findings.append(&mut concealment.findings);
    findings.extend(apparatus::of_shipment(&facts, &known, reference));
    findings.extend(sites::forced_labour(&sites, rulebook));
    findings.extend(ambiguity::findings(&facts));
    findings.extend(gaps::findings(&facts, &goods, &known, reference));
    let mut matches = Vec::new();
    for found in listed.into_iter().chain(ships) {
        findings.push(found.finding);
        matches.push(found.matched);
    }
    let mut missing = missing::missing(&facts, &goods, rulebook);
    let held = Held {
        facts: &facts,
        goods: &goods,
        findings: &findings,
        matches: &matches,
        concealment: &concealment,
        rulebook,
    };
    missing::add(&mut missing, held.offers());
    Ok(Collected { governing: facts.period.governing, findings, missing, matches })
}

struct ItemJudge<'c, 'a> {
    facts: &'c ShipmentFacts<'a>,
    reference: &'c Reference<'c>,
    item: &'c ItemFacts<'a>,
    index: usize,
    goods: &'c Goods<'c>,
    designated: bool,
    slip: bool,
}

impl ItemJudge<'_, '_> {
    fn pointer(&self) -> String {
        format!("/items/{}", self.index)
    }

    fn judge(&self, nexus: &Nexus, findings: &mut Vec<Finding>) {
        for (kind, evidence) in nexus.ties() {
            let before = findings.len();
            for scope in &self.goods.scopes {
                findings.extend(self.ban(scope, kind, evidence));
            }
            findings.extend(self.arms(kind, evidence));
            if findings.len() == before {
                findings.push(self.outside_every_ban(kind, evidence));
            }
        }
        if let Some(evidence) = &self.goods.mismatch {
            let explanation = "Description and HS code name different goods; the stricter plain reading was \
                               applied, and one of the two must be wrong";
            let holds = nexus.exists() || evidence.weight >= Weight::Strong;
            let outcome = if holds { Outcome::Suspicion } else { Outcome::Notice };
            let kind = FindingKind::MisdeclaredGoods;
            findings.push(
                Finding::new(kind, outcome, self.pointer(), explanation)
                    .with(vec![evidence.clone()]),
            );
        }
    }

    /// KP standing alone among South Korean facts: a slip of statistics is likelier than a violation.
    fn is_slip(&self, kind: NexusKind, evidence: &[Evidence]) -> bool {
        self.slip
            && kind != NexusKind::Flag
            && evidence.iter().all(|fact| matches!(fact.kind, "declared_origin" | "party_country"))
    }

    fn ban(&self, scope: &Scope<'_>, kind: NexusKind, ties: &[Evidence]) -> Option<Finding> {
        let id = scope.commodity.id.as_str();
        let applied = law::strictest(self.reference.rulebook, id, self.facts.period.span);
        let later = law::later(self.reference.rulebook, id, &self.facts.period);
        match (applied, later) {
            (Some(applied), None) => Some(self.finding(scope, kind, ties, applied)),
            (Some(applied), Some(rule)) => {
                let finding = self.finding(scope, kind, ties, applied);
                if finding.outcome == Outcome::Violation {
                    Some(finding)
                } else {
                    Some(self.later_finding(scope, kind, ties, rule))
                }
            }
            (None, Some(rule)) => Some(self.later_finding(scope, kind, ties, rule)),
            (None, None) => None,
        }
    }

    fn base(
        &self,
        scope: &Scope<'_>,
        kind: NexusKind,
        ties: &[Evidence],
        rule: Rule<'_>,
    ) -> Finding {
        let mut finding =
            Finding::new(FindingKind::CommodityBan, Outcome::Violation, self.pointer(), "");
        finding.commodity = Some(scope.commodity.id.clone());
        finding.nexus = Some(kind);
        finding.evidence = scope.evidence.iter().chain(ties).cloned().collect();
        finding.under(Some(rule))
    }

    fn finding(
        &self,
        scope: &Scope<'_>,
        kind: NexusKind,
        ties: &[Evidence],
        applied: Applied<'_>,
    ) -> Finding {
        let rule = applied.rule;
        let mut finding = self.base(scope, kind, ties, rule);
        let case = Case {
            facts: self.facts,
            item: self.item,
            index: self.index,
            commodity: &scope.commodity.id,
            nexus: kind,
            evidence: ties,
            rulebook: self.reference.rulebook,
            designated: self.designated,
        };
        let weighed = exemption::weigh(&case, rule);
        finding.outcome = weighed.outcome;
        finding.exemptions = weighed.results;
        let tightened = self.tightened_line(scope);
        let mut more = String::new();
        match finding.outcome {
            Outcome::Exemption => {
                more += " An exemption may apply: each of its conditions must be confirmed.";
            }
            Outcome::Violation => {
                let open = scope.standing == Standing::Suspicion && tightened.is_none();
                if let Some(doubt) = self.doubt(open, kind, ties, applied) {
                    finding.outcome = Outcome::Suspicion;
                    more += doubt;
                } else if let Some(line) = tightened {
                    more += &format!(
                        " Whether HS {line} stands in the ban is open; the operator's policy tightens it to a violation."
                    );
                }
            }
            _ => {}
        }
        finding.explanation = Self::sentence(scope, kind, rule) + &more;
        finding
    }

    /// Why a person must decide what would be a violation.
    fn doubt(
        &self,
        open: bool,
        kind: NexusKind,
        ties: &[Evidence],
        applied: Applied<'_>,
    ) -> Option<&'static str> {
        if open || applied.rule.period.outcome == Standing::Suspicion {
            Some(" Whether these goods stand in the ban is open: a person must decide.")
        } else if self.is_slip(kind, ties) {
            Some(
                " The DPRK stands alone among South Korean facts, which is often a slip of KP for KR: have the \
                 code corrected or confirmed.",
            )
        } else if applied.on_adoption_day {
            Some(" The goods moved on the very day the rule was adopted: a person must decide.")
        } else {
            None
        }
    }

    /// The HS line that makes the goods a suspicion, where the operator's policy makes it a violation.
    fn tightened_line(&self, scope: &Scope<'_>) -> Option<String> {
        if scope.standing != Standing::Suspicion {
            return None;
        }
        let stated = scope.evidence.iter().find(|fact| fact.kind == "hs_code")?;
        let code = HsCode::parse(&stated.value)?;
        let line = scope.commodity.line(code.international())?;
        let tightens = self.reference.policy.makes_violation(&scope.commodity.id, &line.hs);
        tightens.then(|| line.hs.clone())
    }

    fn later_finding(
        &self,
        scope: &Scope<'_>,
        kind: NexusKind,
        ties: &[Evidence],
        rule: Rule<'_>,
    ) -> Finding {
        let mut finding = self.base(scope, kind, ties, rule);
        finding.outcome = Outcome::Suspicion;
        finding.explanation = format!(
            "{} The date of arrival is not stated, and this rule began on {}, within {} days of loading.",
            Self::sentence(scope, kind, rule),
            rule.period.from,
            self.reference.rulebook.signals.parameters.later_rule_days
        );
        finding
    }

    fn sentence(scope: &Scope<'_>, kind: NexusKind, rule: Rule<'_>) -> String {
        let tie = match kind {
            NexusKind::Territory => "from the DPRK or out of its territory",
            NexusKind::Nationals => "supplied by a DPRK person or body, wherever they are from",
            NexusKind::Flag => "carried on a DPRK ship or aircraft",
        };
        format!(
            "{} {tie}: {} paragraph {} forbids this trade from {}.",
            scope.commodity.name, rule.measure.resolution, rule.measure.paragraph, rule.period.from
        )
    }

    fn arms(&self, kind: NexusKind, ties: &[Evidence]) -> Option<Finding> {
        let (standing, evidence) = self.goods.arms.as_ref()?;
        let rule = self.reference.rulebook.in_force(MeasureKind::Arms, self.facts.period.span)?;
        let doubtful = *standing == Standing::Suspicion
            || rule.period.outcome == Standing::Suspicion
            || self.is_slip(kind, ties)
            || law::begins_on_the_day(rule, self.facts.period.span);
        let outcome = if doubtful { Outcome::Suspicion } else { Outcome::Violation };
        let explanation = format!(
            "Arms and related materiel may not be bought from the DPRK: {} paragraph {}.",
            rule.measure.resolution, rule.measure.paragraph
        );
        let mut finding = Finding::new(FindingKind::Arms, outcome, self.pointer(), explanation);
        finding.nexus = Some(kind);
        finding.evidence = std::iter::once(evidence).chain(ties).cloned().collect();
        Some(finding.under(Some(rule)))
    }

    fn outside_every_ban(&self, kind: NexusKind, ties: &[Evidence]) -> Finding {
        let rule =
            self.reference.rulebook.in_force(MeasureKind::TradeSupport, self.facts.period.span);
        let law = rule.map_or(String::new(), |rule| {
            format!(
                " {} paragraph {} bars financial support for trade with the DPRK.",
                rule.measure.resolution, rule.measure.paragraph
            )
        });
        let explanation = match &self.goods.undecidable {
            Some(why) => format!("The goods are tied to the DPRK and cannot be told: {why}.{law}"),
            None => format!(
                "The goods are tied to the DPRK, though no ban read here names them in the governing period.{law}"
            ),
        };
        let mut finding =
            Finding::new(FindingKind::DprkNexus, Outcome::Suspicion, self.pointer(), explanation);
        finding.nexus = Some(kind);
        finding.with(ties.to_vec()).under(rule)
    }
}

fn read_goods<'r>(
    item: &ItemFacts<'_>,
    index: usize,
    day: NaiveDate,
    rulebook: &'r Rulebook,
) -> Goods<'r> {
    let pointer = format!("/items/{index}");
    let description = stated(item.record.description.as_ref());
    let input = Input { description, code: item.hs.as_ref(), pointer: &pointer, day: Some(day) };
    Goods::read(&input, rulebook)
}

/// Whether the goods of any line stand in the scope of a ban in force in the governing period.
pub(super) fn in_scope(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> bool {
    goods.iter().any(|goods| {
        goods.arms.is_some()
            || goods.undecidable.is_some()
            || goods.firm_scopes().any(|scope| {
                law::strictest(rulebook, &scope.commodity.id, facts.period.span).is_some()
            })
    })
}

/// The text of a member, for evidence.
pub(super) fn text(member: Option<&String>) -> &str {
    stated(member).unwrap_or_default()
}
