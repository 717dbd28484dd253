//! Settings: defaults, then the file, then the environment, then flags; checked once.

mod file;
mod watchlists;

pub use watchlists::{ListSettings, SourceSettings, WatchlistSettings};

use std::collections::BTreeMap;
use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::PathBuf;

use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized};
use serde::{Deserialize, Serialize};

use self::file::Toml;

/// The settings of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Address and port to listen on; port 0 picks a free one.
    pub listen: String,
    /// Where screenings are kept: `sqlite://PATH` or `postgres://…`.
    pub database_url: String,
    /// Whether the database is migrated at start.
    pub migrate_at_start: bool,
    /// Worker threads; 0 takes one for each core.
    pub workers: usize,
    /// What is logged: a level, or directives such as `assay=debug,warn`.
    pub log: String,
    /// How it is logged: `human` or `json`.
    pub log_format: LogFormat,
    /// Seconds in which requests in flight may end after SIGTERM.
    pub shutdown_seconds: u64,
    /// File with the operator's policy; empty for none.
    pub policy: String,
    /// The share of a regime and kind, in percent, that a version of a list may lose without being held.
    pub watchlist_shrink_percent: u8,
    /// Settings of single lists, by id.
    pub watchlists: BTreeMap<String, WatchlistSettings>,
}

/// Forms of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For a person at a terminal.
    Human,
    /// One JSON object a line.
    Json,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            database_url: "sqlite://assay.db".to_owned(),
            migrate_at_start: true,
            workers: 0,
            log: "info".to_owned(),
            log_format: LogFormat::Human,
            shutdown_seconds: 30,
            policy: String::new(),
            watchlist_shrink_percent: 20,
            watchlists: BTreeMap::new(),
        }
    }
}

/// Flags that stand above every other source.
#[derive(Debug, Clone, Default, Args, Serialize)]
pub struct Flags {
    /// File with settings; without it `assay.toml` is read where it is there.
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,
    /// Address and port to listen on; port 0 picks a free one.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<String>,
    /// Where screenings are kept: sqlite://PATH or postgres://…
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// Whether the database is migrated at start.
    #[arg(long, global = true, value_name = "BOOL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migrate_at_start: Option<bool>,
    /// Worker threads; 0 takes one for each core.
    #[arg(long, global = true, value_name = "NUMBER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workers: Option<usize>,
    /// What is logged: a level, or directives such as assay=debug,warn.
    #[arg(long, global = true, value_name = "DIRECTIVES")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// How it is logged.
    #[arg(long, global = true)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<LogFormat>,
    /// Seconds in which requests in flight may end after SIGTERM.
    #[arg(long, global = true, value_name = "SECONDS")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shutdown_seconds: Option<u64>,
    /// File with the operator's policy: what is tightened beyond the rulebook.
    #[arg(long, global = true, value_name = "FILE")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Percent of a regime and kind that a version of a list may lose without being held.
    #[arg(long, global = true, value_name = "PERCENT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub watchlist_shrink_percent: Option<u8>,
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value does not read; the message names its source and key.
    #[error("{0}")]
    Unreadable(String),
    /// A setting of a list cannot be used.
    #[error("watchlists.{list}.{key}: {problem}")]
    Watchlist {
        /// The list.
        list: String,
        /// The key.
        key: &'static str,
        /// What would be right.
        problem: &'static str,
    },
    /// The share that a list may lose is none.
    #[error("watchlist_shrink_percent: {0} is no share from 0 to 100")]
    ShrinkPercent(u8),
    /// The address to listen on is none.
    #[error("listen: {0} is no address and port")]
    Listen(String),
    /// Another machine could reach the service, and no key would be asked of it.
    #[error(
        "listen: {0} can be reached from other machines, and without API keys the service runs open; \
         listen on a loopback address"
    )]
    OpenToOthers(SocketAddr),
}

/// The last part of a settings file: lists, each an example.
const WATCHLISTS: &str = "# Settings of single lists, by id.\n[watchlists]\n\n\
     # [watchlists.un-consolidated]\n\
     # url = \"https://lists.example/consolidated.xml\"  # where it is fetched\n\
     # format = \"un-xml\"         # un-xml, ftm, csv or ofac-sdn; told by the file unless given\n\
     # authority = \"un\"          # un, other or house; told by the form unless given\n\
     # default = true            # false: used only where a record's options.watchlists names it\n\
     # every = \"24h\"             # how often it is fetched\n\
     # max_age = \"7d\"            # older than that, a screening is held; 7d unless given where it is fetched\n\
     # timeout = \"5m\"            # how long fetching may take\n\
     # sha256 = \"\"               # the one file to take, in 64 hexadecimal digits\n\
     # checksum_url = \"\"         # where the file's SHA-256 is published\n\
     # allow_http = false        # whether http:// may lead to another machine\n";

impl Settings {
    /// Reads the settings from all their sources.
    pub fn load(flags: &Flags) -> Result<Self, ConfigError> {
        let file = match &flags.config {
            Some(path) => Toml::file_exact(path),
            None => Toml::file("assay.toml"),
        };
        let figment = Figment::from(Serialized::defaults(Self::default()))
            .merge(file)
            .merge(Env::prefixed("ASSAY_").ignore(&["test_data", "log_style"]))
            .merge(Serialized::defaults(flags));
        let settings: Self = figment.extract().map_err(|error| {
            ConfigError::Unreadable(
                error.into_iter().map(|one| one.to_string()).collect::<Vec<_>>().join("; "),
            )
        })?;
        Ok(settings)
    }

    /// A settings file that says the defaults.
    pub fn default_file() -> String {
        let settings = Self::default();
        format!(
            "# Settings of Assay, with their defaults. A flag (--listen) and a variable (ASSAY_LISTEN) stand above \
             this file.\n\n\
             # Address and port to listen on; port 0 picks a free one.\nlisten = \"{}\"\n\n\
             # Where screenings are kept: sqlite://PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE\n\
             database_url = \"{}\"\n\n\
             # Whether the database is migrated at start.\nmigrate_at_start = {}\n\n\
             # Worker threads; 0 takes one for each core.\nworkers = {}\n\n\
             # What is logged: a level, or directives such as assay=debug,warn.\nlog = \"{}\"\n\n\
             # How it is logged: human or json.\nlog_format = \"human\"\n\n\
             # Seconds in which requests in flight may end after SIGTERM.\nshutdown_seconds = {}\n\n\
             # File with the operator's policy, which tightens findings and never loosens them; empty for none.\n\
             policy = \"{}\"\n\n\
             # Percent of a regime and kind that a version of a list may lose without being held for a confirmation.\n\
             watchlist_shrink_percent = {}\n\n{WATCHLISTS}",
            settings.listen,
            settings.database_url,
            settings.migrate_at_start,
            settings.workers,
            settings.log,
            settings.shutdown_seconds,
            settings.policy,
            settings.watchlist_shrink_percent
        )
    }

    /// The settings of single lists, checked.
    pub fn lists(&self) -> Result<Vec<ListSettings>, ConfigError> {
        if self.watchlist_shrink_percent > 100 {
            return Err(ConfigError::ShrinkPercent(self.watchlist_shrink_percent));
        }
        self.watchlists.iter().map(|(id, settings)| settings.read(id)).collect()
    }

    /// The addresses to listen on: on loopback alone, since no keys are asked for.
    pub fn addresses(&self) -> Result<Vec<SocketAddr>, ConfigError> {
        let unreadable = || ConfigError::Listen(self.listen.clone());
        let addresses: Vec<SocketAddr> =
            self.listen.to_socket_addrs().map_err(|_| unreadable())?.collect();
        if addresses.is_empty() {
            return Err(unreadable());
        }
        match addresses.iter().find(|address| !address.ip().is_loopback()) {
            Some(open) => Err(ConfigError::OpenToOthers(*open)),
            None => Ok(addresses),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listening(listen: &str) -> Result<Vec<SocketAddr>, ConfigError> {
        Settings { listen: listen.to_owned(), ..Settings::default() }.addresses()
    }

    #[test]
    fn the_service_listens_on_loopback_alone() {
        assert!(listening("127.0.0.1:0").is_ok() && listening("[::1]:8080").is_ok());
        assert!(matches!(listening("0.0.0.0:8080"), Err(ConfigError::OpenToOthers(_))));
        assert!(matches!(listening("192.168.1.4:80"), Err(ConfigError::OpenToOthers(_))));
        assert!(matches!(listening("8080"), Err(ConfigError::Listen(_))));
    }

    #[test]
    fn flags_stand_above_the_file_and_unknown_keys_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("assay.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nworkers = 3\n").unwrap();
        let flags = Flags {
            config: Some(file.clone()),
            listen: Some("127.0.0.1:2".to_owned()),
            ..Flags::default()
        };
        let settings = Settings::load(&flags).unwrap();
        assert_eq!((settings.listen.as_str(), settings.workers), ("127.0.0.1:2", 3));
        std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").unwrap();
        let problem = Settings::load(&flags).unwrap_err().to_string();
        assert!(problem.contains("lisen"), "{problem}");
    }

    #[test]
    fn what_does_not_read_in_the_file_is_told_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("assay.toml");
        let flags = Flags { config: Some(file.clone()), ..Flags::default() };
        for (text, told) in [("workers = \"a\"", "workers"), ("workers = 1\nlisten = ", "line 2")] {
            std::fs::write(&file, text).unwrap();
            let problem = Settings::load(&flags).unwrap_err().to_string();
            assert!(problem.contains(told) && problem.contains("assay.toml"), "{problem}");
        }
    }
}
