//! How the cost of a search grows with the list.

use std::time::Instant;

use assay_core::names::{NameIndex, NameRules};

use super::generated::Vocabulary;
use super::queries::Queries;
use super::{figures, listed};

/// How often as long a search may take among a million entries as among a thousand.
const RATIO: f64 = 10.0;
/// Megabytes that a million entries may take.
const MEGABYTES: u64 = 1_500;

/// Measures lists of a thousand, a hundred thousand and, where that is asked for, a million entries.
pub(crate) fn measure(rules: &NameRules, queries: &Queries) {
    let vocabulary = Vocabulary::of(&listed().unwrap());
    let mut sizes = vec![1_000, 100_000];
    if std::env::var_os("ASSAY_BENCH_MILLION").is_some() {
        sizes.push(1_000_000);
    } else {
        println!("\nASSAY_BENCH_MILLION is not set: lists of a million entries are SKIPPED");
    }
    let mut least = 0;
    for size in sizes {
        let list = vocabulary.list(size);
        let names: Vec<&str> = list.entries().map(|entry| entry.name).collect();
        let some: Vec<&str> = names.iter().step_by((names.len() / 2_000).max(1)).copied().collect();
        let queries = queries.with_near(&some);
        let (before, start) = (resident("VmRSS"), Instant::now());
        let index = NameIndex::of(list.entries(), rules);
        let built = start.elapsed();
        println!(
            "\nA name among {size} entries with {} names, built in {built:.1?}:",
            list.names()
        );
        drop(names);
        drop(list);
        let after = resident("VmRSS");
        println!(
            "  resident memory {after} MB, before {before} MB, at most {} MB",
            resident("VmHWM")
        );
        let figures = figures::measure(&index, rules, &queries);
        figures.print_alone();
        let median = figures.median();
        least = if least == 0 { median } else { least };
        let ratio = f64::from(median) / f64::from(least);
        let verdict = if ratio <= RATIO { "held" } else { "MISSED" };
        println!("  {ratio:.1} times the median of 1000 entries; the bar of {RATIO} is {verdict}");
        let verdict = if after <= MEGABYTES { "held" } else { "MISSED" };
        println!("  the bar of {MEGABYTES} MB is {verdict}");
    }
}

/// Megabytes of this process, by the name that the kernel gives the figure.
fn resident(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kilobytes = line.and_then(|line| {
        line.trim_start_matches(':').split_whitespace().next()?.parse::<u64>().ok()
    });
    kilobytes.unwrap_or(0) / 1024
}
