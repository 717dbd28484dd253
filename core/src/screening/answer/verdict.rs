//! From findings to the one word, the score, and what to do next.

use std::borrow::Cow;

use super::breakdown::breakdown;
use super::next_steps::next_steps;
use super::{Collected, duties, list_ages};
use crate::Reference;
use crate::judgement::{Basis, Checked, Finding, Judgement, Member, Outcome, Reason, Verdict, at};
use crate::record::Record;
use crate::rulebook::{FindingKind, Rulebook, Span};

/// What every answer says of its own limits.
const SCOPE: &str = "UN Security Council measures on the DPRK; not a forced-labour clearance, not US, \
                     EU or other law";

/// Puts a judgement together.
pub(crate) fn conclude(
    record: &Record,
    outcome: Collected,
    reference: &Reference<'_>,
    basis: Basis,
) -> Judgement {
    let Collected { governing, mut findings, missing, matches } = outcome;
    findings.extend(list_ages::findings(reference, &basis));
    if basis.as_of_given {
        let explanation = format!(
            "The record was judged as if on {}: designations, measures and facts that did not yet exist were left out.",
            basis.as_of
        );
        let (kind, outcome) = (FindingKind::AsOfGiven, (Outcome::Notice, Reason::AsOfGiven));
        let asked = at(Member::Options).to(Member::AsOf);
        findings.push(Finding::new(kind, outcome, asked, explanation));
    }
    sort(&mut findings);
    let verdict = Verdict::of(&findings);
    let span = Span { from: governing.from, until: governing.until, known_by: basis.as_of };
    let duties = duties::steps(record, &findings, span, reference.rulebook);
    let designations = reference.watchlists.iter().map(|list| list.count_on(basis.as_of)).sum();
    Judgement {
        kind: record.kind(),
        reference: record.reference().map(str::to_owned),
        verdict,
        risk_score: risk_score(&findings, reference.rulebook),
        governing,
        next_steps: next_steps(&findings, &missing, verdict, duties, reference.rulebook),
        breakdown: breakdown(record, &findings),
        findings,
        missing,
        matches,
        checked: Checked {
            measures: reference.rulebook.measures.len(),
            commodities: reference.rulebook.commodities.len(),
            designations,
            scope: Cow::Borrowed(SCOPE),
        },
        basis,
    }
}

/// The gravest first, then by their place in the record, as a reader counts.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|left, right| sort_key(left).cmp(&sort_key(right)));
}

fn sort_key(finding: &Finding) -> impl Ord + use<'_> {
    (
        std::cmp::Reverse(finding.outcome),
        finding.pointer,
        finding.kind,
        finding.commodity.as_deref(),
        finding.nexus,
        finding.designation.as_ref().map(|designation| designation.id.as_str()),
    )
}

fn risk_score(findings: &[Finding], rulebook: &Rulebook) -> i32 {
    let table = &rulebook.signals.risk_score;
    let Some(worst) = findings.iter().map(|finding| finding.outcome).max() else { return 0 };
    let (least, most) = match worst {
        Outcome::Violation => (table.violation, 100),
        Outcome::Exemption => (table.exemption, table.violation - 1),
        Outcome::Suspicion => (table.suspicion, table.violation - 1),
        Outcome::Notice => (table.notice, table.suspicion - 1),
    };
    let further =
        findings.iter().filter(|finding| finding.outcome == worst).count().saturating_sub(1);
    let further = i32::try_from(further).unwrap_or(i32::MAX);
    least.saturating_add(table.step.saturating_mul(further)).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::Pointer;
    use crate::screening::testing::rulebook;

    fn finding(outcome: Outcome) -> Finding {
        let reason = Reason::InForce;
        Finding::new(FindingKind::CommodityBan, (outcome, reason), Pointer::ROOT, "")
    }

    fn findings(outcomes: &[Outcome]) -> Vec<Finding> {
        outcomes.iter().map(|outcome| finding(*outcome)).collect()
    }

    #[test]
    fn the_verdict_is_the_worst_outcome() {
        use Outcome::{Exemption, Notice, Suspicion, Violation};
        for (outcomes, verdict) in [
            (&[][..], Verdict::Clear),
            (&[Notice, Notice], Verdict::Clear),
            (&[Notice, Suspicion], Verdict::Review),
            (&[Exemption], Verdict::Review),
            (&[Suspicion, Exemption, Notice], Verdict::Review),
            (&[Suspicion, Violation, Exemption], Verdict::Prohibited),
        ] {
            assert_eq!(Verdict::of(&findings(outcomes)), verdict, "{outcomes:?}");
        }
    }

    #[test]
    fn the_score_rises_with_each_finding_of_the_worst_outcome_and_never_into_the_next() {
        use Outcome::{Exemption, Notice, Suspicion, Violation};
        let table = &rulebook().signals.risk_score;
        let score = |outcomes: &[Outcome]| risk_score(&findings(outcomes), rulebook());
        assert_eq!(score(&[]), 0);
        assert_eq!(score(&[Notice]), table.notice);
        assert_eq!(score(&[Suspicion, Notice, Notice]), table.suspicion);
        assert_eq!(score(&[Suspicion, Suspicion]), table.suspicion + table.step);
        assert_eq!(score(&[Exemption]), table.exemption);
        assert_eq!(score(&[Violation]), table.violation);
        assert_eq!(score(&[Notice; 1_000]), table.suspicion - 1);
        assert_eq!(score(&[Suspicion; 1_000]), table.violation - 1);
        assert_eq!(score(&[Exemption; 1_000]), table.violation - 1);
        assert_eq!(score(&[Violation; 1_000]), 100);
    }

    #[test]
    fn findings_stand_the_gravest_first_then_as_a_reader_counts() {
        let at_line =
            |outcome, line| Finding { pointer: at(Member::Items).nth(line), ..finding(outcome) };
        let mut all = vec![
            at_line(Outcome::Notice, 0),
            at_line(Outcome::Suspicion, 10),
            at_line(Outcome::Suspicion, 9),
            at_line(Outcome::Violation, 11),
        ];
        sort(&mut all);
        let lines: Vec<String> = all.iter().map(|one| one.pointer.to_string()).collect();
        assert_eq!(lines, ["/items/11", "/items/9", "/items/10", "/items/0"]);
    }
}
