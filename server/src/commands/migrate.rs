//! `bottega migrate`: brings the database up to date, for those who want it done before a start.

use super::{Outcome, in_runtime};
use crate::{config::Settings, context};

pub fn run(settings: &Settings) -> Outcome {
    in_runtime(async {
        context::migrated(&settings.database_url).await?.close().await;
        println!("The database is up to date.");
        Ok(())
    })
}
