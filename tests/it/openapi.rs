//! The OpenAPI document is the contract that callers generate code from: it is committed, the service
//! serves it, and every part of it explains itself.
//!
//! `UPDATE_OPENAPI=1 cargo test` writes `openapi/openapi.json` anew; a change to it is then reviewed.

use std::collections::BTreeSet;

use assay_core::input::pointer::escape;
use serde_json::Value;

use crate::support::app::TestApp;
use crate::support::repository;

const FILE: &str = "openapi/openapi.json";

/// The document as it is committed.
fn text() -> String {
    format!("{}\n", assay::http::document().to_pretty_json().unwrap())
}

fn document() -> Value {
    serde_json::from_str(&text()).unwrap()
}

/// Every operation, as `GET /path`, with its object.
fn operations(document: &Value) -> Vec<(String, Value)> {
    let methods = ["get", "put", "post", "delete", "patch"];
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(methods.contains(&method.as_str()), "{method} of {path}");
            operations.push((format!("{} {path}", method.to_uppercase()), operation.clone()));
        }
    }
    assert!(operations.len() >= 23, "only {} operations", operations.len());
    operations
}

/// The JSON pointers at which two values differ.
fn differences(left: &Value, right: &Value, pointer: &str, found: &mut Vec<String>) {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let names: BTreeSet<_> = left.keys().chain(right.keys()).collect();
            for name in names {
                let member = format!("{pointer}/{}", escape(name));
                match (left.get(name), right.get(name)) {
                    (Some(left), Some(right)) => differences(left, right, &member, found),
                    (Some(_), None) => {
                        found.push(format!("{member} is committed and no longer built"));
                    }
                    _ => found.push(format!("{member} is built and not committed")),
                }
            }
        }
        _ if left != right => {
            found.push(format!("{pointer}: {left} is committed, {right} is built"));
        }
        _ => {}
    }
}

#[test]
fn the_committed_document_is_the_one_that_is_built() {
    let path = repository::path(FILE);
    let built = text();
    if std::env::var_os("UPDATE_OPENAPI").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &built).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    if committed == built {
        return;
    }
    let mut found = Vec::new();
    let read = serde_json::from_str(&committed).unwrap_or(Value::Null);
    differences(&read, &document(), "", &mut found);
    panic!("{FILE} differs; UPDATE_OPENAPI=1 cargo test writes it\n{}", found.join("\n"));
}

#[test]
fn the_service_serves_the_document() {
    let app = TestApp::spawn();
    assert_eq!(app.get("/openapi.json").expect(200), document());
}

#[test]
fn the_document_says_what_it_is() {
    let document = document();
    let info = &document["info"];
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(info["title"], "Assay");
    assert_eq!(info["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(info["license"]["identifier"], "AGPL-3.0-or-later");
    let description = info["description"].as_str().unwrap();
    for limit in ["1 MiB", "1,000 items", "200 parties", "1,000 voyage events", "16 levels"] {
        assert!(description.contains(limit), "the limits do not name {limit}");
    }
}

#[test]
fn every_operation_explains_itself() {
    let document = document();
    let tags: Vec<_> =
        document["tags"].as_array().unwrap().iter().map(|tag| &tag["name"]).collect();
    let mut ids = BTreeSet::new();
    for (name, operation) in operations(&document) {
        for member in ["summary", "description", "operationId"] {
            let text = operation[member].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{name} has no {member}");
        }
        assert!(ids.insert(operation["operationId"].to_string()), "{name}: its id is taken");
        assert_eq!(operation["tags"].as_array().map(Vec::len), Some(1), "{name}");
        assert!(tags.contains(&&operation["tags"][0]), "{name}: its tag is not described");
        for parameter in operation["parameters"].as_array().unwrap_or(&Vec::new()) {
            let text = parameter["description"].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{name}: {} has no description", parameter["name"]);
        }
        if operation.get("requestBody").is_some() {
            let body = &operation["requestBody"];
            assert!(body["description"].is_string(), "{name}: its body has no description");
            assert_eq!(body["required"], true, "{name}: its body");
        }
    }
}

#[test]
fn every_operation_names_its_answers_and_its_problems() {
    let document = document();
    for (name, operation) in operations(&document) {
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name}: no success");
        assert!(responses.keys().any(|status| status.starts_with('4')), "{name}: no 4xx");
        if operation.get("requestBody").is_some() {
            for status in ["400", "413", "415", "422", "500", "503"] {
                assert!(responses.contains_key(status), "{name}: no {status}");
            }
        }
        if name.contains('{') {
            assert!(responses.contains_key("404"), "{name}: no 404");
        }
        for (status, response) in responses {
            assert!(response["description"].is_string(), "{name}: {status}");
            let media = if status.starts_with('2') {
                "application/json"
            } else {
                "application/problem+json"
            };
            let content = &response["content"][media];
            assert!(content["schema"].is_object(), "{name}: {status} has no {media}");
            if !status.starts_with('2') {
                assert_eq!(
                    content["schema"]["$ref"], "#/components/schemas/Problem",
                    "{name}: {status}"
                );
            }
        }
    }
}

#[test]
fn every_operation_that_reads_the_store_says_that_the_store_may_be_away() {
    let document = document();
    for (name, operation) in operations(&document) {
        if name.starts_with("GET /v1/screenings") || name == "GET /readyz" {
            assert!(operation["responses"]["503"].is_object(), "{name}: no 503");
        }
    }
}

#[test]
fn every_schema_has_a_description_and_an_example() {
    let document = document();
    let mut lacking = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        let described = schema["description"].as_str().is_some_and(|text| !text.is_empty());
        let example = schema.get("example").or_else(|| schema.get("examples"));
        if !described || example.is_none() {
            lacking.push(name);
        }
    }
    assert!(lacking.is_empty(), "without a description or an example: {lacking:?}");
}

#[test]
fn every_reference_leads_to_a_schema() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str).map(str::to_owned));
                for member in members.values() {
                    references(member, found);
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    references(element, found);
                }
            }
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_path_is_served() {
    let app = TestApp::spawn();
    for (name, _) in operations(&document()) {
        let (method, path) = name.split_once(' ').unwrap();
        let path = path.replace("{id}", "019b0f5e-7c1a-7000-8000-000000000001");
        let path = path.replace(['{', '}'], "");
        let answer = app.send(method, &path, &[("Content-Type", "application/json")], b"");
        let problem = if answer.status < 400 { Value::Null } else { answer.json() };
        assert_ne!(answer.status, 405, "{name}");
        assert_ne!(problem["detail"], "see /docs/ for what this service offers", "{name}");
    }
}

#[test]
fn the_examples_of_records_are_records() {
    let app = TestApp::spawn();
    let document = document();
    for (schema, path) in
        [("Shipment", "/v1/screenings/shipments"), ("Company", "/v1/screenings/companies")]
    {
        let example = &document["components"]["schemas"][schema]["example"];
        assert_eq!(app.post(path, example).status, 201, "{schema}");
    }
}
