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
