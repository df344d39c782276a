//! `bottega make-key`: a new key of an installation, on standard output.

use super::Outcome;
use crate::key;

pub fn run() -> Outcome {
    println!("{}", key::new()?.reveal());
    Ok(())
}
