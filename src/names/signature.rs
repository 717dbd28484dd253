//! The letters of a name in a few bits, by which most strangers are told without comparing words.

use super::name::Name;
use super::rules::NameRules;

/// Which letters stand in the words of a name that a near name cannot lack, and how many words those
/// are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Signature(u32);

const LETTERS: u32 = (1 << 26) - 1;

impl Signature {
    /// Of a listed name.
    pub(super) fn of_listed(name: &Name, rules: &NameRules) -> Self {
        let whole: u32 = name.words.iter().map(|word| rules.weight(word.class)).sum();
        let (mut letters, mut count) = (0, 0);
        for word in &name.words {
            let may_lack = (1000 - rules.limits.listed_share) * whole;
            let needed = rules.weight(word.class) * 1000 > may_lack;
            let text = name.word(word);
            // A word that means the same, or sounds alike, may be written in other letters.
            if needed && word.group == 0 && rules.korean.word(text).is_none() && count < 63 {
                letters |= letters_of(text);
                count += 1;
            }
        }
        Self(letters | (count << 26))
    }

    /// Of a submitted name.
    pub(super) fn of_submitted(name: &Name) -> Self {
        Self(letters_of(&name.text))
    }

    /// The names that the submitted one may be near to: of each word at most one letter is missing.
    pub(super) fn may_be(self, names: &[(u32, Self)]) -> impl Iterator<Item = u32> {
        let given = self.0 & LETTERS;
        names.iter().filter_map(move |(name, listed)| {
            let missing = (listed.0 & LETTERS & !given).count_ones();
            (missing <= listed.0 >> 26).then_some(*name)
        })
    }
}

fn letters_of(text: &str) -> u32 {
    text.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |letters, byte| letters | (1 << (byte - b'a')))
}
