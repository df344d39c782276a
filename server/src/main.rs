//! The binary `bottega`: reads its configuration and does what it was asked to.

// A page is one nested type; its layout is worked out by recursion.
#![recursion_limit = "512"]
#![cfg_attr(not(test), warn(clippy::pedantic))]
#![allow(
    clippy::duration_suboptimal_units,
    clippy::large_futures,
    clippy::needless_pass_by_value,
    clippy::similar_names,
    clippy::struct_field_names,
    reason = "a unit of work is one future; times are compared in seconds; a field of the \
              configuration is called as its flag is"
)]

#[cfg(test)]
mod arrows;
mod bundle;
mod clock;
mod commands;
mod config;
mod context;
mod demo;
mod http;
mod jobs;
mod key;
mod listening;
mod logging;
mod metrics;
mod middleware;
mod places;
mod price_list;
mod prices;
mod readiness;
mod rendering;
mod router;
mod shutdown;
mod state;
mod stop;
mod streams;
#[cfg(test)]
mod tenant;
#[cfg(test)]
mod test_server;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// The allocator of glibc keeps the 19 MiB of each password hash for ever, once for each thread
/// that ever hashed; this one gives them back.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match config::load(std::env::args_os()).and_then(commands::run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => stop.report(),
    }
}
