//! Larger samples than the repository holds, published by others: the folder that `ASSAY_TEST_DATA` names. A test that
//! wants one asks for the folder itself, and is left out where there is none.

use std::io::Read as _;
use std::path::PathBuf;
use std::sync::Once;

use super::left_out::{callers, tell};

/// The call by which a test asks.
pub(super) const ASKED_BY: &str = "samples()";

/// The folder of samples.
#[derive(Debug)]
pub(crate) struct Samples(PathBuf);

/// The folder of samples; none where `ASSAY_TEST_DATA` is not set, which the first to ask says for all.
pub(crate) fn samples() -> Option<Samples> {
    static TOLD: Once = Once::new();
    if let Some(folder) = std::env::var_os("ASSAY_TEST_DATA") {
        let folder = PathBuf::from(folder);
        assert!(folder.is_dir(), "ASSAY_TEST_DATA names no folder: {}", folder.display());
        return Some(Samples(folder));
    }
    TOLD.call_once(|| {
        let count = callers(ASKED_BY).tests.len();
        tell(&format!("{count} tests want ASSAY_TEST_DATA, which names no folder: LEFT OUT"));
    });
    None
}

impl Samples {
    /// The text of a file.
    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8(self.bytes(path)).unwrap()
    }

    /// The bytes of a file. One whose name ends in `.gz` is unpacked, and so is one that stands there under its name
    /// with `.gz` alone.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        let mut file = self.0.join(path);
        if !file.exists() {
            file = self.0.join(format!("{path}.gz"));
        }
        let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"));
        if file.extension().is_none_or(|extension| extension != "gz") {
            return bytes;
        }
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).unwrap();
        unpacked
    }
}
