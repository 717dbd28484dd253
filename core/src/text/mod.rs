//! Text as every comparison in Assay sees it: folded, in tokens, or squashed. Knows no word of the
//! domain; names of countries, places and parties are compared by what these functions return.

mod host;
mod owned_phrases;
mod phrases;
mod plain;
mod rows;

pub use host::host;
pub use owned_phrases::OwnedPhrases;
pub use phrases::{Found, Phrases};
pub use plain::plain;
pub use rows::{MAX_ROW_BYTES, MAX_TABLE_BYTES, Row, RowError, rows};

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Folds text for comparison: compatibility forms (full-width letters, ligatures) become plain,
/// accents and Arabic vowel marks go, letters become lower case, apostrophes vanish, and every other
/// sign that is neither letter nor digit becomes a single space.
///
/// `fold("Namp’o  (DPRK)")` is `"nampo dprk"`. Hangul, Han and Kana stay as they are.
pub fn fold(text: &str) -> String {
    fold_filtered(text, |character| !is_stripped_mark(character))
}

/// The same with accents kept: word for word as long as [`fold`] makes it, for languages in which
/// an accent makes another word.
pub fn fold_with_accents(text: &str) -> String {
    fold_filtered(text, |_| true)
}

fn fold_filtered(text: &str, keeps: impl Fn(char) -> bool) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    fold_apart(text, &keeps).unwrap_or_else(|| fold_in_context(text, keeps))
}

/// What each byte of ASCII is folded to; 0 where it vanishes.
static ASCII: LazyLock<[u8; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match u8::try_from(byte).unwrap_or(0) {
        letter @ (b'a'..=b'z' | b'0'..=b'9') => letter,
        capital @ b'A'..=b'Z' => capital.to_ascii_lowercase(),
        b'\'' | b'`' | b'.' | 0..=8 | 14..=31 | 127 => 0,
        _ => b' ',
    })
});

/// The same for ASCII, byte by byte: most texts are.
fn fold_ascii(text: &str) -> String {
    let mut folded = vec![0; text.len()];
    let mut places = folded.iter_mut();
    let (mut last, mut length) = (b' ', 0_usize);
    let table = &*ASCII;
    for byte in text.bytes() {
        let one = table.get(usize::from(byte)).copied().unwrap_or(0);
        if one == 0 || (one == b' ' && last == b' ') {
            continue;
        }
        if let Some(place) = places.next() {
            *place = one;
            length += 1;
            last = one;
        }
    }
    folded.truncate(if last == b' ' { length.saturating_sub(1) } else { length });
    String::from_utf8(folded).unwrap_or_default()
}

/// The same, each character for itself; `None` where one of them may join its neighbours to something else.
fn fold_apart(text: &str, keeps: &impl Fn(char) -> bool) -> Option<String> {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if is_fixed(character) {
            push(&mut folded, character);
            continue;
        }
        let mut apart = true;
        decompose_compatible(character, |part| {
            if !keeps(part) {
                return;
            }
            apart &= stands_apart(part);
            for lower in part.to_lowercase() {
                push(&mut folded, lower);
            }
        });
        if !apart {
            return None;
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    Some(folded)
}

/// Whether a character of decomposed text stays as it is when the text is composed again, whatever stands
/// beside it.
fn stands_apart(character: char) -> bool {
    is_fixed(character)
        || (canonical_combining_class(character) == 0
            && is_nfc_quick(std::iter::once(character)) == IsNormalized::Yes)
}

/// The same by the whole of the text: marks are put in order and composed again with what bears them.
fn fold_in_context(text: &str, keeps: impl Fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.nfkd().filter(|&c| keeps(c)).nfc() {
        for lower in character.to_lowercase() {
            push(&mut folded, lower);
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Folded text without its spaces: "Ch'ong-jin" and "Chong jin" are one.
pub fn squash(text: &str) -> String {
    let folded = fold(text);
    match squash_folded(&folded) {
        Cow::Owned(squashed) => squashed,
        Cow::Borrowed(_) => folded,
    }
}

/// The same for a text that is folded already.
pub fn squash_folded(folded: &str) -> Cow<'_, str> {
    if !folded.bytes().any(|byte| byte == b' ') {
        return Cow::Borrowed(folded);
    }
    let mut squashed = Vec::with_capacity(folded.len());
    squashed.extend(folded.bytes().filter(|byte| *byte != b' '));
    Cow::Owned(String::from_utf8(squashed).unwrap_or_default())
}

/// A code as it is compared: without spaces, in capitals. "kp nam" is "KPNAM".
pub fn code(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// The tokens of a folded text.
pub fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(' ').filter(|token| !token.is_empty())
}

/// Whether a text is written without spaces between words (Han, Kana), so that words inside it
/// have to be looked for as parts.
pub fn is_unspaced(text: &str) -> bool {
    text.chars().any(is_unspaced_letter)
}

fn is_unspaced_letter(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether a letter is its own composed form and no part of another's, so that it is folded as it stands,
/// or as its small letter.
fn is_fixed(character: char) -> bool {
    character.is_ascii()
        || matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}'
            | '가'..='힣' | 'А'..='И' | 'К'..='и' | 'к'..='я' | '\u{621}' | '\u{627}'..='\u{63a}'
            | '\u{641}'..='\u{64a}' | '\u{3001}' | '\u{3002}')
}

fn push(folded: &mut String, character: char) {
    match character {
        'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' | '가'..='힣' | 'а'..='я' => {
            folded.push(character);
        }
        'A'..='Z' => folded.push(character.to_ascii_lowercase()),
        'А'..='Я' => folded.extend(character.to_lowercase()),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'ı' => folded.push('i'),
        'đ' | 'ð' => folded.push('d'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ى' | 'ی' => folded.push('ي'),
        'ة' => folded.push('ه'),
        'ک' => folded.push('ك'),
        '\u{621}'..='\u{63a}'
        | '\u{641}'..='\u{64a}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}' => folded.push(character),
        _ if is_dropped(character) || is_stripped_mark(character) => {}
        _ if character.is_alphanumeric() || is_kept_mark(character) => folded.push(character),
        _ => {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    }
}

/// Signs inside a word that are not part of its spelling: apostrophes in all their forms, the soft
/// hyphen, zero-width, direction and control characters, and the full stop of "D.P.R.K." (but not that of "a. b").
fn is_dropped(character: char) -> bool {
    matches!(
        character,
        '\'' | '`'
            | '´'
            | '‘'
            | '’'
            | '‛'
            | 'ʼ'
            | 'ʻ'
            | 'ʹ'
            | '′'
            | '.'
            | 'ـ'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    ) || (character.is_control() && !character.is_whitespace())
}

/// Vowel signs of scripts whose letters mean nothing without them.
fn is_kept_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character) && !is_stripped_mark(character)
}

fn is_stripped_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5c7}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_equal_what_a_reader_takes_for_equal() {
        for (text, folded) in [
            ("Namp’o  (DPRK)", "nampo dprk"),
            ("D.P.R.K.", "dprk"),
            ("Ch'ŏngjin", "chongjin"),
            ("ＫＯＲＥＡ, North", "korea north"),
            ("Corée du Nord", "coree du nord"),
            ("북한", "북한"),
            ("北朝鮮", "北朝鮮"),
            ("ガンダム", "ガンダム"),
            ("Чхонджин", "чхонджин"),
            ("  ", ""),
            ("co\u{ad}al", "coal"),
            ("Straße", "strasse"),
            ("النحاسـيّة", "النحاسيه"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn a_character_folds_alike_for_itself_and_in_context() {
        let both = |text: &str| {
            for accents in [false, true] {
                let keeps = |c: char| accents || !is_stripped_mark(c);
                let whole = fold_in_context(text, keeps);
                assert_eq!(fold_filtered(text, keeps), whole, "{text:?} {accents}");
            }
        };
        let beside = ["a", "e\u{301}", "가", "ᆨ", "か\u{3099}", "ا\u{653}", "Й"];
        for character in '\0'..='\u{1ffff}' {
            both(&character.to_string());
            for other in beside.iter().filter(|_| character < '\u{3400}') {
                both(&format!("{character}{other}"));
                both(&format!("{other}{character}"));
            }
        }
    }

    #[test]
    fn letters_that_are_told_by_their_range_are_letters() {
        let letters = ('a'..='z').chain('а'..='я').chain('А'..='Я').chain('\u{621}'..='\u{63a}');
        let kana = ('\u{3041}'..='\u{3096}').chain('\u{30a1}'..='\u{30fa}').chain(['\u{30fc}']);
        for letter in letters.chain('\u{641}'..='\u{64a}').chain(kana) {
            let sign = is_dropped(letter) || is_stripped_mark(letter);
            assert!(letter.is_alphanumeric() && !sign, "{letter}");
        }
    }

    #[test]
    fn squashing_joins_syllables() {
        assert_eq!(squash("Ch'ong-jin"), squash("Chong Jin"));
    }
}
