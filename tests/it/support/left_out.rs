//! What a run leaves out, told once and by count.
//!
//! The test harness has no hook for its end, and hides what a passing test prints. So the count comes from the sources
//! of the tests, and the line is written by the first test that is left out: to the standard error of the process
//! itself, which the harness does not catch as it catches `eprintln!`. Whoever runs a part of the tests sees it too.

use std::io::Write as _;

use super::repository::{rust_files_under, text};

/// Who calls a function: tests by their names, and whatever else does.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Callers {
    pub(crate) tests: Vec<String>,
    pub(crate) others: Vec<String>,
}

/// Who calls the function in the tests. Only what a test asks for itself is counted, so no helper may ask for it.
pub(crate) fn callers(call: &str) -> Callers {
    let mut found = Callers::default();
    for file in rust_files_under("tests/it") {
        if !file.starts_with("tests/it/support/") {
            look(&text(&file), call, &mut found);
        }
    }
    found
}

fn look(source: &str, call: &str, found: &mut Callers) {
    let mut is_test = false;
    let mut inside = (String::new(), false);
    for line in source.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
        is_test |= line == "#[test]";
        if let Some((_, rest)) = line.split_once("fn ")
            && !line.starts_with("let ")
        {
            let name = rest.split(|one: char| !one.is_alphanumeric() && one != '_').next();
            inside = (name.unwrap_or_default().to_owned(), std::mem::take(&mut is_test));
        }
        let calls = line.match_indices(call).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            !before.is_some_and(|one| one.is_alphanumeric() || one == '_')
        });
        if calls {
            let callers = if inside.1 { &mut found.tests } else { &mut found.others };
            if callers.last() != Some(&inside.0) {
                callers.push(inside.0.clone());
            }
        }
    }
}

/// Says what is left out, on a line of its own, to whoever runs the tests.
pub(crate) fn tell(line: &str) {
    // A run whose standard error is closed has nobody to be told.
    let _ = std::io::stderr().write_all(format!("\n{line}\n").as_bytes());
}

#[test]
fn tests_that_ask_are_counted_and_helpers_are_told_apart() {
    let source = "
        fn helper() { ask() }
        // ask()
        #[test]
        fn one() {
            let Some(it) = ask() else { return };
            ask();
        }
        #[test]
        #[ignore = \"why\"]
        fn two() { ask() }
        #[test]
        fn three() { task(); helper() }
        fn after() { ask() }";
    let mut found = Callers::default();
    look(source, "ask()", &mut found);
    assert_eq!(found.tests, ["one", "two"]);
    assert_eq!(found.others, ["helper", "after"]);
}

/// A helper that asks would leave out tests that nobody counts.
#[test]
fn every_test_that_may_be_left_out_asks_for_itself() {
    for call in [super::samples::ASKED_BY, super::database::ASKED_BY] {
        let found = callers(call);
        assert!(found.tests.len() >= 8, "{call}: {found:?}");
        assert_eq!(
            found.others,
            Vec::<String>::new(),
            "{call}: ask in the test, hand on what it gives"
        );
    }
}
