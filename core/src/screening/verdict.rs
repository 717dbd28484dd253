//! From findings to the one word, the score, and what to do next.

use chrono::NaiveDate;
use serde_json::Value;

use super::finding::{Finding, FindingKind, Outcome};
use super::judgement::{Basis, Checked, Judgement, Missing, NextStep, Verdict};
use super::{Collected, Reference, SCOPE, duties, judge_plainly, list_ages, read};
use crate::input::pointer;
use crate::record::Record;
use crate::rulebook::{Rulebook, Span};

/// Puts a judgement together.
pub(super) fn conclude(
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
        findings.push(Finding::new(
            FindingKind::AsOfGiven,
            Outcome::Notice,
            "/options/as_of",
            explanation,
        ));
    }
    sort(&mut findings);
    let verdict = verdict_of(&findings);
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
        findings,
        missing,
        matches,
        checked: Checked {
            measures: reference.rulebook.measures.len(),
            commodities: reference.rulebook.commodities.len(),
            designations,
            scope: SCOPE,
        },
        basis,
    }
}

fn verdict_of(findings: &[Finding]) -> Verdict {
    match findings.iter().map(|finding| finding.outcome).max() {
        Some(Outcome::Violation) => Verdict::Prohibited,
        Some(Outcome::Suspicion | Outcome::Exemption) => Verdict::Review,
        Some(Outcome::Notice) | None => Verdict::Clear,
    }
}

/// The gravest first, then by their place in the record, as a reader counts.
fn sort(findings: &mut [Finding]) {
    findings.sort_by(|left, right| sort_key(left).cmp(&sort_key(right)));
}

fn sort_key(finding: &Finding) -> impl Ord + use<'_> {
    (
        std::cmp::Reverse(finding.outcome),
        place(&finding.pointer),
        finding.kind,
        finding.commodity.as_deref(),
        finding.nexus,
        finding.designation.as_ref().map(|designation| designation.id.as_str()),
    )
}

/// A pointer with its indexes as numbers, so that `/items/9` comes before `/items/10`.
fn place(pointer: &str) -> Vec<(u64, &str)> {
    pointer
        .split('/')
        .map(|step| step.parse().map_or((u64::MAX, step), |index| (index, "")))
        .collect()
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

fn next_steps(
    findings: &[Finding],
    missing: &[Missing],
    verdict: Verdict,
    duties: Vec<NextStep>,
    rulebook: &Rulebook,
) -> Vec<NextStep> {
    let has = |kind: FindingKind, least: Outcome| {
        findings.iter().any(|finding| finding.kind == kind && finding.outcome >= least)
    };
    let held = |kind: FindingKind| has(kind, Outcome::Suspicion);
    let listed = [FindingKind::DesignatedParty, FindingKind::DesignatedVessel];
    let steps = [
        ("stop_and_report", verdict == Verdict::Prohibited),
        ("freeze_assets", listed.iter().any(|kind| has(*kind, Outcome::Violation))),
        ("hold_for_decision", verdict == Verdict::Review),
        ("confirm_exemption", findings.iter().any(|finding| finding.outcome == Outcome::Exemption)),
        (
            "verify_party",
            findings.iter().any(|f| f.designation.is_some() && f.outcome == Outcome::Suspicion),
        ),
        (
            "prove_origin",
            [FindingKind::ConcealedOrigin, FindingKind::DprkNexus, FindingKind::ShipToShipTransfer]
                .iter()
                .any(|kind| held(*kind)),
        ),
        (
            "provide_facts",
            verdict == Verdict::Review
                && (held(FindingKind::InsufficientInformation)
                    || missing.iter().any(|gap| gap.example.is_some())),
        ),
        ("settle_conflict", held(FindingKind::DocumentConflict)),
        ("check_export_control", held(FindingKind::ExportToDprk)),
        ("release", verdict == Verdict::Clear),
    ];
    let frozen =
        findings.iter().find(|f| listed.contains(&f.kind) && f.outcome == Outcome::Violation);
    let frozen = frozen.and_then(|finding| finding.measure.as_ref());
    let steps = steps.into_iter().filter(|(_, applies)| *applies).map(|(code, _)| NextStep {
        code: code.to_owned(),
        detail: rulebook.signals.next_steps.get(code).unwrap_or_default().to_owned(),
        measure: frozen.filter(|_| code == "freeze_assets").map(|measure| measure.id.clone()),
        pointer: None,
    });
    // What is to be stopped and frozen comes first, then what the authorities must see.
    let (mut first, rest): (Vec<NextStep>, Vec<NextStep>) =
        steps.partition(|step| matches!(step.code.as_str(), "stop_and_report" | "freeze_assets"));
    first.extend(duties);
    first.extend(rest);
    first
}

/// For a held record: judges it again with each example, and keeps those that free it, so that submitting exactly
/// that gives exactly the verdict said. Any other record needs no example.
pub(super) fn try_examples(
    record: &Record,
    judgement: &mut Judgement,
    reference: &Reference<'_>,
    today: NaiveDate,
) {
    /// Examples tried for one record; each is one more judgement.
    const MAX_EXAMPLES: usize = 8;
    if judgement.verdict != Verdict::Review {
        for gap in &mut judgement.missing {
            gap.example = None;
        }
        return;
    }
    let Ok(text) = record.to_json() else { return };
    let Ok(tree) = serde_json::from_str::<Value>(&text) else { return };
    let mut left = MAX_EXAMPLES;
    for gap in &mut judgement.missing {
        let Some(example) = gap.example.take().filter(|_| left > 0) else { continue };
        left -= 1;
        let mut changed = tree.clone();
        if pointer::put(&mut changed, &gap.pointer, example.clone()).is_err() {
            continue;
        }
        let text = changed.to_string();
        let Ok(changed) = read(record.kind(), text.as_bytes(), reference) else {
            continue;
        };
        let Ok(then) = judge_plainly(&changed, reference, today) else { continue };
        if then.verdict < judgement.verdict {
            gap.example = Some(example);
            gap.verdict_then = Some(then.verdict);
        }
    }
    let freeing = judgement.missing.iter().filter(|gap| gap.verdict_then.is_some());
    let steps = freeing.map(|gap| freeing_step(gap, reference.rulebook)).collect::<Vec<_>>();
    judgement.next_steps.extend(steps);
}

/// What to obtain for a gap that would free the record.
fn freeing_step(gap: &Missing, rulebook: &Rulebook) -> NextStep {
    let paper = gap.pointer.starts_with("/documents");
    let code = if paper { "obtain_paper" } else { "supply_fact" };
    let what = rulebook.signals.next_steps.get(code).unwrap_or_default();
    NextStep {
        code: code.to_owned(),
        detail: format!("{what}. {}", gap.why),
        measure: None,
        pointer: Some(gap.pointer.clone()),
    }
}
