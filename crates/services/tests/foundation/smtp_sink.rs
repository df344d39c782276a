//! A mail server on the loopback address that keeps what it is given: a real conversation, so
//! that the tests see what a real server would.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A running server. Dropping it closes the door; what came in stays in [`SmtpSink::received`].
pub struct SmtpSink {
    pub address: SocketAddr,
    pub received: Received,
    gate: Arc<Gate>,
    listening: JoinHandle<()>,
}

/// The mails that came in, headers and body as they went over the line.
pub type Received = Arc<Mutex<Vec<String>>>;

/// Where the conversations about `…@slow.example`, or any domain below it, wait for their answer
/// until the gate is opened.
struct Gate {
    is_open: watch::Sender<bool>,
    waiting: watch::Sender<usize>,
}

impl Gate {
    async fn pass(&self) {
        self.waiting.send_modify(|waiting| *waiting += 1);
        let opened = self.is_open.subscribe().wait_for(|is_open| *is_open).await.is_ok();
        assert!(opened, "the gate lives as long as its conversations");
    }
}

impl SmtpSink {
    /// Opens the door at a free port, or at the port where an earlier sink was.
    pub async fn open(at: Option<SocketAddr>) -> Self {
        let at = at.unwrap_or_else(|| "127.0.0.1:0".parse().unwrap());
        let door = TcpListener::bind(at).await.unwrap();
        let address = door.local_addr().unwrap();
        let received = Received::default();
        let mails = received.clone();
        let gate =
            Arc::new(Gate { is_open: watch::Sender::new(false), waiting: watch::Sender::new(0) });
        let slow = gate.clone();
        let listening = tokio::spawn(async move {
            while let Ok((caller, _)) = door.accept().await {
                // A caller that hangs up in the middle has delivered nothing.
                tokio::spawn(serve(caller, mails.clone(), slow.clone()));
            }
        });
        Self { address, received, gate, listening }
    }

    /// Closes the door, and returns once nobody gets in any more.
    pub async fn close(mut self) {
        self.listening.abort();
        // The door goes with the task that stood there.
        let _ = (&mut self.listening).await;
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Waits until so many conversations have come to the slow recipients in all.
    pub async fn has_kept_waiting(&self, conversations: usize) {
        let mut waiting = self.gate.waiting.subscribe();
        let enough = waiting.wait_for(|waiting| *waiting >= conversations);
        tokio::time::timeout(PATIENCE, enough).await.expect("they come").unwrap();
    }

    /// How many conversations have come to the slow recipients in all.
    pub fn kept_waiting(&self) -> usize {
        *self.gate.waiting.borrow()
    }

    /// Answers everybody from now on.
    pub fn open_gate(&self) {
        self.gate.is_open.send_replace(true);
    }
}

impl Drop for SmtpSink {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// How long a test waits for what must happen.
const PATIENCE: Duration = Duration::from_secs(20);

/// The smallest part of RFC 5321 that a client needs. It refuses `…@nowhere.example` for good,
/// lets nobody write to `…@locked.example`, has no time for `…@busy.example`, thinks about
/// `…@slow.example` until its gate is opened, and hangs up on a mail with `HANG UP` in it.
async fn serve(caller: TcpStream, mails: Received, gate: Arc<Gate>) -> std::io::Result<()> {
    let mut line = BufReader::new(caller);
    line.write_all(b"220 sink ready\r\n").await?;
    let mut command = String::new();
    while line.read_line(&mut command).await? > 0 {
        let verb = command.split_whitespace().next().unwrap_or_default().to_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-sink\r\n250 8BITMIME\r\n",
            "RCPT" if command.contains("@nowhere.example") => b"550 no such mailbox\r\n",
            "RCPT" if command.contains("@locked.example") => b"530 who are you?\r\n",
            "RCPT" if command.contains("@busy.example") => b"451 come back later\r\n",
            "RCPT" if command.contains("slow.example") => {
                gate.pass().await;
                b"250 ok at last\r\n"
            }
            "MAIL" | "RCPT" | "RSET" | "NOOP" => b"250 ok\r\n",
            "DATA" => {
                line.write_all(b"354 go on\r\n").await?;
                let mut mail = String::new();
                while !mail.ends_with("\r\n.\r\n") {
                    if line.read_line(&mut mail).await? == 0 {
                        return Ok(());
                    }
                }
                if mail.contains("HANG UP") {
                    return Ok(());
                }
                mails.lock().unwrap().push(mail);
                b"250 kept\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"502 unknown\r\n",
        };
        line.write_all(answer).await?;
        command.clear();
    }
    Ok(())
}
