//! The log: for a person, or one JSON object a line. Ids, counts and times alone go into it; no name,
//! number, address, body or database URL ever does.

use std::io::IsTerminal as _;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::{LogFormat, Settings};

/// Starts the log on standard error.
pub fn start(settings: &Settings) -> anyhow::Result<()> {
    let filter: Targets = settings.log.parse()?;
    let registry = tracing_subscriber::registry().with(filter);
    let coloured = std::io::stderr().is_terminal();
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(coloured);
    match settings.log_format {
        LogFormat::Human => registry.with(lines.with_target(false)).try_init()?,
        LogFormat::Json => registry.with(lines.json()).try_init()?,
    }
    Ok(())
}

/// Logs an error once, with everything that caused it.
pub fn log_error(error: &dyn std::error::Error) {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        chain.push_str(": ");
        chain.push_str(&cause.to_string());
        source = cause.source();
    }
    tracing::error!(error = %chain, "a request failed");
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn a_level_or_directives_say_what_is_logged() {
        let logs = |log: &str, target, level| {
            log.parse::<Targets>().is_ok_and(|filter| filter.would_enable(target, &level))
        };
        assert!(logs("info", "actix_server", Level::INFO));
        assert!(!logs("info", "assay", Level::DEBUG));
        assert!(logs("assay=debug,warn", "assay::http", Level::DEBUG));
        assert!(!logs("assay=debug,warn", "actix_server", Level::INFO));
        assert!("assay=loud".parse::<Targets>().is_err());
    }
}
