//! Reads the corpus.

use std::collections::BTreeMap;

use assay_core::input::pointer;
use assay_core::record::Kind;
use serde::Deserialize;
use serde_json::Value;

use crate::support::repository;

/// Which part of the corpus a record stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Incident,
    Twin,
    HonestTwin,
    LookAlike,
}

/// One record with what it must be judged.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) id: String,
    pub(super) file: String,
    pub(super) group: Group,
    pub(super) kind: Kind,
    pub(super) source: String,
    /// Every typology that a careful officer would see in the record.
    pub(super) typologies: Vec<String>,
    pub(super) verdict: String,
    /// Kinds of evidence it must show.
    pub(super) signs: Vec<String>,
    pub(super) record: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    case: Vec<Single>,
    #[serde(default)]
    twin: Vec<Twin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Single {
    id: String,
    kind: Kind,
    story: String,
    #[serde(default)]
    source: String,
    typologies: Vec<String>,
    verdict: String,
    signs: Vec<String>,
    /// Of a look-alike that is held: the paper that frees it.
    #[serde(default)]
    frees: String,
    record: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Twin {
    id: String,
    kind: Kind,
    story: String,
    typologies: Vec<String>,
    verdict: String,
    signs: Vec<String>,
    record: String,
    /// What the honest record states instead, by JSON pointer.
    #[serde(default)]
    honest: BTreeMap<String, toml::Value>,
    /// Members that the honest record lacks.
    #[serde(default)]
    without: Vec<String>,
    honest_verdict: String,
    #[serde(default)]
    honest_typologies: Vec<String>,
}

/// Every case, in the order of the files.
pub(super) fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    let files = repository::files_under("tests/fixtures/corpus").into_iter();
    for path in files.filter(|path| repository::has_extension(path, "toml")) {
        let name = path.rsplit('/').next().unwrap();
        let text = repository::text(&path);
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let group = if name.starts_with("incidents") { Group::Incident } else { Group::LookAlike };
        for single in file.case {
            assert!(!single.story.is_empty(), "{} has no story", single.id);
            let held = group == Group::LookAlike && single.verdict != "clear";
            assert_eq!(held, !single.frees.is_empty(), "{}: what frees it?", single.id);
            let record = parse(&single.id, &single.record);
            cases.push(Case {
                id: single.id,
                file: name.to_owned(),
                group,
                kind: single.kind,
                source: single.source,
                typologies: single.typologies,
                verdict: single.verdict,
                signs: single.signs,
                record,
            });
        }
        file.twin.into_iter().for_each(|twin| cases.extend(twin.into_cases(name)));
    }
    let mut ids: Vec<&String> = cases.iter().map(|case| &case.id).collect();
    ids.sort();
    ids.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1], "an id stands twice"));
    cases
}

impl Twin {
    fn into_cases(self, file: &str) -> [Case; 2] {
        let changes = self.honest.len() + self.without.len();
        assert!((1..=2).contains(&changes), "{} differs in {changes} members", self.id);
        assert!(!self.story.is_empty(), "{} has no story", self.id);
        let record = parse(&self.id, &self.record);
        let mut honest = record.clone();
        for pointer in &self.without {
            pointer::remove(&mut honest, pointer).unwrap();
        }
        for (pointer, value) in &self.honest {
            pointer::put(&mut honest, pointer, serde_json::to_value(value).unwrap()).unwrap();
        }
        assert_ne!(record, honest, "{}: the twins are one", self.id);
        let bad = Case {
            id: self.id.clone(),
            file: file.to_owned(),
            group: Group::Twin,
            kind: self.kind,
            source: String::new(),
            typologies: self.typologies,
            verdict: self.verdict,
            signs: self.signs,
            record,
        };
        let good = Case {
            id: format!("{}-honest", self.id),
            group: Group::HonestTwin,
            typologies: self.honest_typologies,
            verdict: self.honest_verdict,
            signs: Vec::new(),
            record: honest,
            ..bad.clone()
        };
        [bad, good]
    }
}

fn parse(id: &str, text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{id}: {error}"))
}
