//! `assay watchlist` and `assay screen --watchlist`, by the real binary.

use std::process::Output;

use serde_json::{Value, json};

use crate::support::lists::{firms_xml, ftm, sha256, un_xml};
use crate::support::process::Assay;

fn said(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn complained(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The entries that a company of this name matched in a run of its own.
fn matched(assay: &Assay, arguments: &[&str], name: &str) -> Vec<String> {
    let record = json!({"name": name}).to_string();
    let output = assay.run_with_input(&[&["screen", "-"], arguments].concat(), record.as_bytes());
    let line: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", complained(&output)));
    let matches = line["screening"]["matches"].as_array().unwrap();
    matches.iter().map(|one| one["designation"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_list_is_imported_without_a_service_and_status_shows_it() {
    let assay = Assay::new();
    let url = assay.database_url();
    let file = firms_xml("2026-11-01", 0..10);
    assay.write("list.xml.gz", assay::compression::deflate(&file).unwrap());
    let run = |arguments: &[&str]| {
        assay.run(&[&["watchlist"], arguments, &["--database-url", &url]].concat())
    };
    let output = run(&["import", "testland", "list.xml.gz"]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    assert!(said(&output).contains("10 entities"), "{}", said(&output));
    assert!(said(&run(&["import", "testland", "list.xml.gz"])).contains("there already"));
    let status = run(&["status"]);
    for word in ["un-1718: 2026-05-08", "testland: 2026-11-01, un", &sha256(&file)] {
        assert!(said(&status).contains(word), "{word} in {}", said(&status));
    }
}

#[test]
fn a_list_that_shrinks_is_held_with_status_10_until_it_is_confirmed() {
    let assay = Assay::new();
    let url = assay.database_url();
    let run = |arguments: &[&str]| {
        assay.run(&[&["watchlist"], arguments, &["--database-url", &url]].concat())
    };
    let small = firms_xml("2026-11-02", 0..5);
    assay.write("large.xml", firms_xml("2026-11-01", 0..10));
    assay.write("small.xml", &small);
    assert_eq!(run(&["import", "testland", "large.xml"]).status.code(), Some(0));
    let held = run(&["import", "testland", "small.xml", "--format", "un-xml"]);
    assert_eq!(held.status.code(), Some(10));
    assert!(said(&held).contains("Testland/entity"), "{}", said(&held));
    assert!(said(&run(&["status"])).contains("held: 2026-11-02"));
    let confirmed = run(&["confirm", "testland", &sha256(&small)]);
    assert_eq!(confirmed.status.code(), Some(0), "{}", complained(&confirmed));
    assert!(said(&run(&["status"])).contains("testland: 2026-11-02"));
}

#[test]
fn what_cannot_be_imported_is_status_2_and_says_why() {
    let assay = Assay::new();
    let url = assay.database_url();
    assay.write("broken.xml", "<CONSOLIDATED_LIST>");
    assay.write("odd.txt", "hello");
    assay.write("list.ftm", ftm(&[("a", "Vostok Firm")]));
    for (arguments, why) in [
        (&["l", "absent.xml"][..], "absent.xml"),
        (&["l", "odd.txt"], "form"),
        (&["l", "broken.xml"], "cannot be read"),
        (&["L x", "list.ftm"], "id"),
        (&["l", "list.ftm", "--authority", "eu"], "authority"),
        (&["un-1718", "list.ftm", "--authority", "house"], "authority"),
        (&["l", "list.ftm", "--format", "xml"], "xml"),
    ] {
        let all = [&["watchlist", "import"], arguments, &["--database-url", &url]].concat();
        let output = assay.run(&all);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(complained(&output).contains(why), "{why} in {}", complained(&output));
    }
}

#[test]
fn a_run_may_bring_lists_of_its_own_and_keeps_nothing() {
    let assay = Assay::new();
    assay.write("house.ftm", ftm(&[("a", "Vostok Firm")]));
    let none = Vec::<String>::new();
    assert_eq!(matched(&assay, &[], "Vostok Firm"), none);
    let with = ["--watchlist", "house-list=house.ftm"];
    assert_eq!(matched(&assay, &with, "Vostok Firm"), ["house-list:a"]);
    assert_eq!(assay.files(), ["house.ftm"]);
    let output = assay.run_with_input(&["screen", "-", "--watchlist", "house-list"], b"{}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_small_un_list_of_a_run_takes_nobody_off_the_lists() {
    let assay = Assay::new();
    assay
        .write("un.xml", un_xml("2026-11-01", &[("KPe.900", "Vostok Firm", "DPRK", "2026-10-30")]));
    let with = ["--watchlist", "un-new=un.xml"];
    assert_eq!(matched(&assay, &with, "Vostok Firm"), ["un-new:KPe.900"]);
    assert_eq!(matched(&assay, &with, "KOMID"), ["un-1718:KPe.001"]);
}
