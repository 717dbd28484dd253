//! Reads a PostgreSQL address and builds the connection string libpq gets from it. Handing libpq the
//! address itself would let two parsers disagree about which host it names, and would let its messages
//! repeat the password.
//!
//! libpq is built without TLS, and would go on in plain text without a word. So a host that is not this
//! machine is refused unless `sslmode=disable` is spelled out.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::StoreError;
use super::address::refuse;

/// What an address may set. `service` is absent on purpose: it would name the host out of our sight.
const PARAMETERS: [&str; 19] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "options",
    "passfile",
    "password",
    "port",
    "require_auth",
    "sslmode",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];

/// What holds unless the address says otherwise. An empty `hostaddr` keeps libpq from taking one from
/// its environment; the timeouts keep one lost packet from holding up the only writer for minutes.
const DEFAULTS: [(&str, &str); 4] = [
    ("application_name", "assay"),
    ("connect_timeout", "10"),
    ("hostaddr", ""),
    ("tcp_user_timeout", "30000"),
];

type Settings = BTreeMap<&'static str, String>;

/// Reads what follows `postgres://` and returns a connection string for libpq.
pub(super) fn parse(rest: &str) -> Result<String, StoreError> {
    let mut settings = read(rest)?;
    if !settings.contains_key("dbname") {
        return refuse("name the database, as in postgres://localhost/assay");
    }
    check_hosts(&settings)?;
    check_encryption(&settings)?;
    settings.insert("sslmode", "disable".to_owned());
    for (name, value) in DEFAULTS {
        settings.entry(name).or_insert_with(|| value.to_owned());
    }
    let settings: Vec<_> =
        settings.iter().map(|(name, value)| format!("{name}='{}'", quoted(value))).collect();
    Ok(settings.join(" "))
}

fn read(rest: &str) -> Result<Settings, StoreError> {
    let mut settings = Settings::new();
    let authority = rest.split('/').next().unwrap_or_default();
    let (credentials, rest) = match rest.split_once('@') {
        Some((credentials, rest)) if authority.contains('@') => (credentials, rest),
        _ => ("", rest),
    };
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (hosts, database) = rest.split_once('/').unwrap_or((rest, ""));
    let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
    let (host, port) = split_hosts(hosts)?;
    let parts = [
        ("user", user),
        ("password", password),
        ("dbname", database),
        ("host", &host),
        ("port", &port),
    ];
    for (name, value) in parts {
        if !value.is_empty() {
            settings.insert(name, decoded(value)?);
        }
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let Some((name, value)) = pair.split_once('=') else {
            return refuse("a parameter has no value");
        };
        match PARAMETERS.iter().find(|known| **known == name) {
            Some(known) => settings.insert(known, decoded(value)?),
            None => return refuse("it has a parameter that is not known here"),
        };
    }
    Ok(settings)
}

/// The hosts and the ports of a list such as `one:5432,[::1]:5433`, each joined by commas.
fn split_hosts(list: &str) -> Result<(String, String), StoreError> {
    let mut hosts = Vec::new();
    let mut ports = Vec::new();
    for entry in list.split(',') {
        let (host, port) = match entry.strip_prefix('[').map(|rest| rest.split_once(']')) {
            Some(Some((host, ""))) => (host, ""),
            Some(Some((host, rest))) if rest.starts_with(':') => {
                (host, rest.trim_start_matches(':'))
            }
            Some(_) => return refuse("a host in brackets is not closed"),
            None => entry.split_once(':').unwrap_or((entry, "")),
        };
        if !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return refuse(
                "a port is not a number; characters such as : / @ in a password are written %3A %2F %40",
            );
        }
        hosts.push(host);
        ports.push(port);
    }
    let ports =
        if ports.iter().all(|port| port.is_empty()) { String::new() } else { ports.join(",") };
    Ok((hosts.join(","), ports))
}

/// Every host must be named here, or libpq would look for it in its environment.
fn check_hosts(settings: &Settings) -> Result<(), StoreError> {
    let mut named = ["host", "hostaddr"].iter().filter_map(|name| settings.get(name)).peekable();
    if named.peek().is_none() || named.any(|list| list.split(',').any(str::is_empty)) {
        return refuse(
            "name the host, or the directory of a socket as in postgres:///assay?host=/var/run/postgresql",
        );
    }
    Ok(())
}

fn check_encryption(settings: &Settings) -> Result<(), StoreError> {
    match settings.get("sslmode").map(String::as_str) {
        Some("disable") => return Ok(()),
        None | Some("allow" | "prefer") => {}
        Some(_) => return refuse("sslmode asks for TLS, which this build does not have"),
    }
    let hosts = settings.get("host").into_iter().flat_map(|list| list.split(','));
    let addresses = settings.get("hostaddr").into_iter().flat_map(|list| list.split(','));
    if hosts.chain(addresses).all(is_local) {
        return Ok(());
    }
    refuse(
        "the host is another machine and this build has no TLS; \
         add sslmode=disable to accept a connection in plain text",
    )
}

fn is_local(host: &str) -> bool {
    host.starts_with(['/', '@'])
        || host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Undoes percent encoding.
fn decoded(text: &str) -> Result<String, StoreError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { hexadecimal(rest.next(), rest.next())? } else { byte });
    }
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => Ok(text),
        _ => refuse("what is percent-encoded is not text"),
    }
}

fn hexadecimal(high: Option<u8>, low: Option<u8>) -> Result<u8, StoreError> {
    let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
    match digit(high).zip(digit(low)).and_then(|(high, low)| u8::try_from(high * 16 + low).ok()) {
        Some(byte) => Ok(byte),
        None => refuse(
            "a percent sign is not followed by two hexadecimal digits; itself it is written %25",
        ),
    }
}

fn quoted(value: &str) -> String {
    value.replace('\\', r"\\").replace('\'', r"\'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_a_connection_string() {
        for (address, expected) in [
            ("localhost/assay", "dbname='assay' host='localhost'"),
            (
                "u:p%27%5C%40x@127.0.0.1:5433/a",
                r"dbname='a' host='127.0.0.1' password='p\'\\@x' port='5433' user='u'",
            ),
            ("[::1]:5433,localhost/a", "dbname='a' host='::1,localhost' port='5433,'"),
            ("%2Fvar%2Frun/a", "dbname='a' host='/var/run'"),
            ("/a?host=/tmp&user=o", "dbname='a' host='/tmp' user='o'"),
            ("db.example/a?sslmode=disable", "dbname='a' host='db.example'"),
            ("localhost?dbname=a&sslmode=prefer", "dbname='a' host='localhost'"),
        ] {
            let built = parse(address).unwrap();
            let ours = DEFAULTS.map(|(name, value)| format!("{name}='{value}'"));
            let shown: Vec<_> = built
                .split(' ')
                .filter(|part| !part.starts_with("sslmode") && !ours.iter().any(|our| our == part))
                .collect();
            let shown = shown.join(" ");
            assert_eq!(shown, expected, "{address}");
            assert!(built.contains("sslmode='disable'") && built.contains("hostaddr=''"));
        }
    }

    #[test]
    fn another_machine_is_refused_unless_plain_text_is_asked_for() {
        for address in [
            "db.example/a",
            "10.0.0.5/a",
            "localhost,db.example/a",
            "[2001:db8::1]/a",
            "localhost/a?host=db.example",
            "localhost/a?hostaddr=10.0.0.5",
            "/a?host=%2Ftmp,db.example",
            "db.example/a?sslmode=prefer",
            "localhost@db.example/a",
            "127.0.0.1.example/a",
            "0.0.0.0/a",
        ] {
            let error = parse(address).unwrap_err().to_string();
            assert!(error.contains("no TLS"), "{address}: {error}");
        }
        assert!(parse("localhost/a?sslmode=require").unwrap_err().to_string().contains("TLS"));
    }

    #[test]
    fn a_faulty_address_is_refused_without_its_password() {
        for address in [
            "",
            "/a",
            "localhost",
            "localhost,/a",
            "u:secret/x@localhost/a",
            "u:secret%zz@localhost/a",
            "u:secret%00@localhost/a",
            "u:secret%ff@localhost/a",
            "u:x@localhost:secret/a",
            "u:x@[::1/a?secret=1",
            "localhost/a?service=secret",
            "localhost/a?secret",
            "localhost/a?hostaddr=",
            "u:x@secret@db.example/a",
        ] {
            let error = parse(address).unwrap_err();
            assert!(!format!("{error:?} {error}").contains("secret"), "{address}: {error:?}");
        }
    }
}
