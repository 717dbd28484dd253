//! Bytes to a typed record, with every fault of shape in one answer.
//!
//! A good record costs one typed parse. A faulty one is parsed into a tree, and `recovery` finds every
//! fault in it and what can still be read. Both ways go through the same `serde` derive, so they accept
//! exactly the same.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;

use super::recovery::recover;
use super::tree::Tree;
use super::{Fault, FaultCode, Faults, MAX_DEPTH, MAX_STRING_BYTES, pointer};

/// Why bytes are not a record.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Not readable as JSON at all.
    #[error("not readable as JSON: {0}")]
    NotJson(String),
    /// Readable, and wrong in these places.
    #[error("the record has {} faults", .0.len())]
    Faults(Vec<Fault>),
}

/// What was submitted, as far as it could be read, with the faults met so far.
#[derive(Debug)]
pub struct Reading<T> {
    /// What could be read; `None` where nothing could.
    record: Option<T>,
    faults: Vec<Fault>,
    places: Places,
}

/// The places of the faults so far.
#[derive(Debug, Default)]
struct Places {
    /// Every one.
    named: BTreeSet<String>,
    /// Those with a value that could not be read, so that something else stands there.
    refused: BTreeSet<String>,
}

impl Places {
    fn of(faults: &[Fault]) -> Self {
        let refused =
            |fault: &&Fault| matches!(fault.code, FaultCode::WrongType | FaultCode::UnknownValue);
        let pointer = |fault: &Fault| fault.pointer.clone();
        Self {
            named: faults.iter().map(pointer).collect(),
            refused: faults.iter().filter(refused).map(pointer).collect(),
        }
    }

    /// Whether a fault says nothing new: its place was named, or is inside one that could not be read, or
    /// something is asked for where something faulty stood.
    fn explain(&self, fault: &Fault) -> bool {
        let pointer = &fault.pointer;
        let inside = || {
            let mut around = pointer.match_indices('/').filter_map(|(end, _)| pointer.get(..end));
            around.any(|place| self.refused.contains(place))
        };
        let asked = matches!(fault.code, FaultCode::Required | FaultCode::NothingToJudge);
        let below = || {
            let below = format!("{pointer}/");
            let next = self.named.range(below.clone()..).next();
            next.is_some_and(|place| place.starts_with(&below))
        };
        self.named.contains(pointer) || inside() || (asked && below())
    }
}

impl<T> Reading<T> {
    fn new(record: Option<T>, faults: Vec<Fault>) -> Self {
        let places = Places::of(&faults);
        Self { record, faults, places }
    }

    /// Adds faults of content. A place is named once, and what must be given is not asked for where
    /// something faulty stood.
    pub fn add(&mut self, found: Vec<Fault>) {
        for fault in found {
            if !self.places.explain(&fault) {
                self.places.named.insert(fault.pointer.clone());
                self.faults.push(fault);
            }
        }
    }

    /// Adds the faults that a check finds in what could be read.
    pub fn check(&mut self, faults: impl FnOnce(&T) -> Vec<Fault>) {
        if let Some(found) = self.record.as_ref().map(faults) {
            self.add(found);
        }
    }

    /// The same reading of something made of the record.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Reading<U> {
        let Self { record, faults, places } = self;
        Reading { record: record.map(make), faults, places }
    }

    /// The record where it has no fault; else every fault, those among them that only `further` can
    /// tell.
    pub fn finish(mut self, further: impl FnOnce(&T) -> Vec<Fault>) -> Result<T, ReadError> {
        if self.faults.is_empty()
            && let Some(record) = self.record
        {
            return Ok(record);
        }
        if let Some(record) = self.record.take() {
            let found = further(&record);
            self.add(found);
        }
        Err(ReadError::Faults(self.faults))
    }
}

/// Reads a record, or whatever else is written like one.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<Reading<T>, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut faults = Faults::default();
    // Checked once as a whole, texts need not be checked one by one.
    let parsed = match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    };
    match parsed {
        Ok(record) => {
            if bytes.len() > MAX_STRING_BYTES {
                find_long_strings(&tree_of(bytes)?, &mut String::new(), &mut faults);
            }
            Ok(Reading::new(Some(record), faults.into_vec()))
        }
        Err(error) => {
            if exceeds_depth(bytes) {
                let detail = format!("arrays and objects may be nested up to {MAX_DEPTH} levels");
                faults.add("", FaultCode::NestingTooDeep, detail);
                return Ok(Reading::new(None, faults.into_vec()));
            }
            if !error.is_data() {
                return Err(not_json(&error));
            }
            let tree = tree_of(bytes)?;
            find_long_strings(&tree, &mut String::new(), &mut faults);
            let (record, found) = recover(&tree);
            Ok(Reading::new(record, [faults.into_vec(), found].concat()))
        }
    }
}

fn tree_of(bytes: &[u8]) -> Result<Tree, ReadError> {
    serde_json::from_slice(bytes).map_err(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> ReadError {
    ReadError::NotJson(error.to_string())
}

fn find_long_strings(tree: &Tree, place: &mut String, faults: &mut Faults) {
    let length = place.len();
    match tree {
        Tree::Text(text) if text.len() > MAX_STRING_BYTES => {
            let detail = format!("a string may have up to {MAX_STRING_BYTES} bytes");
            faults.add(place.clone(), FaultCode::StringTooLong, detail);
        }
        Tree::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                place.push_str(&format!("/{index}"));
                find_long_strings(element, place, faults);
                place.truncate(length);
            }
        }
        Tree::Object(members) => {
            for (name, member) in members {
                if name.len() > MAX_STRING_BYTES {
                    let detail = format!("a name may have up to {MAX_STRING_BYTES} bytes");
                    faults.add(place.clone(), FaultCode::StringTooLong, detail);
                    continue;
                }
                place.push('/');
                place.push_str(&pointer::escape(name));
                find_long_strings(&member.value, place, faults);
                place.truncate(length);
            }
        }
        _ => {}
    }
}

/// Whether brackets outside strings go deeper than allowed.
fn exceeds_depth(bytes: &[u8]) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return true;
                }
            }
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Shipment;

    fn faults(json: &str) -> Vec<(String, FaultCode)> {
        match read::<Shipment>(json.as_bytes()) {
            Ok(reading) => {
                reading.faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_fault_is_named_by_its_place_in_the_record_as_submitted() {
        let found = faults(
            r#"{"county_of_origin": "KP", "items": [{"hs_code": 2701}, 7, {"quantity": {"value": "many"}},
                8, {"descripton": "coal"}], "transport": {"mode": "sail"}}"#,
        );
        let expected = [
            ("/county_of_origin", FaultCode::UnknownMember),
            ("/items/0/hs_code", FaultCode::WrongType),
            ("/items/1", FaultCode::WrongType),
            ("/items/2/quantity/value", FaultCode::WrongType),
            ("/items/3", FaultCode::WrongType),
            ("/items/4/descripton", FaultCode::UnknownMember),
            ("/transport/mode", FaultCode::UnknownValue),
        ];
        assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }

    #[test]
    fn an_array_is_never_read_as_an_object() {
        assert_eq!(
            faults(r#"{"dates": ["2017-08-05"], "items": [["1", "coal"]]}"#),
            [
                ("/dates".to_owned(), FaultCode::WrongType),
                ("/items/0".to_owned(), FaultCode::WrongType)
            ]
        );
    }

    #[test]
    fn a_member_that_stands_twice_is_refused() {
        assert_eq!(
            faults(r#"{"country_of_origin": "CN", "country_of_origin": "KP", "items": []}"#),
            [("/country_of_origin".to_owned(), FaultCode::DuplicateMember)]
        );
    }

    #[test]
    fn a_record_must_be_an_object() {
        assert_eq!(faults("[]").first(), Some(&(String::new(), FaultCode::WrongType)));
        assert_eq!(faults("\"coal\""), [(String::new(), FaultCode::WrongType)]);
    }

    #[test]
    fn bytes_that_are_no_json_are_told_apart() {
        for wrong in ["", "{", "nul", "{\"reference\": \"\\ud800\"}", "{} {}"] {
            assert!(
                matches!(read::<Shipment>(wrong.as_bytes()), Err(ReadError::NotJson(_))),
                "{wrong}"
            );
        }
        assert!(matches!(
            read::<Shipment>(b"{\"reference\": \"\xff\"}"),
            Err(ReadError::NotJson(_))
        ));
    }

    #[test]
    fn deep_nesting_is_refused_and_brackets_in_strings_are_not_nesting() {
        let deep = format!("{{\"items\": {}", "[".repeat(500_000));
        assert_eq!(faults(&deep), [(String::new(), FaultCode::NestingTooDeep)]);
        let text = format!("{{\"reference\": \"{}\"}}", "[".repeat(100));
        assert!(read::<Shipment>(text.as_bytes()).is_ok());
    }

    #[test]
    fn a_long_string_is_refused_by_its_place() {
        let long = format!("{{\"items\": [{{\"description\": \"{}\"}}]}}", "a".repeat(10_001));
        assert_eq!(faults(&long), [("/items/0/description".to_owned(), FaultCode::StringTooLong)]);
    }
}
