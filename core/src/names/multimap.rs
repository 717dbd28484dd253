//! From a hash to values, in two flat arrays: small, quick to read, and never changed once built.

use std::hint::black_box;

use smallvec::SmallVec;

/// Values by hash. What is found may hold a stranger with an equal hash; the caller compares.
#[derive(Debug, Default)]
pub(super) struct Multimap {
    /// Where each bucket begins; one more at the end.
    offsets: Vec<u32>,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    tag: u32,
    value: u32,
}

impl Multimap {
    /// Builds from pairs of hash and value, in any order.
    pub(super) fn of(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let buckets = buckets_for(pairs.len());
        let mut offsets = vec![0_u32; buckets + 1];
        for (hash, _) in &pairs {
            if let Some(count) = offsets.get_mut(bucket(*hash, buckets) + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        // Sorted by hash, the pairs stand in the order of the buckets, which are its highest bits.
        let entries = pairs.iter().map(|&(hash, value)| Entry { tag: low(hash), value }).collect();
        Self { offsets, entries }
    }

    /// Builds from what `each` puts in, without holding it twice: `each` is asked three times, and must
    /// put in the same every time.
    pub(super) fn of_each(each: impl Fn(&mut dyn FnMut(u64, u32))) -> Self {
        let mut count = 0_usize;
        each(&mut |_, _| count += 1);
        let buckets = buckets_for(count);
        let mut offsets = vec![0_u32; buckets + 1];
        each(&mut |hash, _| {
            if let Some(count) = offsets.get_mut(bucket(hash, buckets)) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for offset in &mut offsets {
            sum += *offset;
            *offset = sum;
        }
        // Each bucket is filled from its end, where the offset stands until it is full.
        let mut entries = vec![Entry { tag: 0, value: 0 }; count];
        each(&mut |hash, value| {
            let Some(end) = offsets.get_mut(bucket(hash, buckets)) else { return };
            *end = end.saturating_sub(1);
            let place = usize::try_from(*end).ok().and_then(|at| entries.get_mut(at));
            if let Some(entry) = place {
                *entry = Entry { tag: low(hash), value };
            }
        });
        Self { offsets, entries }
    }

    /// The values under a hash.
    pub(super) fn get(&self, hash: u64) -> impl Iterator<Item = u32> {
        let tag = low(hash);
        let entries = self.bucket_of(hash).iter();
        entries.filter(move |entry| entry.tag == tag).map(|entry| entry.value)
    }

    /// The values under each of several hashes.
    pub(super) fn get_all(&self, hashes: &[u64], mut take: impl FnMut(u32)) {
        let buckets: SmallVec<[&[Entry]; 32]> =
            hashes.iter().map(|hash| self.bucket_of(*hash)).collect();
        side_by_side(buckets.iter().filter_map(|entries| entries.first()).map(|entry| entry.tag));
        for (entries, hash) in buckets.into_iter().zip(hashes) {
            let tag = low(*hash);
            entries.iter().filter(|entry| entry.tag == tag).for_each(|entry| take(entry.value));
        }
    }

    fn bucket_of(&self, hash: u64) -> &[Entry] {
        let buckets = self.offsets.len().saturating_sub(1).max(1);
        let at = bucket(hash, buckets);
        let edge = |at: usize| self.offsets.get(at).and_then(|edge| usize::try_from(*edge).ok());
        let (from, to) = (edge(at).unwrap_or(0), edge(at + 1).unwrap_or(0));
        self.entries.get(from..to).unwrap_or(&[])
    }
}

/// Reads a little of everything that is about to be looked at, so that memory brings it side by side and
/// not one after the other.
pub(super) fn side_by_side(values: impl Iterator<Item = u32>) {
    black_box(values.fold(0, u32::wrapping_add));
}

/// A few entries for each bucket: they stand side by side, and are told apart by their tags.
fn buckets_for(entries: usize) -> usize {
    (entries / 4).next_power_of_two()
}

/// The highest bits choose the bucket.
fn bucket(hash: u64, buckets: usize) -> usize {
    let bits = buckets.trailing_zeros();
    if bits == 0 { 0 } else { usize::try_from(hash >> (64 - bits)).unwrap_or(0) }
}

fn low(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found() {
        let pairs: Vec<(u64, u32)> = (0..5_000_u32)
            .map(|value| (u64::from(value % 1_000).wrapping_mul(0x9e37_79b9_7f4a_7c15), value))
            .collect();
        let map = Multimap::of(pairs.clone());
        let same =
            Multimap::of_each(|put| pairs.iter().for_each(|(hash, value)| put(*hash, *value)));
        for map in [&map, &same] {
            for (hash, value) in &pairs {
                assert!(map.get(*hash).any(|found| found == *value));
                assert_eq!(map.get(*hash).count(), 5);
            }
            assert_eq!(map.get(12_345).count(), 0);
        }
        assert_eq!(Multimap::default().get(7).count(), 0);
    }
}
