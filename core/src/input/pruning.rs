//! Every fault of shape in a record: the place of the first is noted and taken out, and the rest is
//! tried again, until what is left reads.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

use super::read::Reading;
use super::{Fault, FaultCode, Faults, pointer};

/// Most faults of shape reported for one record; each costs a pass over it.
const MAX_FAULTS: usize = 32;
/// Most bytes read again in search of further faults.
const MAX_RETRIED_BYTES: usize = 8 * 1024 * 1024;

/// Finds every fault of shape, and what can be read without the faulty parts.
pub(super) fn explain<T: DeserializeOwned>(
    bytes: &[u8],
    mut tree: Value,
    mut faults: Faults,
) -> Reading<T> {
    let mut shifts = Shifts::default();
    let mut record = None;
    let passes = MAX_FAULTS.min(MAX_RETRIED_BYTES / bytes.len().max(1)).max(1);
    for _ in 0..=passes {
        let error = match serde_path_to_error::deserialize::<_, T>(&tree) {
            Ok(rest) => {
                record = Some(rest);
                break;
            }
            Err(error) => error,
        };
        let path = steps(error.path());
        let inner = error.into_inner().to_string();
        faults.add(shifts.pointer(&path), code_of(&inner), detail_of(&inner));
        match prune(&mut tree, &path) {
            Cut::Element(element) => shifts.0.push(element),
            Cut::Member => {}
            Cut::Nothing => break,
        }
    }
    let mut faults = faults.into_vec();
    if faults.is_empty() {
        // What a tree cannot show: a member that stands twice.
        faults.extend(first_fault::<T>(bytes));
    }
    Reading { record, faults, shifts }
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
    let pointer = Shifts::default().pointer(&path);
    Some(Fault { pointer, code: code_of(&inner), detail: detail_of(&inner) })
}

/// One step into a tree.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Member(String),
    Element(usize),
}

/// An array element that was taken out: the array's place, and the element's index at that moment.
#[derive(Debug)]
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

/// What was taken out of arrays so far: it moved the elements after it.
#[derive(Debug, Default)]
pub(super) struct Shifts(Vec<Pruned>);

impl Shifts {
    /// The pointer into the record as submitted for a path into what is left of it.
    fn pointer(&self, path: &[Step]) -> String {
        let mut pointer = String::new();
        for (depth, step) in path.iter().enumerate() {
            pointer.push('/');
            match step {
                Step::Member(name) => pointer.push_str(&pointer::escape(name)),
                Step::Element(index) => {
                    let before = path.get(..depth).unwrap_or_default();
                    pointer.push_str(&self.index(before, *index).to_string());
                }
            }
        }
        pointer
    }

    /// The same for a pointer into what is left.
    pub(super) fn original(&self, pointer: &str) -> String {
        if self.0.is_empty() {
            return pointer.to_owned();
        }
        let path = pointer::steps(pointer).map(|steps| {
            steps
                .map(|step| match step.parse() {
                    Ok(index) => Step::Element(index),
                    Err(_) => Step::Member(step.into_owned()),
                })
                .collect::<Vec<_>>()
        });
        self.pointer(&path.unwrap_or_default())
    }

    fn index(&self, array: &[Step], index: usize) -> usize {
        let taken_out = self.0.iter().rev().filter(|element| element.array == array);
        taken_out.fold(index, |index, element| index + usize::from(element.index <= index))
    }
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
