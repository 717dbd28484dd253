//! Ways to reach somebody that are the DPRK's by their form: bank codes, telephone numbers, hosts.

use crate::text::host;

/// Places 5 and 6 of a business identifier code are the country.
pub(super) fn is_dprk_bank_code(code: &str) -> bool {
    let code = code.trim();
    matches!(code.len(), 8 | 11)
        && code.get(4..6).is_some_and(|country| country.eq_ignore_ascii_case("KP"))
}

/// The international prefix 850, written with + or 00.
pub(super) fn is_dprk_phone(number: &str) -> bool {
    let plus = number.trim_start().starts_with('+');
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (plus && digits.starts_with("850")) || digits.starts_with("00850")
}

/// A host under .kp, or one of the mail hosts of listed parties.
pub(super) fn is_dprk_host(text: &str) -> bool {
    let Some(host) = host(text) else { return false };
    host.rsplit_once('.').is_some_and(|(_, domain)| domain == "kp")
        || ["silibank.com", "silibank.net.kp", "co.chesin.com"]
            .iter()
            .any(|known| host == *known || host.ends_with(&format!(".{known}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_details_of_the_dprk_are_known_by_their_form() {
        assert!(
            is_dprk_bank_code("FTBDKPPY")
                && !is_dprk_bank_code("KOEXKRSE")
                && !is_dprk_bank_code("KPKPKP")
        );
        assert!(is_dprk_phone("+850-2-18111 ext. 8573") && is_dprk_phone("00850 2 381 4410"));
        assert!(!is_dprk_phone("+82 2 850 1234") && !is_dprk_phone("850-555-0100"));
        for (text, dprk) in [
            ("trade@star-co.net.kp", true),
            ("http://www.naenara.com.kp/en", true),
            ("x@silibank.com", true),
            ("info@koreazinc.co.kr", false),
            ("www.kp.de", false),
            ("x@notsilibank.com", false),
        ] {
            assert_eq!(is_dprk_host(text), dprk, "{text}");
        }
    }
}
