//! Numbers that the consolidated list gives in its comments only.

use super::identifiers::add;
use crate::record::is_imo_company_number;
use crate::watchlist::Designation;

/// How many words may stand between the name of a number and the number.
const NEAR: usize = 4;

/// Gives an entity the company numbers, bank codes and addresses of mail of its comment.
pub(super) fn add_identifiers(entry: &mut Designation, comment: &str) {
    let words: Vec<&str> = comment
        .split([' ', ';', ',', '(', ')'])
        .map(|word| word.trim_matches(['.', ':']))
        .filter(|word| !word.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        let behind = words.iter().skip(at + 1).take(NEAR);
        match *word {
            "IMO" => {
                let number = behind.copied().find(|word| is_imo_company_number(word));
                if let Some(number) = number {
                    add(entry, "imo_company", number);
                }
            }
            "SWIFT" | "SWIFT/BIC" | "BIC" => {
                if let Some(code) = behind.copied().find(|word| is_bank_code(word)) {
                    add(entry, "swift", code);
                }
            }
            _ if is_mail(word) => add(entry, "email", word),
            _ => {}
        }
    }
}

/// Eight or eleven signs: four letters of the bank, two of the country, and the place.
fn is_bank_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    [8, 11].contains(&bytes.len())
        && bytes.iter().take(6).all(u8::is_ascii_uppercase)
        && bytes.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn is_mail(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(who, host)| !who.is_empty() && host.contains('.') && !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watchlist::DesignationKind;

    fn identifiers(comment: &str) -> Vec<(String, String)> {
        let kind = DesignationKind::Entity;
        let mut entry = Designation::new("1".to_owned(), kind, "A".to_owned());
        add_identifiers(&mut entry, comment);
        entry.identifiers.into_iter().map(|found| (found.r#type, found.value)).collect()
    }

    #[test]
    fn numbers_are_read_where_they_are_named() {
        let found = |kind: &str, value: &str| vec![(kind.to_owned(), value.to_owned())];
        assert_eq!(
            identifiers("Owner of a ship. IMO number: 5571322."),
            found("imo_company", "5571322")
        );
        assert_eq!(identifiers("Company Number IMO 5571322."), found("imo_company", "5571322"));
        assert_eq!(
            identifiers("International Maritime Organization (IMO) Number: 5571322."),
            found("imo_company", "5571322")
        );
        assert_eq!(identifiers("A bank. SWIFT/BIC: ABCDKPPY"), found("swift", "ABCDKPPY"));
        assert_eq!(identifiers("Email address: a@b.example; more"), found("email", "a@b.example"));
        // A number that is not called so, one of a ship, and a word of eight letters.
        for comment in ["5571322 tons", "IMO number: 9020003", "SWIFT handling of GOODWILL is"] {
            let found = identifiers(comment);
            assert!(found.iter().all(|(kind, _)| kind == "swift"), "{comment}: {found:?}");
        }
    }
}
