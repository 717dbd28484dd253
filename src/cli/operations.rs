//! `assay migrate`, `assay openapi`, `assay healthcheck`.

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail};

use crate::config::Settings;
use crate::http;
use crate::storage::Store;

/// Brings the database up to date.
pub(super) fn migrate(settings: &Settings) -> anyhow::Result<ExitCode> {
    let applied = Store::open(&settings.database_url)?.migrate()?;
    let mut output = io::stdout().lock();
    for name in &applied {
        writeln!(output, "{name}")?;
    }
    writeln!(output, "{} migrations run", applied.len())?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the OpenAPI document.
pub(super) fn openapi() -> anyhow::Result<ExitCode> {
    writeln!(io::stdout().lock(), "{}", http::document().to_pretty_json()?)?;
    Ok(ExitCode::SUCCESS)
}

/// Asks the running service whether it is ready: exit status 0, else 1. For containers without curl.
pub(super) fn healthcheck(settings: &Settings) -> anyhow::Result<ExitCode> {
    let addresses = settings.addresses()?;
    if addresses.iter().any(|address| is_ready(*address).is_ok()) {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(io::stderr(), "assay: no service is ready on {}", settings.listen)?;
    Ok(ExitCode::FAILURE)
}

fn is_ready(address: SocketAddr) -> anyhow::Result<()> {
    const PATIENCE: Duration = Duration::from_secs(5);
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    let status = answer.split_ascii_whitespace().nth(1).context("no HTTP answer")?;
    if status != "200" {
        bail!("status {status}");
    }
    Ok(())
}
