//! The modules of both packages: which may name which.

use super::assert_kept;
use super::graph::{Table, arrows, not_allowed, wrong_rows};
use super::source::{Source, sources};

/// From low to high, each with the modules it may name. Whatever is new finds its place here first.
const MODULES: Table<'_> = &[
    // The core.
    ("text", &[]),
    ("digest", &[]),
    ("input", &[]),
    ("record", &["input", "text"]),
    ("names", &["text"]),
    ("rulebook", &["names", "input", "record", "text", "digest"]),
    ("watchlist", &["rulebook", "names", "input", "record", "text", "digest"]),
    ("policy", &["rulebook", "digest"]),
    ("judgement", &["watchlist", "rulebook", "names", "record"]),
    ("clearance", &["judgement", "rulebook", "text", "digest"]),
    ("knowledge", &["clearance", "watchlist", "policy", "rulebook"]),
    ("classification", &["judgement", "rulebook", "input", "record", "text"]),
    (
        "screening",
        &[
            "classification",
            "knowledge",
            "clearance",
            "judgement",
            "watchlist",
            "policy",
            "rulebook",
            "names",
            "input",
            "record",
            "text",
            "digest",
        ],
    ),
    // The service.
    ("clock", &[]),
    ("compression", &[]),
    ("config", &[]),
    ("telemetry", &["config"]),
    ("problem", &["input"]),
    ("storage", &[]),
    (
        "service",
        &[
            "storage",
            "knowledge",
            "screening",
            "classification",
            "clearance",
            "judgement",
            "watchlist",
            "policy",
            "rulebook",
            "names",
            "input",
            "record",
            "text",
            "digest",
            "clock",
            "problem",
            "compression",
        ],
    ),
    (
        "http",
        &[
            "service",
            "storage",
            "knowledge",
            "classification",
            "screening",
            "judgement",
            "watchlist",
            "rulebook",
            "input",
            "record",
            "problem",
            "telemetry",
            "compression",
        ],
    ),
    ("refresh", &["service", "watchlist", "digest", "compression", "telemetry"]),
    (
        "startup",
        &[
            "refresh",
            "http",
            "service",
            "storage",
            "watchlist",
            "knowledge",
            "config",
            "clock",
            "telemetry",
        ],
    ),
    (
        "cli",
        &[
            "startup",
            "http",
            "service",
            "storage",
            "knowledge",
            "classification",
            "screening",
            "judgement",
            "watchlist",
            "rulebook",
            "input",
            "record",
            "problem",
            "config",
            "clock",
            "telemetry",
            "compression",
        ],
    ),
    // The roots of both packages, which declare the rest.
    ("lib", &["knowledge", "screening", "judgement", "record", "input"]),
    ("main", &["cli"]),
];

/// What names a module that is not below its own.
pub(super) fn upward(sources: &[Source]) -> Vec<String> {
    let module = |path: &str| Some(Source::of(path, "").module().to_owned());
    not_allowed(&arrows(sources), module, MODULES)
}

#[test]
fn every_module_names_only_those_below_it() {
    assert_kept(&wrong_rows(MODULES));
    let sources = sources();
    for source in &sources {
        let module = source.module();
        assert!(MODULES.iter().any(|(known, _)| *known == module), "{module} has no place");
    }
    let seen = arrows(&sources).len();
    assert!(seen >= 500, "only {seen} arrows were read");
    assert_kept(&upward(&sources));
}
