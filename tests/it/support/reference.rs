//! The rulebook as it stands in the repository.

use std::path::Path;

use assay_core::rulebook::{Rulebook, SourceFile};

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
