//! The server functions of `Rinnovo`.

use domain::Product;
use domain::calendar::Date;
use domain::id::StoredMethodId;
use domain::order::PaymentMethod;
use domain::quote::Quote;
use domain::renewal::RenewalStatus;
use domain::subscription::Standing;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::methods::Stored;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// How the service of somebody goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalView {
    pub service: Product,
    pub expires: Date,
    pub today: Date,
    pub known: RenewalStatus,
    /// What it can be renewed with by itself, the newest first.
    pub methods: Vec<Stored>,
    /// The one of them that it is renewed with.
    pub method: Option<StoredMethodId>,
    /// The length of the next term.
    pub years: u32,
    /// The next renewal at the prices of its day; none when something is not sold then.
    pub next: Option<Quote>,
    /// What can be added to the methods; nothing in a shop without a provider.
    pub kinds: Vec<PaymentMethod>,
    /// The switch as it came back, when it was pressed without WASM.
    pub kept: Option<Kept<RenewalChoice>>,
    /// The years of `Rinnova`, likewise.
    pub not_started: Option<Kept<u32>>,
}

/// What the switch asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalChoice {
    pub method: Option<StoredMethodId>,
    pub years: u32,
}

impl RenewalView {
    /// What the expiry means today.
    pub fn standing(&self) -> Standing {
        Standing::of(self.expires, self.today)
    }
}

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const SWITCH: &str = "renewal_switch";
    pub const START: &str = "start_renewal";
}

/// The renewal of whoever asks; nothing when no service can be renewed.
#[server(output = Json)]
pub async fn load_renewal() -> Result<Option<RenewalView>, AppError> {
    use ui::paths;
    use ui::request::{context, kept, signed_in};
    let account = signed_in(paths::RENEWAL).await?;
    let ctx = context();
    let Some(renewal) = services::renewal::renewal(&ctx, account).await? else { return Ok(None) };
    Ok(Some(RenewalView {
        service: renewal.subscription.service,
        expires: renewal.subscription.expires(),
        today: renewal.today,
        known: renewal.known,
        methods: renewal.methods.into_iter().map(Stored::from).collect(),
        method: renewal.method,
        years: renewal.years,
        next: renewal.quote,
        kinds: crate::methods::kinds(&ctx),
        kept: kept(waiting::SWITCH).await?,
        not_started: kept(waiting::START).await?,
    }))
}

/// `Attiva rinnovo automatico`, or another method or length for one that is on.
#[server(output = Json)]
pub async fn turn_renewal_on(
    #[server(default)] method: Option<StoredMethodId>,
    #[server(default)] years: u32,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::RENEWAL).await?;
    let turned = match method {
        Some(method) => services::renewal::turn_on(&context(), account, method, years).await,
        None => Err(domain::payment::PaymentError::MethodNotOffered.into()),
    };
    let outcome = turned.map(|()| paths::RENEWAL.to_owned()).map_err(AppError::from);
    finish(waiting::SWITCH, &RenewalChoice { method, years }, paths::RENEWAL, outcome).await
}

/// `Disattiva`.
#[server(output = Json)]
pub async fn turn_renewal_off() -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::RENEWAL).await?;
    let turned = services::renewal::turn_off(&context(), account).await;
    let outcome = turned.map(|()| paths::RENEWAL.to_owned()).map_err(AppError::from);
    finish(waiting::SWITCH, &RenewalChoice { method: None, years: 1 }, paths::RENEWAL, outcome)
        .await
}

/// `Rinnova`, `Riattiva`: everything that is owned goes into the cart, for these years.
#[server(output = Json)]
pub async fn start_renewal(#[server(default)] years: u32) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{context, finish, signed_in};
    let account = signed_in(paths::RENEWAL).await?;
    let started = services::renewal::start(&context(), account, years).await;
    let outcome = started.map(|_| paths::CART.to_owned()).map_err(AppError::from);
    finish(waiting::START, &years, paths::RENEWAL, outcome).await
}
