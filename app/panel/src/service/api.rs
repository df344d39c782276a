//! The server function of a service, as its owner sees it on every page that is about it.

use domain::calendar::Date;
use domain::entitlements::{Entitlements, Module, Seats};
use domain::hindrance::First;
use domain::id::SubscriptionId;
use domain::news::News;
use domain::renewal::{RenewalStatus, Transfer};
use domain::setup::Setup;
use domain::space::Space;
use domain::{Money, Product};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use ui::NamedService;
use ui::error::AppError;
use ui::json::Json;

/// The service as its panel shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PanelView {
    pub service: SubscriptionId,
    pub username: String,
    pub holder: String,
    /// What the service may use today.
    pub entitlements: Entitlements,
    /// Those that go with the service; none for Solo Ricezione.
    pub modules: Vec<Module>,
    pub seats: Seats,
    /// What a year of each add-on costs today, without IVA; none of what is not sold.
    pub prices: Vec<(Product, Money)>,
    pub pending: Option<PendingOrder>,
    /// How the service goes on.
    pub renewal: RenewalStatus,
    /// Whether a transfer is still in time, where that matters.
    pub transfer: Option<Transfer>,
    pub space: Space,
    /// Bytes that will be in use at the expiry; none while that cannot be known.
    pub needed_space: Option<u64>,
    /// What its owner has still to do.
    pub setup: Setup,
    /// The newest first, on the home alone.
    pub news: Vec<News>,
    /// Why the last press on `Attiva`, `Acquista` or `Aggiungi` led nowhere.
    pub error: Option<AppError>,
}

impl PanelView {
    /// What is settled before anything can be added.
    pub fn first(&self) -> Option<First> {
        let order = self.pending.as_ref().map(|order| order.number);
        First::of(order, self.renewal.is_given_up)
    }
}

/// An order that waits for its payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingOrder {
    pub number: i64,
    pub due: Money,
    pub valid_until: Date,
    pub products: Vec<Product>,
}

/// The name under which it waits in the session why a press led nowhere.
#[cfg(feature = "ssr")]
pub(crate) mod waiting {
    pub const PRESS: &str = "panel_press";
}

/// The service of an owner; nothing when it is over.
#[server(output = Json)]
pub async fn load_panel(
    #[server(default)] service: NamedService,
) -> Result<Option<PanelView>, AppError> {
    let Some(access) = ui::request::owner_access(&service).await? else { return Ok(None) };
    Ok(Some(panel_view(&access).await?))
}

#[cfg(feature = "ssr")]
pub(crate) async fn panel_view(
    access: &services::panel::ServiceAccess,
) -> Result<PanelView, AppError> {
    let home = services::panel::home(&ui::request::context(), access).await?;
    let service = access.subscription().id;
    let kept = crate::kept::kept::<()>(waiting::PRESS, service).await?;
    let pending = home.pending.map(|order| PendingOrder {
        number: order.number,
        due: order.due,
        valid_until: order.valid_until,
        products: order.products,
    });
    Ok(PanelView {
        service,
        username: access.username().to_owned(),
        holder: access.subscription().holder.party.name.to_string(),
        entitlements: access.entitlements().clone(),
        modules: home.modules,
        seats: home.seats,
        prices: home.prices,
        pending,
        renewal: home.renewal,
        transfer: home.transfer,
        space: home.space,
        needed_space: home.needed_space,
        setup: home.setup,
        news: Vec::new(),
        error: kept.map(|kept| kept.error),
    })
}
