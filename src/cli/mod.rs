//! The command line: one file a subcommand.

mod screen;

use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Screens companies and shipments against the UN Security Council's measures on the DPRK.
#[derive(Debug, Parser)]
#[command(name = "assay", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Screen(screen::Screen),
}

/// Parses the arguments and does what they ask.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Screen(screen) => screen.run(),
    };
    result.unwrap_or_else(|error| {
        let _ = writeln!(std::io::stderr(), "assay: {error:#}");
        ExitCode::from(2)
    })
}
