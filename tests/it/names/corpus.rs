//! The names that are measured with: the UN's list, and names that are on no list.

use std::path::Path;

use super::slips::Random;

/// An entry of the UN's list with all its names.
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) person: bool,
    pub(crate) korean: bool,
    /// Each with whether the list, or its length, makes it a weak one.
    pub(crate) names: Vec<(String, bool)>,
}

fn inside<'t>(text: &'t str, tag: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("<{tag}>"))?;
    Some(rest.split_once(&format!("</{tag}>"))?.0)
}

fn plain(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace("&quot;", "\"").replace("&apos;", "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The UN's list of 2026-02-27, among the samples.
pub(crate) const UN_LIST: &str = "un_list/un_consolidated_2026-02-27.xml";

/// The entries of the list.
pub(crate) fn listed(xml: &str) -> Vec<Listed> {
    let mut entries = Vec::new();
    for entry in xml.split("<DATAID>").skip(1) {
        let id = plain(inside(entry, "REFERENCE_NUMBER").unwrap());
        let parts: Vec<String> = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"]
            .iter()
            .filter_map(|tag| inside(entry, tag))
            .map(plain)
            .filter(|part| !part.is_empty())
            .collect();
        let mut names = vec![(parts.join(" "), false)];
        let originals = inside(entry, "NAME_ORIGINAL_SCRIPT").map(plain);
        names.extend(originals.filter(|name| !name.is_empty()).map(|name| (name, false)));
        for alias in entry.split("<ALIAS_NAME>").skip(1) {
            let alias = plain(alias.split_once("</ALIAS_NAME>").unwrap().0);
            if !alias.is_empty() {
                names.push((alias, true));
            }
        }
        let person = entry.contains("<INDIVIDUAL_");
        let korean = id.starts_with("KP");
        entries.push(Listed { id, person, korean, names });
    }
    entries
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/names").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// The rows of a fixture, without its heading.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    fixture(name)
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Names of a fixture of people or companies that are on no list.
pub(crate) fn not_listed(file: &str) -> Vec<String> {
    rows(file).into_iter().map(|row| row[0].clone()).collect()
}

/// Names drawn from how often surnames and given names are borne, in Hangul and in Latin letters.
pub(crate) fn south_koreans(count: usize, seed: u64) -> Vec<(&'static str, Vec<String>)> {
    let surnames = rows("south_korean_surnames.tsv");
    let given = rows("south_korean_given_names.tsv");
    let weights = |rows: &[Vec<String>], column: usize| -> Vec<f64> {
        rows.iter().map(|row| row[column].parse().unwrap()).collect()
    };
    let surname_weights = weights(&surnames, 1);
    let given_weights = weights(&given, 3);
    let mut random = Random::of("south koreans", seed);
    let (mut hangul, mut latin) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let surname = &surnames[random.weighted(&surname_weights)];
        let name = &given[random.weighted(&given_weights)][0];
        hangul.push(format!("{}{name}", surname[0]));
        let spellings: Vec<(&str, f64)> = surname[2]
            .split(',')
            .filter_map(|text| text.split_once(':'))
            .map(|(text, share)| (text, share.parse().unwrap()))
            .collect();
        let shares: Vec<f64> = spellings.iter().map(|(_, share)| *share).collect();
        let family = spellings[random.weighted(&shares)].0;
        let syllables: Vec<String> = name
            .chars()
            .map(|one| random.romanised(&any_ascii::any_ascii_char(one).to_lowercase()))
            .collect();
        latin.push(match random.below(4) {
            0 => format!("{family} {}", syllables.join("-")),
            1 => format!("{family} {}", syllables.join("")),
            2 => format!("{} {family}", syllables.join("")),
            _ => format!("{family} {}", syllables.join(" ")),
        });
    }
    vec![("in Hangul", hangul), ("romanised", latin)]
}
