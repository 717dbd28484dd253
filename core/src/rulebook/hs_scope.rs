//! Scopes of HS codes as law writes them: a prefix, or a range of equally long ones such as `72-89`.

/// Whether a code stands in the scope.
pub(crate) fn covers(scope: &str, digits: &str) -> bool {
    matched(scope, digits).is_some()
}

/// How many digits of a scope a code that stands in it matches. Asked for every line of every commodity, so that a
/// plain prefix is compared without looking for a range first.
pub(crate) fn matched(scope: &str, digits: &str) -> Option<usize> {
    if digits.starts_with(scope) {
        return Some(scope.len());
    }
    let at = scope.bytes().position(|byte| byte == b'-')?;
    let (first, last) = (scope.get(..at)?, scope.get(at + 1..)?);
    let prefix = digits.get(..at)?;
    (first <= prefix && prefix <= last).then_some(at)
}

/// Whether a code stands in the scope, or the scope begins inside a code too short to tell.
pub(crate) fn touches(scope: &str, digits: &str) -> bool {
    let (first, last) = scope.split_once('-').unwrap_or((scope, scope));
    let begins = (first.get(..digits.len()), last.get(..digits.len()));
    let inside = |first: &str, last: &str| first <= digits && digits <= last;
    covers(scope, digits) || matches!(begins, (Some(first), Some(last)) if inside(first, last))
}

/// Digits of a code that the Harmonized System itself defines.
pub(super) const INTERNATIONAL_DIGITS: usize = 6;
/// Digits of a code of a State's own nomenclature.
pub(super) const NATIONAL_DIGITS: usize = 8;

/// From two digits to the longest allowed, or a range of two equally long codes in their order.
pub(super) fn is_scope(text: &str, longest: usize) -> bool {
    let digits = |code: &str| {
        (2..=longest).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
    };
    match text.split_once('-') {
        Some((first, last)) => {
            digits(first) && digits(last) && first.len() == last.len() && first < last
        }
        None => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_in_a_prefix_or_a_range() {
        assert!(covers("2701", "270111") && covers("72-89", "8802") && covers("93", "93"));
        assert!(!covers("2701", "27") && !covers("72-89", "9001") && !covers("7207-7217", "7218"));
    }

    #[test]
    fn a_short_code_touches_what_begins_inside_it() {
        assert!(touches("8802", "88") && touches("7207-7217", "72") && touches("93", "9301"));
        assert!(!touches("8802", "87") && !touches("8802", "8803"));
    }

    #[test]
    fn scopes_have_two_to_eight_digits_and_those_of_the_system_six() {
        let is_national = |scope: &str| is_scope(scope, NATIONAL_DIGITS);
        assert!(is_national("27") && is_national("6912002") && is_national("72-89"));
        for wrong in ["", "2", "27x", "89-72", "72-8901", "123456789"] {
            assert!(!is_national(wrong), "{wrong}");
        }
        assert!(is_scope("270111", INTERNATIONAL_DIGITS));
        assert!(!is_scope("6912002", INTERNATIONAL_DIGITS));
    }
}
