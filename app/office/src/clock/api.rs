//! What the page of the demonstration's clock shows. Its presses go to the server without `app`,
//! which has the jobs.

use domain::calendar::Date;
use domain::demo::Charged;
use domain::money::Money;
use domain::subscription::Standing;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// The clock, and what its days have brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    pub today: Date,
    /// `12:04`.
    pub time: String,
    /// The newest day first, each with its scenes in their order.
    pub film: Vec<FilmDay>,
}

/// A day on which something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilmDay {
    pub day: Date,
    pub scenes: Vec<Scene>,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scene {
    Mail { recipient: String, subject: String, message_id: String },
    Charge { order: i64, amount: Money, outcome: Charged, holder: String },
    Change { holder: String, expires: Date, standing: Standing },
}

/// The most scenes that the page shows.
#[cfg(feature = "ssr")]
const SCENES_MAX: u32 = 300;

#[server(output = Json)]
pub async fn load_clock() -> Result<ClockView, AppError> {
    use services::civil_time;
    use services::demo::film;
    use ui::request::{context, staff};
    staff().await?;
    let ctx = context();
    let mut days: Vec<FilmDay> = Vec::new();
    for film::Scene { at, what } in film::film(&ctx, SCENES_MAX).await? {
        let day = civil_time(at).date();
        let scene = Scene::of(what);
        match days.last_mut().filter(|last| last.day == day) {
            // They come newest first, and are told in their order.
            Some(last) => last.scenes.insert(0, scene),
            None => days.push(FilmDay { day, scenes: vec![scene] }),
        }
    }
    let now = civil_time(ctx.now());
    Ok(ClockView { today: now.date(), time: now.format("%H:%M").to_string(), film: days })
}

#[cfg(feature = "ssr")]
impl Scene {
    fn of(what: services::demo::film::Event) -> Self {
        use services::demo::film::Event;
        match what {
            Event::Mail { recipient, subject, message_id, .. } => {
                Self::Mail { recipient, subject, message_id }
            }
            Event::Charge { order, amount, outcome, holder } => {
                Self::Charge { order, amount, outcome, holder }
            }
            Event::Change { holder, expires, standing } => {
                Self::Change { holder, expires, standing }
            }
        }
    }
}
