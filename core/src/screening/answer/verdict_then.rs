//! What a held record would be with an example: tried, so that the promise is kept.

use serde_json::Value;

use super::next_steps::freeing_step;
use crate::input::pointer;
use crate::judgement::{Judgement, Verdict};
use crate::rulebook::Rulebook;

/// Examples tried for one record; each is one more judgement.
const MAX_EXAMPLES: usize = 8;

/// For a held record: judges it again with each example, and keeps those that free it, so that submitting exactly
/// that gives exactly the verdict said. Any other record needs no example. `record` is its canonical text, `judge_again` reads and judges a changed one.
pub(crate) fn try_examples(
    record: &str,
    judgement: &mut Judgement,
    rulebook: &Rulebook,
    judge_again: impl Fn(&[u8]) -> Option<Verdict>,
) {
    if judgement.verdict != Verdict::Review {
        for gap in &mut judgement.missing {
            gap.example = None;
        }
        return;
    }
    let Ok(tree) = serde_json::from_str::<Value>(record) else { return };
    let mut left = MAX_EXAMPLES;
    for gap in &mut judgement.missing {
        let Some(example) = gap.example.take().filter(|_| left > 0) else { continue };
        left -= 1;
        let mut changed = tree.clone();
        if pointer::put(&mut changed, &gap.pointer.to_string(), example.clone()).is_err() {
            continue;
        }
        let Some(then) = judge_again(changed.to_string().as_bytes()) else { continue };
        if then < judgement.verdict {
            gap.example = Some(example);
            gap.verdict_then = Some(then);
        }
    }
    let freeing = judgement.missing.iter().filter(|gap| gap.verdict_then.is_some());
    let steps = freeing.map(|gap| freeing_step(gap, rulebook)).collect::<Vec<_>>();
    judgement.next_steps.extend(steps);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::judgement::{Member, Missing, at};
    use crate::screening::answer::missing::gap;
    use crate::screening::testing::{chairs, judged, rulebook};

    /// A judgement of this verdict with these examples at the lines of goods.
    fn with_examples(verdict: Verdict, examples: usize) -> Judgement {
        let mut judgement = judged(&chairs());
        judgement.verdict = verdict;
        judgement.next_steps.clear();
        let offer = |line| Missing {
            example: Some(json!(line)),
            ..gap(at(Member::CountryOfOrigin), "", Verdict::Prohibited)
        };
        judgement.missing = (0..examples).map(offer).collect();
        judgement
    }

    #[test]
    fn only_examples_that_free_a_held_record_are_kept_with_the_verdict_they_gave() {
        for (verdict, then, kept) in [
            (Verdict::Review, Some(Verdict::Clear), Some(Verdict::Clear)),
            (Verdict::Review, Some(Verdict::Review), None),
            (Verdict::Review, Some(Verdict::Prohibited), None),
            (Verdict::Review, None, None),
            // Nothing frees what is prohibited, and what is clear needs nothing.
            (Verdict::Prohibited, Some(Verdict::Clear), None),
            (Verdict::Clear, Some(Verdict::Clear), None),
        ] {
            let mut judgement = with_examples(verdict, 1);
            try_examples("{}", &mut judgement, rulebook(), |_| then);
            let gap = &judgement.missing[0];
            assert_eq!(gap.verdict_then, kept, "{verdict:?} {then:?}");
            assert_eq!(gap.example.is_some(), kept.is_some(), "{verdict:?} {then:?}");
            assert_eq!(judgement.next_steps.len(), usize::from(kept.is_some()));
        }
    }

    #[test]
    fn the_record_is_tried_with_exactly_the_example_and_a_few_times_at_most() {
        for count in [MAX_EXAMPLES, MAX_EXAMPLES + 1] {
            let tried = std::cell::RefCell::new(Vec::new());
            let mut judgement = with_examples(Verdict::Review, count);
            try_examples(r#"{"a":1}"#, &mut judgement, rulebook(), |changed| {
                tried.borrow_mut().push(String::from_utf8(changed.to_vec()).unwrap());
                Some(Verdict::Clear)
            });
            let tried = tried.into_inner();
            assert_eq!(tried.len(), MAX_EXAMPLES);
            assert_eq!(tried[1], r#"{"a":1,"country_of_origin":1}"#);
            let kept = judgement.missing.iter().filter(|gap| gap.example.is_some()).count();
            assert_eq!(kept, MAX_EXAMPLES, "what was not tried is not promised");
        }
    }
}
