//! What it costs to tell goods from a description: by the length of the text, by language, and by the
//! size of the lexicon, which should not matter.
//!
//! `cargo bench --bench classification` prints medians; compare them within one run.

use assay_core::classification::classify;
use assay_core::rulebook::{Rulebook, SourceFile};
use chrono::NaiveDate;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// 120 characters each.
const ENGLISH: &str = "Anthracite coal, washed, size 0-13 mm, ash 12 % max, sulphur 0.6 %, in bulk, loaded for steel making at port of discharge";
const TRAP: &str = "Gold coloured lead-free brass fittings for coal-fired boilers, packed in wooden crates, with silver trim and iron handle";
const CHINESE: &str = "无烟煤块煤粒度零至十三毫米灰分百分之十二硫分零点六散装用于炼钢产地蒙古国发货港口天津新港优质煤炭出口合同附件铜精矿百分之二十五银行信用证付款铁路运输金属包装木托盘海运集装箱装运收货人指定港口卸货检验证书正本三份副本两份随附文件齐全";
const GERMAN: &str = "Kupfererzkonzentrat, getrocknet, mit Silbergehalt, verpackt in Eisenfaessern, fuer Kohlekraftwerksbau und Bleistiftfabrik";

fn bench(bencher: Bencher, rulebook: &Rulebook, text: &str) {
    let day = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
    bencher.bench(|| classify(Some(black_box(text)), None, day, rulebook).commodities.len());
}

fn in_every_language(bencher: Bencher, text: &str) {
    let Ok(rulebook) = Rulebook::built_in() else { return };
    bench(bencher, &rulebook, text);
}

#[divan::bench]
fn goods_in_120_characters(bencher: Bencher) {
    in_every_language(bencher, ENGLISH);
}

#[divan::bench]
fn traps_in_120_characters(bencher: Bencher) {
    in_every_language(bencher, TRAP);
}

#[divan::bench]
fn chinese_of_120_characters(bencher: Bencher) {
    in_every_language(bencher, CHINESE);
}

#[divan::bench]
fn german_of_120_characters(bencher: Bencher) {
    in_every_language(bencher, GERMAN);
}

#[divan::bench(args = [1, 2, 4, 8, 16, 64])]
fn texts_of_120_characters_times(bencher: Bencher, times: usize) {
    in_every_language(bencher, &[ENGLISH; 64].get(..times).unwrap_or_default().join("; "));
}

/// The English words alone, every language, and every language with tenfold as many invented words.
#[divan::bench(args = ["english", "every language", "tenfold"])]
fn goods_by_lexicon(bencher: Bencher, size: &str) {
    let mut files = Rulebook::built_in_files();
    if size == "english" {
        files.retain(|file| !file.path.starts_with("words/") || file.path == "words/en.toml");
    }
    if size == "tenfold" {
        let invented: Vec<String> =
            (0..200_000_u32).map(|number| format!("\"{}\"", word(number))).collect();
        let content = format!(
            "language = \"xx\"\norder = \"head_last\"\nsource = \"invented\"\n[words]\ncarriers = [{}]\n",
            invented.join(",")
        );
        files.push(SourceFile { path: "words/xx.toml".to_owned(), content });
    }
    let Ok(rulebook) = Rulebook::from_files(&files) else { return };
    bench(bencher, &rulebook, ENGLISH);
}

/// A word that no language has.
fn word(number: u32) -> String {
    let letters = "bcdfghjklmnpqrstvwxz";
    let mut rest = number;
    let mut word = String::new();
    for _ in 0..6 {
        let index = usize::try_from(rest % 20).unwrap_or_default();
        word.extend(letters.chars().nth(index));
        rest /= 20;
    }
    word + "qj"
}
