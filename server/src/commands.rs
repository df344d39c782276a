//! One file for each thing that `bottega` can be asked to do.

mod backup;
mod check_config;
mod clock;
mod doctor;
mod make_key;
mod migrate;
mod office;
mod quote;
mod serve;

use std::future::Future;

use crate::{
    config::{Cli, Command},
    logging,
    stop::Stop,
};

pub type Outcome = Result<(), Stop>;

pub fn run(cli: Cli) -> Outcome {
    let Cli { settings, command, .. } = cli;
    logging::start(&settings)?;
    match command {
        Command::Serve(options) => serve::run(settings, &options),
        Command::Migrate => migrate::run(&settings),
        Command::CheckConfig => check_config::run(&settings),
        Command::MakeKey => make_key::run(),
        Command::Quote(options) => quote::run(&settings, &options),
        Command::Doctor => doctor::run(&settings),
        Command::Backup { file } => backup::run(&settings, &file),
        Command::Clock { by } => clock::run(&settings, by),
        Command::Office(command) => office::run(&settings, &command),
    }
}

/// Runs asynchronous work to its end, on as many threads as the machine has cores.
fn in_runtime(work: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Runtime::new()
        .map_err(|error| Stop::Failed(format!("the threads cannot be started: {error}.")))?
        .block_on(work)
}
