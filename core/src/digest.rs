//! Digests in the one form Assay writes them: `sha256` and 64 hexadecimal digits.

use sha2::{Digest as _, Sha256};

/// Digest of the parts, one after the other.
pub fn sha256<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    let mut text = String::with_capacity(70);
    text.push_str("sha256");
    for byte in hash.finalize() {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_the_standard() {
        let parts: [&[u8]; 2] = [b"a", b"bc"];
        assert_eq!(
            sha256(parts),
            "sha256ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
