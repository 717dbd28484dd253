//! A description in tokens, cut into segments at the signs that end a phrase.

use std::collections::HashMap;

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
    pub(super) fn of(description: &str, variants: &HashMap<char, char>) -> Self {
        let readable = plain(description);
        let mut tokens = Self::default();
        for (segment, text) in segments(&readable).enumerate() {
            let folded = fold(text);
            let accents = (!text.is_ascii()).then(|| fold_with_accents(text));
            let mut accents = accents.as_deref().unwrap_or_default().split(' ');
            for token in folded.split(' ').filter(|token| !token.is_empty()) {
                let accented = accents.next().filter(|accented| *accented != token);
                tokens.push(token, segment, accented, variants);
            }
        }
        tokens
    }

    fn push(
        &mut self,
        token: &str,
        segment: usize,
        accents: Option<&str>,
        variants: &HashMap<char, char>,
    ) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        let unspaced = is_unspaced(token) || token.chars().any(is_hangul);
        if unspaced {
            self.text.extend(token.chars().map(|c| variants.get(&c).copied().unwrap_or(c)));
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

/// Whether a letter is a Korean syllable.
pub(super) fn is_hangul(character: char) -> bool {
    matches!(character, '가'..='힣')
}

/// The stretches of a text between signs that end a phrase.
fn segments(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut before = None;
        for (at, character) in text.char_indices() {
            let after = text.get(at + character.len_utf8()..).unwrap_or_default();
            if is_cut(before, character, after) {
                rest = Some(after);
                return text.get(..at);
            }
            before = Some(character);
        }
        rest = None;
        Some(text)
    })
}

fn is_cut(before: Option<char>, character: char, after: &str) -> bool {
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
                | '+'
                | '&'
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
            assert_eq!(segments(text).collect::<Vec<_>>(), parts, "{text}");
        }
    }

    #[test]
    fn accents_are_kept_beside_the_tokens() {
        let tokens = Tokens::of("quặng sắt, Fe 62%", &HashMap::new());
        let accents: Vec<_> = tokens.tokens.iter().map(|token| token.accents.as_deref()).collect();
        assert_eq!(tokens.text, "quang sat fe 62");
        assert_eq!(accents, [Some("quặng"), Some("sắt"), None, None]);
    }
}
