//! The host in a web or mail address, however the address is written.

/// The host that an address names, in lower case and without the dot at its end: of a URL, of a mail
/// address, or a host alone. Records and lists hold all three in one member, most often without a
/// scheme, which a parser of URLs would refuse.
///
/// What follows the last `@` is the host; in a web address, what follows the last one before its path.
pub fn host(text: &str) -> Option<String> {
    let address = match text.split_once("://") {
        Some((_, rest)) => until(rest, &PATH),
        None if is_site(until(text, &PATH).trim()) => until(text, &PATH),
        None => text,
    };
    let address = address.rsplit('@').next().unwrap_or(address);
    let host = until(until(address, &PATH), &[':']).trim().trim_end_matches('.').to_lowercase();
    (!host.is_empty()).then_some(host)
}

/// What begins the path of a URL, or what may stand in its place.
const PATH: [char; 3] = ['/', '?', '#'];

/// Whether what stands before a path may be a host, and is not the first of several mail addresses.
fn is_site(text: &str) -> bool {
    text.contains('.') && !text.contains(|c: char| c == '@' || c.is_whitespace())
}

fn until<'t>(text: &'t str, ends: &[char]) -> &'t str {
    text.split(ends).next().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_of_an_address_is_found_however_it_is_written() {
        for (text, expected) in [
            ("trade@star-co.net.kp", Some("star-co.net.kp")),
            (" Sales@Example.KP. ", Some("example.kp")),
            ("mailto:x@silibank.com?subject=coal", Some("silibank.com")),
            ("one@a.com / two@b.kp", Some("b.kp")),
            ("Tel/Fax: a@b.kp", Some("b.kp")),
            ("http://www.naenara.com.kp/en", Some("www.naenara.com.kp")),
            ("HTTPS://Example.com:8080#top", Some("example.com")),
            ("http://user:word@example.com/a@b.kp?c@d.kp", Some("example.com")),
            ("http://example.com?to=x@y.kp", Some("example.com")),
            ("//example.com", None),
            ("www.kp.de/x?y", Some("www.kp.de")),
            ("example.com/@someone", Some("example.com")),
            ("example.com.", Some("example.com")),
            ("Пример.РФ", Some("пример.рф")),
            ("none", Some("none")),
            ("x@", None),
            ("http://", None),
            (" . ", None),
            ("", None),
        ] {
            assert_eq!(host(text).as_deref(), expected, "{text:?}");
        }
    }
}
