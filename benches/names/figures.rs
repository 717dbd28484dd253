//! Times of single searches, and what they amount to.

use std::collections::BTreeMap;
use std::time::Instant;

use assay_core::names::{Name, NameIndex, NameRules, Side};

use super::queries::Queries;

/// Every query is asked this often, in another order each time, and the quickest counts: the others tell
/// what else the machine was doing.
const PASSES: u64 = 5;

/// Nanoseconds that a search may take.
pub(crate) struct Bars {
    pub(crate) median: u32,
    pub(crate) p99: u32,
}

/// Nanoseconds by kind of query.
pub(crate) struct Figures {
    by_kind: BTreeMap<&'static str, Vec<u32>>,
    found: BTreeMap<&'static str, usize>,
    slowest: String,
}

/// Times the reading and the search of every query.
pub(crate) fn measure(index: &NameIndex, rules: &NameRules, queries: &Queries) -> Figures {
    let mut figures =
        Figures { by_kind: BTreeMap::new(), found: BTreeMap::new(), slowest: String::new() };
    let mut quickest = vec![u32::MAX; queries.all().len()];
    for pass in 0..PASSES {
        for at in queries.shuffled(pass) {
            let (kind, query) = &queries.all()[at];
            let start = Instant::now();
            let forms = Name::forms(query, Side::Submitted, rules);
            let found = index.search(&forms, rules).len();
            let time = u32::try_from(start.elapsed().as_nanos()).unwrap();
            quickest[at] = quickest[at].min(time);
            if pass == 0 {
                *figures.found.entry(kind).or_default() += found;
            }
        }
    }
    let slowest = queries.all().iter().zip(&quickest).max_by_key(|(_, time)| **time);
    figures.slowest.clone_from(&slowest.unwrap().0.1);
    for ((kind, _), time) in queries.all().iter().zip(quickest) {
        figures.by_kind.entry(kind).or_default().push(time);
    }
    for times in figures.by_kind.values_mut() {
        times.sort_unstable();
    }
    figures
}

impl Figures {
    fn all(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.by_kind.values().flatten().copied().collect();
        all.sort_unstable();
        all
    }

    pub(crate) fn median(&self) -> u32 {
        share(&self.all(), 500)
    }

    pub(crate) fn print(&self, bars: &Bars) {
        println!(
            "{:<44} {:>8} {:>10} {:>10} {:>10} {:>8}",
            "", "asked", "median", "p99", "max", "found"
        );
        for (kind, times) in &self.by_kind {
            row(kind, times, self.found[kind]);
        }
        let all = self.all();
        self.print_all();
        for (what, figure, bar) in
            [("median", share(&all, 500), bars.median), ("p99", share(&all, 990), bars.p99)]
        {
            let verdict = if figure <= bar { "held" } else { "MISSED" };
            println!("  the bar of {} for the {what} is {verdict}", micros(bar));
        }
    }

    pub(crate) fn print_alone(&self) {
        for (kind, times) in &self.by_kind {
            row(kind, times, self.found[kind]);
        }
        self.print_all();
    }

    fn print_all(&self) {
        row("all", &self.all(), self.found.values().sum());
        println!("  the slowest: {}", self.slowest);
    }
}

fn row(kind: &str, times: &[u32], found: usize) {
    let hits =
        f64::from(u32::try_from(found).unwrap()) / f64::from(u32::try_from(times.len()).unwrap());
    println!(
        "  {kind:<42} {:>8} {:>10} {:>10} {:>10} {hits:>8.2}",
        times.len(),
        micros(share(times, 500)),
        micros(share(times, 990)),
        micros(share(times, 1000)),
    );
}

fn micros(nanoseconds: u32) -> String {
    format!("{:.1} µs", f64::from(nanoseconds) / 1000.0)
}

/// The time that so many thousandths do not exceed.
fn share(sorted: &[u32], thousandths: usize) -> u32 {
    sorted[(sorted.len() * thousandths / 1000).min(sorted.len() - 1)]
}
