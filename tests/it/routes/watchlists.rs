//! `/v1/watchlists`

use serde_json::{Value, json};

use crate::support::app::{TestApp, on_every_backend};
use crate::support::lists::{firms_xml, ftm, sha256, un_xml};

#[test]
fn the_built_in_lists_are_there_with_their_counts() {
    let app = TestApp::spawn();
    let items = app.items("/v1/watchlists");
    let lists: Vec<_> = items.iter().map(|item| (&item["id"], &item["counts"])).collect();
    let parties = json!({"persons": 80, "entities": 75, "vessels": 0, "aircraft": 0});
    let vessels = json!({"persons": 0, "entities": 0, "vessels": 59, "aircraft": 0});
    assert_eq!(lists, [(&json!("un-1718"), &parties), (&json!("un-1718-vessels"), &vessels),]);
}

#[test]
fn a_list_says_who_keeps_it_and_which_version_is_used() {
    let app = TestApp::spawn();
    let basis = app.screen_shipment(&crate::support::record::chairs("PO-1"))["basis"].clone();
    for (item, used) in
        app.items("/v1/watchlists").iter().zip(basis["watchlists"].as_array().unwrap())
    {
        assert_eq!(item["authority"], "un");
        assert_eq!(item["regime"], "DPRK");
        assert_eq!(item["age_days"], 200);
        for member in ["id", "version", "digest"] {
            assert_eq!(item[member], used[member], "{member}");
        }
    }
}

/// The bodies that a company of this name matched, as `list:reference`.
fn matched(app: &TestApp, name: &str, options: &Value) -> Vec<String> {
    let record = json!({"name": name, "options": options});
    let screening = app.screen_company(&record);
    let matches = screening["matches"].as_array().unwrap();
    matches.iter().map(|one| one["designation"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn an_unknown_id_makes_a_list_that_is_used_from_the_answer_on() {
    on_every_backend(|app| {
        let none = Vec::<String>::new();
        assert_eq!(matched(app, "Vostok Firm 003", &json!({})), none);
        let answer = app.put_xml("/v1/watchlists/testland", &firms_xml("2026-11-01", 0..10));
        let loaded = answer.expect(201);
        assert_eq!(answer.header("location"), Some("/v1/watchlists/testland"));
        assert_eq!(loaded["version"], "2026-11-01");
        assert_eq!(loaded["authority"], "un");
        assert_eq!(
            loaded["counts"],
            json!({"persons": 0, "entities": 10, "vessels": 0, "aircraft": 0})
        );
        let differences = json!({"against": null, "added": 10, "removed": 0, "amended": 0});
        assert_eq!(loaded["differences"], differences);
        assert_eq!(matched(app, "Vostok Firm 003", &json!({})), ["testland:XXe.003"]);
        let list = app.get("/v1/watchlists/testland").expect(200);
        assert_eq!((&list["digest"], &list["versions"]), (&loaded["digest"], &json!(1)));
        let digest = sha256(&firms_xml("2026-11-01", 0..10));
        assert_eq!(loaded["digest"], digest);
    });
}

#[test]
fn the_same_file_again_changes_nothing() {
    let app = TestApp::spawn();
    let file = firms_xml("2026-11-01", 0..10);
    let first = app.put_xml("/v1/watchlists/testland", &file).expect(201);
    let again = app.put_xml("/v1/watchlists/testland", &file).expect(200);
    assert_eq!((&first["unchanged"], &again["unchanged"]), (&json!(false), &json!(true)));
    assert_eq!(first["digest"], again["digest"]);
    assert_eq!(app.items("/v1/watchlists/testland/versions").len(), 1);
}

#[test]
fn a_list_that_is_no_default_is_used_where_it_is_named() {
    let app = TestApp::spawn();
    let path = "/v1/watchlists/house-list?default=false";
    let loaded = app.put_ftm(path, &ftm(&[("a", "Vostok Firm")])).expect(201);
    assert_eq!((&loaded["authority"], &loaded["default"]), (&json!("house"), &json!(false)));
    let none = Vec::<String>::new();
    assert_eq!(matched(&app, "Vostok Firm", &json!({})), none);
    let named = json!({"watchlists": ["house-list"]});
    assert_eq!(matched(&app, "Vostok Firm", &named), ["house-list:a"]);
    let screening = app.screen_company(&json!({"name": "Vostok Firm", "options": named}));
    let used: Vec<_> = screening["basis"]["watchlists"]
        .as_array()
        .unwrap()
        .iter()
        .map(|list| list["id"].as_str().unwrap())
        .collect();
    assert_eq!(used, ["un-1718", "un-1718-vessels", "house-list"]);
    let made = app.put_ftm("/v1/watchlists/house-list?default=true", &ftm(&[("a", "Vostok Firm")]));
    assert_eq!(made.expect(200)["default"], true);
    assert_eq!(matched(&app, "Vostok Firm", &json!({})), ["house-list:a"]);
}

#[test]
fn the_un_lists_of_the_program_stay_the_un_s_and_in_use() {
    let app = TestApp::spawn();
    let file = firms_xml("2026-11-01", 0..3);
    for query in ["default=false", "authority=house", "authority=other&default=false"] {
        let answer = app.put_xml(&format!("/v1/watchlists/un-1718?{query}"), &file);
        answer.problem(422, "invalid_query");
    }
}

#[test]
fn a_list_that_shrinks_is_held_until_it_is_confirmed() {
    on_every_backend(|app| {
        app.put_xml("/v1/watchlists/testland", &firms_xml("2026-11-01", 0..10)).expect(201);
        let shrunk = firms_xml("2026-11-02", 0..7);
        for _ in 0..2 {
            let problem = app.put_xml("/v1/watchlists/testland", &shrunk).problem(409, "held");
            assert_eq!(problem["held"]["digest"], sha256(&shrunk));
            assert_eq!(problem["errors"][0]["pointer"], "/Testland/entity");
            assert_eq!(problem["errors"][0]["code"], "list_shrinks");
        }
        assert_eq!(matched(app, "Vostok Firm 009", &json!({})), ["testland:XXe.009"]);
        let list = app.get("/v1/watchlists/testland").expect(200);
        assert_eq!((&list["version"], &list["versions"]), (&json!("2026-11-01"), &json!(1)));
        assert_eq!(list["held"][0]["reasons"]["shrinkages"][0]["after"], 7);
        let versions = app.items("/v1/watchlists/testland/versions");
        let told: Vec<_> = versions.iter().map(|one| one["status"].as_str().unwrap()).collect();
        assert_eq!(told, ["held", "accepted"]);

        let digest = sha256(&shrunk);
        let path = format!("/v1/watchlists/testland/versions/{digest}/confirmation");
        let confirmed = app.send("POST", &path, &[], b"").expect(200);
        assert_eq!(confirmed["differences"]["removed"], 3);
        assert_eq!(app.send("POST", &path, &[], b"").expect(200)["unchanged"], true);
        assert_eq!(matched(app, "Vostok Firm 009", &json!({})), Vec::<String>::new());
        assert_eq!(matched(app, "Vostok Firm 006", &json!({})), ["testland:XXe.006"]);
        // On a day before the newer version it was listed.
        let past = json!({"as_of": "2026-11-01"});
        assert_eq!(matched(app, "Vostok Firm 009", &past), ["testland:XXe.009"]);
        let list = app.get("/v1/watchlists/testland").expect(200);
        assert_eq!((&list["counts"]["entities"], &list["held"]), (&json!(7), &json!([])));
    });
}

#[test]
fn a_list_that_reads_in_part_is_held_and_names_what_does_not() {
    let app = TestApp::spawn();
    let mut file = ftm(&[("a", "Vostok Firm")]);
    file.extend_from_slice(b"{\"id\": \"b\", \"schema\": \"Company\", \"properties\": {}}\n");
    let problem = app.put_ftm("/v1/watchlists/house-list", &file).problem(409, "held");
    assert_eq!(problem["errors"][0]["code"], "unreadable_entry");
    assert_eq!(matched(&app, "Vostok Firm", &json!({})), Vec::<String>::new());
    let path = problem["held"]["confirmation"].as_str().unwrap();
    app.send("POST", path, &[], b"").expect(200);
    assert_eq!(matched(&app, "Vostok Firm", &json!({})), ["house-list:a"]);
}

#[test]
fn a_un_list_that_would_silence_another_is_held() {
    let app = TestApp::spawn();
    let file = un_xml("2026-11-01", &[("KPe.900", "Vostok Firm", "DPRK", "2026-10-30")]);
    let problem = app.put_xml("/v1/watchlists/un-consolidated", &file).problem(409, "held");
    assert_eq!(problem["held"]["shrinkages"][0]["list"], "un-1718");
    assert_eq!(matched(&app, "KOMID", &json!({})), ["un-1718:KPe.001"]);
}

#[test]
fn a_list_that_is_held_from_the_start_holds_no_screening_and_is_none_to_name() {
    let app = TestApp::spawn();
    let file = un_xml("2026-11-01", &[("KPe.900", "Vostok Firm", "DPRK", "2026-10-30")]);
    app.put_xml("/v1/watchlists/un-consolidated", &file).problem(409, "held");
    let screening = app.screen_company(&json!({"name": "Anyone", "country": "NO"}));
    assert_eq!(screening["verdict"], "clear");
    assert_eq!(screening["basis"]["watchlists"].as_array().unwrap().len(), 2);
    let named = json!({"name": "Anyone", "options": {"watchlists": ["un-consolidated"]}});
    app.post("/v1/screenings/companies", &named).problem(422, "invalid_record");
    assert_eq!(app.get("/v1/watchlists/un-consolidated").expect(200)["version"], Value::Null);
}

#[test]
fn a_list_may_not_become_one_that_silences_the_un_s() {
    let app = TestApp::spawn();
    let file = un_xml("2026-11-01", &[("KPe.900", "Vostok Firm", "DPRK", "2026-10-30")]);
    app.put_xml("/v1/watchlists/apart?default=false", &file).expect(201);
    app.put_xml("/v1/watchlists/own?authority=house", &file).expect(201);
    let later = un_xml("2026-11-02", &[("KPe.900", "Vostok Firm", "DPRK", "2026-10-30")]);
    for (path, parameter) in
        [("apart?default=true", "/default"), ("own?authority=un", "/authority")]
    {
        for file in [&file, &later] {
            let answer = app.put_xml(&format!("/v1/watchlists/{path}"), file);
            let problem = answer.problem(422, "invalid_query");
            assert_eq!(problem["errors"][0]["pointer"], parameter);
        }
    }
    assert_eq!(matched(&app, "KOMID", &json!({})), ["un-1718:KPe.001"]);
    // Named in a record, it adds to the others and takes nobody off them.
    let named = json!({"watchlists": ["apart"]});
    assert_eq!(matched(&app, "KOMID", &named), ["un-1718:KPe.001"]);
    assert_eq!(matched(&app, "Vostok Firm", &named), ["own:KPe.900", "apart:KPe.900"]);
}

#[test]
fn the_same_reference_on_two_un_lists_is_one_match_and_the_newer_speaks() {
    let app = TestApp::spawn();
    let old = un_xml("2016-01-01", &[("KPe.001", "Vostok Firm", "DPRK", "2009-04-24")]);
    app.put_xml("/v1/watchlists/un-consolidated", &old).expect(201);
    // The older list adds the name it knew; the entry is that of the newer list.
    assert_eq!(matched(&app, "Vostok Firm", &json!({})), ["un-1718:KPe.001"]);
    assert_eq!(matched(&app, "KOMID", &json!({})), ["un-1718:KPe.001"]);
    let new = un_xml("2026-11-01", &[("KPe.001", "Zapad Firm", "DPRK", "2009-04-24")]);
    let problem = app.put_xml("/v1/watchlists/un-consolidated", &new).problem(409, "held");
    app.send("POST", problem["held"]["confirmation"].as_str().unwrap(), &[], b"").expect(200);
    for name in ["Zapad Firm", "Vostok Firm", "KOMID"] {
        assert_eq!(matched(&app, name, &json!({})), ["un-consolidated:KPe.001"], "{name}");
    }
    let basis = app.screen_company(&json!({"name": "Anyone"}))["basis"]["watchlists"].clone();
    let list = basis.as_array().unwrap().iter().find(|one| one["id"] == "un-consolidated").unwrap();
    assert_eq!(list["versions"], json!([sha256(&old), sha256(&new)]));
    assert_eq!(list["digest"], sha256(format!("{}{}", sha256(&old), sha256(&new)).as_bytes()));
    assert_eq!(list["version"], "2026-11-01");
}

#[test]
fn two_versions_can_be_compared() {
    let app = TestApp::spawn();
    let first =
        un_xml("2026-10-01", &[("A", "Alpha", "T", "2015-01-01"), ("B", "B", "T", "2015-01-01")]);
    let second =
        un_xml("2026-11-01", &[("A", "Alfa", "T", "2015-01-01"), ("C", "C", "T", "2026-01-01")]);
    app.put_xml("/v1/watchlists/t", &first).expect(201);
    let loaded = app.put_xml("/v1/watchlists/t", &second).expect(200);
    let counts = json!({"against": sha256(&first), "added": 1, "removed": 1, "amended": 1});
    assert_eq!(loaded["differences"], counts);
    let compare = |from: &str, to: &str| {
        app.get(&format!("/v1/watchlists/t/versions/{from}/differences/{to}"))
    };
    let told = compare("2026-10-01", &sha256(&second)).expect(200);
    assert_eq!(told["from"], sha256(&first));
    assert_eq!(told["added"][0]["id"], "C");
    assert_eq!(told["removed"][0]["id"], "B");
    let amended = json!([{"id": "A", "name": "Alfa", "kind": "entity", "members": ["name"]}]);
    assert_eq!(told["amended"], amended);
    compare("2026-10-01", "2020-01-01").problem(404, "not_found");
}

#[test]
fn a_file_may_be_packed_and_one_that_is_cut_off_is_refused() {
    let app = TestApp::spawn();
    let file = firms_xml("2026-11-01", 0..10);
    let packed = assay::compression::deflate(&file).unwrap();
    let xml = ("Content-Type", "application/xml");
    let put = |coding: &str, body: &[u8]| {
        app.send("PUT", "/v1/watchlists/t", &[xml, ("Content-Encoding", coding)], body)
    };
    put("gzip", &packed[..packed.len() / 2]).problem(400, "invalid_encoding");
    put("gzip", &file).problem(400, "invalid_encoding");
    put("br", &packed).problem(415, "unsupported_list_type");
    assert_eq!(app.items("/v1/watchlists").len(), 2);
    assert_eq!(put("gzip", &packed).expect(201)["digest"], sha256(&file));
}

#[test]
fn what_is_no_list_is_refused_and_nothing_changes() {
    let app = TestApp::spawn();
    let file = firms_xml("2026-11-01", 0..3);
    let put = |path: &str, media: &str, body: &[u8]| {
        app.send("PUT", path, &[("Content-Type", media)], body)
    };
    put("/v1/watchlists/t", "application/json", &file).problem(415, "unsupported_list_type");
    put("/v1/watchlists/t", "application/octet-stream", b"?").problem(415, "unsupported_list_type");
    let cut = &file[..file.len() - 30];
    let problem = put("/v1/watchlists/t", "application/xml", cut).problem(422, "invalid_list");
    assert_eq!(problem["errors"][0]["code"], "broken_list");
    put("/v1/watchlists/t", "application/xml", b"").problem(422, "invalid_list");
    put("/v1/watchlists/T%20x", "application/xml", &file).problem(422, "invalid_query");
    let query = "format=xml&authority=eu&default=maybe&defalt=true";
    let problem = put(&format!("/v1/watchlists/t?{query}"), "application/xml", &file);
    assert_eq!(problem.problem(422, "invalid_query")["errors"].as_array().unwrap().len(), 4);
    assert_eq!(app.items("/v1/watchlists").len(), 2);
    app.get("/v1/watchlists/t").problem(404, "not_found");
    app.get("/v1/watchlists/t/versions").problem(404, "not_found");
    let path = "/v1/watchlists/t/versions/sha256/confirmation";
    app.send("POST", path, &[], b"").problem(404, "not_found");
    put("/v1/watchlists/t?format=un-xml", "application/json", &file).expect(201);
    put("/v1/watchlists/u", "application/octet-stream", &file).expect(201);
}

#[test]
fn lists_stay_after_a_restart_and_writers_at_once_take_turns() {
    on_every_backend(|app| {
        std::thread::scope(|scope| {
            for number in 1..6_usize {
                scope.spawn(move || {
                    let day = format!("2026-10-{number:02}");
                    let file = firms_xml(&day, 0..10 + number);
                    let answer = app.put_xml("/v1/watchlists/testland", &file);
                    assert!(matches!(answer.status, 200 | 201), "{}", answer.text());
                });
            }
        });
        let again = TestApp::spawn_beside(app);
        let list = again.get("/v1/watchlists/testland").expect(200);
        assert_eq!((&list["versions"], &list["version"]), (&json!(5), &json!("2026-10-05")));
        assert_eq!(list["digest"], app.get("/v1/watchlists/testland").expect(200)["digest"]);
        assert_eq!(matched(&again, "Vostok Firm 014", &json!({})), ["testland:XXe.014"]);
    });
}
