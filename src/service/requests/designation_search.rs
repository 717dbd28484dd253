//! What is sent to find entries of lists: a name or a number.

use assay_core::input::{Fault, FaultCode, Faults, ReadError, read, stated};
use assay_core::objects;
use assay_core::record::{Identifier, IdentifierType, check_date};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::ToSchema;

/// Most entries in one answer.
const MAX_LIMIT: u32 = 100;

/// A name or a number to look for in the lists.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[schema(example = json!({"name": "KOMID", "kind": "entity"}))]
pub struct DesignationSearch {
    /// A name, in any script.
    pub name: Option<String>,
    /// A number, where no name is given.
    pub identifier: Option<Identifier>,
    /// Only entries of this kind.
    pub kind: Option<SearchedKind>,
    /// Only these lists; all unless given.
    #[serde(deserialize_with = "assay_core::input::list", skip_serializing_if = "Vec::is_empty")]
    pub watchlists: Vec<String>,
    /// Only entries that were listed on this day; all, the removed among them, unless given.
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<String>,
    /// How many at most: 1 to 100, default 20.
    pub limit: Option<u32>,
}

/// Kinds of entry to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "entity")]
#[expect(missing_docs, reason = "the words say it")]
pub enum SearchedKind {
    Person,
    Entity,
    Vessel,
    Aircraft,
}

objects!(DesignationSearch);

impl DesignationSearch {
    /// Reads a search and checks it whole.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reading = read::<Self>(bytes)?;
        reading.check(Self::faults);
        reading.finish(|_| Vec::new())
    }

    /// Every fault of content.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        match (stated(self.name.as_ref()), &self.identifier) {
            (None, None) => {
                faults.add("", FaultCode::Required, "a search needs a name or an identifier");
            }
            (Some(_), Some(_)) => {
                let detail = "a search takes a name or an identifier, and not both";
                faults.add("/identifier", FaultCode::OutOfRange, detail);
            }
            (None, Some(identifier)) => {
                faults.require(identifier.r#type.is_some(), || "/identifier/type".to_owned());
                let value = stated(identifier.value.as_ref());
                faults.require(value.is_some(), || "/identifier/value".to_owned());
            }
            (Some(_), None) => {}
        }
        check_date(self.as_of.as_ref(), || "/as_of".to_owned(), &mut faults);
        if self.limit.is_some_and(|limit| !(1..=MAX_LIMIT).contains(&limit)) {
            faults.add("/limit", FaultCode::OutOfRange, "a number from 1 to 100");
        }
        faults.into_vec()
    }

    /// The lists it names that are not there.
    pub fn unknown_lists(&self, is_known: impl Fn(&str) -> bool) -> Vec<Fault> {
        let mut faults = Faults::default();
        for (index, id) in self.watchlists.iter().enumerate().filter(|(_, id)| !is_known(id)) {
            let detail = format!("no watchlist has the id {id}");
            faults.add(format!("/watchlists/{index}"), FaultCode::UnknownWatchlist, detail);
        }
        faults.into_vec()
    }

    /// The number it looks for.
    pub fn number(&self) -> Option<(IdentifierType, &str)> {
        let identifier = self.identifier.as_ref()?;
        Some((identifier.r#type?, stated(identifier.value.as_ref())?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named_in_one_answer() {
        let faults = |json: &str| match DesignationSearch::read(json.as_bytes()) {
            Err(ReadError::Faults(faults)) => {
                faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(faults("{}"), [""]);
        assert_eq!(faults(r#"{"identifier": {}}"#), ["/identifier/type", "/identifier/value"]);
        let json =
            r#"{"nam": "x", "name": "x", "kind": "ship", "as_of": "2017-02-30", "limit": 0}"#;
        assert_eq!(faults(json), ["/kind", "/nam", "/as_of", "/limit"]);
    }
}
