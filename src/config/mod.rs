//! Settings: defaults, then the file, then the environment, then flags; checked once.

use std::net::{SocketAddr, ToSocketAddrs as _};
use std::path::PathBuf;

use clap::Args;
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

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
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A value does not read; the message names its source and key.
    #[error("{0}")]
    Unreadable(String),
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
             policy = \"{}\"\n",
            settings.listen,
            settings.database_url,
            settings.migrate_at_start,
            settings.workers,
            settings.log,
            settings.shutdown_seconds,
            settings.policy
        )
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
}
