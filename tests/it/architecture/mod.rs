//! Who may name whom, and what a file may be. The compiler knows packages, not layers; these tests read the sources.
//!
//! A rule is a function over sources that reports what breaks it, so that it is shown on planted sources to find what it
//! looks for (`planted`) before it is believed about the real ones.

mod graph;
mod layers;
mod manifest;
mod paths;
mod planted;
mod rooms;
mod rules;
mod source;

/// A rule: what breaks it, a line each.
type Rule = fn(&[source::Source]) -> Vec<String>;

fn assert_kept(broken: &[String]) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
