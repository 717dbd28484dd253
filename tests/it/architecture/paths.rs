//! The paths that code names: of its `use` declarations, with their braces opened, and of everything else.

/// A path as its segments; a name alone is a path of one.
pub(super) type Path = Vec<String>;

/// Every path in the code, in its order.
pub(super) fn paths(code: &str) -> Vec<Path> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_name = tokens[at].starts_with(is_word);
        if is_visibility(&tokens[at..]) {
            at += tokens[at..].iter().position(|token| *token == ")").unwrap_or(0) + 1;
            continue;
        }
        // `use<'a>` of a return type declares nothing.
        if tokens[at] == "use" && tokens.get(at + 1).is_none_or(|next| *next != "<") {
            at = tree(&tokens, at + 1, &[], &mut found);
        } else if is_name {
            let start = at;
            while tokens.get(at + 1) == Some(&"::")
                && tokens.get(at + 2).is_some_and(|next| next.starts_with(is_word))
            {
                at += 2;
            }
            found.push(tokens[start..=at].iter().step_by(2).map(|one| (*one).to_owned()).collect());
            at += 1;
        } else {
            at += 1;
        }
    }
    found
}

/// Whether `pub(super)`, `pub(in crate::a)` or their like begins here, which names a module and depends on none.
fn is_visibility(tokens: &[&str]) -> bool {
    match tokens {
        ["pub", "(", "in", ..] => true,
        ["pub", "(", whose, ")", ..] => ["crate", "self", "super"].contains(whose),
        _ => false,
    }
}

/// Reads one tree of a `use` declaration and gives the place after it.
fn tree(tokens: &[&str], mut at: usize, prefix: &[String], found: &mut Vec<Path>) -> usize {
    let mut path = prefix.to_vec();
    while let Some(token) = tokens.get(at) {
        at += 1;
        match *token {
            "::" => {}
            "{" => {
                while tokens.get(at).is_some_and(|next| *next != "}") {
                    at = tree(tokens, at, &path, found);
                    at += usize::from(tokens.get(at) == Some(&","));
                }
                return at + 1;
            }
            "as" => at += 1,
            "," | ";" | "}" => {
                at -= 1;
                break;
            }
            // In braces it is what stands before them.
            "self" if !path.is_empty() => {}
            name => path.push(name.to_owned()),
        }
    }
    found.push(path);
    at
}

fn is_word(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

/// Names, `::`, and every other sign by itself.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if is_word(first) {
            rest.find(|one| !is_word(one)).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// Whether the path goes through the names, one after the other.
pub(super) fn goes_through(path: &Path, names: &str) -> bool {
    let names: Vec<&str> = names.split("::").collect();
    path.windows(names.len()).any(|part| part == names)
}

#[test]
fn every_path_is_read_whole() {
    for (code, expected) in [
        ("use std::fs;", &["std::fs"][..]),
        (
            "pub use std::{fs, io::{self, Read as _}, env as surroundings};",
            &["pub", "std::fs", "std::io", "std::io::Read", "std::env"],
        ),
        (
            "use crate::screening::{\n    facts::{Facts, period},\n    law,\n};",
            &[
                "crate::screening::facts::Facts",
                "crate::screening::facts::period",
                "crate::screening::law",
            ],
        ),
        ("pub(super) pub(in crate::a) fn f(pub (crate::b::C))", &["fn", "f", "pub", "crate::b::C"]),
        ("use super::super::*; f()", &["super::super::*", "f"]),
        (
            "impl Ord + use<'_> { a::b::<C>::d(e) }",
            &["impl", "Ord", "use", "_", "a::b", "C", "d", "e"],
        ),
        ("use {a::b, c};d", &["a::b", "c", "d"]),
    ] {
        let read: Vec<String> = paths(code).iter().map(|path| path.join("::")).collect();
        assert_eq!(read, expected, "{code}");
    }
    let path = |text: &str| text.split("::").map(str::to_owned).collect();
    assert!(goes_through(&path("chrono::Utc::now"), "Utc::now"));
    assert!(!goes_through(&path("std::fs_extra"), "std::fs"));
}
