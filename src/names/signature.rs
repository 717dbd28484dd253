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
        let (mut letters, mut count) = (0, 0);
        for word in name.needed(rules) {
            let text = name.word(word);
            // A word that means the same, or sounds alike, may be written in other letters.
            if word.group == 0 && rules.korean.word(text).is_none() && count < 63 {
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

    /// Whether the submitted name may be near to a listed one: of each word at most one letter is missing.
    pub(super) fn may_be(self, listed: Self) -> bool {
        let missing = (listed.0 & LETTERS & !self.0).count_ones();
        missing <= listed.0 >> 26
    }
}

fn letters_of(text: &str) -> u32 {
    text.bytes()
        .filter(u8::is_ascii_lowercase)
        .fold(0, |letters, byte| letters | (1 << (byte - b'a')))
}
