//! The server function of the page of a service.

use domain::calendar::Date;
use domain::id::SubscriptionId;
use domain::subscription::{Standing, Subscription};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::ToldPage;
use ui::error::AppError;
use ui::json::Json;

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceOfCustomer {
    pub subscription: Subscription,
    pub standing: Standing,
    /// The day on which it was over.
    pub closed_on: Option<Date>,
    pub events: ToldPage,
    pub today: Date,
}

/// A service, whosever it is. `before` is where an earlier page of what has happened begins.
#[server(output = Json)]
pub async fn load_service_of_customer(
    id: String,
    #[server(default)] before: String,
) -> Result<ServiceOfCustomer, AppError> {
    use domain::timeline::Place;
    use ui::request::{context, staff};
    staff().await?;
    let id: SubscriptionId = id.parse().map_err(|_| AppError::NotFound)?;
    let ctx = context();
    let seen = services::office::service(&ctx, id, Place::parse(&before)).await?;
    Ok(ServiceOfCustomer {
        subscription: seen.subscription,
        standing: seen.standing,
        closed_on: seen.closed_on,
        events: seen.timeline.into(),
        today: ctx.today(),
    })
}
