//! What can be read of a faulty record, and every fault of its shape, in one pass.
//!
//! The types read themselves by `serde` as ever. Whatever one asks for and the tree does not have is noted,
//! and something harmless of the right type stands in: an empty text, an empty list, a zero. So the reading goes
//! on, every element keeps its place, and no message has to be understood. A record with stand-ins is
//! good for finding further faults, and for nothing else.

use std::cell::RefCell;

use serde::de::DeserializeOwned;

use super::refusal::Refusal;
use super::tree::Tree;
use super::{Fault, FaultCode, MAX_SHAPE_FAULTS, pointer};

/// Reads a tree as far as it goes. Nothing is handed over where there are more faults than are told, for
/// then nobody could tell what stands in.
pub(super) fn recover<T: DeserializeOwned>(tree: &Tree) -> (Option<T>, Vec<Fault>) {
    let notes = RefCell::new(Notes::default());
    let read = T::deserialize(Reader { tree, place: Place::Whole, notes: &notes });
    let Notes { faults, untold } = notes.into_inner();
    (read.ok().filter(|_| untold == 0), faults)
}

/// The faults so far, and how many were met besides.
#[derive(Debug, Default)]
pub(super) struct Notes {
    faults: Vec<Fault>,
    untold: usize,
}

/// A place in the tree, by the way to it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'p> {
    Whole,
    Member(&'p Place<'p>, &'p str),
    Element(&'p Place<'p>, usize),
}

impl Place<'_> {
    fn pointer(self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Member(parent, name) => parent.pointer() + "/" + &pointer::escape(name),
            Self::Element(parent, index) => format!("{}/{index}", parent.pointer()),
        }
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree,
    pub(super) place: Place<'t>,
    pub(super) notes: &'t RefCell<Notes>,
}

impl Reader<'_> {
    /// Notes a fault.
    pub(super) fn note(&self, place: Place<'_>, code: FaultCode, detail: impl FnOnce() -> String) {
        let mut notes = self.notes.borrow_mut();
        if notes.faults.len() < MAX_SHAPE_FAULTS {
            notes.faults.push(Fault { pointer: place.pointer(), code, detail: detail() });
        } else {
            notes.untold += 1;
        }
    }

    /// Notes a value of another type.
    pub(super) fn expected(&self, expected: &str) {
        let detail = || format!("{expected} is expected, not {}", self.tree.kind());
        self.note(self.place, FaultCode::WrongType, detail);
    }

    /// What a type said of its value. A refusal that the types of JSON do not explain ends the reading.
    pub(super) fn told<T>(&self, answer: Result<T, Refusal>) -> Result<T, Refusal> {
        answer.map_err(|refusal| {
            if let Refusal::Untold { member, code, detail } = refusal {
                let place = member.map_or(self.place, |name| Place::Member(&self.place, name));
                self.note(place, code, || detail);
            }
            Refusal::Told
        })
    }

    /// What was found; where it is nothing, that is noted, and something else stands in.
    pub(super) fn found<T>(&self, found: Option<T>, expected: &str, stand_in: T) -> T {
        found.unwrap_or_else(|| {
            self.expected(expected);
            stand_in
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{Index, select};
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};
    use std::fmt::Debug;

    use super::*;
    use crate::record::{Company, Shipment};

    fn recovered<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Fault>) {
        recover(&serde_json::from_str(text).unwrap())
    }

    fn shipment() -> Value {
        json!({
            "reference": "PO-1", "country_of_origin": "RU",
            "dates": {"loading": "2017-09-24", "arrival": null},
            "parties": [{"role": "seller", "name": "A", "aliases": ["B"], "phones": [],
                "identifiers": [{"type": "registration", "value": "1", "country": "HK"}]}],
            "items": [
                {"line": 10, "description": "Coal", "marks": ["x"], "quantity": {"value": 5200, "unit": "t"}},
                {"line": "11", "hs_code": "2701", "value": {"amount": 1.5, "currency": "USD"}}],
            "transport": {"mode": "sea", "containers": ["C1"],
                "vessel": {"name": "V", "built": 1998, "deadweight": 7200.5,
                    "former_flags": [{"flag": "PA", "until": "2016-01-01"}]},
                "voyage": [{"event": "loading", "at": "2017-09-24", "location": {"latitude": 43, "longitude": -131.5}}]},
            "documents": [{"type": "invoice", "date": "2017-09-01"}],
            "exemption_claims": [{"exemption": "livelihood"}],
            "payment": {"method": "letter_of_credit"},
            "metadata": {"a": "1", "b": "2"},
            "options": {"dry_run": true, "watchlists": ["un-1718"]},
        })
    }

    fn company() -> Value {
        json!({
            "name": "A", "aliases": ["B"], "people": [{"role": "owner", "name": "x", "share_percent": 51}],
            "affiliations": [{"relation": "supplier", "name": "y", "share_percent": 0.5}],
            "activities": [{"hs_code": "2701"}], "metadata": null, "options": null,
        })
    }

    /// The pointers of everything in a value.
    fn places(tree: &Value, pointer: &str, found: &mut Vec<String>) {
        found.push(pointer.to_owned());
        match tree {
            Value::Object(members) => members.iter().for_each(|(name, member)| {
                places(member, &format!("{pointer}/{}", pointer::escape(name)), found);
            }),
            Value::Array(elements) => elements.iter().enumerate().for_each(|(index, element)| {
                places(element, &format!("{pointer}/{index}"), found);
            }),
            _ => {}
        }
    }

    /// What may stand anywhere by mistake.
    fn junk() -> Vec<Value> {
        vec![
            json!(null),
            json!(true),
            json!(7),
            json!(-1),
            json!(1.0),
            json!(3_000_000_000_u64),
            json!(u64::MAX),
            json!(""),
            json!("sea"),
            json!([]),
            json!(["x", 1]),
            json!([null]),
            json!({}),
            json!({"sea": null}),
            json!({"name": 1, "nothing": 2}),
        ]
    }

    fn agrees<T: DeserializeOwned + Debug + PartialEq>(
        mut record: Value,
        changes: &[(Index, Value)],
    ) -> Result<(), TestCaseError> {
        for (place, value) in changes {
            let mut known = Vec::new();
            places(&record, "", &mut known);
            let place: &String = place.get(&known);
            pointer::put(&mut record, place, value.clone()).unwrap();
        }
        let text = record.to_string();
        let (found, faults) = recovered::<T>(&text);
        match serde_json::from_str::<T>(&text) {
            Ok(strict) => {
                prop_assert_eq!((found, &faults[..]), (Some(strict), &[][..]), "{}", text);
            }
            Err(error) => {
                prop_assert!(found.is_some() && !faults.is_empty(), "{}: {}", error, text);
                for fault in faults {
                    prop_assert!(record.pointer(&fault.pointer).is_some(), "{:?}: {}", fault, text);
                }
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn the_forgiving_reading_refuses_what_the_strict_one_refuses(
            changes in prop::collection::vec((any::<Index>(), select(junk())), 0..4),
        ) {
            agrees::<Shipment>(shipment(), &changes)?;
            agrees::<Company>(company(), &changes)?;
        }
    }

    #[test]
    fn faults_are_told_in_the_words_of_json() {
        for (record, pointer, detail) in [
            ("[]", "", "an object is expected, not an array"),
            (r#"{"items": "coal"}"#, "/items", "an array is expected, not a string"),
            (r#"{"items": [null]}"#, "/items/0", "an object is expected, not null"),
            (
                r#"{"country_of_origin": 408}"#,
                "/country_of_origin",
                "a string is expected, not a number",
            ),
            (
                r#"{"items": [{"line": 1.5}]}"#,
                "/items/0/line",
                "a string or a whole number is expected, not a number with a fraction",
            ),
            (
                r#"{"options": {"dry_run": "yes"}}"#,
                "/options/dry_run",
                "true or false is expected, not a string",
            ),
            (
                r#"{"transport": {"vessel": {"built": 1990.5}}}"#,
                "/transport/vessel/built",
                "a whole number is expected, not a number with a fraction",
            ),
            (
                r#"{"transport": {"vessel": {"built": 3000000000}}}"#,
                "/transport/vessel/built",
                "a whole number from -2147483648 to 2147483647 is expected",
            ),
            (
                r#"{"transport": {"mode": "sail"}}"#,
                "/transport/mode",
                "one of sea, rail, road, air, inland_waterway, pipeline, post, multimodal",
            ),
            (
                r#"{"transport": {"mode": []}}"#,
                "/transport/mode",
                "a string is expected, not an array",
            ),
            (
                r#"{"dates": {"lading": ""}}"#,
                "/dates/lading",
                "there is no such member here; there are contract, loading, arrival",
            ),
            (r#"{"reference": "a", "reference": "b"}"#, "/reference", "this member stands twice"),
            (
                r#"{"metadata": {"a/b": "1", "a/b": "2"}}"#,
                "/metadata/a~1b",
                "this member stands twice",
            ),
            (r#"{"metadata": {"a": 1}}"#, "/metadata/a", "a string is expected, not a number"),
        ] {
            let (_, faults) = recovered::<Shipment>(record);
            let told: Vec<_> = faults
                .iter()
                .map(|fault| (fault.pointer.as_str(), fault.detail.as_str()))
                .collect();
            assert_eq!(told, [(pointer, detail)], "{record}");
        }
    }

    #[test]
    fn members_that_stand_twice_are_told_beside_other_faults() {
        let record = r#"{"items": [{"line": [], "hs_code": "1", "hs_code": "2"}], "items": [{"hs_code": "1",
            "hs_code": "2", "x": 0}]}"#;
        let (read, faults) = recovered::<Shipment>(record);
        let told: Vec<_> =
            faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        let expected = [
            ("/items", FaultCode::DuplicateMember),
            ("/items/0/hs_code", FaultCode::DuplicateMember),
            ("/items/0/x", FaultCode::UnknownMember),
        ];
        assert_eq!(told, expected);
        let items = read.unwrap().items;
        assert_eq!(items.first().unwrap().hs_code.as_deref(), Some("2"), "the last one counts");
    }

    #[test]
    fn something_harmless_stands_in_and_elements_keep_their_place() {
        let record =
            r#"{"items": [5, {"description": "x", "quantity": {"value": "5", "unit": "t"}}]}"#;
        let (read, faults) = recovered::<Shipment>(record);
        assert_eq!(faults.len(), 2);
        let items = read.unwrap().items;
        assert_eq!(items.first(), Some(&crate::record::Item::default()));
        assert_eq!(items.get(1).unwrap().quantity.as_ref().unwrap().value, Some(0.0));
    }

    #[test]
    fn no_more_faults_are_told_than_a_person_reads() {
        let record = |count: usize| json!({"items": vec![json!(7); count]}).to_string();
        let (read, faults) = recovered::<Shipment>(&record(MAX_SHAPE_FAULTS));
        assert_eq!((read.is_some(), faults.len()), (true, MAX_SHAPE_FAULTS));
        let (read, faults) = recovered::<Shipment>(&record(MAX_SHAPE_FAULTS + 1));
        assert_eq!((read.is_some(), faults.len()), (false, MAX_SHAPE_FAULTS));
    }

    /// Types with a mind of their own: what they refuse ends the reading, by its kind and place.
    #[test]
    fn what_a_type_refuses_for_reasons_of_its_own_is_told_too() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Strict {
            #[serde(rename = "day")]
            _day: chrono::NaiveDate,
            #[serde(rename = "name")]
            _name: String,
        }
        for (record, pointer, code) in [
            (r#"{"day": "2017-02-29", "name": ""}"#, "/day", FaultCode::WrongType),
            (r#"{"day": "2017-02-28"}"#, "/name", FaultCode::Required),
        ] {
            let (read, faults) = recovered::<Strict>(record);
            assert!(read.is_none());
            let told: Vec<_> =
                faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
            assert_eq!(told, [(pointer, code)], "{record}");
        }
    }
}
