//! The server function of the customer area.

use domain::calendar::Date;
use domain::money::Money;
use domain::order::{FailureReason, Order};
use domain::renewal::RenewalStatus;
use domain::subscription::Subscription;
use domain::terms::Terms;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::error::AppError;
use ui::json::Json;

/// Everything that a customer has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaView {
    pub subscription: Option<Subscription>,
    /// There is a service, which is being looked after and cannot be shown.
    pub is_service_hidden: bool,
    pub panel_username: Option<String>,
    /// The day on which its owner asked to give it up, while nobody has decided about that.
    pub termination_asked_on: Option<Date>,
    /// How the service goes on.
    pub renewal: Option<RenewalStatus>,
    /// What its next renewal costs at today's prices.
    pub renewal_due: Option<Money>,
    /// Newest first.
    pub orders: Vec<Order>,
    /// How many orders are being looked after and cannot be shown.
    pub hidden: usize,
    /// Why the one that waits for its payment must not be paid any more.
    pub impossible: Option<FailureReason>,
    pub terms: Terms,
    pub today: Date,
    /// Why an order could not be cancelled, when that was tried without WASM.
    pub not_cancelled: Option<AppError>,
}

/// The customer area of whoever asks.
#[server(output = Json)]
pub async fn load_area() -> Result<AreaView, AppError> {
    use crate::order::api::CANCEL;
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::AREA).await?;
    let ctx = context();
    let area = services::account::area(&ctx, account).await?;
    Ok(AreaView {
        subscription: area.subscription,
        is_service_hidden: area.is_service_hidden,
        panel_username: area.panel_username,
        termination_asked_on: area.termination_asked_on,
        renewal: area.renewal,
        renewal_due: area.renewal_due,
        orders: area.orders,
        hidden: area.hidden,
        impossible: area.impossible,
        terms: ctx.prices().terms.clone(),
        today: area.today,
        not_cancelled: kept::<()>(CANCEL).await?.map(|kept| kept.error),
    })
}
