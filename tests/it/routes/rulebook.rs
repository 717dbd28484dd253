//! `GET /v1/rulebook`

use serde_json::Value;

use crate::support::app::TestApp;

#[test]
fn the_rulebook_says_its_version_counts_sources_and_weights() {
    let app = TestApp::spawn();
    let rulebook = app.get("/v1/rulebook").expect(200);
    let digest = rulebook["digest"].as_str().unwrap();
    assert!(rulebook["version"].as_str().unwrap().ends_with(&format!("+{digest}")), "{rulebook}");
    assert_eq!(rulebook["counts"]["commodities"], 22);
    assert_eq!(rulebook["counts"]["measures"], app.items("/v1/measures").len());
    assert!(!rulebook["sources"].as_array().unwrap().is_empty());
    let other_law = rulebook["other_law"].as_array().unwrap();
    assert_eq!(rulebook["counts"]["other_law"], other_law.len());
    for rule in other_law {
        for member in
            ["id", "authority", "title", "explanation", "citation", "url", "source", "from"]
        {
            assert!(!rule[member].as_str().unwrap().is_empty(), "{member} of {rule}");
        }
    }
    assert!(rulebook["rules"].is_object() && rulebook["parameters"].is_object());
    let weights = rulebook["weights"].as_array().unwrap();
    assert!(!weights.is_empty());
    let allowed = ["decisive", "strong", "moderate", "weak", "exculpatory"];
    for weight in weights {
        assert!(allowed.contains(&weight["weight"].as_str().unwrap()), "{weight}");
        for member in ["kind", "family", "summary"] {
            assert!(!weight[member].as_str().unwrap().is_empty(), "{member} of {weight}");
        }
    }
}

#[test]
fn the_rulebook_says_what_each_version_changed() {
    let app = TestApp::spawn();
    let rulebook = app.get("/v1/rulebook").expect(200);
    let changes = rulebook["changes"].as_array().unwrap();
    let newest = changes[0]["version"].as_str().unwrap();
    assert!(rulebook["version"].as_str().unwrap().starts_with(&format!("{newest}+")));
    for change in changes {
        assert!(change["impacted_from"].is_string() && change.get("impacted_until").is_some());
        for measure in change["measures"].as_array().unwrap() {
            let measure = measure.as_str().unwrap();
            if measure.starts_with("unscr-") {
                app.get(&format!("/v1/measures/{measure}")).expect(200);
            }
        }
    }
}

#[test]
fn the_evidence_of_a_screening_weighs_what_the_rulebook_says() {
    let app = TestApp::spawn();
    let rulebook = app.get("/v1/rulebook").expect(200);
    let weights = rulebook["weights"].as_array().unwrap();
    let screening = app.screen_shipment(&crate::support::record::banned_coal("PO-1"));
    let declared = |entry: &&Value| entry["kind"] == "declared_origin";
    let evidence = screening["findings"][0]["evidence"].as_array().unwrap().clone();
    let used = evidence.iter().find(declared).unwrap();
    let written = weights.iter().find(declared).unwrap();
    assert_eq!(used["weight"], written["weight"]);
    assert_eq!(screening["basis"]["rulebook"], rulebook["version"]);
}
