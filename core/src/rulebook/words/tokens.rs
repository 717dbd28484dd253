//! A description in tokens, cut into segments at the signs that end a phrase.

use super::variants::Variants;
use crate::text::{fold, fold_with_accents, is_unspaced, plain};

/// A description, folded, in tokens.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// All tokens, with a space between any two.
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
}

/// One token: where it stands in the folded text, and in which segment.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) segment: usize,
    /// The token with its accents, where those differ.
    pub(super) accents: Option<String>,
    /// Whether it is written in a script in which words are not set apart, or take endings.
    pub(super) unspaced: bool,
}

impl Tokens {
    /// Cuts a description. `variants` are the characters that are read as others.
    pub(super) fn of(description: &str, variants: &Variants) -> Self {
        let readable = plain(description);
        let mut tokens = Self::default();
        let mut segment = 0;
        for (text, end) in segments(&readable) {
            let folded = fold(text);
            let accents = text.chars().any(is_accented).then(|| fold_with_accents(text));
            let accents = accents.as_deref().unwrap_or_default();
            let mut accents = accents.split(' ').filter(|token| !token.is_empty());
            for token in folded.split(' ').filter(|token| !token.is_empty()) {
                let accented = accents.next().filter(|accented| *accented != token);
                tokens.push(token, segment, accented, variants);
            }
            match end {
                Some(sign) if is_joint(sign) => tokens.push(JOINT, segment, None, variants),
                _ => segment += 1,
            }
        }
        tokens
    }

    fn push(&mut self, token: &str, segment: usize, accents: Option<&str>, variants: &Variants) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        let unspaced = is_unspaced(token) || token.chars().any(is_hangul);
        if unspaced {
            self.text.extend(token.chars().map(|c| variants.read_as(c)));
        } else {
            self.text.push_str(token);
        }
        let end = self.text.len();
        let accents = accents.map(str::to_owned);
        self.tokens.push(Token { start, end, segment, accents, unspaced });
    }

    pub(super) fn text(&self, token: &Token) -> &str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }
}

/// Whether a letter is a Latin one with an accent, or the accent itself.
fn is_accented(character: char) -> bool {
    matches!(character, '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}

/// Whether a sign is a letter, a digit or a space of the commonest kinds, which end no phrase.
fn is_plain(character: char) -> bool {
    matches!(character, 'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' | '\u{4e00}'..='\u{9fff}')
        || is_hangul(character)
}

/// Whether a letter is a Korean syllable.
pub(super) fn is_hangul(character: char) -> bool {
    matches!(character, '가'..='힣')
}

/// The token of a sign that adds one thing to another.
pub(super) const JOINT: &str = "&";

fn is_joint(sign: char) -> bool {
    matches!(sign, '&' | '+' | '＆' | '＋')
}

/// The stretches of a text between signs that end a phrase, each with the sign that ended it.
fn segments(text: &str) -> impl Iterator<Item = (&str, Option<char>)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut before = None;
        for (at, character) in text.char_indices() {
            let after = text.get(at + character.len_utf8()..).unwrap_or_default();
            if is_cut(before, character, after) {
                rest = Some(after);
                return text.get(..at).map(|part| (part, Some(character)));
            }
            before = Some(character);
        }
        rest = None;
        Some((text, None))
    })
}

fn is_cut(before: Option<char>, character: char, after: &str) -> bool {
    if is_plain(character) {
        return false;
    }
    let next = after.chars().next();
    let digit = |side: Option<char>| side.is_some_and(|c| c.is_ascii_digit());
    let space = |side: Option<char>| side.is_none_or(char::is_whitespace);
    match character {
        ',' | ':' | '/' | '，' | '：' => !(digit(before) && digit(next)),
        '.' => {
            let following = after.trim_start().chars().next();
            space(next) && following.is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit())
        }
        '-' => space(before) && space(next),
        sign if is_joint(sign) => true,
        _ => matches!(
            character,
            ';' | '\n'
                | '\r'
                | '\t'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '|'
                | '!'
                | '?'
                | '•'
                | '…'
                | '。'
                | '、'
                | '；'
                | '（'
                | '）'
                | '【'
                | '】'
                | '「'
                | '」'
                | '『'
                | '』'
                | '《'
                | '》'
                | '・'
                | '،'
                | '؛'
                | '؟'
                | '"'
                | '“'
                | '”'
                | '«'
                | '»'
                | '='
                | '*'
                | '—'
                | '–'
                | '·'
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_phrase_ends() {
        for (text, parts) in [
            ("Copper, 0,5 mm", vec!["Copper", " 0,5 mm"]),
            ("Coal - washed", vec!["Coal ", " washed"]),
            ("semi-coke", vec!["semi-coke"]),
            ("HMS 1/2 scrap", vec!["HMS 1/2 scrap"]),
            ("lead/zinc", vec!["lead", "zinc"]),
            ("Cu conc. 25 %", vec!["Cu conc. 25 %"]),
            ("Iron ore. Brazil", vec!["Iron ore", " Brazil"]),
        ] {
            let found: Vec<&str> = segments(text).map(|(part, _)| part).collect();
            assert_eq!(found, parts, "{text}");
        }
    }

    #[test]
    fn accents_are_kept_beside_the_tokens() {
        let tokens = Tokens::of("quặng sắt, Fe 62%", &Variants::default());
        let accents: Vec<_> = tokens.tokens.iter().map(|token| token.accents.as_deref()).collect();
        assert_eq!(tokens.text, "quang sat fe 62");
        assert_eq!(accents, [Some("quặng"), Some("sắt"), None, None]);
    }
}
