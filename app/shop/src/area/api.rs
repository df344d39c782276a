//! The server functions of the customer area.

use domain::Product;
use domain::calendar::Date;
use domain::entitlements::Seats;
use domain::id::SubscriptionId;
use domain::money::Money;
use domain::order::{FailureReason, Order};
use domain::renewal::RenewalStatus;
use domain::subscription::{Standing, Subscription};
use domain::termination::When;
use domain::terms::Terms;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::components::ToldPage;
use ui::error::AppError;
use ui::json::Json;

/// Everything that a customer has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaView {
    pub subscription: Option<Subscription>,
    /// There is a service, which is being looked after and cannot be shown.
    pub is_service_hidden: bool,
    /// The day on which its owner asked to give it up, and for when, while nobody has decided about that.
    pub termination: Option<(Date, When)>,
    /// How the service goes on.
    pub renewal: Option<RenewalStatus>,
    /// What its next renewal costs at today's prices.
    pub renewal_due: Option<Money>,
    /// Services that are over, the newest first.
    pub former: Vec<FormerService>,
    /// The newest ones, newest first.
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

/// A service that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerService {
    pub id: SubscriptionId,
    pub service: Product,
    pub holder: String,
    pub closed_on: Date,
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
    let former = |it: services::account::Former| FormerService {
        id: it.id,
        service: it.service,
        holder: it.holder,
        closed_on: it.closed_on,
    };
    Ok(AreaView {
        subscription: area.subscription,
        is_service_hidden: area.is_service_hidden,
        termination: area.termination,
        renewal: area.renewal,
        renewal_due: area.renewal_due,
        former: area.former.into_iter().map(former).collect(),
        orders: area.orders,
        hidden: area.hidden,
        impossible: area.impossible,
        terms: ctx.prices().terms.clone(),
        today: area.today,
        not_cancelled: kept::<()>(CANCEL).await?.map(|kept| kept.error),
    })
}

/// One service with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    pub subscription: Subscription,
    pub standing: Standing,
    /// The day on which it was over.
    pub closed_on: Option<Date>,
    pub panel_username: Option<String>,
    pub seats: Seats,
    /// The day on which its owner asked to give it up, and for when, while nobody has decided about that.
    pub termination: Option<(Date, When)>,
    pub renewal: Option<RenewalStatus>,
    pub renewal_due: Option<Money>,
    /// The newest ones, newest first.
    pub orders: Vec<Order>,
    pub hidden: usize,
    /// Why the one that waits for its payment must not be paid any more.
    pub impossible: Option<FailureReason>,
    pub events: ToldPage,
    pub terms: Terms,
    pub today: Date,
    /// Why an order could not be cancelled.
    pub not_cancelled: Option<AppError>,
}

/// A service of whoever asks; somebody else's does not exist. `before` is where an earlier page of
/// what has happened begins.
#[server(output = Json)]
pub async fn load_service(
    id: String,
    #[server(default)] before: String,
) -> Result<ServiceView, AppError> {
    use crate::order::api::CANCEL;
    use domain::timeline::Place;
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let id: Option<SubscriptionId> = id.parse().ok();
    let account = signed_in(&id.map_or(paths::AREA.to_owned(), paths::service)).await?;
    let id = id.ok_or(AppError::NotFound)?;
    let ctx = context();
    let managed = services::account::service(&ctx, account, id, Place::parse(&before)).await?;
    Ok(ServiceView {
        subscription: managed.subscription,
        standing: managed.standing,
        closed_on: managed.closed_on,
        panel_username: managed.panel_username,
        seats: managed.seats,
        termination: managed.termination,
        renewal: managed.renewal,
        renewal_due: managed.renewal_due,
        orders: managed.orders,
        hidden: managed.hidden,
        impossible: managed.impossible,
        events: managed.timeline.into(),
        terms: ctx.prices().terms.clone(),
        today: managed.today,
        not_cancelled: kept::<()>(CANCEL).await?.map(|kept| kept.error),
    })
}

/// A page of the orders of whoever asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnOrdersView {
    pub orders: Vec<Order>,
    pub hidden: usize,
    /// Why the one that waits for its payment must not be paid any more.
    pub impossible: Option<FailureReason>,
    /// The number with which the page of newer ones begins.
    pub previous: Option<i64>,
    /// Nothing is newer than this page.
    pub is_first: bool,
    /// The number with which the page of older ones begins.
    pub next: Option<i64>,
    /// What can be chosen.
    pub years: Vec<i32>,
    pub services: Vec<ServiceChoice>,
    /// Why an order could not be cancelled.
    pub not_cancelled: Option<AppError>,
}

/// A service whose orders can be looked through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceChoice {
    pub id: SubscriptionId,
    pub service: Product,
    pub activated_on: Date,
}

/// The orders of whoever asks, as an address narrows them.
#[server(output = Json)]
pub async fn load_own_orders(
    #[server(default)] pile: String,
    #[server(default)] year: String,
    #[server(default)] service: String,
    #[server(default)] from: String,
) -> Result<OwnOrdersView, AppError> {
    use super::asked::Asked;
    use crate::order::api::CANCEL;
    use services::account::{OwnFilter, own_orders};
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::OWN_ORDERS).await?;
    let asked = Asked { pile, year, service, from };
    let filter = OwnFilter {
        pile: asked.pile(),
        year: asked.year(),
        service: asked.service(),
        from: asked.from(),
    };
    let page = own_orders(&context(), account, &filter).await?;
    let choice = |(id, service, activated_on)| ServiceChoice { id, service, activated_on };
    Ok(OwnOrdersView {
        orders: page.orders,
        hidden: page.hidden,
        impossible: page.impossible,
        previous: page.previous,
        is_first: page.is_first,
        next: page.next,
        years: page.choices.years,
        services: page.choices.services.into_iter().map(choice).collect(),
        not_cancelled: kept::<()>(CANCEL).await?.map(|kept| kept.error),
    })
}
