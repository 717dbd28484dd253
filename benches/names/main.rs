//! What it costs to find a name: among the UN's entries, and as a list grows to a million.
//!
//! `ASSAY_TEST_DATA=FOLDER cargo bench --bench names` prints medians, and then the 99th percentiles with
//! the bars that they are held to. With `ASSAY_BENCH_MILLION` set, lists of a million names are measured
//! too, which takes minutes and some gigabytes.

#![expect(clippy::unwrap_used, reason = "a benchmark may fail as a test may")]
#![expect(clippy::indexing_slicing, reason = "a benchmark may fail as a test may")]
#![expect(clippy::print_stdout, reason = "figures are printed")]

#[path = "../../tests/it/names/corpus.rs"]
#[expect(dead_code, reason = "not all that the tests need is needed here")]
mod corpus;
mod figures;
mod generated;
mod growth;
mod queries;
#[path = "../../tests/it/names/slips.rs"]
mod slips;

use std::sync::{Arc, LazyLock};

use assay_core::names::{Name, NameIndex, NameRules, Side};
use assay_core::rulebook::Rulebook;
use divan::{Bencher, black_box};

use self::figures::{Bars, measure};
use self::generated::List;
use self::queries::Queries;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What one name among the UN's entries may cost, in nanoseconds.
const BARS: Bars = Bars { median: 20_000, p99: 100_000 };

struct Fixed {
    rules: Arc<NameRules>,
    list: List,
    index: NameIndex,
}

static FIXED: LazyLock<Option<Fixed>> = LazyLock::new(|| {
    let rules = Rulebook::built_in().unwrap().names.clone();
    let list = List::of_the_un(&listed()?);
    let index = NameIndex::of(list.entries(), &rules);
    Some(Fixed { rules, list, index })
});

/// The UN's entries, where the folder that `ASSAY_TEST_DATA` names holds its list.
fn listed() -> Option<Vec<corpus::Listed>> {
    let folder = std::path::PathBuf::from(std::env::var_os("ASSAY_TEST_DATA")?);
    Some(corpus::listed(&std::fs::read_to_string(folder.join(corpus::UN_LIST)).unwrap()))
}

fn main() {
    divan::main();
    let measuring = std::env::args().any(|argument| argument == "--bench");
    let Some(fixed) = FIXED.as_ref().filter(|_| measuring) else { return };
    let queries = Queries::of(&listed().unwrap());
    println!("\nA name among {} entries of the UN's list:", fixed.list.len());
    measure(&fixed.index, &fixed.rules, &queries).print(&BARS);
    growth::measure(&fixed.rules, &queries);
}

fn search(bencher: Bencher, name: &str) {
    let Some(Fixed { rules, index, .. }) = FIXED.as_ref() else { return };
    bencher
        .bench(|| index.search(&Name::forms(black_box(name), Side::Submitted, rules), rules).len());
}

#[divan::bench(args = ["KIM YONG CHOL", "Greta Lindqvist", "Мансудэ", "Hamburger Eisenhandel Becker & Sons GmbH"])]
fn read_a_name(bencher: Bencher, name: &str) {
    let Some(Fixed { rules, .. }) = FIXED.as_ref() else { return };
    bencher.bench(|| Name::forms(black_box(name), Side::Submitted, rules).len());
}

#[divan::bench(args = ["KIM YONG CHOL", "Korea Mining Development Trading Corporation"])]
fn find_a_listed_name(bencher: Bencher, name: &str) {
    search(bencher, name);
}

#[divan::bench(args = ["KIM YONG CHPL", "Korea Minning Development Trading Corporation"])]
fn find_a_listed_name_with_a_wrong_letter(bencher: Bencher, name: &str) {
    search(bencher, name);
}

#[divan::bench(args = ["Greta Lindqvist", "Hamburger Eisenhandel Becker & Sons GmbH", "浙江永兴国际贸易集团有限公司"])]
fn search_for_a_stranger(bencher: Bencher, name: &str) {
    search(bencher, name);
}
