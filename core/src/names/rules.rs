//! What the rulebook says of the words of names: which are legal forms, which many bear, which mean the
//! same, and how much each tells one bearer from another.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use serde::Deserialize;

use super::distance::{each_slip, is_one_slip};
use super::korean::{Korean, KoreanFile};
use super::multimap::Multimap;

/// Shortest word that tells anything where it is not known, in characters.
const SHORTEST_SLIP: usize = 3;

/// The rules by which names are read and compared.
#[derive(Debug, Default)]
pub struct NameRules {
    words: HashMap<String, KnownWord, FixedState>,
    /// How many groups of words that mean the same there are, and the one of no group.
    groups: usize,
    /// Known words by what a slip of the pen makes of them.
    slips: Multimap,
    texts: Vec<String>,
    /// Known words of scripts that write no spaces, the longest first.
    attached: Vec<String>,
    variants: HashMap<char, char, FixedState>,
    pub(super) weights: Weights,
    pub(super) limits: Limits,
    pub(super) korean: Korean,
}

/// A word that the rules know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KnownWord {
    pub(super) class: Class,
    /// The group of words that mean the same; 0 is none.
    pub(super) group: u32,
}

/// How much a word tells one bearer from another, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Class {
    /// A word of its bearer's own.
    #[default]
    Own,
    /// A number: it tells, and it must agree.
    Number,
    /// A personal name of very many.
    CommonPerson,
    /// A word in many companies' names: stars, dragons, oceans, cities.
    CommonName,
    /// What a firm does.
    Activity,
    /// A single letter.
    Initial,
    /// General, international, group.
    Filler,
    /// Al, bin, von.
    Particle,
    /// Of, the, and.
    Joining,
    /// Mr, Dr.
    Title,
    /// Ltd, GmbH.
    Legal,
}

/// Weights of the classes, 0 to 100.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weights {
    own: u32,
    number: u32,
    common_person: u32,
    common_name: u32,
    activity: u32,
    initial: u32,
    filler: u32,
    particle: u32,
    joining: u32,
}

/// From when on two names count as near, in thousandths.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Limits {
    /// Share of the listed name's weight that must have a partner.
    pub(super) listed_share: u32,
    /// Least score of a near name.
    pub(super) near: u32,
    /// Weight from which on a name tells its bearer from others by itself.
    pub(super) distinctive: u32,
    /// Score of a listed name that stands whole inside a longer one.
    pub(super) contained: u32,
    /// Weight that a listed name must have to be looked for inside a longer one.
    pub(super) contained_weight: u32,
    /// Score of a word with one wrong letter, by its length: up to 3, 4, 5, 6 and 7, longer.
    pub(super) slip: [u32; 5],
    /// Score of a word equal in another romanisation.
    pub(super) romanised: u32,
    /// Score of a Korean name in another order of its syllables.
    pub(super) reordered: u32,
    /// Score of a Korean name with one wrong letter.
    pub(super) korean_slip: u32,
    /// A syllable rarer in given names is likelier a wrong letter; per 10,000 syllables.
    pub(super) rare_syllable: u32,
}

/// The file of thresholds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchingFile {
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
    weights: Weights,
    limits: Limits,
}

/// The file of words in companies' names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompanyWordsFile {
    legal_forms: Lists,
    attached: Lists,
    joining: Lists,
    synonyms: Groups,
    words: CompanyClasses,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompanyClasses {
    filler: Lists,
    activity: Lists,
    common_name: Lists,
}

/// The file of words in people's names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonWordsFile {
    titles: Lists,
    particles: Lists,
    common: Lists,
    synonyms: Groups,
}

/// Lists of words of one class, each by a name of its own, with where they come from.
#[derive(Debug, Default, Deserialize)]
struct Lists {
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
    #[serde(flatten)]
    lists: BTreeMap<String, Vec<String>>,
}

impl Lists {
    fn words(&self) -> impl Iterator<Item = &String> {
        self.lists.values().flatten()
    }
}

/// Groups of words that mean the same.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    #[expect(dead_code, reason = "for the reader of the file")]
    source: String,
    groups: Vec<Vec<String>>,
}

/// The files, read.
#[derive(Debug, Default)]
pub struct NameFiles {
    /// Thresholds and weights.
    pub matching: MatchingFile,
    /// Words of companies.
    pub companies: CompanyWordsFile,
    /// Words of people.
    pub people: PersonWordsFile,
    /// Korean syllables.
    pub korean: KoreanFile,
    /// Characters that are read as others.
    pub variants: BTreeMap<char, char>,
}

impl NameRules {
    /// Prepares the rules from their files.
    pub fn new(files: NameFiles) -> Self {
        let limits = files.matching.limits;
        let mut rules = Self {
            weights: files.matching.weights,
            korean: Korean::read(&files.korean, limits.rare_syllable),
            limits,
            groups: 1,
            variants: files.variants.into_iter().collect(),
            ..Self::default()
        };
        let (companies, people) = (&files.companies, &files.people);
        // The class that tells the least wins, so that a word is never made more of than it is.
        for (lists, class) in [
            (&people.common, Class::CommonPerson),
            (&companies.words.common_name, Class::CommonName),
            (&companies.words.activity, Class::Activity),
            (&companies.words.filler, Class::Filler),
            (&people.particles, Class::Particle),
            (&companies.joining, Class::Joining),
            (&companies.legal_forms, Class::Legal),
            (&companies.attached, Class::Legal),
        ] {
            for word in lists.words().filter(|word| !word.contains(' ')) {
                rules.words.entry(word.clone()).or_default().class = class;
            }
        }
        // A rank is one only where nothing else is known of the word.
        for word in people.titles.words().filter(|word| !word.contains(' ')) {
            let title = KnownWord { class: Class::Title, group: 0 };
            rules.words.entry(word.clone()).or_insert(title);
        }
        // Words that stand in legal forms alone: joint stock, limited liability.
        let phrases = companies.legal_forms.words().flat_map(|form| form.split(' '));
        for word in phrases.filter(|word| word.chars().nth(3).is_some()) {
            let filler = KnownWord { class: Class::Filler, group: 0 };
            rules.words.entry(word.to_owned()).or_insert(filler);
        }
        for group in companies.synonyms.groups.iter().chain(&people.synonyms.groups) {
            rules.add_group(group);
        }
        rules.close();
        rules
    }

    fn add_group(&mut self, group: &[String]) {
        let number = u32::try_from(self.groups).unwrap_or(0);
        self.groups += 1;
        let class = group.iter().find_map(|word| self.words.get(word)).map(|known| known.class);
        for word in group.iter().filter(|word| !word.contains(' ')) {
            let class = class.unwrap_or_default();
            let known =
                self.words.entry(word.clone()).or_insert(KnownWord { class, group: number });
            if known.group == 0 {
                known.group = number;
            }
        }
    }

    fn close(&mut self) {
        self.texts = self.words.keys().cloned().collect();
        self.texts.sort_unstable();
        let mut slips = Vec::new();
        for (number, text) in (0_u32..).zip(&self.texts) {
            each_slip(text, |hash| slips.push((hash, number)));
        }
        self.slips = Multimap::of(slips);
        self.attached = self.texts.iter().filter(|word| is_attached(word)).cloned().collect();
        self.attached.sort_by_key(|word| std::cmp::Reverse(word.len()));
    }

    /// What is known of a word.
    pub(super) fn word(&self, word: &str) -> KnownWord {
        let mut letters = word.chars();
        if let Some(known) = self.words.get(word) {
            *known
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            KnownWord { class: Class::Number, group: 0 }
        } else if letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && letters.next().is_none()
        {
            KnownWord { class: Class::Initial, group: 0 }
        } else {
            KnownWord::default()
        }
    }

    /// What a word of a company's name tells that is a known one but for one letter: no more than a
    /// filler, where it may be a legal form or a joining word.
    pub(super) fn class_with_a_slip(&self, word: &str) -> Class {
        let length = word.chars().count();
        if length < SHORTEST_SLIP {
            return Class::Filler;
        }
        let mut best = Class::Own;
        each_slip(word, |hash| {
            for number in self.slips.get(hash) {
                let known = usize::try_from(number).ok().and_then(|at| self.texts.get(at));
                let Some(known) = known.filter(|known| is_one_slip(known, word)) else { continue };
                let class = match self.words.get(known).map(|known| known.class) {
                    Some(Class::Legal | Class::Joining | Class::Filler) => Class::Filler,
                    Some(Class::Activity) if length > SHORTEST_SLIP => Class::Activity,
                    _ => Class::Own,
                };
                best = best.max(class);
            }
        });
        best
    }

    /// How many groups there are, with the one of words that stand for themselves.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    pub(super) fn weight(&self, class: Class) -> u32 {
        match class {
            Class::Own => self.weights.own,
            Class::Number => self.weights.number,
            Class::CommonPerson => self.weights.common_person,
            Class::CommonName => self.weights.common_name,
            Class::Activity => self.weights.activity,
            Class::Initial => self.weights.initial,
            Class::Filler => self.weights.filler,
            Class::Particle => self.weights.particle,
            Class::Joining => self.weights.joining,
            Class::Title | Class::Legal => 0,
        }
    }

    /// The known word that a run of an unspaced script begins or ends with: its length and whether it
    /// stands at the end.
    pub(super) fn attached(&self, run: &str) -> Option<(usize, bool)> {
        if self.words.contains_key(run) {
            return None;
        }
        self.attached.iter().find_map(|word| {
            if run.len() <= word.len() {
                None
            } else if run.ends_with(word.as_str()) {
                Some((word.len(), true))
            } else {
                run.starts_with(word.as_str()).then_some((word.len(), false))
            }
        })
    }

    /// The character that one is read as: traditional ones as simplified.
    pub(super) fn read_as(&self, character: char) -> char {
        self.variants.get(&character).copied().unwrap_or(character)
    }
}

impl Default for KnownWord {
    fn default() -> Self {
        Self { class: Class::Own, group: 0 }
    }
}

/// Whether a word is of a script that joins words, and long enough to be told inside a run.
fn is_attached(word: &str) -> bool {
    let unspaced =
        |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '가'..='힣');
    word.chars().all(unspaced) && word.chars().nth(1).is_some()
}
