//! What one file must not name, and what it must be like.

use super::assert_kept;
use super::paths::{Path, goes_through, paths};
use super::source::{Source, all_files, sources};

/// Names that would let the world into the core, which takes plain values and returns plain values.
const WORLD: [&str; 13] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "std::thread",
    "std::io::stdin",
    "tokio",
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant",
    "async",
];

/// Names that say nothing of what stands there.
const EMPTY_NAMES: [&str; 7] = ["utils", "util", "helpers", "helper", "common", "manager", "misc"];

/// Sources of which the paths name what they may not, each with its first such path.
fn naming(
    sources: &[Source],
    may: impl Fn(&Source) -> bool,
    is_wrong: impl Fn(&Path) -> bool,
) -> Vec<String> {
    let others = sources.iter().filter(|source| !may(source));
    let named = others.filter_map(|source| {
        let path = paths(&source.code()).into_iter().find(&is_wrong)?;
        Some(format!("{} names {}", source.path, path.join("::")))
    });
    named.collect()
}

pub(super) fn diesel_outside_storage(sources: &[Source]) -> Vec<String> {
    let is_diesel =
        |path: &Path| path.iter().any(|one| one == "diesel" || one == "diesel_migrations");
    naming(sources, |source| source.module() == "storage", is_diesel)
}

pub(super) fn web_framework_inside(sources: &[Source]) -> Vec<String> {
    let may = |source: &Source| {
        ["http", "startup"].contains(&source.module()) || source.path == "src/cli/serve.rs"
    };
    naming(sources, may, |path| path.iter().any(|one| one.starts_with("actix")))
}

pub(super) fn world_in_the_core(sources: &[Source]) -> Vec<String> {
    let is_world = |path: &Path| WORLD.iter().any(|name| goes_through(path, name));
    naming(sources, |source| !source.is_core(), is_world)
}

pub(super) fn http_in_the_store(sources: &[Source]) -> Vec<String> {
    let is_http = |path: &Path| path.iter().any(|one| one == "StatusCode" || one == "serde_json");
    naming(sources, |source| source.module() != "storage", is_http)
}

pub(super) fn rows_in_http(sources: &[Source]) -> Vec<String> {
    let is_row = |path: &Path| {
        goes_through(path, "storage::schema") || path.iter().any(|one| one.ends_with("Row"))
    };
    naming(sources, |source| source.module() != "http", is_row)
}

/// The lines that a file may have; none where a program writes it.
fn limit(path: &str) -> Option<usize> {
    match path {
        "src/main.rs" => Some(60),
        "src/storage/schema.rs" => None,
        _ if path.starts_with("src/http/routes/") => Some(250),
        _ => Some(400),
    }
}

pub(super) fn too_long(sources: &[Source]) -> Vec<String> {
    let long = sources.iter().filter_map(|source| {
        let (lines, limit) = (source.text.lines().count(), limit(&source.path)?);
        (lines > limit).then(|| format!("{} has {lines} lines of {limit}", source.path))
    });
    long.collect()
}

pub(super) fn without_a_purpose(sources: &[Source]) -> Vec<String> {
    let silent = sources.iter().filter(|source| !source.text.starts_with("//! "));
    silent.map(|source| format!("{} does not say what it is for", source.path)).collect()
}

pub(super) fn named_for_nothing(sources: &[Source]) -> Vec<String> {
    let empty = sources.iter().filter(|source| {
        source.path.trim_end_matches(".rs").split('/').any(|part| EMPTY_NAMES.contains(&part))
    });
    empty.map(|source| format!("{} is named for nothing", source.path)).collect()
}

#[test]
fn storage_alone_names_diesel() {
    assert_kept(&diesel_outside_storage(&sources()));
}

#[test]
fn the_outer_layers_alone_name_the_web_framework() {
    assert_kept(&web_framework_inside(&sources()));
}

#[test]
fn the_core_knows_no_world_outside() {
    assert_kept(&world_in_the_core(&sources()));
}

#[test]
fn a_store_knows_no_http_and_http_no_rows() {
    assert_kept(&http_in_the_store(&sources()));
    assert_kept(&rows_in_http(&sources()));
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    assert_kept(&too_long(&all_files()));
}

#[test]
fn every_file_says_what_it_is_for() {
    assert_kept(&without_a_purpose(&all_files()));
}

#[test]
fn no_module_is_named_for_nothing() {
    assert_kept(&named_for_nothing(&all_files()));
}
