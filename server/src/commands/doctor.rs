//! `bottega doctor`: whether everything in a database is as it must be. It only reads, and the shop
//! may be open.

use std::{path::Path, time::Duration};

use platform::{Db, db::Patience};
use services::doctor;

use super::{Outcome, in_runtime};
use crate::{config::Settings, stop::Stop};

/// One check of a large database takes longer than any page may.
const PATIENCE: Duration = Duration::from_secs(3600);

pub fn run(settings: &Settings) -> Outcome {
    in_runtime(examine(&settings.database_url))
}

/// Prints a line for each finding. Exit code 0: none; 1: some; 2: there is nothing to look at.
async fn examine(url: &str) -> Outcome {
    // Opening would make the file.
    let file = url.strip_prefix("sqlite:").map(|rest| rest.split('?').next().unwrap_or_default());
    if file.is_some_and(|file| !Path::new(file.trim_start_matches("//")).exists()) {
        return Err(Stop::Wrong("there is no database at the address of --database-url.".into()));
    }
    let patience = Patience { statement: PATIENCE, ..Patience::default() };
    let db = Db::open_with(url, patience)
        .await
        .map_err(|error| Stop::Wrong(format!("the database does not open: {error}.")))?;
    let findings = doctor::examine(&db).await;
    db.close().await;
    let findings = findings.map_err(|error| {
        Stop::Failed(format!("the database cannot be looked through: {error}."))
    })?;
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("The database is healthy.");
            Ok(())
        }
        1 => Err(Stop::Failed("1 thing in the database is not as it must be.".into())),
        n => Err(Stop::Failed(format!("{n} things in the database are not as they must be."))),
    }
}
