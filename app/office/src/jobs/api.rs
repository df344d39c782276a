//! What the office may know of the jobs.

use domain::calendar::Date;
use domain::job::{Health, Job, Servers};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// What the clocks in Italy showed at some moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CivilMoment {
    pub day: Date,
    /// `10:42:07`.
    pub time: String,
}

/// A job as the office sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobView {
    pub job: Job,
    pub period_s: u32,
    pub servers: Servers,
    pub health: Health,
    pub running_since: Option<CivilMoment>,
    /// When a run last ended well, and how many milliseconds it took.
    pub succeeded: Option<(CivilMoment, u64)>,
    /// When a run last ended otherwise.
    pub troubled: Option<CivilMoment>,
}

/// Every job that the server which answers looks after.
#[server(output = Json)]
pub async fn load_jobs() -> Result<Vec<JobView>, AppError> {
    use services::civil_time;
    use ui::request::{context, staff};
    staff().await?;
    let ctx = context();
    let now = ctx.now();
    let civil = |moment| {
        let civil = civil_time(moment);
        CivilMoment { day: civil.date(), time: civil.format("%H:%M:%S").to_string() }
    };
    let view = |(job, runs): (Job, domain::job::Runs)| JobView {
        job,
        period_s: runs.period_s,
        servers: runs.servers,
        health: runs.health(now),
        running_since: runs.running_since.map(civil),
        succeeded: runs.success.map(|success| (civil(success.at), success.took_ms)),
        troubled: runs.trouble.map(|(at, _)| civil(at)),
    };
    Ok(services::jobs::seen(&ctx).await?.into_iter().map(view).collect())
}
