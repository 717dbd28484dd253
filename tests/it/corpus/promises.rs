//! Every promise of the corpus is kept: the record with exactly the fragment that is shown gets exactly the verdict that
//! is said.

use assay_core::input::pointer::put;

use super::cases::Case;
use super::{JUDGED, judged};

#[test]
fn submitting_the_example_gives_the_verdict_that_was_said() {
    let mut kept = 0;
    for (case, judgement) in JUDGED.iter() {
        for gap in &judgement.missing {
            let (Some(example), Some(promised)) = (&gap.example, gap.verdict_then) else {
                assert!(gap.example.is_none() && gap.verdict_then.is_none(), "{}", case.id);
                continue;
            };
            let mut record = case.record.clone();
            put(&mut record, &gap.pointer.to_string(), example.clone()).unwrap();
            let then = judged(&Case { record, ..case.clone() });
            assert_eq!(then.verdict, promised, "{} at {}", case.id, gap.pointer);
            kept += 1;
        }
    }
    assert!(kept > 0, "nothing was promised");
    println!("{kept} promises kept");
}
