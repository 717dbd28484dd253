//! Requests that are refused before a record is read: each with its status, its code, and a problem
//! that has everything every problem has.

use crate::support::app::{COMPANIES, SHIPMENTS, TestApp};
use crate::support::client::try_send;

const JSON: &[(&str, &str)] = &[("Content-Type", "application/json")];
const CHAIRS: &[u8] = br#"{"items":[{"description":"Wooden chairs","country_of_origin":"VN"}]}"#;

#[test]
fn bytes_that_are_not_json_are_a_400() {
    let app = TestApp::spawn();
    let nested = "[".repeat(20);
    for body in [
        &b""[..],
        b" ",
        b"{",
        b"{]",
        b"nul",
        b"{'items': []}",
        b"{\"items\": [],}",
        b"{\"items\": []} {}",
        b"{\"reference\": \"\\ud800\"}",
        b"{\"reference\": \"\\udc00\\ud800\"}",
        b"{\"reference\": \"\xff\"}",
        b"{\"reference\": \"\xed\xa0\x80\"}",
        b"{\"reference\": \"a\nb\"}",
        b"{\"items\": [{\"quantity\": {\"value\": NaN, \"unit\": \"t\"}}]}",
        b"{\"items\": [{\"quantity\": {\"value\": 01, \"unit\": \"t\"}}]}",
        b"\xff\xfe{\x00}\x00",
    ] {
        for path in [SHIPMENTS, COMPANIES] {
            let answer = app.post_bytes(path, body);
            let problem = answer.problem(400, "invalid_json");
            assert_eq!(problem["instance"], path);
        }
    }
    // Too deep is told even where the brackets are never closed.
    app.post_bytes(SHIPMENTS, nested.as_bytes()).problem(422, "nesting_too_deep");
}

#[test]
fn a_number_too_large_for_json_readers_is_refused() {
    let app = TestApp::spawn();
    let body = br#"{"items":[{"description":"x","quantity":{"value":1e999,"unit":"t"}}]}"#;
    let answer = app.post_bytes(SHIPMENTS, body);
    assert!(matches!(answer.status, 400 | 422), "{}", answer.text());
}

#[test]
fn a_mebibyte_of_nested_arrays_is_refused_for_its_depth() {
    let app = TestApp::spawn();
    let half = 512 * 1024;
    let body = [b"[".repeat(half), b"]".repeat(half)].concat();
    for path in [SHIPMENTS, COMPANIES] {
        let problem = app.post_bytes(path, &body).problem(422, "nesting_too_deep");
        assert_eq!(problem["errors"][0]["pointer"], "");
    }
    let open = b"{\"items\":".repeat(100_000);
    app.post_bytes(SHIPMENTS, &open).problem(422, "nesting_too_deep");
}

#[test]
fn a_body_that_is_not_sent_as_json_is_a_415() {
    let app = TestApp::spawn();
    for headers in [
        &[][..],
        &[("Content-Type", "text/plain")],
        &[("Content-Type", "application/x-www-form-urlencoded")],
        &[("Content-Type", "multipart/form-data; boundary=x")],
        &[("Content-Type", "json")],
        &[("Content-Type", "")],
        &[("Content-Type", "application/json"), ("Content-Encoding", "gzip")],
        &[("Content-Type", "application/json"), ("Content-Encoding", "br")],
    ] {
        for path in [SHIPMENTS, COMPANIES] {
            let answer = app.send("POST", path, headers, CHAIRS);
            answer.problem(415, "unsupported_media_type");
        }
    }
}

#[test]
fn json_may_be_sent_under_every_name_it_has() {
    let app = TestApp::spawn();
    for name in [
        "application/json",
        "Application/JSON",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "application/vnd.example+json",
    ] {
        let answer = app.send("POST", SHIPMENTS, &[("Content-Type", name)], CHAIRS);
        assert_eq!(answer.status, 201, "{name}: {}", answer.text());
    }
    let plain = [JSON[0], ("Content-Encoding", "identity")];
    assert_eq!(app.send("POST", SHIPMENTS, &plain, CHAIRS).status, 201);
    let marked = [b"\xef\xbb\xbf", CHAIRS].concat();
    assert_eq!(app.post_bytes(SHIPMENTS, &marked).status, 201);
}

#[test]
fn a_body_may_be_exactly_as_large_as_the_limit() {
    let app = TestApp::spawn();
    let mut body = CHAIRS.to_vec();
    body.resize(1024 * 1024, b' ');
    assert_eq!(app.post_bytes(SHIPMENTS, &body).status, 201);
    body.push(b' ');
    for path in [SHIPMENTS, COMPANIES] {
        app.post_bytes(path, &body).problem(413, "body_too_large");
    }
    body.resize(4 * 1024 * 1024, b' ');
    app.post_bytes(SHIPMENTS, &body).problem(413, "body_too_large");
}

#[test]
fn a_chunked_body_is_read_and_held_to_the_same_limit() {
    let app = TestApp::spawn();
    let chunk =
        |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    let send = |chunks: &[u8]| {
        let head = format!(
            "POST {SHIPMENTS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
             Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        );
        crate::support::client::send_raw(app.address(), &[head.as_bytes(), chunks].concat())
            .unwrap()
    };
    let (start, end) = CHAIRS.split_at(20);
    let whole = [chunk(start), chunk(end), b"0\r\n\r\n".to_vec()].concat();
    assert_eq!(send(&whole).status, 201);
    let large = [chunk(&b" ".repeat(600_000)), chunk(&b" ".repeat(600_000)), b"0\r\n\r\n".to_vec()];
    send(&large.concat()).problem(413, "body_too_large");
}

#[test]
fn an_unknown_path_is_a_404() {
    let app = TestApp::spawn();
    for path in [
        "/",
        "/v1",
        "/v1/",
        "/v2/screenings",
        "/v1/screening",
        "/v1/screenings/",
        "/v1/screenings/shipments/",
        "/V1/screenings",
        "/v1/measures/unscr-2371-8/periods",
        "/favicon.ico",
        "/%2e%2e/etc/passwd",
        "/docs/../../etc/passwd",
        "/docs/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/docs/nothing-of-this-name.js",
    ] {
        let problem = app.get(path).problem(404, "not_found");
        assert_eq!(problem["instance"], path);
    }
    app.send("POST", "/v1/screening", JSON, CHAIRS).problem(404, "not_found");
}

#[test]
fn a_method_that_a_path_does_not_take_is_a_405_that_names_those_it_takes() {
    let app = TestApp::spawn();
    let id = "/v1/screenings/019b0f5e-7c1a-7000-8000-000000000001";
    for (method, path, allowed) in [
        ("PUT", SHIPMENTS, "POST"),
        ("DELETE", COMPANIES, "POST"),
        ("PATCH", SHIPMENTS, "POST"),
        ("POST", "/v1/screenings", "GET"),
        ("DELETE", "/v1/screenings", "GET"),
        ("DELETE", id, "GET"),
        ("PATCH", id, "GET"),
        ("POST", "/v1/measures", "GET"),
        ("PUT", "/v1/measures/unscr-2371-8", "GET"),
        ("POST", "/v1/commodities", "GET"),
        ("POST", "/v1/watchlists", "GET"),
        ("POST", "/v1/rulebook", "GET"),
        ("POST", "/healthz", "GET"),
        ("DELETE", "/readyz", "GET"),
        ("POST", "/openapi.json", "GET"),
        ("POST", "/docs/", "GET"),
        ("TRACE", "/v1/rulebook", "GET"),
    ] {
        let answer = app.send(method, path, JSON, b"{}");
        answer.problem(405, "method_not_allowed");
        let named = answer.header("allow").unwrap_or_default();
        assert!(named.split(", ").any(|one| one == allowed), "{method} {path}: {named}");
        assert!(!named.contains(method), "{method} {path}: {named}");
    }
}

#[test]
fn to_read_where_a_record_is_posted_is_a_405() {
    let app = TestApp::spawn();
    for path in [SHIPMENTS, COMPANIES] {
        let answer = app.get(path);
        answer.problem(405, "method_not_allowed");
        assert_eq!(answer.header("allow"), Some("POST"), "{path}");
    }
}

#[test]
fn an_unknown_query_parameter_is_refused_on_every_route() {
    let app = TestApp::spawn();
    let id = app.screen_shipment(&crate::support::record::chairs("PO-1"))["id"].clone();
    let one = format!("/v1/screenings/{}", id.as_str().unwrap());
    for path in [
        "/v1/screenings",
        &one,
        "/v1/measures",
        "/v1/measures/unscr-2371-8",
        "/v1/commodities",
        "/v1/watchlists",
        "/v1/rulebook",
        "/healthz",
        "/readyz",
    ] {
        let problem = app.get(&format!("{path}?verdit=clear")).problem(422, "invalid_query");
        assert_eq!(problem["errors"][0]["pointer"], "/verdit", "{path}");
        assert_eq!(problem["errors"][0]["code"], "unknown_parameter", "{path}");
        assert_eq!(problem["instance"], *path, "the query may hold a name");
    }
    for path in [SHIPMENTS, COMPANIES] {
        let answer = app.post_bytes(&format!("{path}?dry_run=true"), CHAIRS);
        let problem = answer.problem(422, "invalid_query");
        assert_eq!(problem["errors"][0]["pointer"], "/dry_run");
    }
    assert_eq!(app.items("/v1/screenings").len(), 1);
}

#[test]
fn every_query_parameter_that_cannot_be_read_is_named_in_one_answer() {
    let app = TestApp::spawn();
    let invalid = "invalid_parameter";
    let path = "/v1/screenings?verdict=prohibted&kind=ship&from=yesterday&to=2026-02-30&limit=0\
                &cursor=x&limt=5&a~b%2Fc=1";
    let problem = app.get(path).problem(422, "invalid_query");
    let errors = problem["errors"].as_array().unwrap();
    for (pointer, code) in [
        ("/verdict", invalid),
        ("/kind", invalid),
        ("/from", invalid),
        ("/to", invalid),
        ("/limit", invalid),
        ("/cursor", invalid),
        ("/limt", "unknown_parameter"),
        ("/a~0b~1c", "unknown_parameter"),
    ] {
        let named = errors.iter().filter(|error| error["pointer"] == pointer);
        let codes: Vec<_> = named.map(|error| error["code"].as_str().unwrap()).collect();
        assert_eq!(codes, [code], "{pointer} in {problem}");
    }
    assert_eq!(errors.len(), 8, "{problem}");
}

#[test]
fn a_query_that_cannot_be_read_is_never_taken_for_none() {
    let app = TestApp::spawn();
    for query in [
        "limit=501",
        "limit=-1",
        "limit=ten",
        "limit=99999999999999999999",
        "limit=5&limit=5",
        "verdict=Clear",
        "verdict=clear&verdict=review",
        "from=2026-13-01",
        "to=20261124",
        "cursor=zz-zz",
        "cursor=7fffffffffffffff-00000000000000000000000000000001",
        "cursor=%F0%9F%98%80",
    ] {
        app.get(&format!("/v1/screenings?{query}")).problem(422, "invalid_query");
    }
    for query in
        ["as_of=2017-02-29", "commodity=cole", "hs_code=2", "hs_code=1234567890123", "cursor=x"]
    {
        app.get(&format!("/v1/measures?{query}")).problem(422, "invalid_query");
    }
    for path in ["/v1/commodities", "/v1/watchlists"] {
        app.get(&format!("{path}?limit=0")).problem(422, "invalid_query");
        app.get(&format!("{path}?cursor=-1")).problem(422, "invalid_query");
    }
}

#[test]
fn a_query_that_is_not_utf_8_is_refused() {
    let app = TestApp::spawn();
    for query in ["verdict=%ff", "verdict=clear%ff", "%ff=clear", "from=%ff"] {
        let answer = app.get(&format!("/v1/screenings?{query}"));
        assert!(matches!(answer.status, 400 | 422), "{query}: {}", answer.text());
    }
}

#[test]
fn a_request_that_is_not_http_is_refused_and_the_service_goes_on() {
    let app = TestApp::spawn();
    for bytes in [&b"\x16\x03\x01\x02\x00"[..], b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"] {
        if let Ok(answer) = crate::support::client::send_raw(app.address(), bytes) {
            assert!((400..506).contains(&answer.status), "{}", answer.status);
        }
    }
    let long = format!("/v1/measures/{}", "a".repeat(200_000));
    if let Ok(answer) = try_send(app.address(), "GET", &long, &[], b"") {
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    app.get("/healthz").expect(200);
}
