//! Text as its reader sees it: markup taken away, letters of a look-alike alphabet put back.

use std::borrow::Cow;

/// Tags of HTML that stand in pasted descriptions; anything else in angle brackets is text ("<0.5 % S>").
const TAGS: [&str; 47] = [
    "a", "abbr", "article", "b", "big", "body", "br", "center", "code", "dd", "div", "dl", "dt",
    "em", "font", "h1", "h2", "h3", "h4", "head", "hr", "html", "i", "img", "li", "mark", "ol",
    "p", "pre", "s", "script", "section", "small", "span", "strong", "style", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "u", "ul", "wbr",
];
/// Tags inside a word; every other tag ends one.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "big", "code", "em", "font", "i", "mark", "s", "small", "span", "strong",
    "sub", "u", "wbr",
];
/// Longest tag looked for, in bytes.
const TAG_LIMIT: usize = 300;

/// Capital and small letters of other alphabets that look like Latin ones: theirs, ours.
const LOOK_ALIKES: [(char, char); 50] = [
    ('а', 'a'),
    ('в', 'b'),
    ('е', 'e'),
    ('к', 'k'),
    ('м', 'm'),
    ('н', 'h'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('т', 't'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ї', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('һ', 'h'),
    ('ӏ', 'l'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
    ('г', 'r'),
    ('п', 'n'),
    ('и', 'u'),
    ('ь', 'b'),
    ('α', 'a'),
    ('β', 'b'),
    ('γ', 'y'),
    ('ε', 'e'),
    ('ζ', 'z'),
    ('η', 'n'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('μ', 'm'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('σ', 'o'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
    ('ω', 'w'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    ('ɑ', 'a'),
    ('ɡ', 'g'),
    ('ı', 'i'),
    ('ո', 'n'),
    ('օ', 'o'),
    ('ѵ', 'v'),
];

/// The text without markup, and with words of mixed alphabets written in one.
///
/// `plain("<b>соal</b>&nbsp;fines")`, its first two letters Cyrillic, is `"coal fines"`.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = without_markup(text);
    let other = text.chars().any(is_other_alphabet);
    if !other || !text.split(|c: char| !c.is_alphanumeric()).any(is_mixed) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        if is_mixed(word) { in_one_alphabet(word, &mut plain) } else { plain.push_str(word) }
    }
    Cow::Owned(plain)
}

fn without_markup(text: &str) -> Cow<'_, str> {
    let text =
        if text.contains('<') { Cow::Owned(without_tags(text)) } else { Cow::Borrowed(text) };
    if text.contains('&') {
        Cow::Owned(html_escape::decode_html_entities(text.as_ref()).into_owned())
    } else {
        text
    }
}

fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let (length, inline) = tag_length(tag).unwrap_or((1, false));
        if !inline {
            plain.push(' ');
        }
        rest = tag.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// The bytes of a tag that stands at the start, and whether it may stand inside a word.
fn tag_length(text: &str) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let end = bytes.iter().take(TAG_LIMIT).position(|&byte| byte == b'>')?;
    let name = text.get(1..end)?.trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next()?.to_ascii_lowercase();
    let name = name.as_str();
    TAGS.contains(&name).then(|| (end + 1, INLINE.contains(&name)))
}

fn is_other_alphabet(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{58f}' | 'ɑ' | 'ɡ')
}

/// Whether a word has Latin letters beside Cyrillic, Greek or Armenian ones.
fn is_mixed(word: &str) -> bool {
    word.chars().any(is_other_alphabet) && word.chars().any(|c| c.is_ascii_alphabetic())
}

/// A mixed word in the alphabet that all its letters can be read in: Latin first.
fn in_one_alphabet(word: &str, plain: &mut String) {
    let latin = |c: char| {
        let lower = c.to_lowercase().next().unwrap_or(c);
        LOOK_ALIKES.iter().find(|(theirs, _)| *theirs == lower).map(|(_, ours)| *ours)
    };
    if word.chars().all(|c| !is_other_alphabet(c) || latin(c).is_some()) {
        plain.extend(
            word.chars().map(|c| if is_other_alphabet(c) { latin(c).unwrap_or(c) } else { c }),
        );
        return;
    }
    let theirs = |c: char| {
        let lower = c.to_ascii_lowercase();
        LOOK_ALIKES.iter().find(|(_, ours)| *ours == lower).map(|(theirs, _)| *theirs)
    };
    plain.extend(
        word.chars().map(|c| if c.is_ascii_alphabetic() { theirs(c).unwrap_or(c) } else { c }),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_as_its_reader_sees_it() {
        for (text, reads) in [
            ("anthracite", "anthracite"),
            ("<b>co</b>al", "coal"),
            ("<p>coal</p><p>fines</p>", " coal  fines "),
            ("coal&nbsp;fines &amp; dust", "coal\u{a0}fines & dust"),
            ("&#99;oal", "coal"),
            ("ash < 12 %, S <0.5> %", "ash   12 %, S  0.5> %"),
            ("соal", "coal"),
            ("yголь", "уголь"),
            ("уголь coal", "уголь coal"),
        ] {
            assert_eq!(plain(text), reads, "{text}");
        }
    }

    #[test]
    fn hostile_markup_costs_no_more_than_its_length() {
        let text = "<".repeat(10_000);
        assert_eq!(plain(&text).len(), 10_000);
    }
}
