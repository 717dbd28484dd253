//! Goods that go *to* the DPRK.

use super::begins_on_the_day;
use super::exemption::{self, Case};
use crate::judgement::{Evidence, Finding, NexusKind, Outcome, Reason};
use crate::rulebook::{FindingKind, MeasureKind, Rule, Rulebook, Standing};
use crate::screening::facts::ShipmentFacts;

/// One finding for each line and measure, on what says that the goods go there: destination, consignee, importer or last
/// discharge.
pub(crate) fn findings(
    facts: &ShipmentFacts<'_>,
    evidence: &[Evidence],
    designated: bool,
    rulebook: &Rulebook,
) -> Vec<Finding> {
    if evidence.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for item in &facts.items {
        let covers = |rule: &Rule<'_>| {
            item.hs.as_ref().is_some_and(|code| rule.period.covers_hs(code.digits()))
        };
        let rules = rulebook.all_in_force(MeasureKind::ExportToDprk, facts.period.span);
        let rules: Vec<Rule<'_>> = rules.filter(covers).collect();
        for rule in &rules {
            let case = Case {
                facts,
                item,
                commodity: None,
                nexus: NexusKind::Territory,
                evidence: &[],
                rulebook,
                designated,
            };
            findings.push(under_rule(&case, *rule).with(evidence.to_vec()));
        }
        if rules.is_empty() {
            let explanation = "The goods go to the DPRK: many goods may not be exported there, and no financial \
                               support may be given to the trade; an export-control check is due.";
            let trade = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span);
            let kind = FindingKind::ExportToDprk;
            let outcome = (Outcome::Suspicion, Reason::BoundForDprk);
            let finding = Finding::new(kind, outcome, item.pointer, explanation);
            findings.push(finding.with(evidence.to_vec()).under(trade));
        }
    }
    findings
}

/// Goods whose code stands in the scope of a rule, with what the rule lets pass.
fn under_rule(case: &Case<'_, '_>, rule: Rule<'_>) -> Finding {
    let weighed = exemption::weigh(case, rule);
    let (outcome, reason) = if rule.period.outcome == Standing::Suspicion {
        (Outcome::Suspicion, Reason::OpenMeasure)
    } else if begins_on_the_day(rule, case.facts.period.span) {
        (Outcome::Suspicion, Reason::AdoptionDay)
    } else {
        weighed.outcome()
    };
    let passing = if outcome == Outcome::Exemption {
        " An exemption may apply: each of its conditions must be confirmed."
    } else {
        ""
    };
    let explanation = format!(
        "The goods go to the DPRK: {} paragraph {} forbids exports of these HS codes to it from {}.{passing}",
        rule.measure.resolution, rule.measure.paragraph, rule.period.from
    );
    let kind = FindingKind::ExportToDprk;
    let mut finding = Finding::new(kind, (outcome, reason), case.item.pointer, explanation);
    finding.exemptions = weighed.results;
    finding.under(Some(rule))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{goods, outcome, rulebook, with};

    fn to_dprk(hs_code: &str, moved: &str) -> Value {
        let ends = [("/country_of_origin", json!("CN")), ("/country_of_destination", json!("KP"))];
        with(&goods(hs_code, moved), &ends)
    }

    #[test]
    fn goods_to_the_dprk_are_judged_by_the_rule_that_names_their_code() {
        let measure = rulebook().measure("unscr-2397-7").unwrap();
        let begins = measure.periods.first().unwrap().from;
        let (before, after) = (begins.pred_opt().unwrap(), begins.succ_opt().unwrap());
        let bound = (Outcome::Suspicion, Reason::BoundForDprk);
        for (name, hs_code, moved, expected) in [
            ("machines before", "841370", before, bound),
            ("machines on the day", "841370", begins, (Outcome::Suspicion, Reason::AdoptionDay)),
            ("machines after", "841370", after, (Outcome::Violation, Reason::InForce)),
            ("toys", "950300", after, bound),
            (
                "a ship under an open measure",
                "890190",
                before,
                (Outcome::Suspicion, Reason::OpenMeasure),
            ),
        ] {
            let record = to_dprk(hs_code, &moved.to_string());
            assert_eq!(outcome(&record, FindingKind::ExportToDprk), Some(expected), "{name}");
        }
        let elsewhere =
            with(&to_dprk("841370", "2018-05-10"), &[("/country_of_destination", json!("KR"))]);
        assert_eq!(outcome(&elsewhere, FindingKind::ExportToDprk), None);
    }
}
