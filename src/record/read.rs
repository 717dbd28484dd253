//! Bytes to a typed record, with every fault of shape in one answer.
//!
//! A good record costs one typed parse. A faulty one is parsed into a tree; the place of the first
//! fault is noted and pruned, and the rest is tried again, until nothing is left to report. Both ways
//! go through the same `serde` derive, so they accept exactly the same.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::{Fault, FaultCode, Faults, MAX_DEPTH, MAX_STRING_BYTES};

/// Most faults of shape reported for one record; each costs a pass over it.
const MAX_FAULTS: usize = 32;
/// Most bytes read again in search of further faults.
const MAX_RETRIED_BYTES: usize = 8 * 1024 * 1024;

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

/// Reads a record, or whatever else is written like one.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ReadError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut faults = Faults::default();
    match serde_json::from_slice(bytes) {
        Ok(record) => {
            if bytes.len() > MAX_STRING_BYTES {
                let tree = serde_json::from_slice(bytes).map_err(|error| not_json(&error))?;
                find_long_strings(&tree, &mut String::new(), &mut faults);
            }
            let faults = faults.into_vec();
            if faults.is_empty() { Ok(record) } else { Err(ReadError::Faults(faults)) }
        }
        Err(error) => {
            if exceeds_depth(bytes) {
                faults.add("", FaultCode::NestingTooDeep, too_deep());
                return Err(ReadError::Faults(faults.into_vec()));
            }
            if !error.is_data() {
                return Err(not_json(&error));
            }
            Err(explain::<T>(bytes, faults))
        }
    }
}

/// Reads a text, or an integer as its digits: for members that number things.
pub(super) fn text_or_integer<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    struct TextOrInteger;

    impl serde::de::Visitor<'_> for TextOrInteger {
        type Value = Option<String>;

        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("a string or an integer")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Some(text.to_owned()))
        }

        fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
            Ok(Some(number.to_string()))
        }

        fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
            Ok(Some(number.to_string()))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    deserializer.deserialize_any(TextOrInteger)
}

fn too_deep() -> String {
    format!("arrays and objects may be nested up to {MAX_DEPTH} levels")
}

fn not_json(error: &serde_json::Error) -> ReadError {
    ReadError::NotJson(error.to_string())
}

/// Finds every fault of shape by pruning and retrying.
fn explain<T: DeserializeOwned>(bytes: &[u8], mut faults: Faults) -> ReadError {
    let mut tree: Value = match serde_json::from_slice(bytes) {
        Ok(tree) => tree,
        Err(error) => return not_json(&error),
    };
    find_long_strings(&tree, &mut String::new(), &mut faults);
    let mut pruned: Vec<Pruned> = Vec::new();
    let passes = MAX_FAULTS.min(MAX_RETRIED_BYTES / bytes.len().max(1)).max(1);
    for _ in 0..passes {
        let Err(error) = serde_path_to_error::deserialize::<_, T>(&tree) else { break };
        let path = steps(error.path());
        let inner = error.into_inner().to_string();
        faults.add(original_pointer(&path, &pruned), code_of(&inner), detail_of(&inner));
        match prune(&mut tree, &path) {
            Cut::Element(element) => pruned.push(element),
            Cut::Member => {}
            Cut::Nothing => break,
        }
    }
    let mut faults = faults.into_vec();
    if faults.is_empty() {
        // What a tree cannot show: a member that stands twice.
        faults.extend(first_fault::<T>(bytes));
    }
    ReadError::Faults(faults)
}

fn first_fault<T: DeserializeOwned>(bytes: &[u8]) -> Option<Fault> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let error = serde_path_to_error::deserialize::<_, T>(&mut deserializer).err()?;
    let mut path = steps(error.path());
    let inner = error.into_inner().to_string();
    if let Some((_, rest)) = inner.split_once("duplicate field `")
        && let Some((name, _)) = rest.split_once('`')
    {
        path.push(Step::Member(name.to_owned()));
    }
    let pointer = original_pointer(&path, &[]);
    Some(Fault { pointer, code: code_of(&inner), detail: detail_of(&inner) })
}

/// One step into a tree.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Member(String),
    Element(usize),
}

/// An array element that was taken out: the array's place, and the element's index at that moment.
struct Pruned {
    array: Vec<Step>,
    index: usize,
}

fn steps(path: &Path) -> Vec<Step> {
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Element(*index)),
            Segment::Map { key } => Some(Step::Member(key.clone())),
            Segment::Enum { variant } => Some(Step::Member(variant.clone())),
            Segment::Unknown => None,
        })
        .collect()
}

/// The pointer into the record as submitted, with the elements counted that were taken out before.
fn original_pointer(path: &[Step], pruned: &[Pruned]) -> String {
    let mut pointer = String::new();
    for (depth, step) in path.iter().enumerate() {
        pointer.push('/');
        match step {
            Step::Member(name) => pointer.push_str(&escape(name)),
            Step::Element(index) => {
                let before = path.get(..depth).unwrap_or_default();
                let original = pruned
                    .iter()
                    .rev()
                    .filter(|element| element.array == before)
                    .fold(*index, |index, element| index + usize::from(element.index <= index));
                pointer.push_str(&original.to_string());
            }
        }
    }
    pointer
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// What was taken out of a tree.
enum Cut {
    Element(Pruned),
    Member,
    Nothing,
}

/// Takes out what stands at the path.
fn prune(tree: &mut Value, path: &[Step]) -> Cut {
    let Some((last, parents)) = path.split_last() else { return Cut::Nothing };
    match (last, find_mut(tree, parents)) {
        (Step::Member(name), Some(Value::Object(members))) if members.contains_key(name) => {
            members.remove(name);
            Cut::Member
        }
        (Step::Element(index), Some(Value::Array(elements))) if *index < elements.len() => {
            elements.remove(*index);
            Cut::Element(Pruned { array: parents.to_vec(), index: *index })
        }
        _ => Cut::Nothing,
    }
}

fn find_mut<'t>(mut place: &'t mut Value, path: &[Step]) -> Option<&'t mut Value> {
    for step in path {
        place = match (step, place) {
            (Step::Member(name), Value::Object(members)) => members.get_mut(name)?,
            (Step::Element(index), Value::Array(elements)) => elements.get_mut(*index)?,
            _ => return None,
        };
    }
    Some(place)
}

fn code_of(message: &str) -> FaultCode {
    if message.starts_with("unknown field") {
        FaultCode::UnknownMember
    } else if message.starts_with("unknown variant") {
        FaultCode::UnknownValue
    } else if message.starts_with("duplicate field") {
        FaultCode::DuplicateMember
    } else {
        FaultCode::WrongType
    }
}

/// The parser's message in the words of JSON.
fn detail_of(message: &str) -> String {
    let message = message.rsplit_once(" at line ").map_or(message, |(before, _)| before);
    message
        .replace("unknown field", "unknown member")
        .replace("unknown variant", "unknown value")
        .replace("duplicate field", "duplicate member")
        .replace("a sequence", "an array")
        .replace("sequence", "array")
        .replace("invalid type: map", "invalid type: object")
        .replace("expected a map", "expected an object")
        .split(", expected struct")
        .enumerate()
        .map(
            |(index, part)| {
                if index == 0 { part.to_owned() } else { ", expected an object".to_owned() }
            },
        )
        .collect()
}

fn find_long_strings(value: &Value, pointer: &mut String, faults: &mut Faults) {
    let length = pointer.len();
    match value {
        Value::String(text) if text.len() > MAX_STRING_BYTES => {
            let detail = format!("a string may have up to {MAX_STRING_BYTES} bytes");
            faults.add(pointer.clone(), FaultCode::StringTooLong, detail);
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                pointer.push_str(&format!("/{index}"));
                find_long_strings(element, pointer, faults);
                pointer.truncate(length);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                pointer.push('/');
                pointer.push_str(&escape(name));
                find_long_strings(member, pointer, faults);
                pointer.truncate(length);
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
    use super::super::Shipment;
    use super::*;

    fn faults(json: &str) -> Vec<(String, FaultCode)> {
        match read::<Shipment>(json.as_bytes()) {
            Err(ReadError::Faults(faults)) => {
                faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
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
