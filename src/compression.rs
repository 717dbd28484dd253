//! Files packed with gzip, unpacked up to a bound and packed for keeping.

use std::io::{self, Read as _, Write as _};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

/// Why a file cannot be unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InflateError {
    /// It is damaged or cut off.
    #[error("the gzip data is damaged or cut off")]
    Broken,
    /// It becomes larger than it may.
    #[error("the unpacked file is larger than {0} bytes")]
    TooLarge(usize),
}

/// Whether bytes begin as gzip data does.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Unpacks a whole file of at most `most` bytes.
pub fn inflate(bytes: &[u8], most: usize) -> Result<Vec<u8>, InflateError> {
    let mut unpacked = Vec::new();
    let limit = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(bytes).take(limit).read_to_end(&mut unpacked);
    match read {
        Err(_) => Err(InflateError::Broken),
        Ok(length) if length > most => Err(InflateError::TooLarge(most)),
        Ok(_) => Ok(unpacked),
    }
}

/// Packs a file.
pub fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes)?;
    packed.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_comes_out_as_it_went_in_and_a_damaged_or_large_one_not_at_all() {
        let file = b"one line\n".repeat(10_000);
        let packed = deflate(&file).unwrap();
        assert!(is_gzip(&packed) && packed.len() < file.len() / 10);
        assert_eq!(inflate(&packed, file.len()), Ok(file.clone()));
        assert_eq!(inflate(&packed, 100), Err(InflateError::TooLarge(100)));
        let cut = &packed[..packed.len() - 5];
        assert_eq!(inflate(cut, file.len()), Err(InflateError::Broken));
        assert_eq!(inflate(b"\x1f\x8bno", 100), Err(InflateError::Broken));
        assert_eq!(inflate(b"plain", 100), Err(InflateError::Broken));
    }
}
