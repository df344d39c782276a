//! The server function of the accepted texts.

use domain::calendar::Date;
use domain::order::Acceptance;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browse::legal::api::Part;
use ui::error::AppError;
use ui::json::Json;

/// A text that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedView {
    pub what: Acceptance,
    pub version: String,
    pub sha256: String,
    pub day: Date,
    /// `09:14`.
    pub time: String,
    /// None where the text has changed since and had not been kept.
    pub parts: Option<Vec<Part>>,
}

/// What was accepted with an order of whoever asks.
#[server(output = Json)]
pub async fn load_accepted(number: i64) -> Result<Vec<AcceptedView>, AppError> {
    use crate::browse::legal::api::parts_of;
    use ui::paths;
    use ui::request::{context, signed_in};
    let account = signed_in(&paths::order(number)).await?;
    let texts = services::order::accepted(&context(), account, number).await?;
    let view = |text: services::order::AcceptedText| {
        let at = services::civil_time(text.accepted_at);
        AcceptedView {
            what: text.what,
            version: text.version,
            sha256: text.sha256,
            day: at.date(),
            time: at.format("%H:%M").to_string(),
            parts: text.body.as_deref().map(parts_of),
        }
    };
    Ok(texts.into_iter().map(view).collect())
}
