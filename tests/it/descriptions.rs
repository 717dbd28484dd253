//! How well descriptions are read: precision and recall over a labelled corpus in every language, and
//! over the texts of the Harmonized System. The figures are printed by
//! `cargo test --test it descriptions -- --nocapture`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use assay_core::classification::{Source, classify};
use assay_core::record::HsCode;
use assay_core::rulebook::{CommodityClass, Rulebook};
use assay_core::text::rows;
use chrono::NaiveDate;

use crate::support::reference::rulebook_on_disk;
use crate::support::samples::samples;

/// Precision and recall over all languages, and in each, in percent.
const OVERALL: f64 = 98.0;
const EACH: f64 = 95.0;

/// Commodities found and expected, counted pair by pair.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    lines: usize,
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Tally {
    fn add(&mut self, expected: &BTreeSet<String>, found: &BTreeSet<String>) {
        self.lines += 1;
        self.right += expected.intersection(found).count();
        self.wrong += found.difference(expected).count();
        self.missed += expected.difference(found).count();
    }

    fn precision(self) -> f64 {
        percent(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        percent(self.right, self.right + self.missed)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    if whole == 0 { 100.0 } else { 100.0 * number(part) / number(whole) }
}

fn named(rulebook: &Rulebook, text: &str) -> BTreeSet<String> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let classification = classify(Some(text), None, day, rulebook);
    classification.commodities.into_iter().map(|found| found.commodity).collect()
}

/// Expected commodities, description.
type Labelled = Vec<(BTreeSet<String>, String)>;

/// The labelled lines of a file.
fn labelled(path: &Path) -> Labelled {
    let content = std::fs::read_to_string(path).unwrap();
    content
        .lines()
        .map(|line| {
            let mut columns = line.split('\t');
            let (labels, text) = (columns.next().unwrap(), columns.next().unwrap());
            let labels = labels.split(',').map(str::trim).filter(|label| *label != "-");
            (labels.map(str::to_owned).collect(), text.to_owned())
        })
        .collect()
}

fn corpora(folder: &str) -> Vec<(String, Labelled)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), labelled(path)))
        .collect()
}

#[expect(clippy::print_stderr, reason = "the figures are what it is run for")]
/// Reads every line, prints a table and what is not as labelled, and gives the tallies by language.
fn measure(folder: &str) -> (Tally, BTreeMap<String, Tally>) {
    let rulebook = rulebook_on_disk();
    let mut all = Tally::default();
    let mut by_language = BTreeMap::new();
    eprintln!("\n{folder}: language, lines, precision, recall");
    for (language, lines) in corpora(folder) {
        let mut tally = Tally::default();
        for (expected, text) in &lines {
            for label in expected {
                assert!(rulebook.commodity(label).is_some(), "{label} is no commodity: {text}");
            }
            let found = named(&rulebook, text);
            if found != *expected {
                eprintln!("  {language}: {text:?} is {expected:?}, read as {found:?}");
            }
            tally.add(expected, &found);
            all.add(expected, &found);
        }
        eprintln!("{language}: {}, {:.1}, {:.1}", tally.lines, tally.precision(), tally.recall());
        by_language.insert(language, tally);
    }
    eprintln!("all: {}, {:.1}, {:.1}", all.lines, all.precision(), all.recall());
    (all, by_language)
}

#[test]
fn the_labelled_corpus_is_read_within_its_bars() {
    let (all, by_language) = measure("descriptions");
    assert!(all.lines >= 600, "{all:?}");
    assert_eq!(by_language.len(), 13, "{by_language:?}");
    assert!(all.precision() >= OVERALL && all.recall() >= OVERALL, "{all:?}");
    for (language, tally) in by_language {
        assert!(tally.precision() >= EACH && tally.recall() >= EACH, "{language}: {tally:?}");
    }
}

/// A folder of labelled files that `ASSAY_DESCRIPTIONS` names is measured in the same way. It is a tool and no test:
/// nobody has said what a corpus that is not ours should reach.
#[test]
#[ignore = "measures the corpus that ASSAY_DESCRIPTIONS names"]
fn another_corpus_is_measured() {
    let folder = std::env::var_os("ASSAY_DESCRIPTIONS").expect("ASSAY_DESCRIPTIONS names a folder");
    assert!(measure(&folder.to_string_lossy()).0.lines > 0, "the folder holds nothing");
}

/// Six-digit texts of the Harmonized System, each with that of its heading.
fn nomenclature(table: &str) -> Vec<(String, String)> {
    let rows: Vec<_> = rows(table).unwrap().skip(1).map(|row| row.unwrap().fields).collect();
    let headings: BTreeMap<&str, &str> =
        rows.iter().filter(|row| &row[4] == "4").map(|row| (&row[1], &row[2])).collect();
    rows.iter()
        .filter(|row| &row[4] == "6")
        .map(|row| {
            let heading = headings.get(&row[1][..4]).copied().unwrap_or_default();
            (row[1].to_owned(), format!("{heading}; {}", &row[2]))
        })
        .collect()
}

#[test]
fn the_texts_of_the_harmonized_system_name_what_their_codes_name() {
    let Some(samples) = samples() else { return };
    let table = samples.text("hs/hs2022.csv");
    let rulebook = rulebook_on_disk();
    let known = include_str!("../fixtures/nomenclature_exceptions.tsv");
    let known: BTreeSet<(&str, &str)> = known
        .lines()
        .filter_map(|line| {
            let mut columns = line.split('\t');
            Some((columns.next()?, columns.next()?))
        })
        .collect();
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let material = |id: &String| {
        matches!(
            rulebook.commodity(id).unwrap().class,
            CommodityClass::Mineral | CommodityClass::Metal
        )
    };
    let mut tally = Tally::default();
    let mut unexplained = Vec::new();
    let mut explained = BTreeSet::new();
    let texts = nomenclature(&table);
    for (code, text) in &texts {
        let parsed = HsCode::parse(code).unwrap();
        let by_code = classify(None, Some(&parsed), day, &rulebook).commodities;
        let expected: BTreeSet<String> = by_code
            .iter()
            .filter(|found| found.source == Source::HsCode)
            .map(|found| found.commodity.clone())
            .filter(material)
            .collect();
        let found: BTreeSet<String> = named(&rulebook, text).into_iter().filter(material).collect();
        tally.add(&expected, &found);
        for commodity in expected.symmetric_difference(&found) {
            if known.contains(&(code.as_str(), commodity.as_str())) {
                explained.insert((code.clone(), commodity.clone()));
            } else {
                let side = if expected.contains(commodity) { "missed" } else { "wrong" };
                unexplained.push(format!("{code}\t{commodity}\t{side}\t{text}"));
            }
        }
    }
    eprintln!(
        "\nHarmonized System 2022: {} texts, {} named, {} wrong, {} missed; precision {:.1}, recall {:.1}, {} \
         listed with a reason",
        texts.len(),
        tally.right,
        tally.wrong,
        tally.missed,
        tally.precision(),
        tally.recall(),
        known.len()
    );
    assert!(texts.len() >= 5_600, "only {} texts", texts.len());
    assert!(
        unexplained.is_empty(),
        "{} unexplained:\n{}",
        unexplained.len(),
        unexplained.join("\n")
    );
}
