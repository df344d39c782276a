//! The program as it is shipped, with a database of its own.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// The bundle: the pages name its files.
const DIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist");

const A_DEMO: [&str; 3] = ["--demo", "--today", "2026-11-22"];

/// The options of a shop that is no demo.
#[allow(dead_code, reason = "the benchmark of pages does not ask for it")]
const OF_AN_OPERATOR: [&str; 8] = [
    "--config",
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/a-shop.env"),
    "--texts",
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/texts"),
    "--price-list",
    concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/price-list.example.toml"),
    "--key-file",
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/installation.key"),
];

/// Making the database and the people of the demo takes a moment.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `bottega serve`. It ends with this value.
pub struct Shop {
    pub address: SocketAddr,
    child: Child,
    folder: TempDir,
}

impl Shop {
    /// A demo: it has people who can sign in.
    #[allow(dead_code, reason = "the benchmark of memory asks for one behind a proxy")]
    pub fn demo() -> Self {
        Self::open(&A_DEMO)
    }

    /// The same, which believes a proxy where its visitors are.
    #[allow(dead_code, reason = "the benchmark of pages does not ask for it")]
    pub fn demo_behind_a_proxy() -> Self {
        Self::open(&[&A_DEMO[..], &["--behind-proxy", "true"]].concat())
    }

    /// One that could be sold in.
    #[allow(dead_code, reason = "the benchmark of pages does not ask for it")]
    pub fn of_an_operator() -> Self {
        Self::open(&OF_AN_OPERATOR)
    }

    fn open(options: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("temporary files can be written");
        let address = a_free_address();
        let listen = address.to_string();
        let base_url = format!("http://localhost:{}", address.port());
        let database_url = database_url(&folder);
        let child = Command::new(env!("CARGO_BIN_EXE_bottega"))
            // Not the settings of whoever measures.
            .env_clear()
            .current_dir(folder.path())
            .args(["serve", "--dist", DIST])
            .args(options)
            .args(["--listen", &listen, "--base-url", &base_url, "--database-url", &database_url])
            .stdin(Stdio::null())
            // The log is written, and nobody reads it.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut shop = Self { address, child, folder };
        shop.wait();
        shop
    }

    /// Its process, whose memory the kernel knows.
    #[allow(dead_code, reason = "the benchmark of pages does not ask for it")]
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Where its rows are.
    #[allow(dead_code, reason = "the benchmark of pages does not ask for it")]
    pub fn database_url(&self) -> String {
        database_url(&self.folder)
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            let ended = self.child.try_wait().expect("it is our own child");
            assert!(ended.is_none(), "the shop does not start; is the bundle in {DIST}?");
            assert!(begun.elapsed() < PATIENCE, "the shop does not answer");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn database_url(folder: &TempDir) -> String {
    format!("sqlite:{}", folder.path().join("bottega.db").display())
}

/// Nobody else takes it between now and then.
fn a_free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it is bound")
}
