//! Entries inside a run of letters: scripts without spaces, and the parts of compounds.

use std::collections::HashMap;

use aho_corasick::{AhoCorasick, BuildError, MatchKind};

/// A set of entries looked for inside runs, in one pass over the run.
#[derive(Debug)]
pub(super) struct Runs {
    automaton: AhoCorasick,
    entries: Vec<Vec<usize>>,
}

/// An entry that stands in a run: from, to (bytes), and which entries it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside<'l> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) entries: &'l [usize],
}

impl Runs {
    pub(super) fn new(texts: Vec<(String, usize)>) -> Result<Self, BuildError> {
        let mut index: HashMap<String, usize> = HashMap::new();
        let mut patterns = Vec::new();
        let mut entries: Vec<Vec<usize>> = Vec::new();
        for (text, entry) in texts {
            let at = *index.entry(text.clone()).or_insert(patterns.len());
            if at == patterns.len() {
                patterns.push(text);
                entries.push(Vec::new());
            }
            if let Some(known) = entries.get_mut(at) {
                known.push(entry);
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns)?;
        Ok(Self { automaton, entries })
    }

    /// Every entry inside the run, in the order of where they begin, the longest first.
    pub(super) fn all(&self, run: &str) -> Vec<Inside<'_>> {
        let mut found: Vec<Inside<'_>> = self
            .automaton
            .find_overlapping_iter(run)
            .map(|hit| Inside {
                start: hit.start(),
                end: hit.end(),
                entries: self.entries.get(hit.pattern().as_usize()).map_or(&[], Vec::as_slice),
            })
            .collect();
        found.sort_unstable_by_key(|inside| (inside.start, std::cmp::Reverse(inside.end)));
        found
    }
}

/// The parts that cover a word wholly, the longest first, with links between them; the last may have
/// an ending. `None` where there is no such chain.
pub(super) fn chain<'l>(
    word: &str,
    parts: &[Inside<'l>],
    links: &[String],
    ends: impl Fn(&str) -> bool,
) -> Option<Vec<Inside<'l>>> {
    let mut dead = vec![false; word.len() + 1];
    let mut chain = Vec::new();
    follow(&Compound { word, parts, links, ends: &ends }, 0, &mut dead, &mut chain).then_some(chain)
}

struct Compound<'c, 'l> {
    word: &'c str,
    parts: &'c [Inside<'l>],
    links: &'c [String],
    ends: &'c dyn Fn(&str) -> bool,
}

fn follow<'l>(
    compound: &Compound<'_, 'l>,
    at: usize,
    dead: &mut [bool],
    chain: &mut Vec<Inside<'l>>,
) -> bool {
    if dead.get(at).copied().unwrap_or(true) {
        return false;
    }
    for part in compound.parts.iter().filter(|part| part.start == at) {
        chain.push(*part);
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
