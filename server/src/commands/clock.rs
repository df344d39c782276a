//! `bottega clock`: the day of a demonstration, told and moved forward. Every process on its database
//! goes by it.

use std::io::{self, Write};

use services::demo::film::film;
use services::{Context, civil_time};
use tokio_util::sync::CancellationToken;

use super::{Outcome, in_runtime};
use crate::{clock, config::Settings, context, jobs::Tools, stop::Stop};

/// More than two years of a busy demonstration.
const SCENES_MAX: u32 = 10_000;

pub fn run(settings: &Settings, by: Option<u32>) -> Outcome {
    in_runtime(async {
        let services = context::beside_its_server(settings).await?;
        let outcome = if services.settings.demo {
            tell(&services, settings, by.unwrap_or_default()).await
        } else {
            Err(Stop::Wrong(
                "the database is that of a shop, and only a demonstration has a clock that can be \
                 moved."
                    .into(),
            ))
        };
        services.db.close().await;
        outcome
    })
}

async fn tell(services: &Context, settings: &Settings, by: u32) -> Outcome {
    let failed =
        |error: services::Error| Stop::Failed(format!("the clock does not move: {error}."));
    let begun = services.now();
    let mailer = context::mailer(settings, &services.db)?;
    let (stopping, server) = (CancellationToken::new(), services.new_id());
    let tools = Tools { services: services.clone(), mailer, stopping, server };
    if by > 0 {
        clock::move_on(&tools, by).await.map_err(failed)?;
    }
    let scenes = film(services, SCENES_MAX).await.map_err(failed)?;
    let new = scenes.iter().rev().filter(|scene| begun < scene.at).map(clock::told);
    let today = civil_time(services.now()).format("%Y-%m-%d %H:%M").to_string();
    let text: String = new.chain([today]).map(|line| line + "\n").collect();
    io::stdout()
        .write_all(text.as_bytes())
        .map_err(|error| Stop::Failed(format!("standard output: {error}.")))
}
