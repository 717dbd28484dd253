//! Who may name whom. The compiler knows crates, not layers; these tests read the `use` paths.

use std::collections::BTreeMap;

use crate::support::repository::{rust_files_under, text};

/// The modules each module may name, itself apart. Whatever is new finds its place here first.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("digest", &[]),
    ("compression", &[]),
    ("clock", &[]),
    ("config", &[]),
    ("telemetry", &["config"]),
    ("input", &[]),
    ("record", &["input", "text"]),
    ("problem", &["input"]),
    ("names", &["text"]),
    ("rulebook", &["names", "input", "record", "text", "digest"]),
    ("watchlist", &["rulebook", "names", "input", "record", "text", "digest"]),
    ("policy", &["rulebook", "digest"]),
    ("judgement", &["watchlist", "rulebook", "names", "record"]),
    ("clearance", &["judgement", "rulebook", "text", "digest"]),
    ("classification", &["judgement", "rulebook", "input", "record", "text"]),
    (
        "screening",
        &[
            "classification",
            "judgement",
            "clearance",
            "knowledge",
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
    ("knowledge", &["clearance", "watchlist", "policy", "rulebook"]),
    ("storage", &[]),
    (
        "service",
        &[
            "storage",
            "screening",
            "judgement",
            "clearance",
            "classification",
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
            "classification",
            "screening",
            "judgement",
            "clearance",
            "classification",
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
            "Knowledge",
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
            "classification",
            "screening",
            "judgement",
            "clearance",
            "classification",
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
    ("lib", &[]),
    ("main", &["cli"]),
];

/// The modules that take plain values and return plain values.
const PURE: [&str; 7] = ["record", "text", "names", "rulebook", "policy", "watchlist", "screening"];

/// Names that would let the world into them.
const WORLD: [&str; 12] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "std::thread",
    "tokio",
    "actix",
    "diesel",
    "Utc::now",
    "Local::now",
    "SystemTime",
];

/// The code of a file: without comments, and without the unit tests at its foot.
fn code(file: &str) -> String {
    let text = text(file);
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = code.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Every source file with its module.
fn sources() -> Vec<(String, String)> {
    let files = rust_files_under("src").into_iter().chain(rust_files_under("core/src"));
    files
        .map(|file| {
            let inside = file.strip_prefix("core/").unwrap_or(&file).strip_prefix("src/").unwrap();
            let module = inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            (module, file)
        })
        .collect()
}

/// Whether the name stands in the code as a word of its own.
fn names(code: &str, name: &str) -> bool {
    let word = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code.get(at + name.len()..).and_then(|text| text.chars().next());
        // `actix` also means `actix_web`.
        !before.is_some_and(word) && (name == "actix" || !after.is_some_and(word))
    })
}

/// The modules of this crate that the code names.
fn named_modules(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for prefix in ["crate::", "assay::", "assay_core::"] {
        for rest in code.split(prefix).skip(1) {
            let list = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
            for path in
                list.unwrap_or(rest).split(',').take(if list.is_some() { usize::MAX } else { 1 })
            {
                let name: String =
                    path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn every_module_names_only_those_below_it() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_NAME.iter().copied().collect();
    let mut wrong = Vec::new();
    for (module, file) in sources() {
        let Some(below) = allowed.get(module.as_str()) else {
            panic!("{module} has no place among the layers");
        };
        for name in named_modules(&code(&file)) {
            let is_module = allowed.contains_key(name.as_str());
            if is_module && name != module && !below.contains(&name.as_str()) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn storage_alone_names_diesel() {
    for (module, file) in sources() {
        if module != "storage" {
            assert!(!names(&code(&file), "diesel"), "{file}");
            assert!(!names(&code(&file), "diesel_migrations"), "{file}");
        }
    }
}

#[test]
fn the_outer_layers_alone_name_the_web_framework() {
    for (module, file) in sources() {
        let may = ["http", "startup"].contains(&module.as_str()) || file == "src/cli/serve.rs";
        assert!(may || !names(&code(&file), "actix"), "{file}");
    }
}

#[test]
fn the_core_knows_no_world_outside() {
    for (module, file) in sources() {
        if PURE.contains(&module.as_str()) {
            for name in WORLD {
                assert!(!names(&code(&file), name), "{file} names {name}");
            }
            assert!(!names(&code(&file), "async"), "{file} is asynchronous");
        }
    }
}

#[test]
fn a_store_knows_no_http_and_http_no_rows() {
    for (module, file) in sources() {
        let code = code(&file);
        if module == "storage" {
            assert!(!names(&code, "StatusCode") && !names(&code, "serde_json"), "{file}");
        }
        if module == "http" {
            assert!(!code.contains("Row\n") && !names(&code, "schema::"), "{file}");
        }
    }
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    let files = sources().into_iter().map(|(_, file)| file).chain(rust_files_under("tests"));
    let mut wrong = Vec::new();
    for file in files {
        let limit = match file.as_str() {
            "src/main.rs" => 60,
            "src/storage/schema.rs" => continue,
            _ if file.starts_with("src/http/routes/") => 250,
            _ => 400,
        };
        let lines = text(&file).lines().count();
        if lines > limit {
            wrong.push(format!("{file} has {lines} lines of {limit}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for (_, file) in sources() {
        assert!(text(&file).starts_with("//! "), "{file}");
    }
    for file in rust_files_under("tests") {
        assert!(text(&file).starts_with("//! "), "{file}");
    }
}

#[test]
fn no_module_is_named_for_nothing() {
    for (_, file) in sources() {
        for name in ["utils", "util", "helpers", "helper", "common", "manager", "misc"] {
            let segments = file.trim_end_matches(".rs").split('/');
            assert!(segments.into_iter().all(|segment| segment != name), "{file}");
        }
    }
}
