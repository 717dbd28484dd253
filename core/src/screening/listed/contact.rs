//! Ways to reach someone that a listed party shares: address, telephone, mail, web.

use super::subject::Subject;
use crate::judgement::CorroborationKind;
use crate::text::{host, squash};
use crate::watchlist::Designation;

/// Shortest address that is compared, squashed; "Pyongyang" alone is everyone's.
const ADDRESS: usize = 10;
/// Digits at the end of a telephone number that tell it from others.
const DIGITS: usize = 8;
/// Mail domains that anyone may use, which say nothing of their users.
const OPEN_DOMAINS: [&str; 10] = [
    "163.com",
    "126.com",
    "qq.com",
    "sina.com",
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "mail.ru",
    "yandex.ru",
];

/// Which ways to reach a subject are those of a listed party.
pub(crate) fn shared(subject: &Subject<'_>, entry: &Designation) -> Vec<CorroborationKind> {
    let mut shared = Vec::new();
    let is_shared = |own: &[String], kinds: &[&str], read: fn(&str) -> Option<String>| {
        own.iter().filter_map(|text| read(text)).any(|own| {
            let listed =
                entry.identifiers.iter().filter(|one| kinds.contains(&one.r#type.as_str()));
            listed.filter_map(|one| read(&one.value)).any(|listed| listed == own)
        })
    };
    if subject.addresses.iter().any(|text| is_address(text, entry)) {
        shared.push(CorroborationKind::Address);
    }
    if is_shared(subject.phones, &["phone", "fax"], last_digits) {
        shared.push(CorroborationKind::Phone);
    }
    if is_shared(subject.emails, &["email"], mailbox) {
        shared.push(CorroborationKind::Email);
    }
    if is_shared(subject.websites, &["website"], site) {
        shared.push(CorroborationKind::Website);
    }
    shared
}

fn is_address(text: &str, entry: &Designation) -> bool {
    let given = squash(text);
    entry.addresses.iter().any(|address| {
        let known = squash(&address.text);
        known.len() >= ADDRESS
            && (given.contains(&known) || known.contains(&given) && given.len() >= ADDRESS)
    })
}

fn last_digits(text: &str) -> Option<String> {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(DIGITS)?;
    digits.get(from..).map(|digits| digits.iter().collect())
}

/// A mail address; one at a firm's own domain by the domain alone.
fn mailbox(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    if !text.contains('@') {
        return None;
    }
    let own = host(&text).filter(|domain| !OPEN_DOMAINS.contains(&domain.as_str()));
    Some(own.unwrap_or(text))
}

/// The host of a site, which `www.` does not make another.
fn site(text: &str) -> Option<String> {
    let host = host(text)?;
    let host = host.trim_start_matches("www.");
    host.contains('.').then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_reach_someone_are_compared_as_they_are_used() {
        assert_eq!(last_digits("+850-2-381-8141 "), last_digits("00850 2 3818141"));
        assert_eq!(last_digits("381"), None);
        assert_eq!(mailbox("Sales@Example.kp"), mailbox("info@example.KP"));
        assert_ne!(mailbox("one@163.com"), mailbox("two@163.com"));
        assert_eq!(site("https://www.example.com/a?b"), Some("example.com".to_owned()));
        assert_eq!(site("none"), None);
    }
}
