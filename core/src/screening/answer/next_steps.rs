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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::{Pointer, Reason};
    use crate::screening::answer::missing::gap;
    use crate::screening::testing::rulebook;

    fn codes(finding: Option<(FindingKind, Outcome)>, verdict: Verdict) -> Vec<String> {
        let findings: Vec<Finding> = finding
            .map(|(kind, outcome)| {
                Finding::new(kind, (outcome, Reason::InForce), Pointer::ROOT, "")
            })
            .into_iter()
            .collect();
        let duty = NextStep {
            code: "duty".to_owned(),
            detail: String::new(),
            measure: None,
            pointer: None,
        };
        let steps = next_steps(&findings, &[], verdict, vec![duty], rulebook());
        steps.into_iter().map(|step| step.code).collect()
    }

    #[test]
    fn what_to_do_follows_from_the_gravest_and_the_duties_stand_after_what_is_stopped() {
        use FindingKind::{
            CommodityBan, ConcealedOrigin, DesignatedParty, DocumentConflict, ExportToDprk,
            InsufficientInformation,
        };
        use Outcome::{Exemption, Notice, Suspicion, Violation};
        use Verdict::{Clear, Prohibited, Review};
        for (finding, verdict, expected) in [
            (None, Clear, &["duty", "release"][..]),
            (
                Some((DesignatedParty, Violation)),
                Prohibited,
                &["stop_and_report", "freeze_assets", "duty"],
            ),
            (Some((CommodityBan, Violation)), Prohibited, &["stop_and_report", "duty"]),
            (
                Some((CommodityBan, Exemption)),
                Review,
                &["duty", "hold_for_decision", "confirm_exemption"],
            ),
            (
                Some((ConcealedOrigin, Suspicion)),
                Review,
                &["duty", "hold_for_decision", "prove_origin"],
            ),
            (Some((ConcealedOrigin, Notice)), Clear, &["duty", "release"]),
            (
                Some((InsufficientInformation, Suspicion)),
                Review,
                &["duty", "hold_for_decision", "provide_facts"],
            ),
            (
                Some((DocumentConflict, Suspicion)),
                Review,
                &["duty", "hold_for_decision", "settle_conflict"],
            ),
            (
                Some((ExportToDprk, Suspicion)),
                Review,
                &["duty", "hold_for_decision", "check_export_control"],
            ),
        ] {
            assert_eq!(codes(finding, verdict), expected, "{finding:?}");
        }
    }

    #[test]
    fn what_frees_a_record_is_a_paper_or_a_fact() {
        for (place, code) in [
            (at(Member::Documents), "obtain_paper"),
            (at(Member::Documents).nth(2), "obtain_paper"),
            (at(Member::CountryOfOrigin), "supply_fact"),
        ] {
            let step = freeing_step(&gap(place, "why", Verdict::Review), rulebook());
            assert_eq!((step.code.as_str(), step.pointer), (code, Some(place)));
            assert!(!step.detail.is_empty());
        }
    }
}
