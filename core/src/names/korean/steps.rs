//! Spellings letter by letter: where each letter leads from each beginning, and what is spelt there.

/// Longest spelling of a syllable, in letters.
pub(super) const LONGEST: usize = 7;
/// Letters of an alphabet: "а" to "ё" in Cyrillic, fewer in Latin.
const LETTERS: usize = 34;

/// An alphabet that names are romanised or transcribed in. No spelling mixes two.
#[derive(Debug, Clone, Copy)]
enum Alphabet {
    Latin,
    Cyrillic,
}

impl Alphabet {
    fn of(text: &str) -> Option<Self> {
        match text.chars().next()? {
            'a'..='z' => Some(Self::Latin),
            'а'..='ё' => Some(Self::Cyrillic),
            _ => None,
        }
    }

    /// The empty beginning.
    fn root(self) -> u32 {
        match self {
            Self::Latin => 0,
            Self::Cyrillic => 1,
        }
    }

    /// The letter that stands first in a row of steps.
    fn first(self) -> u32 {
        u32::from(match self {
            Self::Latin => 'a',
            Self::Cyrillic => 'а',
        })
    }
}

/// A beginning of spellings.
#[derive(Debug, Clone, Copy)]
struct Beginning {
    /// The beginning that each letter makes of it; 0 where none does, for no letter leads to the empty one.
    next: [u32; LETTERS],
    /// What it spells by itself.
    sound: Option<u32>,
}

impl Beginning {
    const NEW: Self = Self { next: [0; LETTERS], sound: None };
}

/// Spellings that a text begins with, the shortest first: where each ends and what it stands for.
pub(super) struct Found {
    all: [(usize, u32); LONGEST],
    count: usize,
}

impl Found {
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, u32)> {
        self.all.iter().take(self.count).copied()
    }

    fn push(&mut self, end: usize, sound: u32) {
        if let Some(free) = self.all.get_mut(self.count) {
            *free = (end, sound);
            self.count += 1;
        }
    }
}

/// All spellings.
#[derive(Debug)]
pub(super) struct Steps(Vec<Beginning>);

impl Default for Steps {
    /// The empty beginnings alone.
    fn default() -> Self {
        Self(vec![Beginning::NEW; 2])
    }
}

impl Steps {
    /// Adds a spelling and the number of what it stands for.
    pub(super) fn add(&mut self, spelling: &str, sound: u32) {
        let Some(alphabet) = Alphabet::of(spelling) else { return };
        let mut at = alphabet.root();
        for letter in spelling.chars() {
            let fresh = u32::try_from(self.0.len()).unwrap_or(0);
            let Some(next) = usize::try_from(at)
                .ok()
                .and_then(|at| self.0.get_mut(at))
                .zip(place(letter, alphabet.first()))
                .and_then(|(known, place)| known.next.get_mut(place))
            else {
                return;
            };
            if *next == 0 {
                *next = fresh;
                at = fresh;
                self.0.push(Beginning::NEW);
            } else {
                at = *next;
            }
        }
        if let Some(spelt) = usize::try_from(at).ok().and_then(|at| self.0.get_mut(at)) {
            spelt.sound = Some(sound);
        }
    }

    /// Every spelling that a text begins with.
    pub(super) fn beginnings(&self, text: &str) -> Found {
        let mut found = Found { all: [(0, 0); LONGEST], count: 0 };
        let Some(alphabet) = Alphabet::of(text) else { return found };
        let first = alphabet.first();
        let root = usize::try_from(alphabet.root()).unwrap_or(0);
        let Some(mut known) = self.0.get(root) else { return found };
        let mut end = 0;
        for letter in text.chars().take(LONGEST) {
            let next = place(letter, first).and_then(|place| known.next.get(place)).copied();
            let next = next.filter(|next| *next > 0).and_then(|next| usize::try_from(next).ok());
            let Some(reached) = next.and_then(|next| self.0.get(next)) else { break };
            end += letter.len_utf8();
            if let Some(sound) = reached.sound {
                found.push(end, sound);
            }
            known = reached;
        }
        found
    }
}

/// The place of a letter in a row of steps, where its alphabet begins with this one.
fn place(letter: char, first: u32) -> Option<usize> {
    usize::try_from(u32::from(letter).checked_sub(first)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_a_text_begins_with_is_found() {
        let mut steps = Steps::default();
        for (sound, spelling) in (0..).zip(["a", "an", "anna", "ан", "ё", "з", "1a", "aн"]) {
            steps.add(spelling, sound);
        }
        let found = |text| steps.beginnings(text).iter().collect::<Vec<_>>();
        assert_eq!(found("anna"), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(found("анна"), [(4, 3)]);
        assert_eq!(found("ёж"), [(2, 4)]);
        assert_eq!(found("aн"), [(1, 0)]);
        for text in ["", "n", "1a", "한", "{", "z"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
