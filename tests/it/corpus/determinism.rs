//! The corpus gives the same bytes in any order and on any number of threads.

use std::collections::BTreeMap;
use std::thread;

use super::cases::{self, Case};
use super::judged;

fn bytes(cases: &[Case]) -> BTreeMap<String, String> {
    let text = |case: &Case| serde_json::to_string(&judged(case)).unwrap();
    cases.iter().map(|case| (case.id.clone(), text(case))).collect()
}

#[test]
fn order_and_threads_change_no_byte() {
    let mut cases = cases::all();
    let forwards = bytes(&cases);
    cases.reverse();
    assert!(forwards == bytes(&cases), "the order changes an answer");
    let parts = cases.chunks(cases.len().div_ceil(8));
    let threads: Vec<_> = parts
        .map(|part| {
            let part = part.to_vec();
            thread::spawn(move || bytes(&part))
        })
        .collect();
    let beside: BTreeMap<_, _> =
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect();
    assert!(forwards == beside, "threads change an answer");
}
