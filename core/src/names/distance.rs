//! One wrong letter: whether two words differ by a letter put in, left out, changed, or swapped with its
//! neighbour.

use smallvec::SmallVec;

/// Whether two words are at most one slip of the pen apart.
pub(super) fn is_one_slip(left: &str, right: &str) -> bool {
    if left.is_ascii() && right.is_ascii() {
        within_one(left.as_bytes(), right.as_bytes())
    } else {
        let left: Vec<char> = left.chars().collect();
        let right: Vec<char> = right.chars().collect();
        within_one(&left, &right)
    }
}

fn within_one<T: PartialEq>(left: &[T], right: &[T]) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let (short, long) = (short.get(start..).unwrap_or(&[]), long.get(start..).unwrap_or(&[]));
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(one, other)| one == other);
    match (short.len() - tail.count(), short, long) {
        (0 | 1, ..) if short.len() == long.len() => true,
        (0, ..) => true,
        (2, [first, second, ..], [other, another, ..]) if short.len() == long.len() => {
            first == another && second == other
        }
        _ => false,
    }
}

/// The hash of a word, and of the word without each of its letters: words one slip apart share one of
/// them.
pub(super) fn each_slip(word: &str, mut take: impl FnMut(u64)) {
    // The hash is a number whose digits are the bytes, so that a letter is left out without reading on.
    let mut beginnings: SmallVec<[u64; 32]> = SmallVec::with_capacity(word.len() + 1);
    beginnings.push(0);
    let mut whole = 0;
    for byte in word.bytes() {
        whole = with(whole, byte);
        beginnings.push(whole);
    }
    take(spread(whole));
    let mut power = 1_u64;
    let mut rest = word;
    while let Some(last) = rest.chars().next_back() {
        let at = rest.len() - last.len_utf8();
        let (before, through) = (beginnings.get(at), beginnings.get(rest.len()));
        if let (Some(before), Some(through)) = (before, through) {
            let end = whole.wrapping_sub(through.wrapping_mul(power));
            let next = rest.get(..at).unwrap_or_default();
            // Leaving out either of two equal neighbours gives the same word.
            let may_equal = next.as_bytes().last() == rest.as_bytes().last();
            if !(may_equal && next.ends_with(last)) {
                take(spread(before.wrapping_mul(power).wrapping_add(end)));
            }
            for _ in 0..last.len_utf8() {
                power = power.wrapping_mul(BASE);
            }
            rest = next;
        } else {
            break;
        }
    }
}

/// The hashes of a word and of what a slip of the pen makes of it.
pub(super) fn slips_of(word: &str) -> SmallVec<[u64; 16]> {
    let mut hashes = SmallVec::new();
    each_slip(word, |hash| hashes.push(hash));
    hashes
}

/// The hash of a text.
pub(super) fn hash_of(text: &str) -> u64 {
    spread(text.bytes().fold(0, with))
}

/// The first byte of a text; 0 if it is empty.
pub(super) fn first_byte(text: &str) -> u32 {
    text.bytes().next().map_or(0, u32::from)
}

const BASE: u64 = 0x0100_0000_01b3;

fn with(hash: u64, byte: u8) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1)
}

/// Mixes the bits, so that the highest and the lowest tell texts apart.
fn spread(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter() {
        for (left, right, near) in [
            ("chol", "chol", true),
            ("chol", "chpl", true),
            ("chol", "chl", true),
            ("chol", "choll", true),
            ("chol", "hcol", true),
            ("chol", "chlo", true),
            ("chol", "hcoll", false),
            ("chol", "cohl", true),
            ("chol", "clho", false),
            ("nam", "man", false),
            ("ab", "ba", true),
            ("a", "", true),
            ("철남", "철난", true),
            ("kim", "kimchol", false),
        ] {
            assert_eq!(is_one_slip(left, right), near, "{left} {right}");
            assert_eq!(is_one_slip(right, left), near, "{right} {left}");
        }
    }

    #[test]
    fn words_one_slip_apart_share_a_hash() {
        let hashes = |word: &str| {
            let mut hashes = Vec::new();
            each_slip(word, |hash| hashes.push(hash));
            hashes
        };
        for (left, right) in [("chol", "chpl"), ("chol", "hcol"), ("chol", "choll"), ("abb", "ab")]
        {
            let others = hashes(right);
            assert!(hashes(left).iter().any(|hash| others.contains(hash)), "{left} {right}");
        }
        for (word, without) in [("chol", "col"), ("chol", "cho"), ("chol", "hol"), ("철남", "남")]
        {
            assert!(hashes(word).contains(&hash_of(without)), "{word} {without}");
        }
        assert_eq!(hashes("abb").len(), 3);
    }
}
