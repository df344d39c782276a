//! `bottega check-config`: whether `serve` would find what it needs. Changes nothing.

use super::Outcome;
use crate::{bundle, config::Settings};

/// The values themselves were checked when they were read.
pub fn run(settings: &Settings) -> Outcome {
    bundle::read(settings)?;
    println!("The configuration is right.");
    Ok(())
}
