//! The files of a rulebook.

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use super::RulebookError;

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/rulebook/data");

/// One file: its path inside the rulebook, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path inside the rulebook, with `/` between folders.
    pub path: String,
    /// The text.
    pub content: String,
}

/// The built-in files in the order of their paths.
pub(super) fn built_in() -> Vec<SourceFile> {
    let mut files = Vec::new();
    collect(&BUILT_IN, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<SourceFile>) {
    for file in folder.files() {
        if let (Some(path), Some(content)) = (file.path().to_str(), file.contents_utf8()) {
            files.push(SourceFile { path: path.replace('\\', "/"), content: content.to_owned() });
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// Reads one file as TOML.
pub(super) fn read_toml<T: DeserializeOwned>(file: &SourceFile) -> Result<T, RulebookError> {
    toml::from_str(&file.content).map_err(|error| RulebookError::File {
        file: file.path.clone(),
        problem: error.to_string(),
    })
}

/// Finds a file and reads it as TOML.
pub(super) fn toml<T: DeserializeOwned>(
    files: &[SourceFile],
    path: &'static str,
) -> Result<T, RulebookError> {
    read_toml(find(files, path)?)
}

/// Finds a file.
pub(super) fn find<'f>(
    files: &'f [SourceFile],
    path: &'static str,
) -> Result<&'f SourceFile, RulebookError> {
    files.iter().find(|file| file.path == path).ok_or(RulebookError::Missing(path))
}
