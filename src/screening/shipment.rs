//! Judging a shipment: goods and ties of each line, then ship, parties, direction and gaps.

use chrono::NaiveDate;

use super::exemption::{self, Case};
use super::facts::{ItemFacts, ShipmentFacts};
use super::finding::{Evidence, Finding, FindingKind, NexusKind, Outcome};
use super::goods::{Goods, Scope};
use super::law::{self, Applied};
use super::nexus::Nexus;
use super::{
    Collected, Reference, ambiguity, concealment, direction, finance, gaps, missing, parties, slip,
    ventures, vessels,
};
use crate::record::{Fault, Shipment, stated};
use crate::rulebook::{MeasureKind, Rule, Rulebook, Standing};

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
        .map(|(index, item)| Goods::read(item, index, rulebook))
        .collect();
    let shared = Nexus::of_shipment(&facts, rulebook);
    let listed = parties::of_shipment(&facts, reference, as_of);
    let ships = vessels::of_shipment(&facts, &goods, &shared, reference, as_of);
    let designated =
        listed.iter().chain(&ships).any(|found| found.matched.outcome == Outcome::Violation);
    let slip = slip::is_likely(&facts, rulebook);

    let mut findings = Vec::new();
    let mut ties = Vec::with_capacity(goods.len());
    for (index, (item, goods)) in facts.items.iter().zip(&goods).enumerate() {
        let judge = ItemJudge { facts: &facts, rulebook, item, index, goods, designated, slip };
        let nexus = shared.of_item(&facts, item, index, rulebook);
        judge.judge(&nexus, &mut findings);
        ties.push(nexus);
    }
    findings.extend(direction::findings(&facts, designated, rulebook));
    findings.extend(finance::gold(&facts, &goods, &ties, rulebook));
    findings.extend(finance::support(&facts, &goods, &ties, rulebook));
    findings.extend(ventures::findings(&facts, &goods, rulebook));
    findings.extend(vessels::transfers(&facts, &goods, &shared, rulebook));
    findings.extend(vessels::under_dprk_flag(&facts, &shared, rulebook));
    findings.extend(parties::others_in_dprk(&facts, rulebook));
    findings.extend(concealment::findings(&facts, &goods, rulebook));
    findings.extend(ambiguity::findings(&facts));
    findings.extend(gaps::findings(&facts, &goods, rulebook));
    let missing = missing::missing(&facts, &goods, rulebook);
    let mut matches = Vec::new();
    for found in listed.into_iter().chain(ships) {
        findings.push(found.finding);
        matches.push(found.matched);
    }
    Ok(Collected { governing: facts.period.governing, findings, missing, matches })
}

struct ItemJudge<'c, 'a> {
    facts: &'c ShipmentFacts<'a>,
    rulebook: &'c Rulebook,
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
        if let Some(evidence) = &self.goods.disagreement {
            let explanation = "The description names goods that the HS code does not; the stricter reading \
                               was applied, and one of the two must be wrong";
            let outcome = if nexus.exists() { Outcome::Suspicion } else { Outcome::Notice };
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
        let applied = law::strictest(self.rulebook, id, self.facts.period.span);
        let later = law::later(self.rulebook, id, &self.facts.period);
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
            rulebook: self.rulebook,
            designated: self.designated,
        };
        let weighed = exemption::weigh(&case, rule);
        finding.outcome = weighed.outcome;
        finding.exemptions = weighed.results;
        let mut doubt = "";
        if finding.outcome == Outcome::Violation {
            if scope.standing == Standing::Suspicion || rule.period.outcome == Standing::Suspicion {
                doubt = " Whether these goods stand in the ban is open: a person must decide.";
            } else if self.is_slip(kind, ties) {
                doubt = " The DPRK stands alone among South Korean facts, which is often a slip of KP for KR: \
                         have the code corrected or confirmed.";
            } else if applied.on_adoption_day {
                doubt =
                    " The goods moved on the very day the rule was adopted: a person must decide.";
            }
            if !doubt.is_empty() {
                finding.outcome = Outcome::Suspicion;
            }
        }
        let passing = if finding.outcome == Outcome::Exemption {
            " An exemption may apply: each of its conditions must be confirmed."
        } else {
            ""
        };
        finding.explanation = format!("{}{doubt}{passing}", Self::sentence(scope, kind, rule));
        finding
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
            self.rulebook.signals.parameters.later_rule_days
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
        let rule = self.rulebook.in_force(MeasureKind::Arms, self.facts.period.span)?;
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
        let rule = self.rulebook.in_force(MeasureKind::TradeSupport, self.facts.period.span);
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
