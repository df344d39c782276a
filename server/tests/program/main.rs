//! The program as it is built, started as an operator starts it.

mod clock;
mod documents;
mod migrate;
mod office;
mod operations;
mod price_list;
mod renewal_day;
mod serve;

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// No command of these tests goes on for longer, unless it does what it must not.
const PATIENCE: Duration = Duration::from_secs(60);

/// The key of the installation that the tests play.
const KEY_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/installation.key");

/// The price list of a shop that is no demo.
const PRICES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/price-list.example.toml");

/// The options of such a shop.
const A_SHOP: [&str; 6] = ["--config", CONFIG, "--texts", TEXTS, "--price-list", PRICES];
const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/a-shop.env");
const TEXTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/texts");

/// What a command answered.
#[derive(Debug)]
struct Said {
    /// None when it had to be stopped.
    code: Option<i32>,
    out: String,
    err: String,
}

/// `bottega` with this database, without the settings of whoever runs the tests.
fn command(database_url: &str, log: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bottega"));
    command.env_clear().args(["--database-url", database_url, "--log", log]).stdin(Stdio::null());
    command.env("BOTTEGA_KEY_FILE", KEY_FILE);
    command
}

/// Runs it to its end.
fn bottega(database_url: &str, arguments: &[&str]) -> Said {
    finished(command(database_url, "error"), arguments)
}

fn finished(mut command: Command, arguments: &[&str]) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let mut child = command
        .current_dir(folder.path())
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let code = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status.code(),
            None if begun.elapsed() > PATIENCE => {
                child.kill().unwrap();
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    child.wait().unwrap();
    Said { code, out, err }
}
