//! Each rule on sources that are made up: what breaks it is reported by its file, and what only looks like it is not.

use super::graph::{arrows, circles, wrong_rows};
use super::source::Source;
use super::{Rule, layers, rooms, rules};

/// A rule, a path, a text that breaks it there, and one like it that does not.
const NAMED: &[(Rule, &str, &str, &str)] = &[
    (rules::diesel_outside_storage, "src/http/body.rs", "use diesel::prelude::*;", "// diesel"),
    (
        rules::diesel_outside_storage,
        "src/service/a.rs",
        "fn f() { diesel::insert() }",
        "fn dieselise() {}",
    ),
    (
        rules::diesel_outside_storage,
        "core/src/text.rs",
        "use diesel_migrations::embed;",
        "say(\"diesel\");",
    ),
    (
        rules::web_framework_inside,
        "src/service/a.rs",
        "use actix_web::web;",
        "use utoipa_actix_web::x;",
    ),
    (rules::web_framework_inside, "src/cli/mod.rs", "use {actix::Actor, std::io};", "/* actix */"),
    (rules::world_in_the_core, "core/src/policy.rs", "use std::fs;", "use std::fmt;"),
    (
        rules::world_in_the_core,
        "core/src/policy.rs",
        "use std::{fmt, fs::File};",
        "use other::fs::File;",
    ),
    (rules::world_in_the_core, "core/src/names/a.rs", "std::env::var(a)", "let std_env = 1;"),
    (
        rules::world_in_the_core,
        "core/src/names/a.rs",
        "use std::net::IpAddr;",
        "use std::num::One;",
    ),
    (rules::world_in_the_core, "core/src/names/a.rs", "std::process::exit(1)", "let process = 1;"),
    (rules::world_in_the_core, "core/src/record/a.rs", "use std::time::Duration;", "let time = 1;"),
    (rules::world_in_the_core, "core/src/record/a.rs", "std::thread::spawn(f)", "thread(f)"),
    (rules::world_in_the_core, "core/src/record/a.rs", "chrono::Utc::now()", "Utc::nowhere()"),
    (rules::world_in_the_core, "core/src/record/a.rs", "Local::now()", "// Local::now()"),
    (
        rules::world_in_the_core,
        "core/src/screening/a.rs",
        "let a: SystemTime;",
        "let a: SystemTimes;",
    ),
    (
        rules::world_in_the_core,
        "core/src/screening/a.rs",
        "async fn f() {}",
        "fn asynchronous() {}",
    ),
    (
        rules::world_in_the_core,
        "core/src/screening/a.rs",
        "use tokio::sync;",
        "let tokio_like = 1;",
    ),
    (
        rules::http_in_the_store,
        "src/storage/mod.rs",
        "use serde_json::Value;",
        "let a = \"serde_json\";",
    ),
    (rules::http_in_the_store, "src/storage/a.rs", "StatusCode::OK", "StatusCodes::OK"),
    (rules::rows_in_http, "src/http/body.rs", "use crate::storage::schema::lists;", "#[schema(a)]"),
    (rules::rows_in_http, "src/http/body.rs", "let a: ListRow = b;", "let a: ListRows = b;"),
    (rules::without_a_purpose, "src/a.rs", "use a::b;\n", "//! What it is for.\n"),
    (rules::without_a_purpose, "tests/it/a.rs", "\n//! Late.\n", "//! At once.\n"),
];

/// Paths that are named for nothing, each with one that is not.
const PATHS: &[(&str, &str)] = &[
    ("src/utils.rs", "src/utilities_of_the_port.rs"),
    ("core/src/common/mod.rs", "core/src/common_names/mod.rs"),
    ("core/src/names/helper.rs", "core/src/names/sought.rs"),
];

/// Where a file stands and the lines that it may have.
const LENGTHS: &[(&str, usize)] = &[
    ("src/service/a.rs", 400),
    ("core/src/text/a.rs", 400),
    ("tests/it/a.rs", 400),
    ("src/http/routes/a.rs", 250),
    ("src/main.rs", 60),
];

#[test]
fn each_rule_reports_what_is_planted_and_nothing_that_only_looks_like_it() {
    for (rule, path, guilty, innocent) in NAMED {
        let reported = rule(&[Source::of(path, guilty)]);
        assert!(reported.len() == 1 && reported[0].contains(path), "{guilty}: {reported:?}");
        assert_eq!(rule(&[Source::of(path, innocent)]), Vec::<String>::new(), "{innocent}");
    }
    for (guilty, innocent) in PATHS {
        assert_eq!(rules::named_for_nothing(&[Source::of(guilty, "")]).len(), 1, "{guilty}");
        assert_eq!(rules::named_for_nothing(&[Source::of(innocent, "")]).len(), 0, "{innocent}");
    }
    for (path, limit) in LENGTHS {
        let at = |lines| rules::too_long(&[Source::of(path, &"a\n".repeat(lines))]).len();
        assert_eq!((at(*limit), at(limit + 1)), (0, 1), "{path}");
    }
}

/// Those who may name what others may not.
#[test]
fn each_rule_lets_the_rightful_ones_be() {
    let rightful: [(Rule, &str, &str); 8] = [
        (rules::diesel_outside_storage, "src/storage/a.rs", "use diesel::x;"),
        (rules::web_framework_inside, "src/http/a.rs", "use actix_web::x;"),
        (rules::web_framework_inside, "src/cli/serve.rs", "use actix_web::x;"),
        (rules::world_in_the_core, "src/clock.rs", "chrono::Utc::now()"),
        (rules::http_in_the_store, "src/http/a.rs", "use serde_json::x;"),
        (rules::rows_in_http, "src/storage/a.rs", "let a: ListRow = b;"),
        (
            rules::world_in_the_core,
            "core/src/a.rs",
            "a\n#[cfg(test)]\nmod tests {\nstd::fs::read(a) }",
        ),
        (rules::too_long, "src/storage/schema.rs", &"a\n".repeat(401)),
    ];
    for (rule, path, text) in rightful {
        assert_eq!(rule(&[Source::of(path, text)]), Vec::<String>::new(), "{path}");
    }
}

/// Two packages in small, with one file more.
fn with(path: &str, text: &str) -> Vec<Source> {
    let mut sources: Vec<Source> = [
        ("src/http/mod.rs", "mod body;"),
        ("src/http/body.rs", "use crate::service::Service;"),
        ("src/service/mod.rs", "use assay_core::{Knowledge, record::Record};"),
        ("core/src/lib.rs", "mod knowledge; pub use knowledge::Knowledge;"),
        ("core/src/knowledge.rs", "use crate::policy::Policy;"),
        ("core/src/policy.rs", ""),
        ("core/src/record/mod.rs", "use self::hs::HsCode; use super::text::fold;"),
        ("core/src/record/hs.rs", "use super::Record;"),
        ("core/src/text/mod.rs", ""),
    ]
    .iter()
    .filter(|(known, _)| *known != path)
    .map(|(path, text)| Source::of(path, text))
    .collect();
    sources.push(Source::of(path, text));
    sources
}

#[test]
fn a_module_that_names_one_above_it_is_reported() {
    for (path, guilty, innocent) in [
        ("src/service/a.rs", "use crate::http::body;", "// use crate::http::body;"),
        ("src/service/a.rs", "fn f() { crate::http::f() }", "fn f() { crate::httpd::f() }"),
        ("src/service/mod.rs", "use super::http::body::Body;", "use super::service::Body;"),
        ("src/http/a.rs", "use assay_core::text::fold;", "use assay_core::record::Record;"),
        (
            "core/src/text/a.rs",
            "use crate::{digest::x, record::{hs::HsCode, y}};",
            "use crate::{digest::x};",
        ),
        (
            "core/src/record/a.rs",
            "use super::super::knowledge::Knowledge;",
            "use super::hs::HsCode;",
        ),
        ("core/src/record/hs.rs", "use crate::Knowledge;", "use other::Knowledge;"),
    ] {
        let reported = layers::upward(&with(path, guilty));
        assert!(reported.iter().any(|line| line.contains(path)), "{guilty}: {reported:?}");
        assert_eq!(layers::upward(&with(path, innocent)), Vec::<String>::new(), "{innocent}");
    }
    let reported = layers::upward(&with("src/novelty.rs", "use crate::service::x;"));
    assert_eq!(reported, ["src/novelty.rs: novelty has no place in the table"]);
}

const ROOMS: &[(&str, &[&str])] =
    &[("facts", &[]), ("signs", &["facts"]), ("law", &["facts"]), ("screening", &["signs", "law"])];

/// A house of rooms with a file more.
fn house(path: &str, text: &str) -> Vec<Source> {
    let mut sources: Vec<Source> = [
        (
            "core/src/screening/mod.rs",
            "mod signs; use self::signs::papers::Paper; pub use law::Law;",
        ),
        ("core/src/screening/facts/mod.rs", "use self::period::Period; use crate::record::Record;"),
        ("core/src/screening/facts/period.rs", "use super::Facts;"),
        ("core/src/screening/signs/mod.rs", "use crate::screening::facts::{self, period::Period};"),
        ("core/src/screening/signs/papers.rs", "use super::super::facts::Facts; use super::Sign;"),
        ("core/src/screening/law/mod.rs", "use super::facts::Facts;"),
        ("core/src/record/mod.rs", ""),
    ]
    .iter()
    .map(|(path, text)| Source::of(path, text))
    .collect();
    sources.push(Source::of(&format!("core/src/screening/{path}"), text));
    sources
}

#[test]
fn a_room_of_screening_that_names_one_above_it_is_reported() {
    for (path, guilty, innocent) in [
        ("facts/a.rs", "use super::super::signs::Sign;", "use super::Facts;"),
        (
            "facts/a.rs",
            "use crate::screening::{\n facts::Facts,\n law::Law,\n};",
            "use crate::{screening::facts};",
        ),
        ("signs/a.rs", "use super::super::Judge;", "use super::papers::Paper;"),
        ("signs/a.rs", "use crate::screening::Judge;", "use crate::screening_of_old::Judge;"),
        ("law/a.rs", "fn f() { crate::screening::signs::f() }", "// crate::screening::signs::f()"),
        ("judge.rs", "use super::facts::Facts;", "use super::signs::Sign;"),
        ("signs/a/mod.rs", "use super::super::Judge;", "pub(in crate::screening) fn f() {}"),
        ("law/b.rs", "crate::screening::judge(a)", "pub(super) fn f() {}"),
        ("cellar/a.rs", "use super::super::facts::Facts;", "fn f() {}"),
    ] {
        let reported = rooms::misplaced(&house(path, guilty), ROOMS);
        assert!(reported.iter().any(|line| line.contains(path)), "{guilty}: {reported:?}");
        let reported = rooms::misplaced(&house(path, innocent), ROOMS);
        assert_eq!(reported, Vec::<String>::new(), "{innocent}");
    }
}

#[test]
fn a_circle_of_files_is_reported_where_it_crosses_rooms_alone() {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let across = house("facts/a.rs", "use super::super::signs::papers::Paper;");
    assert_eq!(circles(&arrows(&across), folder), Vec::<String>::new(), "nothing leads back to it");
    let mut across = house("facts/a.rs", "use super::super::signs::papers::Paper;");
    across[2].text = "use super::a::A;".to_owned();
    across[4].text = "use super::super::facts::period::Period;".to_owned();
    assert_eq!(circles(&arrows(&across), folder).len(), 2);
    let within = house("facts/a.rs", "use super::b::B;\n");
    assert_eq!(circles(&arrows(&within), folder), Vec::<String>::new());
}

#[test]
fn a_table_that_itself_points_up_is_reported() {
    assert_eq!(wrong_rows(ROOMS), Vec::<String>::new());
    assert_eq!(wrong_rows(&[("low", &["high"]), ("high", &["low"])]).len(), 1);
    assert_eq!(wrong_rows(&[("low", &["low"])]).len(), 1);
    assert_eq!(wrong_rows(&[("low", &["nowhere"])]).len(), 1);
}
