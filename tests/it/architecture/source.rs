//! A Rust file as the rules read it: its path, its text, and its code without comments, texts and unit tests.

use crate::support::repository::{rust_files_under, text};

/// A file by its path inside the repository.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    pub(super) fn of(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The modules that lead to the file, the crate's root apart: `core/src/record/hs.rs` is `record`, `hs`.
    pub(super) fn modules(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("core/").unwrap_or(&self.path);
        let path = path.strip_prefix("src/").unwrap_or(path).trim_end_matches(".rs");
        let mut modules: Vec<&str> = path.split('/').collect();
        if modules.last() == Some(&"mod") || modules == ["lib"] || modules == ["main"] {
            modules.pop();
        }
        modules
    }

    /// The first of them: `lib` and `main` are the roots.
    pub(super) fn module(&self) -> &str {
        let root = if self.path.ends_with("main.rs") { "main" } else { "lib" };
        self.modules().first().copied().unwrap_or(root)
    }

    /// Whether it belongs to the package `assay-core`.
    pub(super) fn is_core(&self) -> bool {
        self.path.starts_with("core/")
    }

    /// The code: without the unit tests at its foot, comments, and what stands between quotes.
    pub(super) fn code(&self) -> String {
        bare(self.text.split("#[cfg(test)]\nmod tests {").next().unwrap())
    }
}

/// The sources of both packages.
pub(super) fn sources() -> Vec<Source> {
    let sources = read(&["src", "core/src"]);
    assert!(sources.len() >= 200, "only {} sources", sources.len());
    sources
}

/// The sources, and the Rust files beside them.
pub(super) fn all_files() -> Vec<Source> {
    read(&["src", "core/src", "tests", "benches"])
}

fn read(folders: &[&str]) -> Vec<Source> {
    let files = folders.iter().flat_map(|folder| rust_files_under(folder));
    files.map(|file| Source { text: text(&file), path: file }).collect()
}

/// The code without comments, and with texts and characters emptied.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(length) = raw_text(rest, &bare) {
            length
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' && is_character(rest) {
            quoted(rest, '\'')
        } else {
            bare.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        bare.push(' ');
        rest = &rest[skipped..];
    }
    bare
}

/// How long the raw text is that begins here, if one does.
fn raw_text(rest: &str, before: &str) -> Option<usize> {
    let inside_a_word = before.ends_with(|one: char| one.is_alphanumeric() && one != 'b');
    let opening = rest.strip_prefix('r').filter(|_| !inside_a_word)?;
    let signs = opening.len() - opening.trim_start_matches('#').len();
    let body = opening[signs..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(signs));
    Some(1 + signs + 1 + body.find(&end).map_or(body.len(), |at| at + end.len()))
}

/// How long the quoted text is that begins here.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, one) in rest.char_indices().skip(1) {
        match one {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if one == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Whether the quote begins a character; else it begins a lifetime.
fn is_character(rest: &str) -> bool {
    let mut after = rest.chars().skip(1);
    after.next() == Some('\\') || after.next() == Some('\'')
}

#[test]
fn comments_texts_and_unit_tests_are_no_code() {
    for (text, code) in [
        ("a // diesel\nb", "a  \nb"),
        ("a /* diesel\n*/ b", "a   b"),
        ("say(\"https://diesel \\\" diesel\"); b", "say( ); b"),
        ("say(r#\"a \"diesel\" b\"#); b", "say( ); b"),
        ("say(br\"diesel\"); b", "say(b ); b"),
        (
            "let it = ['\"', '\\'', 'd']; fn f<'d>(d: &'d str)",
            "let it = [ ,  ,  ]; fn f<'d>(d: &'d str)",
        ),
        ("for r in order { r }", "for r in order { r }"),
        ("a\n#[cfg(test)]\nmod tests {\n diesel }", "a\n"),
    ] {
        assert_eq!(Source::of("src/a.rs", text).code(), code);
    }
}
