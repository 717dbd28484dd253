//! Addresses of listed parties, looked for in the addresses of others.

use super::{Authority, Designation};
use crate::text::{OwnedPhrases, fold, tokens};

/// Fewest words of an address that is one party's own: "Pyongyang, DPRK" is everyone's.
const WORDS: usize = 3;

/// The addresses of a list that tell their party from others.
#[derive(Debug, Default)]
pub(super) struct Addresses(OwnedPhrases);

impl Addresses {
    /// Addresses of the UN's entries: on lists of others a shared address means less.
    pub(super) fn of(authority: Authority, designations: &[Designation]) -> Self {
        if authority != Authority::Un {
            return Self::default();
        }
        let mut texts = Vec::new();
        for (owner, entry) in designations.iter().enumerate() {
            for address in &entry.addresses {
                let folded = fold(&address.text);
                let own = tokens(&folded).count() >= WORDS
                    && folded.bytes().any(|byte| byte.is_ascii_digit());
                if own {
                    texts.push((owner, folded));
                }
            }
        }
        // An automaton too large to build finds nothing: addresses only corroborate.
        Self(OwnedPhrases::new(texts).unwrap_or_default())
    }

    /// The entries whose address stands in a folded text.
    pub(super) fn find(&self, folded: &str) -> impl Iterator<Item = usize> {
        self.0.find(folded).map(|(owner, _)| owner)
    }
}
