//! Codes of the Harmonized System.

use std::fmt;

/// An HS code as submitted, digits only. The law reads the first six; a national tail is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HsCode(String);

impl HsCode {
    /// Reads 2 to 12 digits with dots or spaces between them.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = String::with_capacity(12);
        for character in text.trim().chars() {
            match character {
                '0'..='9' => digits.push(character),
                '.' | ' ' => {}
                _ => return None,
            }
        }
        (2..=12).contains(&digits.len()).then_some(Self(digits))
    }

    /// All digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The part the Harmonized System itself defines: at most six digits, in pairs.
    pub fn international(&self) -> &str {
        let length = match self.0.len() {
            2 | 3 => 2,
            4 | 5 => 4,
            _ => 6,
        };
        self.0.get(..length).unwrap_or(&self.0)
    }

    /// The two digits of the chapter.
    pub fn chapter(&self) -> &str {
        self.0.get(..2).unwrap_or(&self.0)
    }

    /// Whether the chapter is one of goods: 01 to 97, without 77, which is kept free.
    pub fn names_goods(&self) -> bool {
        self.chapter()
            .parse::<u8>()
            .is_ok_and(|chapter| (1..=97).contains(&chapter) && chapter != 77)
    }
}

impl fmt::Display for HsCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_2_to_12_digits() {
        for wrong in ["", "2", "1234567890123", "27.01a", "２７"] {
            assert_eq!(HsCode::parse(wrong), None, "{wrong}");
        }
        let code = HsCode::parse("2701.11 00 10").unwrap();
        assert_eq!(
            (code.digits(), code.international(), code.chapter()),
            ("2701110010", "270111", "27")
        );
    }

    #[test]
    fn an_odd_digit_adds_nothing() {
        assert_eq!(HsCode::parse("270").unwrap().international(), "27");
        assert_eq!(HsCode::parse("27011").unwrap().international(), "2701");
    }

    #[test]
    fn chapters_outside_the_nomenclature_name_no_goods() {
        for (code, names) in
            [("00", false), ("01", true), ("77", false), ("97", true), ("9999", false)]
        {
            assert_eq!(HsCode::parse(code).unwrap().names_goods(), names, "{code}");
        }
    }
}
