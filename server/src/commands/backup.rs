//! `bottega backup FILE`: a copy of the whole shop, taken while it is open.

use std::path::Path;

use services::backup::{Refusal, backup};

use super::{Outcome, in_runtime};
use crate::{config::Settings, stop::Stop};

pub fn run(settings: &Settings, file: &Path) -> Outcome {
    in_runtime(async {
        let copied = backup(&settings.database_url, file).await.map_err(|refusal| {
            let sentence = format!("there is no backup: {refusal}.");
            match refusal {
                Refusal::IsPostgres | Refusal::NoDatabase | Refusal::Exists => {
                    Stop::Wrong(sentence)
                }
                Refusal::Unsound(_) | Refusal::Failed(_) => Stop::Failed(sentence),
            }
        })?;
        println!(
            "{} holds {} accounts, {} orders and {} payments, and was looked through.",
            file.display(),
            copied.accounts,
            copied.orders,
            copied.payments
        );
        Ok(())
    })
}
