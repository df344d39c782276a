//! `bottega check-config`: whether `serve` would find what it needs. Changes nothing.

use super::Outcome;
use crate::{bundle, config::Settings, key};

/// The values themselves were checked when they were read.
pub fn run(settings: &Settings) -> Outcome {
    bundle::read(settings)?;
    key::configured(&settings.key)?;
    println!("The configuration is right.");
    Ok(())
}
