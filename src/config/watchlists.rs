//! Settings of single lists: how old each may be, and where it is fetched.

use serde::{Deserialize, Serialize};

use super::ConfigError;

const MINUTE: u64 = 60;
const DAY: u64 = 24 * 60 * MINUTE;

/// The settings of one list, `[watchlists.ID]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WatchlistSettings {
    /// Where it is fetched: `https://…`.
    pub url: Option<String>,
    /// Its form: un-xml, ftm, csv or ofac-sdn; told by the file unless given.
    pub format: Option<String>,
    /// Who keeps it: un, other or house; told by the form unless given.
    pub authority: Option<String>,
    /// Whether it is used in every screening.
    pub default: Option<bool>,
    /// How often it is fetched, such as `24h`.
    pub every: Option<String>,
    /// How old it may be, such as `7d`.
    pub max_age: Option<String>,
    /// How long fetching may take, such as `5m`.
    pub timeout: Option<String>,
    /// SHA-256 of the file, where one file alone is to be taken.
    pub sha256: Option<String>,
    /// Where the file's SHA-256 is published.
    pub checksum_url: Option<String>,
    /// Whether `http://` may lead to another machine.
    pub allow_http: bool,
}

/// The settings of one list, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSettings {
    /// Id of the list.
    pub id: String,
    /// Days after which it is too old; none where no age is enforced.
    pub max_age_days: Option<i64>,
    /// Who keeps it, where that is settled.
    pub authority: Option<String>,
    /// Whether it is used in every screening, where that is settled.
    pub default: Option<bool>,
    /// Where it is fetched; none where it is not.
    pub source: Option<SourceSettings>,
}

/// Where a list is fetched, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSettings {
    /// The address.
    pub url: String,
    /// The form, where it is given.
    pub format: Option<String>,
    /// Seconds between two fetches.
    pub every_seconds: u64,
    /// Seconds that fetching may take.
    pub timeout_seconds: u64,
    /// SHA-256 that the file must have, in 64 digits.
    pub sha256: Option<String>,
    /// Where the file's SHA-256 is published.
    pub checksum_url: Option<String>,
    /// Whether `http://` may lead to another machine.
    pub allow_http: bool,
}

impl WatchlistSettings {
    /// Reads the settings of the list `id`.
    pub(super) fn read(&self, id: &str) -> Result<ListSettings, ConfigError> {
        let wrong = |(key, problem)| ConfigError::Watchlist { list: id.to_owned(), key, problem };
        self.check_words().map_err(wrong)?;
        self.check_source().map_err(wrong)?;
        let max_age = match span("max_age", self.max_age.as_deref()).map_err(wrong)? {
            Some(span) if span % DAY != 0 => {
                return Err(wrong(("max_age", "it is a number of whole days")));
            }
            Some(span) => Some(span),
            None => self.url.as_ref().map(|_| 7 * DAY),
        };
        let every_seconds = span("every", self.every.as_deref()).map_err(wrong)?.unwrap_or(DAY);
        let timeout = span("timeout", self.timeout.as_deref()).map_err(wrong)?;
        let source = self.url.clone().map(|url| SourceSettings {
            url,
            format: self.format.clone(),
            every_seconds,
            timeout_seconds: timeout.unwrap_or(5 * MINUTE),
            sha256: self.sha256.as_ref().map(|text| text.to_ascii_lowercase()),
            checksum_url: self.checksum_url.clone(),
            allow_http: self.allow_http,
        });
        Ok(ListSettings {
            id: id.to_owned(),
            max_age_days: max_age.map(|span| i64::try_from(span / DAY).unwrap_or(i64::MAX)),
            authority: self.authority.clone(),
            default: self.default,
            source,
        })
    }

    fn check_words(&self) -> Result<(), Wrong> {
        let known = |word: &Option<String>, known: &[&str]| {
            word.as_deref().is_none_or(|word| known.contains(&word))
        };
        if !known(&self.format, &["un-xml", "ftm", "csv", "ofac-sdn"]) {
            return Err(("format", "it is one of un-xml, ftm, csv, ofac-sdn"));
        }
        if !known(&self.authority, &["un", "other", "house"]) {
            return Err(("authority", "it is one of un, other, house"));
        }
        Ok(())
    }

    fn check_source(&self) -> Result<(), Wrong> {
        let sound =
            |text: &String| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if self.sha256.as_ref().is_some_and(|text| !sound(text)) {
            return Err(("sha256", "it has 64 hexadecimal digits"));
        }
        let of_a_source = [
            ("every", self.every.is_some()),
            ("timeout", self.timeout.is_some()),
            ("sha256", self.sha256.is_some()),
            ("checksum_url", self.checksum_url.is_some()),
        ];
        match of_a_source.into_iter().find(|(_, given)| self.url.is_none() && *given) {
            Some((key, _)) => Err((key, "it says nothing without a url")),
            None => Ok(()),
        }
    }
}

/// A key, and what would be right there.
type Wrong = (&'static str, &'static str);

fn span(key: &'static str, text: Option<&str>) -> Result<Option<u64>, Wrong> {
    let wrong = (key, "it is a span such as 90s, 5m, 24h or 7d");
    text.map(|text| seconds(text).ok_or(wrong)).transpose()
}

/// The seconds of a span such as `90s`, `5m`, `24h` or `7d`: at least one, at most ten years.
fn seconds(text: &str) -> Option<u64> {
    let unit = match text.chars().last()? {
        's' => 1,
        'm' => MINUTE,
        'h' => 60 * MINUTE,
        'd' => DAY,
        _ => return None,
    };
    let number: u64 = text.get(..text.len() - 1)?.parse().ok()?;
    let span = number.checked_mul(unit)?;
    (1..=3_650 * DAY).contains(&span).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<ListSettings, String> {
        let settings: WatchlistSettings = toml::from_str(toml).unwrap();
        settings.read("l").map_err(|error| error.to_string())
    }

    #[test]
    fn a_list_that_is_fetched_has_an_allowed_age_and_a_schedule() {
        let list = read("url = 'https://x.example/list.xml'").unwrap();
        assert_eq!(list.max_age_days, Some(7));
        let source = list.source.unwrap();
        assert_eq!((source.every_seconds, source.timeout_seconds), (DAY, 5 * MINUTE));
        let list = read("max_age = '30d'").unwrap();
        assert_eq!((list.max_age_days, list.source), (Some(30), None));
        assert_eq!(read("default = false").unwrap().max_age_days, None);
    }

    #[test]
    fn what_cannot_be_is_named_by_list_and_key() {
        for (toml, key) in [
            ("max_age = '36h'", "max_age"),
            ("max_age = 'week'", "max_age"),
            ("every = '1h'", "every"),
            ("url = 'https://x.example'\nevery = '0s'", "every"),
            ("url = 'https://x.example'\nsha256 = 'abc'", "sha256"),
            ("format = 'xml'", "format"),
            ("authority = 'eu'", "authority"),
        ] {
            let problem = read(toml).unwrap_err();
            assert!(problem.contains(&format!("watchlists.l.{key}")), "{problem}");
        }
    }
}
