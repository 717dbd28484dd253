//! `/healthz`, `/readyz`, `/openapi.json` and `/docs/`

use serde_json::json;

use crate::support::app::{TestApp, on_every_backend};
use crate::support::repository::has_extension;

#[test]
fn the_service_lives_and_is_ready() {
    on_every_backend(|app| {
        for path in ["/healthz", "/readyz"] {
            let answer = app.get(path);
            assert_eq!(answer.expect(200), json!({"status": "ok"}));
            assert!(answer.header("x-request-id").is_some());
        }
    });
}

#[test]
fn the_document_is_served_as_json() {
    let app = TestApp::spawn();
    let answer = app.get("/openapi.json");
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.expect(200)["openapi"], "3.1.0");
}

#[test]
fn docs_leads_to_the_pages() {
    let app = TestApp::spawn();
    let answer = app.get("/docs");
    assert_eq!((answer.status, answer.header("location")), (308, Some("/docs/")));
    let page = app.get("/docs/");
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").unwrap().starts_with("text/html"));
}

#[test]
fn the_pages_load_nothing_from_other_hosts() {
    let app = TestApp::spawn();
    let page = app.get("/docs/");
    let mut parts = vec![("/docs/".to_owned(), page.text().to_owned())];
    for attribute in ["src=\"", "href=\""] {
        for rest in page.text().split(attribute).skip(1) {
            let name = rest.split('"').next().unwrap().trim_start_matches("./");
            let path = format!("/docs/{name}");
            let answer = app.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            // The big scripts name addresses in messages and in namespaces; they load none.
            if !name.contains("bundle") && !name.contains("preset") && !has_extension(name, "png") {
                parts.push((path, answer.text().to_owned()));
            }
        }
    }
    assert!(parts.len() > 2, "the page loads nothing");
    for (path, text) in &parts {
        for scheme in ["http://", "https://", "\"//", "'//"] {
            let other =
                text.match_indices(scheme).map(|(at, _)| text.get(at..at + 60).unwrap_or(""));
            let other: Vec<_> = other.filter(|url| !url.contains("www.w3.org")).collect();
            assert!(other.is_empty(), "{path} names {other:?}");
        }
    }
    assert!(
        parts.iter().any(|(_, text)| text.contains("/openapi.json")),
        "no page names the document"
    );
}
