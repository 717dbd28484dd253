//! What the bans say of one line of goods and its ties: violation, exemption, doubt, or no ban at all.

use super::exemption::{self, Case};
use super::{Applied, begins_on_the_day, later, strictest};
use crate::Reference;
use crate::classification::{Goods, Scope};
use crate::judgement::{Evidence, Finding, NexusKind, Outcome, Reason};
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Rule, Standing, Weight};
use crate::screening::facts::{ItemFacts, ShipmentFacts};
use crate::screening::ties::nexus::Nexus;

/// One line of goods before the bans.
pub(crate) struct ItemJudge<'c, 'a> {
    pub(crate) facts: &'c ShipmentFacts<'a>,
    pub(crate) reference: &'c Reference<'c>,
    pub(crate) item: &'c ItemFacts<'a>,
    pub(crate) goods: &'c Goods<'c>,
    pub(crate) designated: bool,
    pub(crate) slip: bool,
}

impl ItemJudge<'_, '_> {
    /// Every finding that the ties of a line make of its goods.
    pub(crate) fn judge(&self, nexus: &Nexus, findings: &mut Vec<Finding>) {
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
            let outcome = (outcome, Reason::GoodsDiffer);
            let kind = FindingKind::MisdeclaredGoods;
            findings.push(
                Finding::new(kind, outcome, self.item.pointer, explanation)
                    .with(vec![evidence.clone()]),
            );
        }
    }

    /// KP standing alone among South Korean facts: a slip of statistics is likelier than a violation.
    fn is_slip(&self, kind: NexusKind, evidence: &[Evidence]) -> bool {
        self.slip
            && kind != NexusKind::Flag
            && evidence.iter().all(|fact| {
                matches!(fact.kind, EvidenceKind::DeclaredOrigin | EvidenceKind::PartyCountry)
            })
    }

    fn ban(&self, scope: &Scope<'_>, kind: NexusKind, ties: &[Evidence]) -> Option<Finding> {
        let id = scope.commodity.id.as_str();
        let applied = strictest(self.reference.rulebook, id, self.facts.period.span);
        let later = later(self.reference.rulebook, id, &self.facts.period);
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
        let outcome = (Outcome::Violation, Reason::InForce);
        let mut finding = Finding::new(FindingKind::CommodityBan, outcome, self.item.pointer, "");
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
            commodity: Some(scope.commodity),
            nexus: kind,
            evidence: ties,
            rulebook: self.reference.rulebook,
            designated: self.designated,
        };
        let weighed = exemption::weigh(&case, rule);
        (finding.outcome, finding.reason) = weighed.outcome();
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
                    (finding.outcome, finding.reason) = (Outcome::Suspicion, doubt);
                    more += sentence_of(doubt);
                } else if let Some(line) = tightened {
                    finding.reason = Reason::PolicyTightens;
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
    ) -> Option<Reason> {
        if open {
            Some(Reason::OpenLine)
        } else if applied.rule.period.outcome == Standing::Suspicion {
            Some(Reason::OpenMeasure)
        } else if self.is_slip(kind, ties) {
            Some(Reason::LikelySlip)
        } else if applied.on_adoption_day {
            Some(Reason::AdoptionDay)
        } else {
            None
        }
    }

    /// The HS line that makes the goods a suspicion, where the operator's policy makes it a violation.
    fn tightened_line(&self, scope: &Scope<'_>) -> Option<String> {
        if scope.standing != Standing::Suspicion {
            return None;
        }
        scope.evidence.iter().find(|fact| fact.kind == EvidenceKind::HsCode)?;
        let line = scope.commodity.line(self.item.hs.as_ref()?.international())?;
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
        (finding.outcome, finding.reason) = (Outcome::Suspicion, Reason::LaterRule);
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
        let span = self.facts.period.span;
        let outcome = if *standing == Standing::Suspicion {
            (Outcome::Suspicion, Reason::OpenLine)
        } else if rule.period.outcome == Standing::Suspicion {
            (Outcome::Suspicion, Reason::OpenMeasure)
        } else if self.is_slip(kind, ties) {
            (Outcome::Suspicion, Reason::LikelySlip)
        } else if begins_on_the_day(rule, span) {
            (Outcome::Suspicion, Reason::AdoptionDay)
        } else {
            (Outcome::Violation, Reason::InForce)
        };
        let explanation = format!(
            "Arms and related materiel may not be bought from the DPRK: {} paragraph {}.",
            rule.measure.resolution, rule.measure.paragraph
        );
        let mut finding = Finding::new(FindingKind::Arms, outcome, self.item.pointer, explanation);
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
        let (reason, explanation) = match &self.goods.undecidable {
            Some(why) => (
                Reason::GoodsUndecidable,
                format!("The goods are tied to the DPRK and cannot be told: {why}.{law}"),
            ),
            None => (
                Reason::OutsideEveryBan,
                format!(
                    "The goods are tied to the DPRK, though no ban read here names them in the governing period.{law}"
                ),
            ),
        };
        let outcome = (Outcome::Suspicion, reason);
        let mut finding =
            Finding::new(FindingKind::DprkNexus, outcome, self.item.pointer, explanation);
        finding.nexus = Some(kind);
        finding.with(ties.to_vec()).under(rule)
    }
}

/// What a doubt adds to the sentence of a ban.
fn sentence_of(doubt: Reason) -> &'static str {
    match doubt {
        Reason::LikelySlip => {
            " The DPRK stands alone among South Korean facts, which is often a slip of KP for KR: have the \
             code corrected or confirmed."
        }
        Reason::AdoptionDay => {
            " The goods moved on the very day the rule was adopted: a person must decide."
        }
        _ => " Whether these goods stand in the ban is open: a person must decide.",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{goods, outcome, with};

    fn of_dprk(hs_code: &str, moved: &str) -> Value {
        with(&goods(hs_code, moved), &[("/country_of_origin", json!("KP"))])
    }

    #[test]
    fn a_ban_is_what_its_period_its_lines_and_the_doubts_make_of_it() {
        let (violation, suspicion) = (Outcome::Violation, Outcome::Suspicion);
        let before =
            with(&of_dprk("270111", "2017-08-05"), &[("/dates/loading", json!("2017-08-04"))]);
        for (name, record, expected) in [
            ("the day before any rule", of_dprk("270111", "2016-03-01"), None),
            (
                "the livelihood exemption",
                of_dprk("260111", "2016-06-10"),
                Some((Outcome::Exemption, Reason::ExemptionMayApply)),
            ),
            (
                "the day of adoption",
                of_dprk("270111", "2017-08-05"),
                Some((suspicion, Reason::AdoptionDay)),
            ),
            ("from the day before on", before, Some((violation, Reason::InForce))),
            ("the day after", of_dprk("270111", "2017-08-06"), Some((violation, Reason::InForce))),
            (
                "a line on which lists differ",
                of_dprk("2704", "2018-05-10"),
                Some((suspicion, Reason::OpenLine)),
            ),
            ("goods that no ban names", of_dprk("940161", "2016-06-10"), None),
        ] {
            assert_eq!(outcome(&record, FindingKind::CommodityBan), expected, "{name}");
        }
    }

    #[test]
    fn goods_of_the_dprk_that_no_ban_names_are_held_and_those_that_cannot_be_told_too() {
        let powder =
            json!({"items": [{"description": "mineral powder", "country_of_origin": "KP"}]});
        for (name, record, expected) in [
            (
                "chairs before the ban on wood",
                of_dprk("940161", "2016-06-10"),
                Some(Reason::OutsideEveryBan),
            ),
            ("powder", powder, Some(Reason::GoodsUndecidable)),
            ("coal under a ban", of_dprk("270111", "2018-05-10"), None),
            ("coal of elsewhere", goods("270111", "2018-05-10"), None),
        ] {
            let found = outcome(&record, FindingKind::DprkNexus);
            assert_eq!(found, expected.map(|reason| (Outcome::Suspicion, reason)), "{name}");
        }
    }

    #[test]
    fn arms_are_judged_by_the_period_of_their_ban() {
        for (moved, expected) in [
            ("2006-10-13", None),
            ("2006-10-14", Some((Outcome::Suspicion, Reason::OpenMeasure))),
            ("2009-06-11", Some((Outcome::Suspicion, Reason::OpenMeasure))),
            ("2009-06-12", Some((Outcome::Violation, Reason::InForce))),
            ("2018-05-10", Some((Outcome::Violation, Reason::InForce))),
        ] {
            let record = of_dprk("930190", moved);
            assert_eq!(outcome(&record, FindingKind::Arms), expected, "{moved}");
        }
    }

    #[test]
    fn a_slip_never_excuses_a_flag() {
        let slip = with(
            &of_dprk("270111", "2018-05-10"),
            &[
                ("/country_of_export", json!("KR")),
                ("/parties", json!([{"role": "seller", "name": "Daehan", "country": "KR"}])),
            ],
        );
        let flagged = with(&slip, &[("/transport", json!({"vessel": {"mmsi": "445123456"}}))]);
        let kind = FindingKind::CommodityBan;
        assert_eq!(outcome(&slip, kind), Some((Outcome::Suspicion, Reason::LikelySlip)));
        assert_eq!(outcome(&flagged, kind), Some((Outcome::Violation, Reason::InForce)));
    }
}
