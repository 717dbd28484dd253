//! `assay serve`: the service.

use std::io::Write as _;
use std::sync::Arc;

use crate::clock::SystemClock;
use crate::config::Settings;
use crate::startup::Application;
use crate::telemetry;

/// Serves until SIGTERM, then lets requests in flight end; SIGINT ends them at once.
pub(super) fn run(settings: &Settings) -> anyhow::Result<()> {
    telemetry::start(settings)?;
    actix_web::rt::System::new().block_on(async {
        let application = Application::build(settings, Arc::new(SystemClock))?;
        let address = application.address().to_owned();
        let mut output = std::io::stdout();
        let keys = "open on loopback, no API keys";
        writeln!(output, "assay listens on http://{address} ({keys})")?;
        output.flush()?;
        application.run_until_stopped().await
    })
}
