//! The database's address: which backend it names, and whether it may be used. A misspelt scheme must
//! never create an empty SQLite file, and no message repeats the address, which may hold a password.

use std::path::PathBuf;

use super::{StoreError, postgres_address};

/// Where a connection leads.
#[derive(Clone)]
pub(super) enum Address {
    /// The file of an SQLite database, as an absolute path.
    Sqlite(PathBuf),
    /// A libpq connection string, built by us from the address so that nothing in it goes unchecked.
    Postgres(String),
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            return sqlite(path).map(Self::Sqlite);
        }
        match url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://")) {
            Some(rest) => postgres_address::parse(rest).map(Self::Postgres),
            None => refuse("it must begin with sqlite://, postgres:// or postgresql://"),
        }
    }
}

/// A refusal in the given words.
pub(super) fn refuse<T>(reason: &'static str) -> Result<T, StoreError> {
    Err(StoreError::UnsupportedUrl(reason))
}

fn sqlite(path: &str) -> Result<PathBuf, StoreError> {
    if path.is_empty() || path.ends_with('/') {
        return refuse("sqlite:// must be followed by the path of a file");
    }
    if path.contains(":memory:") {
        return refuse("an SQLite database in memory would be lost; name a file");
    }
    if path.contains(['?', '#', '\0']) {
        return refuse("sqlite:// takes a path alone, without parameters");
    }
    // An absolute path cannot be taken for one of SQLite's own `file:` addresses.
    std::path::absolute(path).map_err(StoreError::connect)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unusable_addresses_are_refused_without_being_repeated() {
        for url in [
            "",
            "assay.db",
            "sqlite:assay.db",
            "sqlite3://assay.db",
            "SQLITE://assay.db",
            "postgres-db",
            "postgres:secret@localhost",
            "mysql://u:secret@localhost/assay",
            "sqlite://",
            "sqlite://data/",
            "sqlite://:memory:",
            "sqlite://secret.db?mode=memory",
        ] {
            let error = Address::parse(url).err().unwrap();
            assert!(matches!(error, StoreError::UnsupportedUrl(_)), "{url}");
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        }
    }

    #[test]
    fn a_relative_path_becomes_absolute() {
        let Address::Sqlite(path) = Address::parse("sqlite://file:assay.db").unwrap() else {
            panic!("not SQLite");
        };
        assert!(path.is_absolute());
        assert!(path.ends_with("file:assay.db"));
    }
}
