//! Whoever starts the process and kills it.

use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use services::testing::TestContext;

use super::victim::{self, FINISHED, STEP};

/// What the process is to do.
#[derive(Clone)]
pub enum Errand {
    Register { number: i64 },
    PayByCard { number: i64 },
    Deliver { mail_server: String },
}

/// A running process and what it says.
pub struct Victim {
    child: Child,
    says: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

/// When the process dies.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    AfterStep(usize),
    /// This long after its first step.
    Later(Duration),
    Never,
}

/// Starts the process on its errand and kills it. False when it had finished before.
pub async fn killed(shop: &TestContext, errand: &Errand, moment: Moment) -> bool {
    let victim = Victim::start(shop, errand, moment);
    let dies = move || dies(victim, moment);
    tokio::task::spawn_blocking(dies).await.unwrap()
}

fn dies(mut victim: Victim, moment: Moment) -> bool {
    match moment {
        Moment::Never => assert!(victim.says_until(FINISHED), "it was not to be killed"),
        Moment::AfterStep(step) => {
            if !victim.says_until(&format!("{STEP}{step}")) {
                return victim.buried();
            }
        }
        Moment::Later(delay) => {
            assert!(victim.says_until(&format!("{STEP}1")), "it did nothing at all");
            std::thread::sleep(delay);
        }
    }
    victim.child.kill().unwrap();
    victim.buried()
}

impl Victim {
    pub fn start(shop: &TestContext, errand: &Errand, moment: Moment) -> Self {
        let stands_still_at = match moment {
            Moment::AfterStep(step) => step,
            Moment::Later(_) | Moment::Never => 0,
        };
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", victim::NAME, "--ignored", "--nocapture"])
            .env(victim::DATABASE, shop.database_url())
            .env(victim::STANDS_STILL_AT, stands_still_at.to_string())
            .stdout(Stdio::piped());
        match errand {
            Errand::Register { number } => command.env(victim::ORDER, number.to_string()),
            Errand::PayByCard { number } => command.env(victim::CARD_ORDER, number.to_string()),
            Errand::Deliver { mail_server } => command.env(victim::MAIL_SERVER, mail_server),
        };
        let mut child = command.spawn().unwrap();
        let says = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, says }
    }

    /// Waits for a line; false when the process ended without saying it.
    pub fn says_until(&mut self, line: &str) -> bool {
        self.says.by_ref().any(|said| said.unwrap() == line)
    }

    /// Waits for the end. True when it was SIGKILL, false when the process went of itself.
    pub fn buried(mut self) -> bool {
        let status = self.child.wait().unwrap();
        assert!(status.success() || status.signal() == Some(9), "{status}");
        status.signal() == Some(9)
    }
}
