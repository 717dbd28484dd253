//! The command line, by the real binary: what it prints and the status it ends with.

use std::process::Output;

use serde_json::{Value, json};

use crate::support::process::Assay;
use crate::support::record::{banned_coal, chairs, listed_company, mineral_powder, smelter};
use crate::support::repository;

/// What stands on standard output, a JSON value a line.
fn lines(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A record a line.
fn ndjson(records: &[impl ToString]) -> String {
    records.iter().map(|record| record.to_string() + "\n").collect()
}

/// Screens a text from standard input.
fn screen(input: &str) -> Output {
    Assay::new().run_with_input(&["screen", "-"], input.as_bytes())
}

#[test]
fn the_exit_status_is_the_gravest_verdict() {
    let (banned, held, clear) = (banned_coal("a"), mineral_powder("b"), chairs("c"));
    for (records, status) in [
        (vec![&clear], 0),
        (vec![&held, &clear], 10),
        (vec![&clear, &banned, &held], 20),
        (vec![&banned], 20),
    ] {
        let input = ndjson(&records);
        let output = screen(&input);
        assert_eq!(output.status.code(), Some(status), "{input}");
        let lines = lines(&output);
        assert_eq!(lines.len(), records.len());
        for (number, (line, record)) in lines.iter().zip(records).enumerate() {
            assert_eq!(line["line"], number + 1);
            assert_eq!(line["status"], 200);
            assert_eq!(line["screening"]["reference"], record["reference"]);
            assert_eq!(line.get("problem"), None);
        }
    }
}

#[test]
fn a_bare_record_is_a_shipment_if_it_has_items_and_a_wrapped_one_is_what_it_says() {
    let wrapped = |kind: &str, record: Value| json!({"kind": kind, "record": record});
    let records = [
        banned_coal("1"),
        smelter("2"),
        wrapped("shipment", chairs("3")),
        wrapped("company", listed_company("4")),
    ];
    let input = ndjson(&records);
    let output = screen(&input);
    let lines = lines(&output);
    let kinds: Vec<_> = lines.iter().map(|line| &line["screening"]["kind"]).collect();
    assert_eq!(kinds, ["shipment", "company", "shipment", "company"]);
    assert_eq!(output.status.code(), Some(20));
}

#[test]
fn a_file_is_screened_like_standard_input() {
    let assay = Assay::new();
    let input = format!("{}\n{}", mineral_powder("1"), chairs("2"));
    assay.write("records.ndjson", &input);
    let output = assay.run(&["screen", "records.ndjson"]);
    assert_eq!(output.status.code(), Some(10));
    assert_eq!(output.stdout, screen(&input).stdout);
}

#[test]
fn a_document_over_several_lines_is_one_record() {
    let pretty = serde_json::to_string_pretty(&banned_coal("PO-1")).unwrap();
    let output = screen(&format!("\n{pretty}\n\n"));
    assert_eq!(output.status.code(), Some(20));
    assert_eq!(lines(&output).len(), 1);
    let two = format!("{pretty}\n{}\n", serde_json::to_string_pretty(&chairs("PO-2")).unwrap());
    assert_eq!(lines(&screen(&two)).len(), 2);
}

#[test]
fn a_large_document_over_several_lines_is_read_in_a_moment() {
    let items = vec![json!({"description": "Wooden chairs", "country_of_origin": "VN"}); 1_000];
    let pretty = serde_json::to_string_pretty(&json!({"items": items})).unwrap();
    let started = std::time::Instant::now();
    let output = screen(&pretty);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(started.elapsed().as_secs() < 15, "it took {:?}", started.elapsed());
}

#[test]
fn lines_may_end_as_windows_ends_them_and_blank_ones_are_passed_over() {
    let output = screen(&format!("\r\n{}\r\n\r\n{}\r\n", chairs("1"), smelter("2")));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(lines(&output).len(), 2);
}

#[test]
fn a_record_with_faults_is_told_by_its_line_and_pointers_and_the_rest_is_judged() {
    let input =
        format!("{}\n{}\n{}\n", chairs("1"), r#"{"items":[{"hs_code":"1"}]}"#, banned_coal("3"));
    let output = screen(&input);
    assert_eq!(output.status.code(), Some(2));
    let lines = lines(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[1]["line"], &lines[1]["status"]), (&json!(2), &json!(422)));
    assert_eq!(lines[1]["problem"]["errors"][0]["pointer"], "/items/0/hs_code");
    assert_eq!(lines[2]["screening"]["verdict"], "prohibited");
}

#[test]
fn a_line_that_is_no_json_does_not_hide_the_lines_after_it() {
    for broken in ["not json", "{]", "{\"items\": \"\\ud800\"}"] {
        let output = screen(&format!("{broken}\n{}\n", banned_coal("2")));
        assert_eq!(output.status.code(), Some(2), "{broken}");
        let lines = lines(&output);
        assert_eq!(lines.len(), 2, "{broken}: {lines:?}");
        assert_eq!(lines[0]["status"], 400, "{broken}");
        assert_eq!(lines[1]["screening"]["verdict"], "prohibited", "{broken}");
    }
}

#[test]
fn input_that_cannot_be_read_is_status_2() {
    for input in ["", "\n\n", "{", "[1, 2", "nonsense"] {
        let output = screen(input);
        assert_eq!(output.status.code(), Some(2), "{input:?}");
    }
    let output = Assay::new().run(&["screen", "no-such-file.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("no-such-file.json"));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_line_of_ten_megabytes_is_refused_and_the_next_is_judged() {
    let long = format!("{{\"reference\":\"{}\"}}", "x".repeat(10_000_000));
    let output = screen(&format!("{}\n{long}\n{}\n", chairs("1"), banned_coal("3")));
    assert_eq!(output.status.code(), Some(2));
    let lines = lines(&output);
    assert_eq!(lines.len(), 3);
    assert_eq!((&lines[1]["line"], &lines[1]["status"]), (&json!(2), &json!(413)));
    assert_eq!(lines[1]["problem"]["code"], "body_too_large");
    assert_eq!(lines[2]["screening"]["verdict"], "prohibited");
}

#[test]
fn a_line_as_long_as_the_limit_is_judged_and_one_byte_more_costs_no_other_line() {
    const LIMIT: usize = 1024 * 1024;
    let padded = |length: usize| {
        let record = chairs("1").to_string();
        format!("{record}{}", " ".repeat(length - record.len()))
    };
    for (length, status) in [(LIMIT, 200), (LIMIT + 1, 413), (LIMIT + 2, 413), (LIMIT + 3, 413)] {
        let lines = lines(&screen(&format!("{}\n{}\n", padded(length), banned_coal("2"))));
        let statuses: Vec<_> = lines.iter().map(|line| line["status"].clone()).collect();
        assert_eq!(statuses, [status, 200], "a line of {length} bytes");
    }
}

#[test]
fn screening_needs_no_database_and_leaves_none() {
    let assay = Assay::new();
    assay.write("record.json", chairs("1").to_string());
    assay.run(&["screen", "record.json"]);
    assert_eq!(assay.files(), ["record.json"]);
}

#[test]
fn the_rulebook_is_consistent_and_every_case_comes_out() {
    let output = Assay::new().run(&["rulebook", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("0 problems"));
}

#[test]
fn the_changes_of_law_are_printed_the_newest_first() {
    let output = Assay::new().run(&["rulebook", "changes"]);
    assert_eq!(output.status.code(), Some(0));
    let printed = text(&output.stdout);
    let newest = printed.find("2026.11.1").unwrap();
    assert!(newest < printed.find("2026.11.0").unwrap());
    assert!(printed.contains("unscr-2375-18") && printed.contains("2017-08-05 to open"));
}

#[test]
fn a_measure_is_shown_as_a_person_reads_it() {
    let output = Assay::new().run(&["rulebook", "show", "unscr-2371-8"]);
    assert_eq!(output.status.code(), Some(0));
    for part in [
        "S/RES/2371 (2017)",
        "paragraph 8",
        "2017-08-05",
        "Coal",
        "met by",
        "No wind_down",
        "Sources",
    ] {
        assert!(text(&output.stdout).contains(part), "{part}");
    }
    for part in
        ["DPRK limb", "State limb", "Periods", "violation", "exporting State", "recalled", "Cases"]
    {
        assert!(text(&output.stdout).contains(part), "{part}");
    }
    let unknown = Assay::new().run(&["rulebook", "show", "unscr-9999-1"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("unscr-9999-1"));
}

#[test]
fn a_rule_of_another_authority_is_shown_as_not_un_law() {
    let output = Assay::new().run(&["rulebook", "show", "us-caatsa-321"]);
    assert_eq!(output.status.code(), Some(0));
    for part in ["United States; not UN law", "22 U.S.C. 9241a", "2017-08-02 to open", "not told"] {
        assert!(text(&output.stdout).contains(part), "{part}");
    }
}

#[test]
fn openapi_prints_the_committed_document() {
    let output = Assay::new().run(&["openapi"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout) == repository::text("openapi/openapi.json"), "they differ");
}

#[test]
fn migrate_brings_a_database_up_to_date_and_says_what_it_did() {
    let assay = Assay::new();
    let url = assay.database_url();
    let first = assay.run(&["migrate", "--database-url", &url]);
    assert_eq!(first.status.code(), Some(0));
    assert!(text(&first.stdout).contains("2026-11-24-080000_create_screenings"));
    let second = assay.run(&["migrate", "--database-url", &url]);
    assert_eq!(text(&second.stdout), "0 migrations run\n");
}

#[test]
fn a_database_that_was_not_migrated_is_refused_where_migrating_is_off() {
    let assay = Assay::new();
    let url = assay.database_url();
    let output = assay.run(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--database-url",
        &url,
        "--migrate-at-start",
        "false",
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("assay migrate"), "{}", text(&output.stderr));
}

#[test]
fn healthcheck_tells_a_service_that_is_ready_from_none() {
    let assay = Assay::new();
    let serving = assay.serve(&assay.database_url());
    let address = serving.address().to_owned();
    assert_eq!(assay.run(&["healthcheck", "--listen", &address]).status.code(), Some(0));
    serving.kill();
    let output = assay.run(&["healthcheck", "--listen", &address]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains(&address));
}

#[test]
fn an_unknown_setting_is_named_and_ends_the_start() {
    let assay = Assay::new();
    assay.write("assay.toml", "lisen = \"127.0.0.1:1\"\n");
    let output = assay.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("lisen"), "{}", text(&output.stderr));
    let unknown = assay.command(&["migrate"]).env("ASSAY_DATABSE_URL", "x").output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    let missing = assay.run(&["migrate", "--config", "other.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(text(&missing.stderr).contains("other.toml"), "{}", text(&missing.stderr));
}

#[test]
fn flags_stand_above_the_environment_and_that_above_the_file() {
    let assay = Assay::new();
    let url = |name: &str| assay.database_url().replace("assay.db", name);
    assay.write("assay.toml", format!("database_url = \"{}\"\n", url("file.db")));
    assay.run(&["migrate"]);
    let mut command = assay.command(&["migrate"]);
    command.env("ASSAY_DATABASE_URL", url("environment.db"));
    assert!(command.output().unwrap().status.success());
    let mut command = assay.command(&["migrate", "--database-url", &url("flag.db")]);
    command.env("ASSAY_DATABASE_URL", url("environment.db"));
    assert!(command.output().unwrap().status.success());
    for name in ["file.db", "environment.db", "flag.db"] {
        assert!(assay.files().contains(&name.to_owned()), "{name}");
    }
}

#[test]
fn a_bad_database_address_is_refused_without_being_repeated() {
    let assay = Assay::new();
    for url in ["postgres-db", "mysql://u:secret@localhost/x", "sqlite://secret:memory:"] {
        let output = assay.run(&["migrate", "--database-url", url]);
        assert_eq!(output.status.code(), Some(2), "{url}");
        assert!(!text(&output.stderr).contains("secret"), "{}", text(&output.stderr));
    }
    assert!(assay.files().is_empty(), "{:?}", assay.files());
}

#[test]
fn classify_says_which_goods_and_why() {
    let output = Assay::new().run(&[
        "classify",
        "Anthracite briquettes",
        "--hs",
        "2704.00",
        "--as-of",
        "2018-01-01",
    ]);
    assert_eq!(output.status.code(), Some(0));
    let answer = text(&output.stdout);
    assert!(
        answer.starts_with("Coal: a violation with a tie to the DPRK on 2018-01-01"),
        "{answer}"
    );
    assert!(answer.contains("disagree"), "{answer}");
    let output = Assay::new().run(&["classify", "铜精矿", "--json"]);
    let answer = &lines(&output)[0];
    assert_eq!(answer["commodities"][0]["commodity"], "copper");
    let nothing = Assay::new().run(&["classify", "Office chairs"]);
    assert_eq!(text(&nothing.stdout), "No goods that a measure names\n");
    for wrong in [
        vec!["classify"],
        vec!["classify", "--hs", "27O1"],
        vec!["classify", "coal", "--as-of", "soon"],
    ] {
        assert_eq!(Assay::new().run(&wrong).status.code(), Some(2), "{wrong:?}");
    }
}
