//! Names as lists write them: several in one field, an acronym or another script in brackets.

use super::text::one_line;
use crate::watchlist::{Alias, AliasQuality, Designation};

/// Deepest brackets in brackets that are taken apart.
const MAX_DEPTH: usize = 4;

/// Words that show that what stands in brackets is about the name and no name itself.
const ABOUT: &[&str] = &[
    "listed as",
    "known as",
    "name",
    "born",
    "passport",
    "identity",
    "martyrs",
    "third",
    "unconfirmed",
];

/// What says which script a name is in.
const SCRIPTS: &[&str] =
    &["original script", "tigrinya", "arabic", "chinese", "korean", "cyrillic"];

/// One name out of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundName {
    pub(super) text: String,
    /// A short form in brackets behind the full one.
    pub(super) acronym: bool,
    /// A name of which the list says that it is one of the past.
    pub(super) former: bool,
}

/// A name on one line, with plain apostrophes and without what encloses it.
pub(super) fn clean(name: &str) -> String {
    let name = one_line(name).replace(['’', '‘', '`', '´'], "'");
    let name = name.trim_matches(['"', '“', '”', ',', ';', ' ']);
    let name = if name.starts_with(')') { name.trim_start_matches([')', ' ']) } else { name };
    let enclosed = name.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    enclosed.unwrap_or(name).to_owned()
}

/// Every name of a field.
pub(super) fn names_in(field: &str) -> Vec<FoundName> {
    let mut found = Vec::new();
    collect(&one_line(field), 0, false, &mut found);
    found
}

fn collect(field: &str, depth: usize, former: bool, found: &mut Vec<FoundName>) {
    for part in parts(field) {
        let Some((base, inside)) = last_brackets(part).filter(|_| depth < MAX_DEPTH) else {
            push(part, false, former, found);
            continue;
        };
        let lower = inside.to_lowercase();
        let past = lower.contains("listed as") || lower.starts_with("former");
        let script = strip_label(inside);
        if is_reference(inside) || past {
            collect(base, depth + 1, former || past, found);
        } else if is_acronym(inside, base) {
            collect(base, depth + 1, former, found);
            push(inside, true, former, found);
        } else if SCRIPTS.contains(&lower.as_str()) {
            collect(base, depth + 1, former, found);
        } else if inside.contains(';') || is_latin(base) != is_latin(script) {
            collect(base, depth + 1, former, found);
            collect(script, depth + 1, former, found);
        } else if ABOUT.iter().any(|word| lower.contains(word)) {
            collect(base, depth + 1, former, found);
        } else {
            // A variant of a part of it, a branch or a place: the name stays as it is.
            push(part, false, former, found);
        }
    }
}

fn push(text: &str, acronym: bool, former: bool, found: &mut Vec<FoundName>) {
    let text = clean(text);
    let nothing = ["", "-", "na"].contains(&text.as_str());
    if !nothing {
        found.push(FoundName { text, acronym, former });
    }
}

/// What stands between semicolons outside of brackets, and behind "b)".
fn parts(field: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, character) in field.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => {
                // "a) one name b) another": the letter before it ends the part before that.
                let letter = at.checked_sub(1).and_then(|at| field.get(at..=at));
                let before = at.checked_sub(2);
                let stands_alone = before.is_none_or(|at| field.get(at..=at) == Some(" "));
                if letter.is_some_and(|l| ("a"..="h").contains(&l)) && stands_alone && at > 0 {
                    parts.push(field.get(start..at - 1).unwrap_or_default());
                    start = at + 1;
                }
            }
            ';' if depth == 0 => {
                parts.push(field.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(field.get(start..).unwrap_or_default());
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The text before the brackets at the end, and what is in them.
fn last_brackets(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_end_matches([',', ' ']).strip_suffix(')')?;
    let mut depth = 1_usize;
    for (at, character) in inside.char_indices().rev() {
        match character {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let base = inside.get(..at)?.trim();
            let inside = inside.get(at + 1..)?.trim();
            return (!base.is_empty() && !inside.is_empty()).then_some((base, inside));
        }
    }
    None
}

fn strip_label(inside: &str) -> &str {
    let label = "original script";
    match inside.get(..label.len()) {
        Some(start) if start.eq_ignore_ascii_case(label) => {
            inside.get(label.len()..).unwrap_or_default().trim_start_matches([':', ' '])
        }
        _ => inside,
    }
}

/// Whether a name has any letter of the Latin alphabet.
fn is_latin(text: &str) -> bool {
    text.chars().any(|character| character.is_ascii_alphabetic())
}

/// Whether it is the number of an entry: "KPe.018".
fn is_reference(text: &str) -> bool {
    un_reference(text).is_some()
}

/// The reference number of the Security Council's list that a text is, as the list writes it.
pub(super) fn un_reference(text: &str) -> Option<String> {
    let text = text.trim();
    let (letters, digits) = text.split_once('.')?;
    let [first, second, kind] = letters.as_bytes() else { return None };
    let numbered = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let lettered = first.is_ascii_alphabetic() && second.is_ascii_alphabetic();
    let kind = kind.to_ascii_lowercase();
    if !numbered || !lettered || ![b'i', b'e'].contains(&kind) {
        return None;
    }
    let country = letters.get(..2)?.to_ascii_uppercase();
    Some(format!("{country}{}.{digits}", char::from(kind)))
}

/// Whether a text is short for a name: one word of capitals that are letters of the name in their
/// order, the first of them beginning a word.
fn is_acronym(text: &str, name: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(char::is_ascii_alphabetic).collect();
    let shape = text.chars().all(|c| c.is_ascii_uppercase() || c == '-' || c == 'u');
    let Some(first) = letters.first().filter(|_| shape && (2..=8).contains(&letters.len())) else {
        return false;
    };
    let words: Vec<char> = name.to_uppercase().chars().collect();
    let begins = name
        .to_uppercase()
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.starts_with(*first));
    let mut rest = words.iter();
    begins && letters.iter().all(|letter| rest.any(|c| *c == letter.to_ascii_uppercase()))
}

/// Gives an entry one more name.
pub(super) fn add_alias(
    entry: &mut Designation,
    name: String,
    quality: AliasQuality,
    former: bool,
) {
    // Whose care a letter goes to is no name, but lists have it among the names.
    let weak = ["care of ", "c/o "]
        .iter()
        .any(|word| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    let quality = if weak { AliasQuality::Low } else { quality };
    entry.aliases.push(Alias { name, quality, former });
}

/// Gives an entry every name of a field of other names.
pub(super) fn add_aliases(
    entry: &mut Designation,
    field: &str,
    quality: AliasQuality,
    former: bool,
) {
    for name in names_in(field) {
        add_alias(entry, name.text, quality, former || name.former);
    }
}

/// Gives an entry the names that stand inside its own: the full form without its acronym, and the
/// acronym, of which others may be known too.
pub(super) fn add_inner_names(entry: &mut Designation) {
    for name in names_in(&entry.name.clone()) {
        let quality = if name.acronym { AliasQuality::Low } else { AliasQuality::Good };
        add_alias(entry, name.text, quality, name.former);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(field: &str) -> Vec<String> {
        names_in(field).into_iter().map(|name| name.text).collect()
    }

    #[test]
    fn a_field_of_several_names_is_taken_apart() {
        for (field, expected) in [
            ("Ri Ho; Li Ho; Yi  Ho", &["Ri Ho", "Li Ho", "Yi Ho"][..]),
            ("\"BORIM\"", &["BORIM"]),
            ("“One-P”", &["One-P"]),
            ("Kim So’k", &["Kim So'k"]),
            ("Jin Tie (金铁)", &["Jin Tie", "金铁"]),
            ("عبد (Abd A; Abd B)", &["عبد", "Abd A", "Abd B"]),
            ("Ab (original script: Аб)", &["Ab", "Аб"]),
            ("BORIM TRADE BANK (BTB)", &["BORIM TRADE BANK", "BTB"]),
            ("BORIM FOUNDATION (INDONESIA)", &["BORIM FOUNDATION (INDONESIA)"]),
            ("BORIM OFFICE (KPE.018)", &["BORIM OFFICE"]),
            ("LEADER (HONG KONG) TRADE", &["LEADER (HONG KONG) TRADE"]),
            ("El Abc (combat name)", &["El Abc"]),
            ("M. Sab b) M. J. Sab; M. K. Sab", &["M. Sab", "M. J. Sab", "M. K. Sab"]),
            (
                "A Front (AF) (جبهة (original script); The Front)",
                &["A Front", "AF", "جبهة", "The Front"],
            ),
            ("Abdul B (previously listed as)", &["Abdul B"]),
            (") Abd Z", &["Abd Z"]),
            ("-", &[]),
            ("", &[]),
            ("(((((", &["((((("]),
        ] {
            assert_eq!(texts(field), expected, "{field}");
        }
        assert!(names_in("Abdul B (previously listed as)").first().unwrap().former);
    }

    #[test]
    fn a_reference_has_one_form() {
        assert_eq!(un_reference(" KPE.018 "), Some("KPe.018".to_owned()));
        for text in ["KPe.18", "KPx.018", "KP.018", "36", ""] {
            assert_eq!(un_reference(text), None, "{text}");
        }
    }

    #[test]
    fn the_names_inside_a_name_are_other_names() {
        let kind = crate::watchlist::DesignationKind::Entity;
        let mut entry = Designation::new("1".into(), kind, "BORIM TRADE BANK (BTB)".into());
        add_inner_names(&mut entry);
        let found: Vec<(&str, AliasQuality)> =
            entry.aliases.iter().map(|alias| (alias.name.as_str(), alias.quality)).collect();
        assert_eq!(found, [("BORIM TRADE BANK", AliasQuality::Good), ("BTB", AliasQuality::Low)]);
    }
}
