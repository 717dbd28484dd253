//! A filter that says, from a table small enough to stay near the processor, that something is surely
//! not known: most words of a text are not, and asking the large tables for each would cost the most.

/// Bits for each entry.
const BITS: usize = 16;

/// Hashes of everything known, folded into bits.
#[derive(Debug, Default)]
pub(super) struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    pub(super) fn of(hashes: impl ExactSizeIterator<Item = u64>) -> Self {
        let words = (hashes.len() * BITS / 64).next_power_of_two();
        let mut filter = Self { bits: vec![0; words] };
        for hash in hashes {
            let (word, bit) = filter.place(hash);
            if let Some(word) = filter.bits.get_mut(word) {
                *word |= bit;
            }
        }
        filter
    }

    /// Whether something with this hash may be known.
    pub(super) fn may_hold(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let word = usize::try_from(hash >> 8).unwrap_or(0) & self.bits.len().wrapping_sub(1);
        (word, 1 << (hash & 63))
    }
}

/// The hash of each beginning of a text, byte by byte: that of the empty one first.
pub(super) fn prefix_hash(seed: u64, byte: u8) -> u64 {
    // FNV-1a, then spread by the callers with `spread`.
    (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Where hashing begins.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// Mixes the bits of a running hash so that all of them tell texts apart.
pub(super) fn spread(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(text: &str) -> u64 {
        spread(text.bytes().fold(SEED, prefix_hash))
    }

    #[test]
    fn what_is_known_passes_and_most_of_the_rest_does_not() {
        let known: Vec<String> = (0..5_000).map(|number| format!("word{number}")).collect();
        let filter = Filter::of(known.iter().map(|word| hash(word)));
        assert!(known.iter().all(|word| filter.may_hold(hash(word))));
        let strangers =
            (0..5_000).filter(|number| filter.may_hold(hash(&format!("other{number}"))));
        assert!(strangers.count() < 750);
        assert!(!Filter::default().may_hold(1));
    }
}
