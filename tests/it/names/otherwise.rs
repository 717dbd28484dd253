//! Listed names as others write them: in another order, spacing, romanisation, script or legal form.

use super::corpus::{UN_LIST, listed, rows};
use super::{Lists, Tally};
use crate::support::samples::samples;

/// Of names written in any one way, this share must find its own entry.
const EACH: f64 = 0.95;

/// Abbreviations that trade papers use.
const SHORT: &[(&str, &str)] = &[
    ("GENERAL", "Gen."),
    ("TRADING", "Trdg."),
    ("CORPORATION", "Corp."),
    ("COMPANY", "Co."),
    ("INTERNATIONAL", "Int'l"),
    ("DEVELOPMENT", "Dev."),
    ("SHIPPING", "Shpg."),
    ("TECHNOLOGY", "Tech."),
    ("IMPORT", "Imp."),
    ("MACHINERY", "Mach."),
    ("MANAGEMENT", "Mgmt."),
    ("DEPARTMENT", "Dept."),
    ("MINISTRY", "Min."),
    ("NATIONAL", "Nat'l"),
];
/// Words that are left of some names without "Korea", and that any firm may have.
const COMMON: &[&str] = &[
    "",
    "MINING",
    "DEVELOPMENT",
    "TRADING",
    "CORPORATION",
    "UNITED",
    "BANK",
    "NATIONAL",
    "INSURANCE",
    "COMPANY",
];
const LEGAL: &[&str] = &["CORPORATION", "CORP", "COMPANY", "CO", "LTD", "LIMITED", "PTE"];

/// Ways to write a name, each with how well it is found.
#[derive(Default)]
struct Kinds(Vec<(&'static str, Tally)>);

impl Kinds {
    fn ask(&mut self, lists: &Lists, kind: &'static str, id: &str, query: &str) {
        let known = self.0.iter().position(|(name, _)| *name == kind);
        let at = known.unwrap_or_else(|| {
            self.0.push((kind, Tally::default()));
            self.0.len() - 1
        });
        self.0[at].1.ask(lists, id, query);
    }

    /// Prints all, holds each way to its bar, and all together to the one that is given.
    fn hold(&self, what: &str, bar: f64) {
        let mut all = Tally::default();
        for (kind, tally) in &self.0 {
            let what = format!("{what}, {kind}");
            tally.print(&what);
            tally.hold(&what, EACH);
            all.add(tally);
        }
        all.print(&format!("{what}, all"));
        all.hold(&format!("{what}, all"), bar);
    }
}

#[test]
fn listed_persons_are_found_written_otherwise() {
    let lists = Lists::built_in();
    let mut kinds = Kinds::default();
    for row in rows("listed_koreans.tsv") {
        let [id, hangul, revised, passport, marked, russian, hanja] = &row[..] else {
            panic!("{row:?}")
        };
        let listed = lists.name_of(id);
        let (family, given) = listed.split_once(' ').unwrap();
        let syllables: Vec<&str> = given.split([' ', '-']).collect();
        let (split, hyphenated) = (syllables.join(" "), syllables.join("-"));
        let joined = capitalised(&syllables.concat());
        for (kind, query) in [
            ("family name last", format!("{split} {family}")),
            ("family name last, hyphenated", format!("{hyphenated} {family}")),
            ("family name last, joined", format!("{joined} {family}")),
            ("given name joined", format!("{family} {joined}")),
            ("given name hyphenated", format!("{family} {hyphenated}")),
            ("given name split", format!("{family} {split}")),
            ("lower case", listed.to_lowercase()),
            ("upper case", listed.to_uppercase()),
            ("with a comma", format!("{family}, {split}")),
            ("with a comma, joined", format!("{}, {joined}", family.to_uppercase())),
            ("Revised Romanisation", revised.clone()),
            ("Revised Romanisation, family name last", turned(revised)),
            ("as in passports", passport.clone()),
            ("as in passports, family name last", turned(passport)),
            ("as in passports, joined", capitalised(&passport.replace('-', ""))),
            ("as in passports, split", passport.replace('-', " ")),
            ("McCune-Reischauer", marked.clone()),
            ("McCune-Reischauer, family name last", turned(marked)),
            ("McCune-Reischauer, signs for marks", signs_for_marks(marked)),
            ("McCune-Reischauer, no marks", without_marks(marked)),
            ("Russian", russian.clone()),
            ("Russian, lower case", russian.to_lowercase()),
            ("Hangul", hangul.clone()),
            ("Hangul, spaced", spaced(hangul)),
            ("Chinese characters", hanja.clone()),
        ] {
            kinds.ask(&lists, kind, id, &query);
        }
    }
    kinds.hold("persons", 0.999);
}

#[test]
fn listed_entities_are_found_written_otherwise() {
    let lists = Lists::built_in();
    let mut kinds = Kinds::default();
    for entry in lists.listed.iter().filter(|entry| entry.id.starts_with("KPe")) {
        let name = entry.names[0].0.split(" (").next().unwrap().replace(',', "");
        for (kind, query) in forms_of_an_entity(&name) {
            kinds.ask(&lists, kind, &entry.id, &query);
        }
    }
    for row in rows("listed_entities.tsv") {
        let (id, word) = (&row[0], &row[1]);
        let name = lists.name_of(id);
        assert!(name.contains(word.as_str()), "{id} {word}");
        for (kind, column) in
            [("own words split or joined", 2), ("own words romanised otherwise", 3)]
        {
            let others = row.get(column).map_or("", String::as_str);
            for other in others.split(',').filter(|other| !other.is_empty()) {
                kinds.ask(&lists, kind, id, &name.replace(word.as_str(), other));
            }
        }
    }
    kinds.hold("entities", 0.99);
}

#[test]
fn listed_names_are_found_in_their_own_script() {
    let Some(samples) = samples() else { return };
    let lists = Lists::read(&samples);
    let mut kinds = Kinds::default();
    for entry in listed(&samples.text(UN_LIST)) {
        for (name, _) in entry.names.iter().filter(|(name, _)| is_foreign(name)) {
            kinds.ask(&lists, "own script", &entry.id, name);
            kinds.ask(&lists, "own script, squeezed", &entry.id, &squeezed(name));
        }
    }
    kinds.hold("names", 1.0);
}

/// A name of an entity as trade papers give it.
fn forms_of_an_entity(name: &str) -> Vec<(&'static str, String)> {
    let words: Vec<&str> = name.split(' ').collect();
    let form = words.iter().rev().take_while(|word| LEGAL.contains(word)).count();
    let bare = words[..words.len() - form].join(" ");
    let mut forms = vec![("lower case", name.to_lowercase()), ("first word last", turned(name))];
    if words.len() > 2 {
        let [start @ .., before, last] = &words[..] else { unreachable!() };
        forms.push(("last words swapped", format!("{} {last} {before}", start.join(" "))));
    }
    for other in ["Co., Ltd.", "Corp.", "Company Limited", "LLC", "GmbH"] {
        let kind = if form > 0 { "legal form changed" } else { "legal form added" };
        forms.push((kind, format!("{bare} {other}")));
    }
    if form > 0 {
        forms.push(("legal form dropped", bare));
    }
    let short: Vec<&str> = words
        .iter()
        .map(|word| SHORT.iter().find(|(long, _)| long == word).map_or(*word, |(_, short)| short))
        .collect();
    if short != words {
        forms.push(("abbreviated", short.join(" ")));
    }
    let country = |word: &str| matches!(word, "KOREA" | "KOREAN");
    if words.iter().any(|word| country(word)) {
        for (kind, other) in [
            ("\"Korea\" dropped", ""),
            ("\"DPRK\" for \"Korea\"", "DPRK"),
            ("\"Choson\" for \"Korea\"", "Choson"),
            ("\"Chosun\" for \"Korea\"", "Chosun"),
        ] {
            let words: Vec<&str> =
                words.iter().map(|word| if country(word) { other } else { *word }).collect();
            if !other.is_empty() || words.iter().any(|word| !COMMON.contains(word)) {
                forms.push((kind, words.join(" ").trim().to_owned()));
            }
        }
    }
    forms
}

/// The first word last.
fn turned(name: &str) -> String {
    name.split_once(' ').map_or_else(|| name.to_owned(), |(first, rest)| format!("{rest} {first}"))
}

fn capitalised(text: &str) -> String {
    let lower = text.to_lowercase();
    lower.split(' ').map(first_upper).collect::<Vec<_>>().join(" ")
}

fn first_upper(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "Ch'o'l" for "Ch'ŏl", as the United Nations write it.
fn signs_for_marks(name: &str) -> String {
    [("ŏ", "o'"), ("ŭ", "u'"), ("Ŭ", "U'"), ("Ŏ", "O'")]
        .iter()
        .fold(name.to_owned(), |name, (mark, sign)| name.replace(mark, sign))
}

fn without_marks(name: &str) -> String {
    signs_for_marks(name).replace('\'', "")
}

fn spaced(hangul: &str) -> String {
    let (family, given) = hangul.split_at('김'.len_utf8());
    format!("{family} {given}")
}

fn is_foreign(name: &str) -> bool {
    let latin = |one: char| matches!(one, '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}');
    name.chars().any(|one| one.is_alphabetic() && !latin(one))
}

/// With every run of space as one, and none at the ends or inside Chinese and Korean.
fn squeezed(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let unspaced = name.chars().any(|one| matches!(one, '\u{3400}'..='\u{9fff}' | '가'..='힣'));
    words.join(if unspaced { "" } else { " " })
}
