//! Listed names in short: their words as numbers with what each weighs, side by side in memory.

use super::compare::is_short;
use super::likeness::Bearer;
use super::name::{Name, Word};
use super::rules::NameRules;

/// Every listed name in short.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    parts: Vec<Part>,
    ends: Vec<End>,
}

/// Where a name ends among the parts.
#[derive(Debug, Clone, Copy)]
struct End {
    at: u32,
    whole: bool,
    exact: bool,
}

/// A word of a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    /// Its number, or that of its group if it has one.
    pub(super) id: u32,
    pub(super) weight: u16,
}

/// One name in short.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline<'o> {
    pub(super) parts: &'o [Part],
    /// Whether it is found as a whole alone,
    pub(super) whole: bool,
    /// or its words without a wrong letter alone.
    pub(super) exact: bool,
}

impl Outlines {
    /// Puts in a name, after the others; `id` says by which number a word goes.
    pub(super) fn push(
        &mut self,
        name: &Name,
        bearer: Bearer,
        rules: &NameRules,
        id: impl Fn(&Word) -> u32,
    ) {
        self.parts.extend(name.words.iter().map(|word| Part {
            id: id(word),
            weight: u16::try_from(rules.weight(word.class)).unwrap_or(u16::MAX),
        }));
        let at = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        let whole = bearer.person && name.tells_by_one_word();
        self.ends.push(End { at, whole, exact: is_short(name, bearer) });
    }

    /// Gives back what is not needed once all are in.
    pub(super) fn shrink(&mut self) {
        self.parts.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// A name by its number.
    pub(super) fn get(&self, name: u32) -> Option<Outline<'_>> {
        let name = usize::try_from(name).ok()?;
        let End { at, whole, exact } = *self.ends.get(name)?;
        let from =
            name.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end.at);
        let parts = self.parts.get(usize::try_from(from).ok()?..usize::try_from(at).ok()?)?;
        Some(Outline { parts, whole, exact })
    }
}
