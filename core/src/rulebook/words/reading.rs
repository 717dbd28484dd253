//! A description, read: which phrases of the lexicon stand in it, one after the other, and what stands
//! between them.

use super::phrases::Entries;
use super::runs::chain;
use super::tokens::{JOINT, Token, Tokens, is_hangul};
use super::vocabulary::Words;
use super::{Lexicon, Meaning, Part};

/// Shortest and longest token tried as a compound, in bytes.
const COMPOUND: std::ops::RangeInclusive<usize> = 6..=60;
/// Parts shorter than this, in bytes, make no compound, but for forms such as "erz".
const SHORT_PART: usize = 4;
/// Shortest last part that says what a compound is, in bytes.
const LAST_PART: usize = 5;
/// Korean entries of fewer syllables count only at the start of a word, or right after another entry.
const LONG_SYLLABLES: usize = 3;
/// Single letters in a row that are read as a word written apart.
const SPACED_LETTERS: usize = 4;

/// A description, in pieces.
#[derive(Debug)]
pub struct Reading {
    /// The folded text.
    pub text: String,
    /// The pieces in order.
    pub pieces: Vec<Piece>,
}

/// A phrase of the lexicon, a number, or something unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins in the folded text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The segment it stands in.
    pub segment: usize,
    /// What it can mean, by index; empty where it is unknown.
    pub meanings: Entries,
    /// Whether it is a number, a size or a grade.
    pub number: bool,
    /// Whether it is a sign that adds one thing to another.
    pub joint: bool,
}

impl Reading {
    /// The text of a piece.
    pub fn text(&self, piece: &Piece) -> &str {
        self.text.get(piece.start..piece.end).unwrap_or_default()
    }
}

impl Lexicon {
    /// Reads a description. The cost grows with its length, not with the lexicon.
    pub fn read_text(&self, description: &str) -> Reading {
        let tokens = Tokens::of(description, &self.variants);
        let words: Vec<Words> = tokens
            .tokens
            .iter()
            .map(|token| {
                if token.unspaced {
                    Words::new()
                } else {
                    self.vocabulary.words(tokens.text(token))
                }
            })
            .collect();
        let mut pieces = Vec::with_capacity(tokens.tokens.len());
        let mut at = 0;
        while let Some(token) = tokens.tokens.get(at) {
            at += if token.unspaced {
                self.read_run(&tokens, at, &mut pieces)
            } else {
                self.read_words(&tokens, &words, at, &mut pieces)
            };
        }
        Reading { text: tokens.text, pieces }
    }

    /// Reads the longest phrase at a token, else the token alone; how many tokens were read.
    fn read_words(
        &self,
        tokens: &Tokens,
        words: &[Words],
        at: usize,
        pieces: &mut Vec<Piece>,
    ) -> usize {
        let Some(first) = tokens.tokens.get(at) else { return 1 };
        let inside = tokens
            .tokens
            .iter()
            .skip(at)
            .take_while(|token| token.segment == first.segment && !token.unspaced)
            .count();
        let spaced = self.read_spaced_letters(tokens, at, inside, pieces);
        if spaced > 0 {
            return spaced;
        }
        let mut length = inside;
        while let Some((found, entries)) =
            self.phrases.longest(words.iter().skip(at).take(length).map(Words::as_slice))
        {
            let phrase = tokens.tokens.get(at..at + found).unwrap_or_default();
            let meanings: Entries = entries
                .into_iter()
                .filter(|entry| {
                    self.meaning(*entry).is_some_and(|meaning| has_accents(meaning, tokens, phrase))
                })
                .collect();
            if let (false, Some(last)) = (meanings.is_empty(), phrase.last()) {
                pieces.push(piece(first.start, last.end, first.segment, meanings));
                return found;
            }
            length = found - 1;
        }
        if !self.read_compound(tokens, first, pieces) {
            let text = tokens.text(first);
            let number = text.bytes().any(|byte| byte.is_ascii_digit());
            let unknown = piece(first.start, first.end, first.segment, Entries::new());
            pieces.push(Piece { number, joint: text == JOINT, ..unknown });
        }
        1
    }

    /// Reads "c o a l" as a word; how many tokens were read.
    fn read_spaced_letters(
        &self,
        tokens: &Tokens,
        at: usize,
        inside: usize,
        pieces: &mut Vec<Piece>,
    ) -> usize {
        let letters: Vec<&Token> = tokens
            .tokens
            .iter()
            .skip(at)
            .take(inside)
            .take_while(|token| {
                let mut characters = tokens.text(token).chars();
                characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
            })
            .collect();
        for length in (SPACED_LETTERS..=letters.len()).rev() {
            let word: String =
                letters.iter().take(length).map(|token| tokens.text(token)).collect();
            if let Some((1, meanings)) =
                self.phrases.longest([self.vocabulary.words(&word).as_slice()])
                && let (Some(first), Some(last)) = (letters.first(), letters.get(length - 1))
            {
                pieces.push(piece(first.start, last.end, first.segment, meanings));
                return length;
            }
        }
        0
    }

    fn is_form(&self, entries: &[usize]) -> bool {
        let part = |entry: &usize| self.meaning(*entry).map(|meaning| meaning.part);
        entries.iter().any(|entry| part(entry) == Some(Part::Form))
    }

    /// Reads a token as a compound of known parts.
    fn read_compound(&self, tokens: &Tokens, token: &Token, pieces: &mut Vec<Piece>) -> bool {
        let text = tokens.text(token);
        if !COMPOUND.contains(&text.len()) {
            return false;
        }
        for (number, language) in self.languages.iter().enumerate() {
            let Some((parts, links)) = &language.compounds else { continue };
            let mut inside = parts.all(text);
            inside
                .retain(|part| part.end - part.start >= SHORT_PART || self.is_form(&part.entries));
            let ends = |rest: &str| self.vocabulary.takes(number, rest);
            if let Some(chain) = chain(text, &inside, links, ends).filter(|chain| chain.len() > 1) {
                for part in chain {
                    let (start, end) = (token.start + part.start, token.start + part.end);
                    pieces.push(piece(start, end, token.segment, part.entries));
                }
                return true;
            }
            // Of a compound that is not wholly known, the last part says what it is: a motor of any
            // kind is one. A material may be lent by the name alone, as in "Holzkohle".
            let last = inside.into_iter().find(|part| {
                part.start > 0
                    && part.end - part.start >= LAST_PART
                    && ends(text.get(part.end..).unwrap_or_default())
            });
            if let Some(last) = last
                && !last.entries.iter().any(|entry| self.is_material(*entry))
            {
                pieces.push(piece(token.start, token.end, token.segment, last.entries));
                return true;
            }
        }
        false
    }

    /// Reads tokens of a script without spaces, up to the next of another script; how many.
    fn read_run(&self, tokens: &Tokens, at: usize, pieces: &mut Vec<Piece>) -> usize {
        let Some(first) = tokens.tokens.get(at) else { return 1 };
        let run: Vec<&Token> = tokens
            .tokens
            .iter()
            .skip(at)
            .take_while(|token| token.unspaced && token.segment == first.segment)
            .collect();
        let mut joined = String::new();
        let mut starts = Vec::with_capacity(run.len());
        for token in &run {
            starts.push(joined.len());
            joined.push_str(tokens.text(token));
        }
        let crosses =
            |start: usize, end: usize| starts.iter().any(|edge| start < *edge && *edge < end);
        let origin = |at: usize, ends: bool| {
            let token = starts.partition_point(|edge| if ends { *edge < at } else { *edge <= at });
            let spaces = token.saturating_sub(1);
            first.start + at + spaces
        };
        let (mut done, mut at) = (0, 0);
        while let Some(character) = joined.get(at..).and_then(|rest| rest.chars().next()) {
            let at_start = starts.contains(&at) || (at == done && done > 0);
            let found = self.unspaced.longest_at(&joined, at, |end| {
                let short = is_hangul(character) && {
                    let text = joined.get(at..end).unwrap_or_default();
                    text.chars().count() < LONG_SYLLABLES && text.chars().all(is_hangul)
                };
                // An entry written apart ends where a word does.
                let apart = crosses(at, end);
                let at_edge = end == joined.len() || starts.contains(&end);
                (at_start || !(short || apart)) && (!apart || at_edge || !is_hangul(character))
            });
            let Some(inside) = found else {
                at += character.len_utf8();
                continue;
            };
            let origin: &dyn Fn(usize, bool) -> usize = &origin;
            self.read_gap(&joined, (done, at), &starts, (first.segment, origin), pieces);
            let (start, end) = (origin(inside.start, false), origin(inside.end, true));
            pieces.push(piece(start, end, first.segment, inside.entries));
            (done, at) = (inside.end, inside.end);
        }
        self.read_gap(&joined, (done, joined.len()), &starts, (first.segment, &origin), pieces);
        run.len()
    }

    /// Reads what stands between two entries of a run: words of other scripts, numbers, the unknown.
    fn read_gap(
        &self,
        run: &str,
        (from, to): (usize, usize),
        edges: &[usize],
        (segment, origin): (usize, &dyn Fn(usize, bool) -> usize),
        pieces: &mut Vec<Piece>,
    ) {
        let mut start = from;
        while start < to {
            let rest = run.get(start..to).unwrap_or_default();
            let foreign = |c: char| c.is_ascii_alphanumeric();
            let kind = rest.chars().next().is_some_and(foreign);
            let length = rest
                .char_indices()
                .find(|(at, c)| foreign(*c) != kind || (*at > 0 && edges.contains(&(start + at))))
                .map_or(rest.len(), |(at, _)| at);
            let text = rest.get(..length).unwrap_or_default();
            let known = if kind {
                self.phrases
                    .longest([self.vocabulary.words(text).as_slice()])
                    .map(|(_, entries)| entries)
            } else {
                None
            };
            let number = text.bytes().any(|byte| byte.is_ascii_digit()) && known.is_none();
            let span = (origin(start, false), origin(start + length, true));
            pieces.push(Piece {
                number,
                ..piece(span.0, span.1, segment, known.unwrap_or_default())
            });
            start += length.max(1);
        }
    }
}

fn piece(start: usize, end: usize, segment: usize, meanings: Entries) -> Piece {
    Piece { start, end, segment, meanings, number: false, joint: false }
}

/// Whether a phrase of the text has the accents that a meaning asks for.
fn has_accents(meaning: &Meaning, tokens: &Tokens, phrase: &[Token]) -> bool {
    let Some(accents) = &meaning.accents else { return true };
    let mut asked = accents.split(' ');
    phrase.iter().all(|token| {
        let given = token.accents.as_deref().unwrap_or_else(|| tokens.text(token));
        asked.next() == Some(given)
    })
}
