//! Names in the form in which they are compared for equality.

use crate::text::{fold, tokens};

/// Legal forms and joining words, and the form each is compared in; `""` drops the word.
const FORMS: &[(&str, &str)] = &[
    ("corporation", ""),
    ("corp", ""),
    ("company", ""),
    ("co", ""),
    ("limited", ""),
    ("ltd", ""),
    ("llc", ""),
    ("inc", ""),
    ("incorporated", ""),
    ("plc", ""),
    ("gmbh", ""),
    ("ag", ""),
    ("sa", ""),
    ("srl", ""),
    ("spa", ""),
    ("bv", ""),
    ("nv", ""),
    ("pte", ""),
    ("pty", ""),
    ("sdn", ""),
    ("bhd", ""),
    ("ooo", ""),
    ("oao", ""),
    ("zao", ""),
    ("ооо", ""),
    ("оао", ""),
    ("зао", ""),
    ("jsc", ""),
    ("kk", ""),
    ("the", ""),
    ("of", ""),
    ("and", ""),
    ("for", ""),
    ("dba", ""),
    ("trdg", "trading"),
    ("gen", "general"),
    ("intl", "international"),
    ("tech", "technology"),
    ("dev", "development"),
    ("dprk", "korea"),
];

/// Legal forms written without a space after a name in Han or Hangul.
const ATTACHED_FORMS: &[&str] =
    &["有限责任公司", "有限公司", "股份有限公司", "公司", "주식회사", "회사", "株式会社"];

/// Words that say what many firms do, and so tell no firm from another.
const COMMON: &[&str] = &[
    "trading",
    "general",
    "international",
    "development",
    "technology",
    "shipping",
    "trade",
    "bank",
    "group",
    "bureau",
    "department",
    "ministry",
    "center",
    "centre",
    "import",
    "export",
    "industrial",
    "industry",
    "machinery",
    "joint",
    "venture",
    "associated",
    "committee",
    "korea",
    "korean",
    "choson",
    "chosun",
    "economics",
    "foreign",
    "management",
    "maritime",
    "united",
    "enterprise",
    "agency",
    "office",
    "national",
    "commercial",
    "third",
    "floor",
    "division",
    "department",
    "holdings",
    "holding",
    "services",
    "service",
    "marine",
    "hong",
    "kong",
];

/// The keys under which a name is found: its words sorted, and its words joined in their order.
pub fn keys(name: &str) -> Vec<String> {
    let folded = fold(name);
    let mut words: Vec<&str> =
        tokens(&folded).map(canonical).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        words = tokens(&folded).collect();
    }
    if words.is_empty() {
        return Vec::new();
    }
    let joined = words.concat();
    words.sort_unstable();
    words.dedup();
    let sorted = words.join(" ");
    if sorted == joined { vec![joined] } else { vec![sorted, joined] }
}

fn canonical(word: &str) -> &str {
    if let Some((_, form)) = FORMS.iter().find(|(from, _)| *from == word) {
        return form;
    }
    ATTACHED_FORMS.iter().find_map(|form| word.strip_suffix(form)).unwrap_or(word)
}

/// Whether a name says anything besides a legal form and signs.
pub fn is_usable(name: &str) -> bool {
    let folded = fold(name);
    tokens(&folded).map(canonical).any(|word| word.chars().any(char::is_alphabetic))
}

/// Whether a name tells its bearer from others by itself: two words or more besides legal forms, one
/// of them not a word that many firms carry. A longer word in an unspaced script is enough.
pub fn is_distinctive(name: &str) -> bool {
    let folded = fold(name);
    let words: Vec<&str> = tokens(&folded).map(canonical).filter(|word| !word.is_empty()).collect();
    let own = |word: &&str| word.chars().any(char::is_alphabetic) && !COMMON.contains(word);
    let unspaced = words.iter().any(|word| !word.is_ascii() && word.chars().count() >= 4);
    words.iter().any(own) && (words.len() >= 2 || unspaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(left: &str, right: &str) -> bool {
        keys(left).iter().any(|key| keys(right).contains(key))
    }

    #[test]
    fn writing_habits_do_not_make_names_differ() {
        for (left, right) in [
            (
                "Korea Mining Development Trading Corporation",
                "KOREA MINING DEVELOPMENT TRADING CORP.",
            ),
            ("Kim Chol-nam", "KIM CHOL NAM"),
            ("Kim Cholnam", "Kim Chol Nam"),
            ("Chol Nam Kim", "Kim Chol Nam"),
            ("Ch'oe So'k Min", "CHOE SOK MIN"),
            ("Weihai World-Shipping Freight", "Weihai World Shipping Freight Co., Ltd."),
            ("沈忠國際海運有限公司", "沈忠國際海運"),
            ("The Foreign Trade Bank of the DPRK", "Foreign Trade Bank, Korea"),
        ] {
            assert!(equal(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn other_names_stay_apart() {
        for (left, right) in [
            ("Korea Zinc Co., Ltd.", "Korea Zinc Industrial Group"),
            ("Samjong KPMG", "Korea Samjong Shipping"),
            ("Kim Chol Nam", "Kim Chol Min"),
        ] {
            assert!(!equal(left, right), "{left} / {right}");
        }
    }

    #[test]
    fn a_name_needs_a_word_of_its_own() {
        assert!(
            !is_usable("Co., Ltd.")
                && !is_usable("---")
                && !is_usable("有限公司")
                && !is_usable("123")
        );
        assert!(is_usable("X Trading Co.") && is_usable("고려아연"));
    }

    #[test]
    fn short_and_common_names_tell_nobody_apart() {
        for (name, distinctive) in [
            ("Unsan", false),
            ("KOMID", false),
            ("Office 39", false),
            ("Third Floor", false),
            ("Singwang Economics and Trading General Corp.", true),
            ("Korea Kumsan Trading Corp.", true),
            ("沈忠國際海運", true),
        ] {
            assert_eq!(is_distinctive(name), distinctive, "{name}");
        }
    }
}
