//! The rules in WASM, in a Node that waits for work, so that both sides can take turns.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

/// What `scripts/bench.sh` makes of `examples/random_quotes.rs`.
const MODULE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/in_wasm/random_quotes.js");

/// Reads `SEED COUNT TIMES`, answers the nanoseconds that it took.
const PROGRAM: &str = r"
    const { quotes } = require(process.argv[1]);
    const lines = require('readline').createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const [seed, count, times] = line.split(' ');
      const begun = process.hrtime.bigint();
      for (let done = 0; done < Number(times); done += 1) quotes(BigInt(seed), Number(count));
      console.log(String(process.hrtime.bigint() - begun));
    });
";

/// It ends with this value.
pub struct InWasm {
    node: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl InWasm {
    /// None when the rules were not built for WASM.
    pub fn start() -> Option<Self> {
        if !Path::new(MODULE).exists() {
            return None;
        }
        let mut node = Command::new("node")
            .args(["-e", PROGRAM, MODULE])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Node is installed");
        let asks = node.stdin.take().expect("it was piped");
        let answers = BufReader::new(node.stdout.take().expect("it was piped"));
        Some(Self { node, asks, answers })
    }

    /// So many times the same quotes, by Node's clock.
    pub fn quotes(&mut self, seed: u64, count: u32, times: u32) -> Duration {
        writeln!(self.asks, "{seed} {count} {times}").expect("Node reads");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("Node answers");
        Duration::from_nanos(answer.trim().parse().expect("Node answers a number"))
    }
}

impl Drop for InWasm {
    fn drop(&mut self) {
        drop(self.node.kill());
        drop(self.node.wait());
    }
}
