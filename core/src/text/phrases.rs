//! A set of words and phrases, looked for in one pass over a folded text: the cost grows with the text,
//! not with the set.

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

use super::is_unspaced;

/// Words and phrases to look for.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// None where there is nothing to look for.
    automaton: Option<AhoCorasick>,
    /// Whether a phrase counts inside a longer run: scripts that write no spaces, or attach endings.
    attached: Vec<bool>,
}

/// A phrase that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// Which phrase of the set it is.
    pub index: usize,
    /// The phrase as it stands in the text.
    pub text: &'t str,
    /// Where it begins, in bytes.
    pub start: usize,
}

impl Phrases {
    /// Prepares a set of folded phrases.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Result<Self, BuildError> {
        let phrases: Vec<&str> = phrases.into_iter().collect();
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&phrases)?;
        let attached = phrases
            .iter()
            .map(|phrase| is_unspaced(phrase) || phrase.chars().any(|c| matches!(c, '가'..='힣')))
            .collect();
        Ok(Self { automaton: Some(automaton), attached })
    }

    /// Every phrase that stands in the text, bounded by spaces or the ends unless it may be attached.
    pub fn find<'t>(&self, folded: &'t str) -> impl Iterator<Item = Found<'t>> {
        let hits = self.automaton.iter().flat_map(move |words| words.find_overlapping_iter(folded));
        hits.filter_map(move |hit| {
            let (index, start, end) = (hit.pattern().as_usize(), hit.start(), hit.end());
            let attached = self.attached.get(index).copied().unwrap_or(false);
            let text = folded.get(start..end)?;
            (!text.is_empty() && (attached || stands_alone(folded, start, end))).then_some(Found {
                index,
                text,
                start,
            })
        })
    }

    /// Whether any phrase stands in the text.
    pub fn stand_in(&self, folded: &str) -> bool {
        self.find(folded).next().is_some()
    }
}

/// Whether a stretch of a folded text is bounded by spaces or the ends.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_alone_but_for_scripts_without_spaces() {
        let phrases = Phrases::new(["north korea", "dprk", "북한", "朝鲜产"]).unwrap();
        for (text, stands) in [
            ("coal of north korea", true),
            ("dprk", true),
            ("north korean", false),
            ("the dprks", false),
            ("북한산 석탄", true),
            ("朝鲜产无烟煤", true),
            ("", false),
        ] {
            assert_eq!(phrases.stand_in(text), stands, "{text}");
        }
    }
}
