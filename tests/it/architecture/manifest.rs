//! What the compiler enforces: the packages that the core does not have, it cannot name.

use toml::{Table, Value};

use super::assert_kept;
use crate::support::repository::text;

/// Beginnings of the names of packages that would let the world into the core.
const WORLD: [&str; 12] = [
    "actix",
    "axum",
    "clap",
    "diesel",
    "figment",
    "hyper",
    "libsqlite3",
    "pq-sys",
    "reqwest",
    "rustls",
    "tokio",
    "tracing",
];

/// The dependencies of a manifest, of whatever platform: each by its package with what is said of it.
fn dependencies(manifest: &Table) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for kind in ["dependencies", "build-dependencies"] {
        for (name, value) in manifest.get(kind).and_then(Value::as_table).into_iter().flatten() {
            // One that is renamed here is still that package.
            let package = value.get("package").and_then(Value::as_str).unwrap_or(name);
            found.push((package.to_owned(), value.clone()));
        }
    }
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flatten();
    found.extend(targets.filter_map(|(_, target)| target.as_table()).flat_map(dependencies));
    found
}

/// Dependencies that the core must not have.
fn of_the_world(manifest: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in dependencies(&manifest.parse().unwrap()) {
        if WORLD.iter().any(|beginning| name.starts_with(beginning)) {
            found.push(format!("the core has {name}"));
        }
        let features = value.get("features").and_then(Value::as_array).into_iter().flatten();
        let tells_time =
            features.filter_map(Value::as_str).any(|one| ["clock", "now"].contains(&one));
        let usual = value.get("default-features").and_then(Value::as_bool) != Some(false);
        if name == "chrono" && (usual || tells_time) {
            found.push("the core has chrono with its clock".to_owned());
        }
    }
    found
}

#[test]
fn the_core_has_no_package_of_the_world_outside() {
    let manifest = text("core/Cargo.toml");
    assert!(dependencies(&manifest.parse().unwrap()).len() >= 10, "dependencies were not read");
    assert_kept(&of_the_world(&manifest));
}

#[test]
fn a_package_of_the_world_outside_is_found_however_it_is_written() {
    for planted in [
        "[dependencies]\nactix-web = \"4\"",
        "[dependencies]\ndiesel = { version = \"2\", optional = true }",
        "[dependencies.tokio]\nversion = \"1\"",
        "[build-dependencies]\nreqwest = \"0.13\"",
        "[target.'cfg(unix)'.dependencies]\nfigment = \"0.10\"",
        "[dependencies]\narguments = { package = \"clap\", version = \"4\" }",
        "[dependencies]\nchrono = \"0.4\"",
        "[dependencies]\nchrono = { version = \"0.4\", default-features = false, features = [\"clock\"] }",
    ] {
        assert_eq!(of_the_world(planted).len(), 1, "{planted}");
    }
    for innocent in [
        "[dependencies]\nserde = \"1\" # not tokio",
        "[dev-dependencies]\ntokio = \"1\"",
        "[dependencies]\nchrono = { version = \"0.4\", default-features = false, features = [\"std\"] }",
        "[features]\ntokio = []",
    ] {
        assert_eq!(of_the_world(innocent), Vec::<String>::new(), "{innocent}");
    }
}
