//! One member of the record as it was read.

use std::ops::Deref;

use crate::input::stated;
use crate::judgement::{Evidence, Pointer};
use crate::rulebook::{EvidenceKind, Rulebook};

/// A member of the record as it was read: what it means, the text that says so, and where it stands. What is not
/// stated has an empty text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fact<'a, T = ()> {
    /// What it means.
    pub(crate) value: T,
    /// What stands there, as stated.
    pub(crate) text: &'a str,
    /// Where it stands.
    pub(crate) pointer: Pointer,
}

/// A text that says something and is not read further.
pub(crate) type Text<'a> = Fact<'a>;

impl<'a, T> Fact<'a, T> {
    /// A member with what it means.
    pub(crate) fn new(value: T, text: Option<&'a String>, pointer: Pointer) -> Self {
        Self { value, text: stated(text).unwrap_or_default(), pointer }
    }

    /// Its text, where it says something.
    pub(crate) fn stated(&self) -> Option<Text<'a>> {
        let Self { text, pointer, .. } = *self;
        (!text.is_empty()).then_some(Fact { value: (), text, pointer })
    }

    /// The fact as evidence of a kind, with what else is worth saying.
    pub(crate) fn evidence(&self, kind: EvidenceKind, rulebook: &Rulebook, more: &str) -> Evidence {
        Evidence::of(kind, rulebook, self.pointer, self.text, more)
    }
}

impl<'a> Text<'a> {
    /// A text, where it says something.
    pub(crate) fn of(text: Option<&'a String>, pointer: Pointer) -> Option<Self> {
        stated(text).map(|text| Self { value: (), text, pointer })
    }
}

impl<T> Deref for Fact<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
