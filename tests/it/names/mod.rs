//! How well names are found: bars, measured on the UN's list and on names that are on no list.
//!
//! `ASSAY_TEST_DATA=FOLDER SEEDS=25 cargo test --release --test it names -- --nocapture` prints the figures.
#![expect(clippy::print_stdout, reason = "the figures are what these tests are for")]

mod corpus;
mod habits;
mod otherwise;
mod outcomes;
mod screened;
mod slips;

use std::collections::BTreeMap;

use assay_core::names::{Bearer, Entry, Name, NameIndex, NameRules, Side};

use self::corpus::{Listed, UN_LIST, listed, not_listed, south_koreans};
use self::slips::Random;
use crate::support::reference::rulebook_on_disk;
use crate::support::samples::{Samples, samples};

struct Lists {
    rules: std::sync::Arc<NameRules>,
    listed: Vec<Listed>,
    index: NameIndex,
}

impl Lists {
    fn read(samples: &Samples) -> Self {
        Self::of(listed(&samples.text(UN_LIST)), rulebook_on_disk().names)
    }

    /// The list that is part of the program, whose aliases are weak names.
    fn built_in() -> Self {
        let parties = assay_core::watchlist::built_in().unwrap().swap_remove(0);
        let listed = parties.designations().iter().map(|entry| Listed {
            id: entry.id.clone(),
            person: entry.kind == assay_core::watchlist::DesignationKind::Person,
            korean: true,
            names: entry.names().map(|name| (name.to_owned(), name != entry.name)).collect(),
        });
        Self::of(listed.collect(), rulebook_on_disk().names)
    }

    fn of(listed: Vec<Listed>, rules: std::sync::Arc<NameRules>) -> Self {
        let entries = listed.iter().enumerate().flat_map(|(owner, entry)| {
            entry.names.iter().zip(0..).map(move |((name, weak), ordinal)| Entry {
                ordinal,
                owner: u32::try_from(owner).unwrap(),
                name,
                bearer: Bearer { person: entry.person, korean: entry.korean, weak: *weak },
            })
        });
        let index = NameIndex::of(entries, &rules);
        Self { rules, listed, index }
    }

    fn name_of(&self, id: &str) -> &str {
        &self.listed.iter().find(|entry| entry.id == id).unwrap().names[0].0
    }

    fn find(&self, name: &str) -> Vec<(&Listed, u16)> {
        let forms = Name::forms(name, Side::Submitted, &self.rules);
        let found = self.index.search(&forms, &self.rules);
        found
            .iter()
            .map(|found| {
                (&self.listed[usize::try_from(found.owner).unwrap()], found.likeness.score)
            })
            .collect()
    }
}

#[derive(Default)]
struct Tally {
    asked: usize,
    found: usize,
    others: usize,
    missed: Vec<String>,
}

impl Tally {
    fn ask(&mut self, lists: &Lists, id: &str, query: &str) {
        let found = lists.find(query);
        let own = found.iter().any(|(entry, _)| entry.id == id);
        self.asked += 1;
        self.found += usize::from(own);
        self.others += found.iter().filter(|(entry, _)| entry.id != id).count();
        if !own {
            self.missed.push(format!("{id}: {query}"));
        }
    }

    fn add(&mut self, other: &Self) {
        self.asked += other.asked;
        self.found += other.found;
        self.others += other.others;
    }

    fn share(&self) -> f64 {
        ratio(self.found, self.asked)
    }

    /// A share that falls under its bar fails, as does a question that was never asked.
    fn hold(&self, what: &str, bar: f64) {
        let Self { asked, found, missed, .. } = self;
        assert!(*asked > 0, "{what}: nothing was asked");
        assert!(self.share() >= bar, "{what}: {found} of {asked}, at least {bar}: {missed:?}");
    }

    fn print(&self, what: &str) {
        println!(
            "{what:<48} {:>6} asked, {:.4} found, {:.3} others a query",
            self.asked,
            self.share(),
            ratio(self.others, self.asked)
        );
        for missed in self.missed.iter().take(show()) {
            println!("    {missed}");
        }
    }
}

/// How many of the missed, and of the mistaken, are printed.
fn show() -> usize {
    setting("SHOW", 0)
}

/// Slips tried for each name and kind; a measurement takes more than a test needs.
fn seeds() -> u64 {
    setting("SEEDS", 2)
}

fn setting<T: std::str::FromStr>(name: &str, usual: T) -> T {
    std::env::var_os(name).and_then(|text| text.to_str()?.parse().ok()).unwrap_or(usual)
}

fn ratio(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole.max(1)).unwrap())
}

#[test]
fn every_listed_name_is_found_as_it_stands() {
    let Some(samples) = samples() else { return };
    let lists = Lists::read(&samples);
    let mut tally = Tally::default();
    for entry in &lists.listed {
        for (name, _) in &entry.names {
            tally.ask(&lists, &entry.id, name);
        }
    }
    tally.print("every name and alias as it stands");
    assert!(tally.asked >= 4_000, "only {} names", tally.asked);
    assert_eq!(tally.found, tally.asked, "{:?}", tally.missed);
}

/// Of names with a letter wrong, missing, doubled or swapped, the share that must be found; and how many other
/// entries a query may find on the way. Both are a little under what is reached.
const SLIPS: [(&str, &str, [f64; 4], f64); 2] = [
    ("persons", "KPi", [0.98, 0.94, 0.97, 0.97], 0.15),
    ("entities", "KPe", [0.99, 0.99, 0.99, 0.99], 0.05),
];

#[test]
fn one_wrong_letter_is_forgiven() {
    let Some(samples) = samples() else { return };
    let lists = Lists::read(&samples);
    for (what, prefix, bars, others) in SLIPS {
        let mut all = Tally::default();
        for (kind, bar) in slips::KINDS.into_iter().zip(bars) {
            let mut tally = Tally::default();
            for entry in lists.listed.iter().filter(|entry| entry.id.starts_with(prefix)) {
                let name = &entry.names[0].0;
                for seed in 0..seeds() {
                    let mut random = Random::of(&entry.id, seed);
                    let query = slips::slip(name, kind, &mut random);
                    tally.ask(&lists, &entry.id, &query);
                    all.ask(&lists, &entry.id, &query);
                }
            }
            tally.print(&format!("DPRK {what}, one letter {kind:?}"));
            tally.hold(&format!("DPRK {what}, one letter {kind:?}"), bar);
        }
        all.missed.clear();
        all.print(&format!("DPRK {what}, one letter"));
        let found = ratio(all.others, all.asked);
        assert!(found <= others, "DPRK {what}: {found:.3} others a query, at most {others}");
    }
}

/// Files of names that are on no list, and how many of the 2,000 in each may be taken for one that is.
const STRANGERS: [(&str, usize); 2] =
    [("people_not_listed.tsv", 2), ("companies_not_listed.tsv", 1)];

#[test]
fn strangers_are_left_alone() {
    let Some(samples) = samples() else { return };
    let lists = Lists::read(&samples);
    for (file, most) in STRANGERS {
        let names = not_listed(file);
        let mut alerted = 0;
        for name in &names {
            let found = lists.find(name);
            alerted += usize::from(!found.is_empty());
            for (entry, score) in found.iter().take(show()) {
                println!("    {name}: {} {:?} {score}", entry.id, entry.names[0].0);
            }
        }
        println!("{file}: {alerted} of {} alerted", names.len());
        assert_eq!(names.len(), 2_000, "{file}: the bar is one of 2,000");
        assert!(alerted <= most, "{file}: {alerted} are taken for listed ones, at most {most}");
    }
}

/// Of 2,000 names of South Koreans in Hangul, and of as many in Latin letters, so many may find somebody listed.
const NAMESAKES: [usize; 2] = [15, 85];

#[test]
fn south_koreans_are_not_flooded() {
    let Some(samples) = samples() else { return };
    let lists = Lists::read(&samples);
    let drawn = south_koreans(2_000, 7);
    assert_eq!(drawn.len(), NAMESAKES.len());
    for ((what, names), most) in drawn.into_iter().zip(NAMESAKES) {
        let mut alerted = 0;
        let mut by_entry: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &names {
            let found = lists.find(name);
            alerted += usize::from(!found.is_empty());
            for (entry, score) in &found {
                *by_entry.entry(&entry.names[0].0).or_default() += 1;
                if show() > 1 {
                    println!("    {name}: {} {:?} {score}", entry.id, entry.names[0].0);
                }
            }
        }
        println!("South Koreans, {what}: {alerted} of {} alerted", names.len());
        if show() > 0 {
            println!("    {by_entry:?}");
        }
        assert_eq!(names.len(), 2_000, "{what}: the bar is one of 2,000");
        assert!(alerted <= most, "{what}: {alerted} find somebody, at most {most}: {by_entry:?}");
    }
}

#[test]
fn searching_loses_nothing_that_comparing_all_would_find() {
    let Some(samples) = samples() else { return };
    let lists = Lists::read(&samples);
    let mut queries: Vec<String> = Vec::new();
    for entry in lists.listed.iter().step_by(usize::try_from(200 / seeds()).unwrap()) {
        for kind in slips::KINDS {
            let mut random = Random::of(&entry.id, 1);
            queries.push(slips::slip(&entry.names[0].0, kind, &mut random));
        }
    }
    queries.extend(
        not_listed("people_not_listed.tsv")
            .into_iter()
            .step_by(usize::try_from(400 / seeds()).unwrap()),
    );
    queries.extend(
        not_listed("companies_not_listed.tsv")
            .into_iter()
            .step_by(usize::try_from(400 / seeds()).unwrap()),
    );
    for (_, names) in south_koreans(5, 7) {
        queries.extend(names);
    }
    for query in &queries {
        let forms = Name::forms(query, Side::Submitted, &lists.rules);
        let found = lists.index.search(&forms, &lists.rules);
        let scanned = lists.index.scan(&forms, &lists.rules);
        assert_eq!(found, scanned, "{query}");
    }
    assert!(queries.len() >= 70, "only {} queries", queries.len());
    println!("{} queries found what a full comparison finds", queries.len());
}

#[test]
fn small_words_hide_no_name_from_the_search() {
    let rules = rulebook_on_disk().names;
    let listed =
        ["Ibrahim bin Santos", "Guangdong of Machinery", "van Zorvan", "Kim W. Rahman", "有限公司"];
    let entries = (0..).zip(listed).map(|(owner, name)| {
        let bearer = Bearer { person: owner != 1, korean: false, weak: false };
        Entry { owner, ordinal: 0, name, bearer }
    });
    let index = NameIndex::of(entries, &rules);
    for (query, owners) in [
        ("Quixley Ibrahim bin Santos Zorvanian", &[0][..]),
        ("Quixley Guangdong of Machinery Zorvanian", &[1]),
        ("Zorvan van", &[2]),
        ("Quixley Kim W. Rahman Zorvanian", &[3]),
        // Legal forms alone are no name.
        ("GmbH", &[]),
    ] {
        let forms = Name::forms(query, Side::Submitted, &rules);
        let found = index.search(&forms, &rules);
        let owner_of: Vec<u32> = found.iter().map(|found| found.owner).collect();
        assert_eq!(owner_of, owners, "{query}");
        assert_eq!(found, index.scan(&forms, &rules), "{query}");
    }
}
