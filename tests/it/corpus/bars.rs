//! What must hold of the corpus as a whole.

use assay_core::judgement::{FindingKind, Outcome, Reason, Verdict};
use assay_core::rulebook::Weight;

use super::JUDGED;
use super::cases::Group;

#[test]
fn no_lawful_record_is_prohibited() {
    let honest = JUDGED
        .iter()
        .filter(|(case, _)| matches!(case.group, Group::LookAlike | Group::HonestTwin));
    let wrong: Vec<&String> = honest
        .filter(|(_, judgement)| judgement.verdict == Verdict::Prohibited)
        .map(|(case, _)| &case.id)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn one_look_alike_in_ten_is_held_at_most_and_says_what_frees_it() {
    let look_alikes: Vec<_> =
        JUDGED.iter().filter(|(case, _)| case.group == Group::LookAlike).collect();
    assert!(look_alikes.len() >= 100, "only {} look-alikes", look_alikes.len());
    let held: Vec<_> =
        look_alikes.iter().filter(|(_, judgement)| judgement.verdict == Verdict::Review).collect();
    assert!(held.len() * 10 <= look_alikes.len(), "{} of {}", held.len(), look_alikes.len());
    for (case, judgement) in held {
        let frees = judgement.missing.iter().any(|gap| gap.verdict_then == Some(Verdict::Clear));
        assert!(frees, "{}: nothing is said to free it", case.id);
    }
}

/// A strong sign that nothing answers never reads as clear, nor do moderate ones of two families.
#[test]
fn nothing_with_an_open_strong_sign_is_clear() {
    let mut answered_strong = 0;
    for (case, judgement) in
        JUDGED.iter().filter(|(_, judgement)| judgement.verdict == Verdict::Clear)
    {
        for finding in &judgement.findings {
            assert_eq!(finding.outcome, Outcome::Notice, "{}", case.id);
            let strong = finding.evidence.iter().any(|fact| fact.weight >= Weight::Strong);
            let answered = finding.evidence.iter().any(|fact| fact.weight == Weight::Exculpatory);
            let speaks = matches!(finding.kind, FindingKind::ConcealedOrigin);
            assert!(!(speaks && strong && !answered), "{}: {finding:?}", case.id);
            answered_strong += usize::from(speaks && strong);
        }
    }
    assert!(answered_strong > 0, "no clear record has a strong sign at all");
}

/// A decisive tie under a ban in force is a violation, unless the finding says why a person must decide.
#[test]
fn a_decisive_tie_is_prohibited_where_the_law_bans_it() {
    let (mut violations, mut suspicions) = (0, 0);
    for (case, judgement) in JUDGED.iter() {
        let bans =
            judgement.findings.iter().filter(|finding| finding.kind == FindingKind::CommodityBan);
        let violated = bans.clone().any(|finding| finding.outcome == Outcome::Violation);
        assert!(!violated || judgement.verdict == Verdict::Prohibited, "{}", case.id);
        violations += usize::from(violated);
        for finding in bans.filter(|finding| finding.outcome == Outcome::Suspicion) {
            suspicions += 1;
            let left_to_a_person = matches!(
                finding.reason,
                Reason::OpenLine
                    | Reason::OpenMeasure
                    | Reason::LikelySlip
                    | Reason::AdoptionDay
                    | Reason::LaterRule
            );
            assert!(left_to_a_person, "{}: {}", case.id, finding.reason);
        }
    }
    assert!(violations >= 100 && suspicions > 0, "{violations} violations, {suspicions} held");
}
