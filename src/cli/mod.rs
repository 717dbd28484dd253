//! The command line: one file a subcommand.

mod classify;
mod law_text;
mod operations;
mod rulebook;
mod screen;
mod serve;
mod watchlist;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Flags, Settings};

/// Screens companies and shipments against the UN Security Council's measures on the DPRK.
///
/// Every setting has a flag, a variable (ASSAY_LISTEN, ASSAY_DATABASE_URL, …) and a key in assay.toml,
/// in that order of precedence. Without a command the service is started.
#[derive(Debug, Parser)]
#[command(name = "assay", version, about)]
struct Arguments {
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the service.
    Serve,
    Screen(screen::Screen),
    Classify(classify::Classify),
    /// The law as data.
    #[command(subcommand)]
    Rulebook(rulebook::RulebookCommand),
    /// The lists of the database.
    #[command(subcommand)]
    Watchlist(watchlist::WatchlistCommand),
    /// Bring the database up to date.
    Migrate,
    /// Print the OpenAPI document.
    Openapi,
    /// Ask the running service whether it is ready.
    Healthcheck,
    /// Print the settings with their defaults, as a file.
    DefaultConfig,
}

/// Parses the arguments and does what they ask.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    obey(arguments).unwrap_or_else(|error| {
        let _ = writeln!(std::io::stderr(), "assay: {error:#}");
        ExitCode::from(2)
    })
}

fn obey(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let settings = || Settings::load(&arguments.flags);
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::run(&settings()?).map(|()| ExitCode::SUCCESS),
        Command::Screen(screen) => screen.run(&settings()?),
        Command::Classify(classify) => classify.run(),
        Command::Rulebook(command) => command.run(),
        Command::Watchlist(command) => command.run(&settings()?),
        Command::Migrate => operations::migrate(&settings()?),
        Command::Openapi => operations::openapi(),
        Command::Healthcheck => operations::healthcheck(&settings()?),
        Command::DefaultConfig => {
            write!(std::io::stdout(), "{}", Settings::default_file())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}
