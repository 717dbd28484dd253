//! Goods that go *to* the DPRK.

use super::begins_on_the_day;
use super::exemption::{self, Case};
use crate::judgement::{Finding, FindingKind, NexusKind, Outcome};
use crate::rulebook::{MeasureKind, Rule, Rulebook, Standing};
use crate::screening::facts::ShipmentFacts;
use crate::screening::ties::destination;

/// One finding for each line and measure, where destination, consignee, importer or last discharge is
/// the DPRK.
pub(crate) fn findings(
    facts: &ShipmentFacts<'_>,
    designated: bool,
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let evidence = destination::ties(facts, rulebook);
    if evidence.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, item) in facts.items.iter().enumerate() {
        let covers = |rule: &Rule<'_>| {
            item.hs.as_ref().is_some_and(|code| rule.period.covers_hs(code.digits()))
        };
        let rules = rulebook.all_in_force(MeasureKind::ExportToDprk, facts.period.span);
        let rules: Vec<Rule<'_>> = rules.filter(covers).collect();
        for rule in &rules {
            let case = Case {
                facts,
                item,
                index,
                commodity: "",
                nexus: NexusKind::Territory,
                evidence: &[],
                rulebook,
                designated,
            };
            findings.push(under_rule(&case, *rule).with(evidence.clone()));
        }
        if rules.is_empty() {
            let explanation = "The goods go to the DPRK: many goods may not be exported there, and no financial \
                               support may be given to the trade; an export-control check is due.";
            let trade = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span);
            let pointer = format!("/items/{index}");
            let kind = FindingKind::ExportToDprk;
            let finding = Finding::new(kind, Outcome::Suspicion, pointer, explanation);
            findings.push(finding.with(evidence.clone()).under(trade));
        }
    }
    findings
}

/// Goods whose code stands in the scope of a rule, with what the rule lets pass.
fn under_rule(case: &Case<'_, '_>, rule: Rule<'_>) -> Finding {
    let weighed = exemption::weigh(case, rule);
    let held = rule.period.outcome == Standing::Suspicion
        || begins_on_the_day(rule, case.facts.period.span);
    let outcome = if held { Outcome::Suspicion } else { weighed.outcome };
    let passing = if outcome == Outcome::Exemption {
        " An exemption may apply: each of its conditions must be confirmed."
    } else {
        ""
    };
    let explanation = format!(
        "The goods go to the DPRK: {} paragraph {} forbids exports of these HS codes to it from {}.{passing}",
        rule.measure.resolution, rule.measure.paragraph, rule.period.from
    );
    let pointer = format!("/items/{}", case.index);
    let mut finding = Finding::new(FindingKind::ExportToDprk, outcome, pointer, explanation);
    finding.exemptions = weighed.results;
    finding.under(Some(rule))
}
