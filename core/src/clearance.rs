//! Parties that a person judged not to be a listed one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::digest::sha256;
use crate::judgement::Match;
use crate::rulebook::CountryCode;
use crate::text::{fold, tokens};

/// "This party is not that designation", as a person judged it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// Its id.
    pub id: String,
    /// The party's name, as [`party_key`] makes it.
    pub party_key: String,
    /// The party's country or nationality, where it was judged with one.
    pub country: Option<CountryCode>,
    /// The party's birth date, where it was judged with one.
    pub birth_date: Option<NaiveDate>,
    /// The entry, as `list:reference`.
    pub designation: String,
    /// Digest of the entry as it was judged.
    pub entry_digest: String,
    /// The last day on which it holds; none where it does not expire.
    pub expires_on: Option<NaiveDate>,
    /// Who judged.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The day of the judgement.
    pub cleared_on: NaiveDate,
}

/// The clearances of one organisation, those apart that were withdrawn.
#[derive(Debug, Default)]
pub struct Clearances {
    by_party: BTreeMap<String, Vec<Clearance>>,
}

/// No clearance at all.
pub static NO_CLEARANCES: Clearances = Clearances { by_party: BTreeMap::new() };

impl Clearances {
    /// Orders clearances by party.
    pub fn new(clearances: &[Clearance]) -> Self {
        let mut by_party: BTreeMap<String, Vec<Clearance>> = BTreeMap::new();
        for one in clearances {
            by_party.entry(one.party_key.clone()).or_default().push(one.clone());
        }
        for own in by_party.values_mut() {
            own.sort_by(|one, other| one.id.cmp(&other.id));
        }
        Self { by_party }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_party.is_empty()
    }

    /// Those of a party and an entry, the newest first.
    pub fn of<'c>(
        &'c self,
        party_key: &str,
        designation: &'c str,
    ) -> impl Iterator<Item = &'c Clearance> {
        let own = self.by_party.get(party_key).map_or(&[][..], Vec::as_slice);
        own.iter().rev().filter(move |one| one.designation == designation)
    }

    /// Digest over the ids and entries of those that were applied in these matches; none where none was.
    pub(crate) fn applied(&self, matches: &[Match]) -> Option<String> {
        let mut ids: Vec<&str> =
            matches.iter().filter_map(|one| one.cleared_by.as_deref()).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.is_empty() {
            return None;
        }
        let mut applied: Vec<&Clearance> = self.by_party.values().flatten().collect();
        applied.retain(|one| ids.binary_search(&one.id.as_str()).is_ok());
        applied.sort_by(|one, other| one.id.cmp(&other.id));
        let parts = applied.iter().flat_map(|one| [one.id.as_bytes(), one.entry_digest.as_bytes()]);
        Some(sha256(parts))
    }
}

/// The name of a party as clearances are looked up: folded, its words in order of the alphabet.
pub fn party_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<&str> = tokens(&folded).collect();
    words.sort_unstable();
    words.join(" ")
}
