//! Takes the price list from its file: at the start, and whenever SIGHUP says that it has changed.

use std::path::{Path, PathBuf};

use domain::price_list::PriceList;
use services::Context;
use services::prices::{Put, put_into_force};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::{config::Settings, price_list::PriceFile, stop::Stop};

/// Hears SIGHUP from now on, so that a signal before the first request ends nothing.
pub fn hangups() -> Result<Signal, Stop> {
    signal(SignalKind::hangup())
        .map_err(|error| Stop::Failed(format!("no signals can be heard: {error}.")))
}

/// The list that the configuration names; none when it names none.
pub fn configured(settings: &Settings, today: domain::Date) -> Result<Option<PriceList>, Stop> {
    let path = settings.price_list.as_ref();
    path.map(|path| PriceFile::read(path, today).map(|file| file.list)).transpose()
}

/// Puts the list of a file into force on this server, and as the newest of all.
pub async fn take(services: &Context, path: &Path) -> Result<(), Stop> {
    let file = PriceFile::read(path, services.today())?;
    for doubt in &file.doubts {
        warn!("{doubt}");
    }
    let put = put_into_force(services, file.list.clone(), &this_server()).await;
    match put.map_err(|error| Stop::Failed(format!("the price list cannot be stored: {error}.")))? {
        Put::InForce { list, before, stored_before } => {
            let stored = stored_before.map(|stored| stored.digest);
            info!(
                number = list.number,
                digest = list.digest,
                before = before.digest,
                stored_before = stored,
                "the price list is in force"
            );
            Ok(())
        }
        Put::Refused { newest, because } => Err(Stop::all(file.refused(&newest, &because))),
    }
}

/// Takes the list again at each SIGHUP, until `stopping`. A wrong file changes nothing.
pub async fn follow(
    services: Context,
    path: Option<PathBuf>,
    mut hangups: Signal,
    stopping: CancellationToken,
) {
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            signal = hangups.recv() => if signal.is_none() { return },
        }
        let Some(path) = &path else {
            warn!("SIGHUP: no price list is configured, so there is nothing to read again");
            continue;
        };
        info!("SIGHUP: the price list is read again");
        if let Err(stop) = take(&services, path).await {
            for sentence in stop.to_string().lines() {
                error!("the price list stays as it was: {sentence}");
            }
        }
    }
}

/// Name of the machine and number of the process.
fn this_server() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{} {}", name.trim(), std::process::id()).trim_start().to_owned()
}
