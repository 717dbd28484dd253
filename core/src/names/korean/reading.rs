//! A name read as that of a Korean.

use smallvec::{SmallVec, smallvec};

use super::jamo::{Jamo, syllable_of};
use super::{Korean, Syllable, Syllables};

/// Syllables of a Korean's name: one or two of the family, one or two given.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;
/// Most syllables of a word.
const WORD: usize = 4;
/// Ways to read that are followed, of a word and of a name.
const WAYS: usize = 6;
/// Longest stretch that is taken for one syllable with a wrong letter, in characters.
const LONGEST_SLIP: usize = 8;

/// One way to read a name: syllable by syllable, each as what its spelling can stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) sounds: SmallVec<[Sound; 4]>,
    /// The sound that is read through a wrong letter.
    pub(crate) slip: Option<usize>,
    /// How the family name and the given name may stand: the family name first, last, or both.
    pub(crate) script: Writing,
}

/// How a reading was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// In Hangul or Chinese characters: the family name stands first.
    Native,
    /// In an alphabet: it may stand last.
    Alphabet,
}

/// What one syllable of a name can stand for, in order.
pub(crate) type Sound = Syllables;

/// A way to read one word.
#[derive(Debug, Clone, Default)]
struct Way {
    sounds: SmallVec<[Sound; 4]>,
    slip: Option<usize>,
}

impl Korean {
    /// Every way to read words as the name of a Korean; none where it cannot be one. With `slips`, also
    /// the ways with one wrong letter that a reader would take for one.
    pub(crate) fn readings(&self, words: &[&str], slips: bool) -> SmallVec<[Reading; 2]> {
        let mut readings: SmallVec<[Reading; 2]> = SmallVec::new();
        if words.len() > *NAME.end() || words.is_empty() {
            return readings;
        }
        let native = words.iter().all(|word| !word.chars().any(is_alphabetic_script));
        let script = if native { Writing::Native } else { Writing::Alphabet };
        let mut names: SmallVec<[Way; 4]> = smallvec![Way::default()];
        for word in words {
            let ways = self.ways(word, slips && !native);
            let mut longer: SmallVec<[Way; 4]> = SmallVec::new();
            for name in &names {
                for way in &ways {
                    if name.slip.is_some() && way.slip.is_some() {
                        continue;
                    }
                    let slip = name.slip.or(way.slip.map(|at| at + name.sounds.len()));
                    let mut sounds = name.sounds.clone();
                    sounds.extend(way.sounds.iter().cloned());
                    if sounds.len() <= *NAME.end() && longer.len() < WAYS {
                        longer.push(Way { sounds, slip });
                    }
                }
            }
            names = longer;
        }
        names.retain(|name| NAME.contains(&name.sounds.len()) && self.has_surname(name));
        // A name that reads without a slip is not read through one, but for syllables no name has.
        let whole = names.iter().any(|name| name.slip.is_none());
        for Way { sounds, slip } in names {
            if slip.is_none() || !whole {
                readings.push(Reading { sounds, slip, script });
            }
        }
        if slips && whole && !native {
            self.add_unlikely(words, &mut readings);
        }
        readings
    }

    fn has_surname(&self, name: &Way) -> bool {
        let ends = [Some(0), name.sounds.len().checked_sub(1)];
        ends.into_iter().flatten().any(|at| {
            name.slip == Some(at) || name.sounds.get(at).is_some_and(|sound| self.is_surname(sound))
        })
    }

    /// Names that read without a slip, but have a syllable that is no usual one of a given name, or
    /// another family name: each again with that syllable read through a wrong letter.
    fn add_unlikely(&self, words: &[&str], readings: &mut SmallVec<[Reading; 2]>) {
        for (at, word) in words.iter().enumerate() {
            let Some(sound) = self.syllables(word).filter(|_| words.len() == 3) else { continue };
            let outer = at == 0 || at == 2;
            let family = outer && self.is_surname(sound);
            if !(family || self.is_rare(sound)) {
                continue;
            }
            let through = self.syllables_with_a_slip(word);
            let mut sounds: SmallVec<[Sound; 4]> = SmallVec::new();
            for (other, word) in words.iter().enumerate() {
                if other == at {
                    sounds.push(through.clone());
                } else if let Some(sound) = self.syllables(word) {
                    sounds.push(sound.clone());
                }
            }
            if sounds.len() == words.len() {
                readings.push(Reading { sounds, slip: Some(at), script: Writing::Alphabet });
            }
        }
    }

    /// Every way to read a word as Korean syllables.
    fn ways(&self, word: &str, slips: bool) -> SmallVec<[Way; 4]> {
        let mut ways: SmallVec<[Way; 4]> = SmallVec::new();
        if word.chars().all(|character| syllable_of(character).is_some()) {
            let sounds = word.chars().filter_map(syllable_of).map(|one| smallvec![one]).collect();
            ways.push(Way { sounds, slip: None });
            return ways;
        }
        if word.chars().all(|character| self.hanja.contains_key(&character)) {
            let sounds = word.chars().filter_map(|one| self.hanja.get(&one).cloned()).collect();
            ways.push(Way { sounds, slip: None });
            return ways;
        }
        self.follow(word, WAYS, &mut SmallVec::new(), &mut ways);
        if ways.is_empty() && slips {
            self.with_a_slip(word, &mut ways);
        }
        ways
    }

    /// Follows the ways to cut a word into spellings, the longest syllables first, until there are so
    /// many.
    fn follow<'k>(
        &'k self,
        rest: &str,
        most: usize,
        sounds: &mut SmallVec<[&'k Sound; 4]>,
        ways: &mut SmallVec<[Way; 4]>,
    ) {
        if rest.is_empty() {
            let sounds = sounds.iter().map(|sound| Sound::from_slice(sound)).collect();
            ways.push(Way { sounds, slip: None });
            return;
        }
        if sounds.len() >= WORD || ways.len() >= most {
            return;
        }
        for (end, number) in self.steps.beginnings(rest).iter().rev() {
            let Some(sound) = self.sound(number) else { continue };
            sounds.push(sound);
            self.follow(rest.get(end..).unwrap_or_default(), most, sounds, ways);
            sounds.pop();
        }
    }

    /// Ways to read a word of which one syllable is misspelt: alone, last or first.
    fn with_a_slip(&self, word: &str, ways: &mut SmallVec<[Way; 4]>) {
        let mut push = |before: Way, stretch: &str, after: Way| {
            let short = (2..=LONGEST_SLIP).contains(&stretch.chars().count());
            if !short || ways.len() >= WAYS {
                return;
            }
            let sound = self.syllables_with_a_slip(stretch);
            if !sound.is_empty() {
                let slip = Some(before.sounds.len());
                let mut sounds = before.sounds;
                sounds.push(sound);
                sounds.extend(after.sounds);
                ways.push(Way { sounds, slip });
            }
        };
        push(Way::default(), word, Way::default());
        for (at, _) in word.char_indices().skip(2) {
            let (start, end) = word.split_at(at);
            if let Some(way) = self.whole(start) {
                push(way, end, Way::default());
            }
            if let Some(way) = self.whole(end) {
                push(Way::default(), start, way);
            }
        }
    }

    fn whole(&self, word: &str) -> Option<Way> {
        let sound = self.syllables(word)?;
        Some(Way { sounds: smallvec![sound.clone()], slip: None })
    }

    /// The ways to read a word of a company's name: two syllables or more.
    pub(crate) fn word(&self, word: &str) -> Option<SmallVec<[Sound; 4]>> {
        let mut ways: SmallVec<[Way; 4]> = SmallVec::new();
        if word.chars().nth(3).is_some() {
            // One way at most is of a single syllable.
            self.follow(word, 2, &mut SmallVec::new(), &mut ways);
        }
        ways.into_iter().map(|way| way.sounds).find(|sounds| sounds.len() >= 2)
    }
}

/// What is quickly told of how a word of a company's name reads in Korean: words whose hints do not meet
/// do not sound alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hint {
    /// How many syllables it has; 0 where it does not read in Korean.
    syllables: u8,
    /// What the first and the last can begin with, a bit for each class.
    beginnings: [u8; 2],
}

impl Hint {
    pub(crate) fn of(sounds: Option<&[Sound]>) -> Self {
        let Some((first, last)) = sounds.and_then(|sounds| Some((sounds.first()?, sounds.last()?)))
        else {
            return Self::default();
        };
        let beginnings = |sound: &Sound| {
            sound.iter().fold(0, |bits, syllable| bits | (1 << (Jamo::of(*syllable).class() >> 5)))
        };
        Self {
            syllables: sounds.and_then(|sounds| u8::try_from(sounds.len()).ok()).unwrap_or(u8::MAX),
            beginnings: [beginnings(first), beginnings(last)],
        }
    }

    pub(crate) fn is_korean(self) -> bool {
        self.syllables > 0
    }

    /// Whether the words may sound alike.
    pub(crate) fn meets(self, other: Self) -> bool {
        let [first, last] = self.beginnings;
        let [other_first, other_last] = other.beginnings;
        self.syllables == other.syllables && first & other_first != 0 && last & other_last != 0
    }
}

impl Reading {
    /// The classes of sounds, one row for each way to choose among those of a spelling that spans
    /// several; a few at most.
    pub(crate) fn classes(&self) -> SmallVec<[SmallVec<[u8; 4]>; 4]> {
        classes(&self.sounds)
    }
}

/// The classes that sounds can fall in, row by row.
pub(crate) fn classes(sounds: &[Sound]) -> SmallVec<[SmallVec<[u8; 4]>; 4]> {
    let mut rows: SmallVec<[SmallVec<[u8; 4]>; 4]> = smallvec![SmallVec::new()];
    for sound in sounds {
        let of_sound = classes_of(sound);
        let mut longer = SmallVec::new();
        for row in &rows {
            for class in &of_sound {
                let mut row = row.clone();
                row.push(*class);
                longer.push(row);
            }
        }
        rows = longer;
    }
    rows
}

fn classes_of(sound: &[Syllable]) -> SmallVec<[u8; 4]> {
    let mut classes: SmallVec<[u8; 4]> =
        sound.iter().map(|syllable| Jamo::of(*syllable).class()).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// Whether two sounds can be the same.
pub(crate) fn meet(left: &[Syllable], right: &[Syllable]) -> bool {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
        }
    }
    false
}

fn is_alphabetic_script(character: char) -> bool {
    matches!(character, 'a'..='z' | '\u{400}'..='\u{52f}')
}
