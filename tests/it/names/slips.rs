//! Slips of the pen, and a generator of random numbers that is the same everywhere.

/// What can go wrong with a letter.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slip {
    Wrong,
    Missing,
    Doubled,
    Swapped,
}

pub(crate) const KINDS: [Slip; 4] = [Slip::Wrong, Slip::Missing, Slip::Doubled, Slip::Swapped];

/// A name with one letter wrong, missing, doubled or swapped with the next.
pub(crate) fn slip(name: &str, kind: Slip, random: &mut Random) -> String {
    let letters: Vec<char> = name.chars().collect();
    let places: Vec<usize> = (0..letters.len())
        .filter(|at| letters[*at].is_alphabetic())
        .filter(|at| match kind {
            Slip::Swapped => letters
                .get(at + 1)
                .is_some_and(|next| next.is_alphabetic() && *next != letters[*at]),
            _ => true,
        })
        .collect();
    let Some(at) = (!places.is_empty()).then(|| places[random.below(places.len())]) else {
        return name.to_owned();
    };
    let mut letters = letters;
    match kind {
        Slip::Wrong => {
            let upper = letters[at].is_uppercase();
            let old = letters[at].to_ascii_lowercase();
            let new = loop {
                let new = char::from(b'a' + u8::try_from(random.below(26)).unwrap());
                if new != old {
                    break new;
                }
            };
            letters[at] = if upper { new.to_ascii_uppercase() } else { new };
        }
        Slip::Missing => {
            letters.remove(at);
        }
        Slip::Doubled => letters.insert(at, letters[at]),
        Slip::Swapped => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// SplitMix64.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn of(text: &str, seed: u64) -> Self {
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(limit).unwrap()).unwrap()
    }

    pub(crate) fn weighted(&mut self, weights: &[f64]) -> usize {
        let sum: f64 = weights.iter().sum();
        let place = u32::try_from(self.next() >> 32).unwrap();
        let mut rest = f64::from(place) / f64::from(u32::MAX) * sum;
        for (at, weight) in weights.iter().enumerate() {
            rest -= weight;
            if rest <= 0.0 {
                return at;
            }
        }
        weights.len() - 1
    }

    /// A syllable of the Revised Romanisation as people in fact write it.
    pub(crate) fn romanised(&mut self, syllable: &str) -> String {
        let habits: &[(&str, &str)] =
            &[("yeo", "you"), ("eo", "u"), ("eu", "u"), ("u", "oo"), ("j", "ch"), ("g", "k")];
        let mut text = syllable.to_owned();
        if self.below(3) == 0 {
            let (from, to) = habits[self.below(habits.len())];
            text = text.replacen(from, to, 1);
        }
        text
    }
}
