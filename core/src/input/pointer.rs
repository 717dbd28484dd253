//! JSON pointers (RFC 6901): written, taken apart, and followed to put something in or take it out.

use std::borrow::Cow;

use serde_json::{Map, Value};
use thiserror::Error;

/// A pointer that leads to no place of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the pointer {0:?} leads nowhere")]
pub struct LeadsNowhere(pub String);

/// A member's name as a step of a pointer.
pub fn escape(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) {
        Cow::Owned(name.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(name)
    }
}

/// A step of a pointer as the member's name.
fn unescape(step: &str) -> Cow<'_, str> {
    if step.contains('~') {
        Cow::Owned(step.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(step)
    }
}

/// The pointer that goes through members of these names.
pub fn through<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().fold(String::new(), |pointer, name| pointer + "/" + &escape(name))
}

/// The names and indexes that a pointer goes through; none where it is no pointer.
pub fn steps(pointer: &str) -> Option<impl Iterator<Item = Cow<'_, str>>> {
    let whole = pointer.is_empty();
    (whole || pointer.starts_with('/'))
        .then(|| pointer.split('/').skip(1).map(unescape).take(if whole { 0 } else { usize::MAX }))
}

/// Puts a value at a pointer, in the place of what is there. Parents that are absent are made, as objects;
/// an array takes one more at its end, by its length or by `-`.
pub fn put(tree: &mut Value, pointer: &str, value: Value) -> Result<(), LeadsNowhere> {
    match place(tree, pointer) {
        Some(place) => {
            *place = value;
            Ok(())
        }
        None => Err(LeadsNowhere(pointer.to_owned())),
    }
}

fn place<'t>(tree: &'t mut Value, pointer: &str) -> Option<&'t mut Value> {
    let mut place = tree;
    let mut steps = steps(pointer)?.peekable();
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        place = match place {
            Value::Object(members) => {
                members.entry(step).or_insert_with(|| Value::Object(Map::new()))
            }
            Value::Array(elements) => {
                let length = elements.len();
                let index = if step == "-" { length } else { index(&step)? };
                if index == length && is_last {
                    elements.push(Value::Null);
                }
                elements.get_mut(index)?
            }
            _ => return None,
        };
    }
    Some(place)
}

/// Takes out what stands at a pointer.
pub fn remove(tree: &mut Value, pointer: &str) -> Result<Value, LeadsNowhere> {
    taken(tree, pointer).ok_or_else(|| LeadsNowhere(pointer.to_owned()))
}

fn taken(tree: &mut Value, pointer: &str) -> Option<Value> {
    let (parent, step) = pointer.rsplit_once('/')?;
    match tree.pointer_mut(parent)? {
        Value::Object(members) => members.remove(unescape(step).as_ref()),
        Value::Array(elements) => {
            index(step).filter(|index| *index < elements.len()).map(|index| elements.remove(index))
        }
        _ => None,
    }
}

/// An index as pointers write it: digits without a zero in front.
fn index(step: &str) -> Option<usize> {
    let digits = step.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (step == "0" || !step.starts_with('0'))).then(|| step.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_escaped_and_read_back() {
        for (name, pointer) in [
            ("a", "/a"),
            ("a/b", "/a~1b"),
            ("m~n", "/m~0n"),
            ("~1", "/~01"),
            ("/~", "/~1~0"),
            ("", "/"),
            ("é \" \\ 0", "/é \" \\ 0"),
        ] {
            assert_eq!(through([name]), pointer);
            assert_eq!(steps(pointer).unwrap().collect::<Vec<_>>(), [name], "{pointer}");
        }
        assert_eq!(through(["a/b", "0", ""]), "/a~1b/0/");
        assert_eq!(steps("/a~1b/0/").unwrap().collect::<Vec<_>>(), ["a/b", "0", ""]);
        assert_eq!(steps("").unwrap().count(), 0);
        assert!(steps("a/b").is_none() && steps("#/a").is_none());
    }

    #[test]
    fn a_value_is_put_where_a_pointer_leads() {
        let tree = json!({"a": {"b": 1}, "list": [1, {"c": 2}], "x/y": {"m~n": 0}, "": 3});
        for (pointer, expected) in [
            ("", json!(9)),
            ("/a/b", json!({"a": {"b": 9}, "list": [1, {"c": 2}], "x/y": {"m~n": 0}, "": 3})),
            ("/", json!({"a": {"b": 1}, "list": [1, {"c": 2}], "x/y": {"m~n": 0}, "": 9})),
            ("/x~1y/m~0n", json!({"a": {"b": 1}, "list": [1, {"c": 2}], "x/y": {"m~n": 9}, "": 3})),
            ("/list/0", json!({"a": {"b": 1}, "list": [9, {"c": 2}], "x/y": {"m~n": 0}, "": 3})),
            ("/list/2", json!({"a": {"b": 1}, "list": [1, {"c": 2}, 9], "x/y": {"m~n": 0}, "": 3})),
            ("/list/-", json!({"a": {"b": 1}, "list": [1, {"c": 2}, 9], "x/y": {"m~n": 0}, "": 3})),
            (
                "/list/1/d/e",
                json!({"a": {"b": 1}, "list": [1, {"c": 2, "d": {"e": 9}}], "x/y": {"m~n": 0}, "": 3}),
            ),
            (
                "/n/0",
                json!({"a": {"b": 1}, "list": [1, {"c": 2}], "x/y": {"m~n": 0}, "": 3, "n": {"0": 9}}),
            ),
        ] {
            let mut changed = tree.clone();
            assert_eq!(put(&mut changed, pointer, json!(9)), Ok(()), "{pointer}");
            assert_eq!(changed, expected, "{pointer}");
        }
    }

    #[test]
    fn a_pointer_that_leads_nowhere_is_told() {
        let tree = json!({"text": "x", "list": [1]});
        let pointers = [
            "list",
            "/text/a",
            "/list/2",
            "/list/01",
            "/list/+0",
            "/list/a",
            "/list/1/a",
            "/list/-/a",
        ];
        for pointer in pointers {
            let nowhere = LeadsNowhere(pointer.to_owned());
            assert_eq!(put(&mut tree.clone(), pointer, json!(9)), Err(nowhere), "{pointer}");
        }
        for pointer in ["", "text", "/absent", "/list/1", "/list/-", "/list/00", "/text/0", "/a/b"]
        {
            let nowhere = LeadsNowhere(pointer.to_owned());
            assert_eq!(remove(&mut tree.clone(), pointer), Err(nowhere), "{pointer}");
        }
    }

    #[test]
    fn what_stands_at_a_pointer_is_taken_out() {
        let mut tree = json!({"a/b": {"~": 1}, "list": [1, 2, 3]});
        assert_eq!(remove(&mut tree, "/a~1b/~0"), Ok(json!(1)));
        assert_eq!(remove(&mut tree, "/list/1"), Ok(json!(2)));
        assert_eq!(tree, json!({"a/b": {}, "list": [1, 3]}));
    }
}
