//! Lists of any length, made up of the words of real names as often as they are met: the shape of each
//! is a real one's, its legal form and its joining words stay, the others are drawn anew. Words rarer than
//! those at hand, of which a million names have very many, are put together of halves of real ones.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use assay_core::names::{Bearer, Entry};
use assay_core::rulebook::Rulebook;

use super::corpus::{Listed, not_listed, south_koreans};
use super::slips::{self, Random};

/// How many words there are for one place of a name, known or not.
const RANKS: usize = 200_000;

/// Names, each with its bearer, in one text.
#[derive(Default)]
pub(crate) struct List {
    text: String,
    rows: Vec<Row>,
}

struct Row {
    end: usize,
    owner: u32,
    bearer: Bearer,
}

impl List {
    /// The UN's list as it is.
    pub(crate) fn of_the_un(listed: &[Listed]) -> Self {
        let mut list = Self::default();
        for (owner, entry) in (0..).zip(listed) {
            for (name, weak) in &entry.names {
                let bearer = Bearer { person: entry.person, korean: entry.korean, weak: *weak };
                list.push(owner, name, bearer);
            }
        }
        list
    }

    fn push(&mut self, owner: u32, name: &str, bearer: Bearer) {
        self.text.push_str(name);
        self.rows.push(Row { end: self.text.len(), owner, bearer });
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.last().map_or(0, |row| usize::try_from(row.owner).unwrap() + 1)
    }

    /// How many names they have.
    pub(crate) fn names(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let starts = std::iter::once(0).chain(self.rows.iter().map(|row| row.end));
        starts.zip(&self.rows).map(|(start, row)| Entry {
            owner: row.owner,
            ordinal: 0,
            name: &self.text[start..row.end],
            bearer: row.bearer,
        })
    }
}

/// Words by where they stand, as often as they are met, and the shapes of names.
pub(crate) struct Vocabulary {
    people: Half,
    companies: Half,
}

#[derive(Default)]
struct Half {
    shapes: Vec<Vec<Slot>>,
    /// Legal forms, titles and words that join.
    kept: BTreeSet<String>,
    counts: BTreeMap<(Script, Place), BTreeMap<String, usize>>,
    pools: BTreeMap<(Script, Place), Pool>,
}

/// A word of a shape.
enum Slot {
    Kept(String),
    Drawn(Script, Place),
}

struct Pool {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Pool {
    fn draw(&self, random: &mut Random) -> Cow<'_, str> {
        let place = u32::try_from(random.below(1 << 32)).unwrap();
        let sought = f64::from(place) / f64::from(u32::MAX) * self.sums[self.sums.len() - 1];
        let at = self.sums.partition_point(|sum| *sum < sought);
        match self.words.get(at) {
            Some(word) => Cow::Borrowed(word),
            None => Cow::Owned(self.coined(at)),
        }
    }

    /// A word of its own for each rank: the beginning of one and the end of another.
    fn coined(&self, rank: usize) -> String {
        let mut random = Random::of("words", u64::try_from(rank).unwrap());
        let mut half = || {
            let word = &self.words[random.below(self.words.len())];
            let letters: Vec<char> = word.chars().collect();
            let (start, end) = letters.split_at(letters.len().div_ceil(2));
            (start.iter().collect::<String>(), end.iter().collect::<String>().to_lowercase())
        };
        half().0 + &half().1 + &half().1
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    First,
    Middle,
    Last,
    Only,
}

impl Vocabulary {
    /// Of the UN's list, of the names that are on none, and of the rulebook's words.
    pub(crate) fn of(listed: &[Listed]) -> Self {
        let file = |name: &str| -> toml::Table {
            let files = Rulebook::built_in_files();
            files.into_iter().find(|file| file.path == name).unwrap().content.parse().unwrap()
        };
        let person_words = file("names/person_words.toml");
        let company_words = file("names/company_words.toml");
        let mut people = Half::keeping(&person_words, &["titles", "particles"]);
        let mut companies = Half::keeping(&company_words, &["legal_forms", "joining"]);
        for entry in listed {
            let half = if entry.person { &mut people } else { &mut companies };
            entry.names.iter().for_each(|(name, _)| half.add(name));
        }
        for name in &not_listed("people_not_listed.tsv") {
            people.add(name);
        }
        for name in &not_listed("companies_not_listed.tsv") {
            companies.add(name);
        }
        for word in words_in(&person_words["common"]) {
            people.count(Place::First, &word);
            people.count(Place::Last, &word);
        }
        for word in words_in(&company_words["words"]) {
            companies.count(Place::Middle, &word);
        }
        people.close();
        companies.close();
        Self { people, companies }
    }

    /// A list of so many entries: six of ten are people, and one is a Korean.
    pub(crate) fn list(&self, entries: u32) -> List {
        let mut random = Random::of("a list", u64::from(entries));
        let mut list = List::default();
        let koreans = south_koreans(usize::try_from(entries / 10 + 1).unwrap(), 11);
        let (_, koreans) = koreans.into_iter().find(|(kind, _)| *kind == "romanised").unwrap();
        let mut koreans = koreans.into_iter();
        for owner in 0..entries {
            let korean = owner % 10 == 0;
            let person = owner % 10 < 6;
            let half = if person { &self.people } else { &self.companies };
            let name = match koreans.next() {
                Some(name) if korean => name,
                _ => half.name(&mut random),
            };
            let bearer = Bearer { person, korean, weak: false };
            list.push(owner, &name, bearer);
            let aliases = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2][random.below(10)];
            for alias in 0..aliases {
                let name = if alias == 0 || korean {
                    slips::slip(&name, slips::KINDS[random.below(4)], &mut random)
                } else {
                    half.name(&mut random)
                };
                list.push(owner, &name, Bearer { weak: alias > 0, ..bearer });
            }
        }
        list
    }
}

fn words_in(value: &toml::Value) -> Vec<String> {
    match value {
        toml::Value::Array(words) => {
            words.iter().filter_map(|word| Some(word.as_str()?.to_owned())).collect()
        }
        toml::Value::Table(table) => table.values().flat_map(words_in).collect(),
        _ => Vec::new(),
    }
}

impl Half {
    fn keeping(file: &toml::Table, lists: &[&str]) -> Self {
        let kept = lists.iter().flat_map(|list| words_in(&file[*list])).collect();
        Self { kept, ..Self::default() }
    }

    fn add(&mut self, name: &str) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let drawn = |word: &str| {
            let plain: String = word.chars().filter(|one| one.is_alphanumeric()).collect();
            plain.chars().nth(1).is_some() && !self.kept.contains(&plain.to_lowercase())
        };
        let places: Vec<usize> = (0..words.len()).filter(|at| drawn(words[*at])).collect();
        let mut shape = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let place = match places.iter().position(|place| *place == at) {
                None => {
                    shape.push(Slot::Kept((*word).to_owned()));
                    continue;
                }
                Some(_) if places.len() == 1 => Place::Only,
                Some(0) => Place::First,
                Some(place) if place + 1 == places.len() => Place::Last,
                Some(_) => Place::Middle,
            };
            shape.push(Slot::Drawn(script_of(word), place));
            self.count(place, word);
        }
        if !places.is_empty() {
            self.shapes.push(shape);
        }
    }

    fn count(&mut self, place: Place, word: &str) {
        let pool = self.counts.entry((script_of(word), place)).or_default();
        *pool.entry(word.to_owned()).or_default() += 1;
    }

    /// The words by their rank: the second is met half as often as the first, or nearly so. So it goes on
    /// for those that are not at hand: of surnames, ten thousand are borne by seven of ten people.
    fn close(&mut self) {
        for (key, counts) in std::mem::take(&mut self.counts) {
            let mut words: Vec<(String, usize)> = counts.into_iter().collect();
            words.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
            let mut sum = 0.0;
            let open = matches!(key.0, Script::Latin | Script::Cyrillic | Script::Arabic);
            let ranks = if open { RANKS } else { words.len() };
            let sums = (1_u32..)
                .take(ranks)
                .map(|rank| {
                    sum += 1.0 / (f64::from(rank) + 2.7);
                    sum
                })
                .collect();
            let words = words.into_iter().map(|(word, _)| word).collect();
            self.pools.insert(key, Pool { words, sums });
        }
    }

    fn name(&self, random: &mut Random) -> String {
        let shape = &self.shapes[random.below(self.shapes.len())];
        let words: Vec<String> = shape
            .iter()
            .map(|slot| match slot {
                Slot::Kept(word) => word.clone(),
                Slot::Drawn(script, place) => self.word((*script, *place), random),
            })
            .collect();
        words.join(" ")
    }

    /// A word; of one in Chinese characters the first two are drawn anew, since it is a whole name.
    fn word(&self, key: (Script, Place), random: &mut Random) -> String {
        let pool = &self.pools[&key];
        let mut draw = || pool.draw(random);
        let word = draw();
        if key.0 != Script::Han {
            return word.into_owned();
        }
        let (first, second) = (draw().chars().next(), draw().chars().nth(1));
        first.into_iter().chain(second).chain(word.chars().skip(2)).collect()
    }
}

fn script_of(word: &str) -> Script {
    match word.chars().find(|one| one.is_alphabetic()) {
        None | Some('a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}') => Script::Latin,
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        Some('\u{600}'..='\u{6ff}') => Script::Arabic,
        Some('\u{3400}'..='\u{9fff}') => Script::Han,
        Some(_) => Script::Other,
    }
}
