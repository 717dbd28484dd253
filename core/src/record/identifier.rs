//! Numbers and marks of ships, companies and aircraft, and what can be told from them alone.
//!
//! Sources: IMO resolution A.1117(30) (ship numbers) and A.1160(32) (company numbers); ITU Radio
//! Regulations, appendix 42 (445 and the call signs HMA-HMZ, P5A-P9Z are the DPRK's).

use crate::text::code;

/// An IMO ship number as submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImoNumber {
    /// Seven digits with a right check digit.
    Valid(u32),
    /// Something else: a slip or an invention. Never a reason to drop the name.
    Wrong,
}

impl ImoNumber {
    /// Reads a number with or without the letters IMO before it.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        let digits = match text.get(..3) {
            Some(prefix) if prefix.eq_ignore_ascii_case("imo") => {
                text.get(3..).unwrap_or_default().trim_start_matches([' ', ':', '-', '#'])
            }
            _ => text,
        };
        match seven_digits(digits) {
            Some((number, digits, check)) => {
                if number > 0 && weighted(digits, [7, 6, 5, 4, 3, 2]) % 10 == check {
                    Self::Valid(number)
                } else {
                    Self::Wrong
                }
            }
            None => Self::Wrong,
        }
    }

    /// The number, where it is a right one.
    pub fn valid(self) -> Option<u32> {
        match self {
            Self::Valid(number) => Some(number),
            Self::Wrong => None,
        }
    }
}

/// Whether the text is an IMO *company* number, which has a check digit of another kind.
pub fn is_imo_company_number(text: &str) -> bool {
    seven_digits(text.trim()).is_some_and(|(number, digits, check)| {
        number > 0 && (11 - weighted(digits, [8, 6, 4, 2, 9, 7]) % 11) % 10 == check
    })
}

/// The number, its first six digits, and the check digit.
fn seven_digits(text: &str) -> Option<(u32, [u32; 6], u32)> {
    if text.len() != 7 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = [0; 6];
    for (digit, character) in digits.iter_mut().zip(text.chars()) {
        *digit = character.to_digit(10)?;
    }
    Some((text.parse().ok()?, digits, text.chars().next_back()?.to_digit(10)?))
}

fn weighted(digits: [u32; 6], weights: [u32; 6]) -> u32 {
    digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The maritime identification digits, the first three of the nine of a maritime mobile service identity.
pub fn mmsi_country(text: &str) -> Option<String> {
    let digits = code(text);
    let right = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.get(..3).filter(|_| right).map(str::to_owned)
}

/// Whether a maritime mobile service identity belongs to the DPRK (nine digits, 445 first).
pub fn has_dprk_mmsi(text: &str) -> bool {
    mmsi_country(text).is_some_and(|digits| digits == "445")
}

/// Whether a ship's call sign is of a DPRK series: four to six characters, HM or P5 to P9 first,
/// then a letter.
pub fn has_dprk_call_sign(text: &str) -> bool {
    let sign: Vec<char> = code(text).chars().collect();
    (4..=6).contains(&sign.len())
        && sign.iter().all(char::is_ascii_alphanumeric)
        && match sign.as_slice() {
            ['H', 'M', third, ..] | ['P', '5'..='9', third, ..] => third.is_ascii_uppercase(),
            _ => false,
        }
}

/// Whether an aircraft registration carries the DPRK's nationality mark, `P-`.
pub fn has_dprk_aircraft_mark(text: &str) -> bool {
    text.trim().get(..2).is_some_and(|prefix| prefix.eq_ignore_ascii_case("p-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ship_numbers_are_checked() {
        for (text, number) in [
            ("9020003", Some(9_020_003)),
            ("IMO 9020003", Some(9_020_003)),
            ("imo9020003", Some(9_020_003)),
            ("9020004", None),
            ("902000", None),
            ("Does not exist", None),
            ("0000000", None),
            ("９０２０００３", None),
        ] {
            assert_eq!(ImoNumber::parse(text).valid(), number, "{text}");
        }
    }

    #[test]
    fn company_numbers_have_their_own_check() {
        assert!(is_imo_company_number("5571322"));
        assert!(!is_imo_company_number("5571323"));
        assert_eq!(ImoNumber::parse("5571322"), ImoNumber::Wrong);
    }

    #[test]
    fn marks_of_the_dprk_and_their_look_alikes() {
        assert!(
            has_dprk_mmsi("445 123 000")
                && !has_dprk_mmsi("44512300")
                && !has_dprk_mmsi("440123000")
        );
        for (sign, dprk) in [
            ("HMYX", true),
            ("P5AB2", true),
            ("hmab", true),
            ("HMM", false),
            ("HLAB", false),
            ("P512", false),
        ] {
            assert_eq!(has_dprk_call_sign(sign), dprk, "{sign}");
        }
        assert!(has_dprk_aircraft_mark("P-632") && !has_dprk_aircraft_mark("PK-ABC"));
    }
}
