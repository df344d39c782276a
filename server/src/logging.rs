//! Structured log lines on standard error; standard output belongs to the commands.

use std::io::{self, IsTerminal};

use tracing_subscriber::EnvFilter;

use crate::{
    config::{LogFormat, Settings},
    stop::Stop,
};

/// Starts logging, or says why the filter makes no sense.
pub fn start(settings: &Settings) -> Result<(), Stop> {
    let filter = EnvFilter::try_new(&settings.log)
        .map_err(|error| Stop::Wrong(format!("the log filter '{}': {error}.", settings.log)))?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match settings.log_format {
        LogFormat::Json => lines.json().flatten_event(true).with_span_list(false).init(),
        LogFormat::Pretty => lines.with_ansi(io::stderr().is_terminal()).compact().init(),
    }
    Ok(())
}
