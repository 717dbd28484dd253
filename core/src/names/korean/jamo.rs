//! A Korean syllable in its letters.

/// A Korean syllable: its place in the Unicode block of syllables.
pub(crate) type Syllable = u16;

const FIRST: u32 = 0xac00;
const MEDIALS: u16 = 21;
const FINALS: u16 = 28;
/// Initial letters: "ㄴ", "ㄹ" and the silent one.
const NIEUN: u16 = 2;
const RIEUL: u16 = 5;
const SILENT: u16 = 11;

/// The letters in the order of the block.
pub(super) const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ',
    'ㅌ', 'ㅍ', 'ㅎ',
];
pub(super) const VOWELS: [char; 21] = [
    'ㅏ', 'ㅐ', 'ㅑ', 'ㅒ', 'ㅓ', 'ㅔ', 'ㅕ', 'ㅖ', 'ㅗ', 'ㅘ', 'ㅙ', 'ㅚ', 'ㅛ', 'ㅜ', 'ㅝ', 'ㅞ',
    'ㅟ', 'ㅠ', 'ㅡ', 'ㅢ', 'ㅣ',
];
pub(super) const CODAS: [char; 28] = [
    ' ', 'ㄱ', 'ㄲ', 'ㄳ', 'ㄴ', 'ㄵ', 'ㄶ', 'ㄷ', 'ㄹ', 'ㄺ', 'ㄻ', 'ㄼ', 'ㄽ', 'ㄾ', 'ㄿ', 'ㅀ',
    'ㅁ', 'ㅂ', 'ㅄ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];

/// Initial, medial and final letter, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Jamo {
    pub(super) initial: u16,
    pub(super) medial: u16,
    pub(super) coda: u16,
}

impl Jamo {
    pub(super) fn of(syllable: Syllable) -> Self {
        Self {
            initial: syllable / (MEDIALS * FINALS),
            medial: syllable % (MEDIALS * FINALS) / FINALS,
            coda: syllable % FINALS,
        }
    }

    pub(super) fn syllable(self) -> Syllable {
        (self.initial * MEDIALS + self.medial) * FINALS + self.coda
    }

    /// Whether the vowel begins with the sound of "i" or "y".
    fn is_iotated(self) -> bool {
        matches!(self.medial, 2 | 3 | 6 | 7 | 12 | 17 | 20)
    }

    /// In South Korean spelling an "r" at the start of a word falls silent before "i" and "y", and is an
    /// "n" before other vowels; an "n" falls silent before "i" and "y". In the North it is kept.
    fn softened(self) -> Self {
        let initial = match (self.initial, self.is_iotated()) {
            (RIEUL | NIEUN, true) => SILENT,
            (RIEUL, false) => NIEUN,
            (initial, _) => initial,
        };
        Self { initial, ..self }
    }

    /// Every syllable that is softened to the same as this one.
    pub(super) fn kin(self) -> impl Iterator<Item = Self> {
        let soft = self.softened();
        [soft.initial, NIEUN, RIEUL]
            .into_iter()
            .map(move |initial| Self { initial, ..soft })
            .enumerate()
            .filter(move |(at, jamo)| {
                (*at == 0 || jamo.initial != soft.initial) && jamo.softened() == soft
            })
            .map(|(_, jamo)| jamo)
    }

    /// Sounds that no romanisation keeps apart reliably fall into one class.
    pub(super) fn class(self) -> u8 {
        let initial = match self.initial {
            0 | 1 | 15 => 0,
            3 | 4 | 16 => 1,
            7 | 8 | 17 => 2,
            12..=14 => 3,
            9 | 10 => 4,
            18 => 5,
            6 => 6,
            _ => 7,
        };
        let vowel = match self.medial {
            0 | 2 | 9 => 0,
            16 | 19 | 20 => 1,
            1 | 3 | 5 | 7 | 10 | 11 | 15 => 2,
            _ => 3,
        };
        let coda = match self.coda {
            0 => 0,
            1..=3 | 24 => 1,
            4..=6 => 2,
            8..=15 => 3,
            16 => 4,
            17 | 18 | 26 => 5,
            21 => 6,
            _ => 7,
        };
        initial * 32 + vowel * 8 + coda
    }
}

/// The syllable of a character, as North and South spell it alike.
pub(super) fn syllable_of(character: char) -> Option<Syllable> {
    let place = u32::from(character).checked_sub(FIRST)?;
    let syllable = u16::try_from(place).ok()?;
    (syllable < 11_172).then(|| Jamo::of(syllable).softened().syllable())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_and_south_spell_one_syllable() {
        for (north, south) in [('리', '이'), ('룡', '용'), ('로', '노'), ('녀', '여'), ('김', '김')]
        {
            assert_eq!(syllable_of(north), syllable_of(south), "{north}");
        }
        assert_ne!(syllable_of('나'), syllable_of('아'));
        assert_eq!(syllable_of('k'), None);
    }

    #[test]
    fn kin_are_all_that_sound_alike() {
        let kin = |character: char| Jamo::of(syllable_of(character).unwrap()).kin().count();
        assert_eq!((kin('이'), kin('노'), kin('김'), kin('아')), (3, 2, 1, 1));
    }
}
