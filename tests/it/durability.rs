//! The real binary, ended in every way a machine ends it: what was acknowledged is there afterwards.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::app::SHIPMENTS;
use crate::support::client::{Answer, try_send};
use crate::support::database::{TestDatabase, postgres_alone};
use crate::support::lists::{firms_xml, sha256};
use crate::support::process::Assay;
use crate::support::record::{banned_coal, chairs};

const LIST: &str = "/v1/watchlists/testland";

fn post(address: &str, reference: &str) -> std::io::Result<Answer> {
    let body = banned_coal(reference).to_string();
    let json = [("Content-Type", "application/json")];
    try_send(address, "POST", SHIPMENTS, &json, body.as_bytes())
}

/// Kills the service amid a stream of screenings and looks for each acknowledged one after a new start.
fn survives_a_kill(assay: &Assay, database_url: &str) {
    const CLIENTS: usize = 4;
    const BEFORE: usize = 60;
    let serving = assay.serve(database_url);
    let address = serving.address().to_owned();
    let (acknowledged, count) = (Mutex::new(Vec::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let (address, acknowledged, count) = (&address, &acknowledged, &count);
            scope.spawn(move || {
                // Goes on until the service is gone, so that the end always comes amid requests.
                for number in 0.. {
                    let Ok(answer) = post(address, &format!("{client}-{number}")) else { break };
                    let id = answer.expect(201)["id"].as_str().unwrap().to_owned();
                    acknowledged.lock().unwrap().push((id, answer.body));
                    count.fetch_add(1, Ordering::Release);
                }
            });
        }
        while count.load(Ordering::Acquire) < BEFORE {
            std::thread::yield_now();
        }
        serving.kill();
    });
    let again = assay.serve(database_url);
    let acknowledged = acknowledged.into_inner().unwrap();
    assert!(acknowledged.len() >= BEFORE);
    for (id, body) in acknowledged {
        let path = format!("/v1/screenings/{id}");
        let found = try_send(again.address(), "GET", &path, &[], b"").unwrap();
        assert_eq!(found.status, 200, "{id} was acknowledged and is gone");
        let members = body.strip_suffix(b"}").unwrap();
        assert!(found.body.starts_with(members), "{id} was acknowledged and is another");
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill_on_sqlite() {
    let assay = Assay::new();
    survives_a_kill(&assay, &assay.database_url());
}

#[test]
fn what_was_acknowledged_survives_a_kill_on_postgres() {
    let Some(server) = postgres_alone() else { return };
    let database = server.database();
    survives_a_kill(&Assay::new(), database.url());
}

#[test]
fn sigterm_ends_the_service_with_status_0_and_loses_nothing() {
    let assay = Assay::new();
    let serving = assay.serve(&assay.database_url());
    let address = serving.address().to_owned();
    assert!(address.starts_with("127.0.0.1:") && !address.ends_with(":0"), "{address}");
    let mut ids = Vec::new();
    std::thread::scope(|scope| {
        let stream = scope.spawn(|| {
            let mut ids = Vec::new();
            for number in 0.. {
                let Ok(answer) = post(&address, &number.to_string()) else { break };
                match answer.status {
                    201 => ids.push(answer.json()["id"].as_str().unwrap().to_owned()),
                    // A request that comes while the service drains may be turned away.
                    _ => drop(answer.problem(503, "unavailable")),
                }
                if number == 5 {
                    serving.terminate();
                }
            }
            ids
        });
        ids.extend(stream.join().unwrap());
    });
    assert_eq!(serving.wait().code(), Some(0));
    assert!(ids.len() >= 6, "{}", ids.len());
    let again = assay.serve(&assay.database_url());
    for id in ids {
        let found = try_send(again.address(), "GET", &format!("/v1/screenings/{id}"), &[], b"");
        assert_eq!(found.unwrap().status, 200, "{id}");
    }
}

#[test]
fn two_services_that_start_at_once_on_a_new_database_both_serve() {
    let assay = Assay::new();
    let postgres = TestDatabase::postgres_without_tables();
    let urls = [Some(assay.database_url()), postgres.as_ref().map(|one| one.url().to_owned())];
    for url in urls.iter().flatten() {
        let starting = [assay.start(url), assay.start(url)];
        let serving = starting.map(crate::support::process::Starting::ready);
        for (number, one) in serving.iter().enumerate() {
            post(one.address(), &number.to_string()).unwrap().expect(201);
        }
        for one in &serving {
            let listed = try_send(one.address(), "GET", "/v1/screenings", &[], b"").unwrap();
            assert_eq!(listed.expect(200)["items"].as_array().unwrap().len(), 2);
        }
    }
}

#[test]
fn a_start_on_a_database_in_use_changes_nothing_in_it() {
    let assay = Assay::new();
    let first = assay.serve(&assay.database_url());
    let id = post(first.address(), "PO-1").unwrap().expect(201)["id"].clone();
    let second = assay.serve(&assay.database_url());
    let path = format!("/v1/screenings/{}", id.as_str().unwrap());
    let found = try_send(second.address(), "GET", &path, &[], b"").unwrap().expect(200);
    assert_eq!(found["record"]["reference"], "PO-1");
    let body = chairs("PO-2").to_string();
    let json = [("Content-Type", "application/json")];
    let answer = try_send(second.address(), "POST", SHIPMENTS, &json, body.as_bytes()).unwrap();
    answer.expect(201);
}

#[test]
fn an_address_that_others_can_reach_is_refused() {
    let assay = Assay::new();
    for address in ["0.0.0.0:0", "[::]:0"] {
        let output = assay.run(&["serve", "--listen", address]);
        assert_eq!(output.status.code(), Some(2), "{address}");
        assert!(output.stdout.is_empty(), "{address}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("loopback"), "{said}");
    }
}

#[test]
fn a_port_that_is_taken_is_told_and_ends_the_start() {
    let assay = Assay::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let url = assay.database_url();
    let output = assay.run(&["serve", "--listen", &address, "--database-url", &url]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains(&address));
}

#[test]
fn a_list_that_was_being_loaded_at_a_kill_is_there_whole_or_not_at_all() {
    let assay = Assay::new();
    let url = assay.database_url();
    let xml = [("Content-Type", "application/xml")];
    let mut serving = assay.serve(&url);
    let old = firms_xml("2026-10-01", 0..2_000);
    try_send(serving.address(), "PUT", LIST, &xml, &old).unwrap().expect(201);
    let mut known = sha256(&old);
    for (round, pause) in [0, 20, 60, 150, 400].into_iter().enumerate() {
        let new = firms_xml(&format!("2026-11-{:02}", round + 1), 0..2_001 + round);
        let address = serving.address().to_owned();
        let sent = new.clone();
        let loading = std::thread::spawn(move || try_send(&address, "PUT", LIST, &xml, &sent));
        std::thread::sleep(std::time::Duration::from_millis(pause));
        serving.kill();
        let acknowledged = loading.join().unwrap().is_ok_and(|answer| answer.status == 200);
        serving = assay.serve(&url);
        let path = format!("{LIST}/versions");
        let versions = try_send(serving.address(), "GET", &path, &[], b"").unwrap().expect(200);
        let newest = versions["items"][0]["digest"].as_str().unwrap().to_owned();
        assert!(newest == sha256(&new) || newest == known && !acknowledged, "round {round}");
        known = newest;
    }
}
