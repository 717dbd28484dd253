//! What to do next.

use crate::judgement::{Finding, Member, Missing, NextStep, Outcome, Verdict, at};
use crate::rulebook::{FindingKind, Rulebook};

/// What the findings ask for, the gravest first, with the duties of States that they touch.
pub(super) fn next_steps(
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

/// What to obtain for a gap that would free the record.
pub(super) fn freeing_step(gap: &Missing, rulebook: &Rulebook) -> NextStep {
    let paper = gap.pointer.is_in(&at(Member::Documents));
    let code = if paper { "obtain_paper" } else { "supply_fact" };
    let what = rulebook.signals.next_steps.get(code).unwrap_or_default();
    NextStep {
        code: code.to_owned(),
        detail: format!("{what}. {}", gap.why),
        measure: None,
        pointer: Some(gap.pointer),
    }
}
