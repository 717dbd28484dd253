//! The names of a record, read once and looked for once in every list.

use std::collections::HashMap;
use std::ops::Deref;

use foldhash::fast::RandomState;

use crate::Reference;
use crate::names::{Name, Side};
use crate::text::plain;
use crate::watchlist::Hit;

/// A name with its forms and those that are near to it.
pub(crate) struct KnownName<'r> {
    pub(crate) forms: Vec<Name>,
    /// Persons and entities, for each list in its order.
    pub(crate) hits: Vec<Vec<Hit<'r>>>,
    /// Bodies of the DPRK's State trade.
    pub(crate) state_trade: Vec<Hit<'r>>,
}

impl<'r> KnownName<'r> {
    /// Reads a name and looks for it.
    pub(crate) fn of(name: &str, reference: &Reference<'r>) -> Self {
        let rules = &reference.rulebook.names;
        let forms = Name::forms(&plain(name), Side::Submitted, rules).into_vec();
        let hits = reference.watchlists.iter().map(|list| list.search_parties(&forms)).collect();
        let state_trade = reference.state_trade.search_parties(&forms);
        Self { forms, hits, state_trade }
    }

    /// Whether the name says anything besides a legal form and signs.
    pub(crate) fn is_usable(&self) -> bool {
        self.forms.first().is_some_and(Name::is_usable)
    }
}

/// Names that were read, by their text: several parties of a record often bear one name.
#[derive(Default)]
pub(crate) struct KnownNames<'r>(HashMap<String, KnownName<'r>, RandomState>);

/// A name that was read before, or is read now.
pub(crate) enum Looked<'k, 'r> {
    Before(&'k KnownName<'r>),
    Now(Box<KnownName<'r>>),
}

impl<'r> Deref for Looked<'_, 'r> {
    type Target = KnownName<'r>;

    fn deref(&self) -> &KnownName<'r> {
        match self {
            Self::Before(known) => known,
            Self::Now(made) => made,
        }
    }
}

impl<'r> KnownNames<'r> {
    /// Reads these names and looks for them.
    pub(crate) fn of<'n>(
        names: impl IntoIterator<Item = &'n str>,
        reference: &Reference<'r>,
    ) -> Self {
        let mut known = HashMap::default();
        for name in names {
            if !known.contains_key(name) {
                known.insert(name.to_owned(), KnownName::of(name, reference));
            }
        }
        Self(known)
    }

    /// A name, read now where it was not before.
    pub(crate) fn look<'k>(&'k self, name: &str, reference: &Reference<'r>) -> Looked<'k, 'r> {
        match self.0.get(name) {
            Some(known) => Looked::Before(known),
            None => Looked::Now(Box::new(KnownName::of(name, reference))),
        }
    }
}
