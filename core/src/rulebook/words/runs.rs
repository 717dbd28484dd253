//! Entries inside a run of letters: scripts without spaces, and the parts of compounds.

use super::phrases::{Entries, PhraseTree};

/// Entries that stand inside runs, as a tree of their characters.
#[derive(Debug, Default)]
pub(super) struct Runs(PhraseTree<char>);

/// An entry that stands in a run: from, to (bytes), and which entries it is.
#[derive(Debug, Clone)]
pub(super) struct Inside {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entries: Entries,
}

impl Runs {
    pub(super) fn add(&mut self, text: &str, entry: usize) {
        self.0.add(text.chars(), entry);
    }

    /// Prepares for reading, once every entry is in.
    pub(super) fn close(&mut self) {
        self.0.close();
    }

    /// The longest entry at a place of the run that is taken.
    pub(super) fn longest_at(
        &self,
        run: &str,
        start: usize,
        mut takes: impl FnMut(usize) -> bool,
    ) -> Option<Inside> {
        let mut best = None;
        self.walk(steps_from(run, start), |end, entries| {
            if takes(end) {
                best = Some((end, entries));
            }
        });
        best.map(|(end, entries)| Inside { start, end, entries: entries.into() })
    }

    /// Every entry inside the run, in the order of where they begin, the longest first.
    pub(super) fn all(&self, run: &str) -> Vec<Inside> {
        let mut found: Vec<Inside> = Vec::new();
        for (start, _) in run.char_indices() {
            let from = found.len();
            self.walk(steps_from(run, start), |end, entries| {
                found.push(Inside { start, end, entries: entries.into() });
            });
            if let Some(found) = found.get_mut(from..) {
                found.reverse();
            }
        }
        found
    }

    fn walk<'r>(
        &'r self,
        steps: impl Iterator<Item = (char, usize)>,
        mut found: impl FnMut(usize, &'r [usize]),
    ) {
        let ends = std::cell::Cell::new(0);
        let characters = steps.map(|(character, end)| {
            ends.set(end);
            character
        });
        self.0.each(characters, |_, entries| found(ends.get(), entries));
    }
}

/// The characters of a run from a place on, each with where it ends.
fn steps_from(run: &str, start: usize) -> impl Iterator<Item = (char, usize)> {
    let rest = run.get(start..).unwrap_or_default();
    rest.char_indices().map(move |(at, character)| (character, start + at + character.len_utf8()))
}

/// The parts that cover a word wholly, the longest first, with links between them; the last may have
/// an ending. `None` where there is no such chain.
pub(super) fn chain(
    word: &str,
    parts: &[Inside],
    links: &[String],
    ends: impl Fn(&str) -> bool,
) -> Option<Vec<Inside>> {
    let mut dead = vec![false; word.len() + 1];
    let mut chain = Vec::new();
    follow(&Compound { word, parts, links, ends: &ends }, 0, &mut dead, &mut chain).then_some(chain)
}

struct Compound<'c> {
    word: &'c str,
    parts: &'c [Inside],
    links: &'c [String],
    ends: &'c dyn Fn(&str) -> bool,
}

fn follow(compound: &Compound<'_>, at: usize, dead: &mut [bool], chain: &mut Vec<Inside>) -> bool {
    if dead.get(at).copied().unwrap_or(true) {
        return false;
    }
    for part in compound.parts.iter().filter(|part| part.start == at) {
        chain.push(part.clone());
        let rest = compound.word.get(part.end..).unwrap_or_default();
        if (compound.ends)(rest) || follow(compound, part.end, dead, chain) {
            return true;
        }
        for link in compound.links.iter().filter(|link| !link.is_empty()) {
            if rest.starts_with(link.as_str())
                && follow(compound, part.end + link.len(), dead, chain)
            {
                return true;
            }
        }
        chain.pop();
    }
    if let Some(dead) = dead.get_mut(at) {
        *dead = true;
    }
    false
}
