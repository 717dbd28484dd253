//! Tables that others publish, and the rulebook as it stands in the repository.

use std::path::{Path, PathBuf};

use assay_core::rulebook::{Rulebook, SourceFile};

/// A file of the folder that `ASSAY_TEST_DATA` names; without it the test says that it was skipped.
#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
pub(crate) fn table(path: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("ASSAY_TEST_DATA") else {
        eprintln!("ASSAY_TEST_DATA is not set: the comparison with {path} is SKIPPED");
        return None;
    };
    Some(std::fs::read_to_string(PathBuf::from(folder).join(path)).unwrap())
}

/// The bytes of a file of that folder, which may stand there packed under its name with `.gz`.
#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
pub(crate) fn packed_table(path: &str) -> Option<Vec<u8>> {
    let Some(folder) = std::env::var_os("ASSAY_TEST_DATA") else {
        eprintln!("ASSAY_TEST_DATA is not set: the test with {path} is SKIPPED");
        return None;
    };
    let plain = PathBuf::from(folder).join(path);
    if let Ok(bytes) = std::fs::read(&plain) {
        return Some(bytes);
    }
    let packed = std::fs::read(plain.with_extension("xml.gz")).unwrap();
    Some(assay::compression::inflate(&packed, 64 * 1024 * 1024).unwrap())
}

/// The rulebook read from the repository, so that a word can be tried without building anew.
pub(crate) fn rulebook_on_disk() -> Rulebook {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("core/src/rulebook/data");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|left, right| left.path.cmp(&right.path));
    Rulebook::from_files(&files).unwrap()
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            files.push(SourceFile { path: name, content: std::fs::read_to_string(path).unwrap() });
        }
    }
}
