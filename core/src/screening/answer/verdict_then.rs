//! What a held record would be with an example: tried, so that the promise is kept.

use serde_json::Value;

use super::next_steps::freeing_step;
use crate::judgement::{Judgement, Pointer, Step, Verdict};
use crate::record::Record;
use crate::rulebook::Rulebook;

/// Examples tried for one record; each is one more judgement.
const MAX_EXAMPLES: usize = 8;

/// For a held record: judges it again with each example, and keeps those that free it, so that submitting exactly
/// that gives exactly the verdict said. Any other record needs no example. `judge_again` reads and judges a changed record.
pub(crate) fn try_examples(
    record: &Record,
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
    let Ok(text) = record.to_json() else { return };
    let Ok(tree) = serde_json::from_str::<Value>(&text) else { return };
    let mut left = MAX_EXAMPLES;
    for gap in &mut judgement.missing {
        let Some(example) = gap.example.take().filter(|_| left > 0) else { continue };
        left -= 1;
        let Some(changed) = with_member(tree.clone(), &gap.pointer, example.clone()) else {
            continue;
        };
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

/// The tree with one more member, its parents made where they are absent.
fn with_member(mut tree: Value, pointer: &Pointer, value: Value) -> Option<Value> {
    let mut place = &mut tree;
    for step in pointer.steps() {
        place = match (place, step) {
            (Value::Array(elements), Step::Element(index)) => {
                let index = usize::try_from(*index).ok()?;
                if index == elements.len() {
                    elements.push(Value::Null);
                }
                elements.get_mut(index)?
            }
            (Value::Object(members), Step::Member(member)) => {
                let absent = || Value::Object(serde_json::Map::new());
                members.entry(member.as_str()).or_insert_with(absent)
            }
            _ => return None,
        };
    }
    *place = value;
    Some(tree)
}
