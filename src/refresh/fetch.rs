//! Asking a source for its list: only if it changed, up to a size, within a time, and never over an
//! address that the operator did not allow. No error repeats an address: it may hold a key.

use std::net::IpAddr;
use std::time::Duration;

use assay_core::digest::sha256;
use assay_core::watchlist::{Authority, ListFormat, MAX_LIST_BYTES};
use reqwest::header::{
    ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use crate::service::RefreshMarks;

/// How long a source may take to answer at all.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Redirects that are followed.
const MAX_REDIRECTS: usize = 5;
/// Most bytes of a file with a checksum.
const MAX_CHECKSUM_BYTES: usize = 4096;

/// Where a list is fetched, and how often.
#[derive(Debug, Clone)]
pub struct Source {
    /// The list.
    pub list: String,
    /// The form of the file; told by the file unless given.
    pub format: Option<ListFormat>,
    /// Who keeps the list; told by the form unless given.
    pub authority: Option<Authority>,
    /// Whether it is used in every screening.
    pub is_default: Option<bool>,
    /// The time between two fetches.
    pub every: Duration,
    /// How long a fetch may take.
    pub timeout: Duration,
    url: Url,
    sha256: Option<String>,
    checksum_url: Option<Url>,
    allow_http: bool,
}

/// Why an address cannot be a source.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It is none.
    #[error("watchlists.{list}.{key}: it is no address")]
    NoAddress {
        /// The list.
        list: String,
        /// The key.
        key: &'static str,
    },
    /// It would be asked in the clear.
    #[error("watchlists.{list}.{key}: it begins with https://, or with http:// on this machine")]
    Clear {
        /// The list.
        list: String,
        /// The key.
        key: &'static str,
    },
}

/// What a source is, as settings have it.
#[derive(Debug, Clone, Copy)]
pub struct Address<'s> {
    /// Where the list is.
    pub url: &'s str,
    /// SHA-256 that the file must have.
    pub sha256: Option<&'s str>,
    /// Where the file's SHA-256 is published.
    pub checksum_url: Option<&'s str>,
    /// Whether `http://` may lead to another machine.
    pub allow_http: bool,
}

/// What a source answered.
pub(super) enum Fetched {
    /// Nothing newer than what it gave last.
    Unchanged,
    /// A file, and the source's marks of it.
    File { bytes: Vec<u8>, marks: RefreshMarks },
}

/// Why a list was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum FetchError {
    #[error("the source could not be reached")]
    Unreachable,
    #[error("the source took longer than {0} seconds")]
    TooSlow(u64),
    #[error("the source leads to an address that is not allowed")]
    Redirected,
    #[error("the source answered with status {0}")]
    Status(u16),
    #[error("the file is larger than {0} bytes")]
    TooLarge(usize),
    #[error("the file ended before it was whole")]
    CutOff,
    #[error("the checksum cannot be read")]
    NoChecksum,
    #[error("the file has another checksum than it should")]
    OtherChecksum,
}

impl Source {
    /// A source at an address, asked daily.
    pub fn at(list: &str, address: Address<'_>) -> Result<Self, SourceError> {
        let read = |key, text: &str| {
            let list = list.to_owned();
            match Url::parse(text) {
                Err(_) => Err(SourceError::NoAddress { list, key }),
                Ok(url) if !is_allowed(&url, address.allow_http) => {
                    Err(SourceError::Clear { list, key })
                }
                Ok(url) => Ok(url),
            }
        };
        Ok(Self {
            list: list.to_owned(),
            format: None,
            authority: None,
            is_default: None,
            every: Duration::from_hours(24),
            timeout: Duration::from_mins(5),
            url: read("url", address.url)?,
            sha256: address.sha256.map(str::to_owned),
            checksum_url: address
                .checksum_url
                .map(|text| read("checksum_url", text))
                .transpose()?,
            allow_http: address.allow_http,
        })
    }

    /// Asks for the list, if it is other than what the marks stand for.
    pub(super) async fn fetch(&self, marks: &RefreshMarks) -> Result<Fetched, FetchError> {
        let client = self.client().map_err(|_| FetchError::Unreachable)?;
        let mut request = client.get(self.url.clone());
        for (name, mark) in
            [(IF_NONE_MATCH, &marks.etag), (IF_MODIFIED_SINCE, &marks.last_modified)]
        {
            if let Some(mark) = mark {
                request = request.header(name, mark);
            }
        }
        let response = request.send().await.map_err(|error| self.failure(&error))?;
        match response.status() {
            StatusCode::NOT_MODIFIED => return Ok(Fetched::Unchanged),
            StatusCode::OK => {}
            other => return Err(FetchError::Status(other.as_u16())),
        }
        let marks = RefreshMarks {
            etag: text(response.headers(), &ETAG),
            last_modified: text(response.headers(), &LAST_MODIFIED),
        };
        let bytes = self.body(response, MAX_LIST_BYTES).await?;
        self.check(&client, &bytes).await?;
        Ok(Fetched::File { bytes, marks })
    }

    fn client(&self) -> reqwest::Result<Client> {
        let allow_http = self.allow_http;
        let scheme = self.url.scheme().to_owned();
        let follow = redirect::Policy::custom(move |attempt| {
            let same = attempt.url().scheme() == scheme && is_allowed(attempt.url(), allow_http);
            if same && attempt.previous().len() <= MAX_REDIRECTS {
                attempt.follow()
            } else {
                attempt.error(FetchError::Redirected)
            }
        });
        let builder = Client::builder()
            .user_agent(concat!("assay/", env!("CARGO_PKG_VERSION")))
            .timeout(self.timeout)
            .connect_timeout(CONNECT_TIMEOUT.min(self.timeout))
            .referer(false)
            .redirect(follow);
        let builder = if is_loopback(&self.url) { builder.no_proxy() } else { builder };
        builder.build()
    }

    /// Compares the file with the checksum that it should have.
    async fn check(&self, client: &Client, bytes: &[u8]) -> Result<(), FetchError> {
        let mut wanted: Vec<String> = self.sha256.iter().cloned().collect();
        if let Some(url) = &self.checksum_url {
            let response = client.get(url.clone()).send().await;
            let response = response.map_err(|error| self.failure(&error))?;
            if response.status() != StatusCode::OK {
                return Err(FetchError::NoChecksum);
            }
            let published = self.body(response, MAX_CHECKSUM_BYTES).await;
            let published = published.map_err(|_| FetchError::NoChecksum)?;
            wanted.push(checksum(&published).ok_or(FetchError::NoChecksum)?);
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let own = sha256([bytes]);
        let own = own.trim_start_matches("sha256");
        if wanted.iter().all(|wanted| wanted == own) {
            Ok(())
        } else {
            Err(FetchError::OtherChecksum)
        }
    }

    /// The whole body of at most so many bytes.
    async fn body(&self, mut response: Response, most: usize) -> Result<Vec<u8>, FetchError> {
        let announced = response.content_length().unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > most) {
            return Err(FetchError::TooLarge(most));
        }
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() > most => {
                    return Err(FetchError::TooLarge(most));
                }
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => return Ok(bytes),
                Err(error) if error.is_timeout() => return Err(self.failure(&error)),
                Err(_) => return Err(FetchError::CutOff),
            }
        }
    }

    fn failure(&self, error: &reqwest::Error) -> FetchError {
        if error.is_timeout() {
            FetchError::TooSlow(self.timeout.as_secs())
        } else if error.is_redirect() {
            FetchError::Redirected
        } else {
            FetchError::Unreachable
        }
    }
}

/// `https://`, and `http://` on this machine or where the operator allows it.
fn is_allowed(url: &Url, allow_http: bool) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => allow_http || is_loopback(url),
        _ => false,
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

/// A mark of reasonable length.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?;
    (value.len() <= 512).then(|| value.to_owned())
}

/// The first word of 64 hexadecimal digits.
fn checksum(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let found = text
        .split_ascii_whitespace()
        .find(|word| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    Some(found.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str, allow_http: bool) -> Result<Source, SourceError> {
        Source::at("l", Address { url, sha256: None, checksum_url: None, allow_http })
    }

    #[test]
    fn a_list_is_asked_in_the_clear_on_this_machine_alone() {
        for url in
            ["https://x.example/l", "http://127.0.0.1:1/l", "http://localhost/", "http://[::1]/"]
        {
            assert!(at(url, false).is_ok(), "{url}");
        }
        for url in [
            "http://x.example/l?key=secret",
            "http://127.0.0.1.x.example/",
            "ftp://x/",
            "file:///x",
        ] {
            let error = at(url, false).err().unwrap().to_string();
            assert!(error.contains("watchlists.l.url") && !error.contains("secret"), "{error}");
        }
        assert!(at("http://x.example/l", true).is_ok());
        assert!(matches!(at("x", true), Err(SourceError::NoAddress { .. })));
    }

    #[test]
    fn a_checksum_is_read_as_checksums_are_published() {
        let digits = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        let file = format!("{digits}  consolidated.xml\n");
        assert_eq!(checksum(file.as_bytes()), Some(digits.to_lowercase()));
        assert_eq!(checksum(b"<html>"), None);
    }
}
