//! The names that are asked for, of every kind equally many.

use super::corpus::{Listed, not_listed, south_koreans};
use super::slips::{self, Random};

/// How many there are of each kind.
const EACH: usize = 2_000;

/// Names to ask for, each with its kind.
#[derive(Clone)]
pub(crate) struct Queries(Vec<(&'static str, String)>);

impl Queries {
    /// Those of every list.
    pub(crate) fn of(listed: &[Listed]) -> Self {
        let mut queries = Self(Vec::new());
        let names = listed.iter().flat_map(|entry| entry.names.iter().map(|(name, _)| name));
        queries.add("listed, as it stands", spread(&names.cloned().collect::<Vec<_>>()));
        let korean = listed.iter().filter(|entry| entry.korean);
        let names: Vec<&String> = korean.map(|entry| &entry.names[0].0).collect();
        queries.add("listed by the DPRK's regime, one letter", with_slips(&names));
        for (kind, file) in
            [("people", "people_not_listed.tsv"), ("companies", "companies_not_listed.tsv")]
        {
            queries.add(kind, spread(&not_listed(file)));
        }
        for (kind, names) in south_koreans(EACH, 7) {
            let kind =
                if kind == "romanised" { "South Koreans" } else { "South Koreans in Hangul" };
            queries.add(kind, names);
        }
        queries
    }

    /// The same with names that are near to some of a list.
    pub(crate) fn with_near(&self, names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut queries = self.clone();
        queries.add("generated, one letter", with_slips(&names.iter().collect::<Vec<_>>()));
        queries
    }

    fn add(&mut self, kind: &'static str, names: Vec<String>) {
        self.0.extend(names.into_iter().map(|name| (kind, name)));
    }

    pub(crate) fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// Their places, in another order for each pass.
    pub(crate) fn shuffled(&self, pass: u64) -> Vec<usize> {
        let mut random = Random::of("order of queries", pass);
        let mut places: Vec<usize> = (0..self.0.len()).collect();
        for at in (1..places.len()).rev() {
            places.swap(at, random.below(at + 1));
        }
        places
    }
}

/// As many as are wanted, from everywhere in a list.
fn spread(names: &[String]) -> Vec<String> {
    let count = names.len();
    (0..EACH).map(|at| names[at * count / EACH].clone()).collect()
}

fn with_slips(names: &[&String]) -> Vec<String> {
    let mut random = Random::of("slips in queries", 1);
    (0..EACH)
        .map(|at| {
            let name = names[at % names.len()];
            slips::slip(name, slips::KINDS[at / names.len() % slips::KINDS.len()], &mut random)
        })
        .collect()
}
