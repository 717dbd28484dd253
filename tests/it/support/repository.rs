//! The files of the repository, for tests that read them.

use std::path::{Path, PathBuf};

/// A path inside the repository.
pub(crate) fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// The text of a file.
pub(crate) fn text(relative: &str) -> String {
    std::fs::read_to_string(path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"))
}

/// Every file under a folder, by its path inside the repository, in order.
pub(crate) fn files_under(relative: &str) -> Vec<String> {
    let mut files = Vec::new();
    let entries = std::fs::read_dir(path(relative));
    for entry in entries.unwrap_or_else(|error| panic!("{relative}: {error}")) {
        let entry = entry.unwrap();
        let name = format!("{relative}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            files.extend(files_under(&name));
        } else {
            files.push(name);
        }
    }
    files.sort();
    files
}

/// Every Rust file under a folder.
pub(crate) fn rust_files_under(relative: &str) -> Vec<String> {
    let files = files_under(relative).into_iter();
    files.filter(|file| has_extension(file, "rs")).collect()
}

/// Whether a file's name ends in the extension.
pub(crate) fn has_extension(file: &str, extension: &str) -> bool {
    Path::new(file).extension().is_some_and(|found| found == extension)
}
