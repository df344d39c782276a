//! The server functions of the pages of an order.

use domain::calendar::Date;
use domain::order::{FailureReason, Order, PaymentMethod};
use domain::payment::{LastAttempt, PayWith};
use domain::renewal::{Decided, MethodName, NextYear};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::commitment::api::CommitmentView;
use crate::methods::Stored;
use ui::error::AppError;
use ui::json::Json;

/// An order, with what is needed to pay it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderView {
    pub order: Order,
    pub today: Date,
    /// True when it was concluded a moment ago.
    pub just_concluded: bool,
    /// Its customer has said within the purchase who they are.
    pub was_asked: bool,
    /// While a transfer is waited for.
    pub transfer: Option<Transfer>,
    /// While a bollettino is waited for.
    pub slip: Option<Slip>,
    /// How it can be paid, while it waits.
    pub methods: Vec<PaymentMethod>,
    /// Ways to pay that are kept and take one press.
    pub stored: Vec<Stored>,
    /// What its service costs once it renews, while it waits.
    pub next_year: Option<NextYear>,
    /// What was decided about the renewal of its service.
    pub decided: Decided,
    /// Why it cannot be fulfilled any more: then nobody is to pay it.
    pub impossible: Option<FailureReason>,
    /// Days in which an order can be paid.
    pub validity_days: u32,
    /// The document of a public body.
    pub commitment: Option<CommitmentView>,
    /// The newest try to pay it.
    pub attempt: Option<LastAttempt>,
    /// How its service renews by itself, once the order is paid at once and that is on.
    pub renewal: Option<NextCharge>,
    /// The provider has not said yet whether it keeps what the order was paid with, so that the
    /// automatic renewal is still to be turned on.
    pub is_turning_renewal_on: bool,
    /// Why it could not be cancelled, when that was tried without WASM.
    pub not_cancelled: Option<AppError>,
    /// Why it could not be paid, likewise.
    pub not_paid: Option<AppError>,
}

/// The next time that a service is charged by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextCharge {
    pub on: Date,
    pub with: MethodName,
}

/// Where a transfer goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    pub beneficiary: String,
    /// In groups of four, as people read it.
    pub iban: String,
    pub bic: String,
    pub bank: String,
    /// All of it for a bank's app, unless something in it cannot be written into a code.
    pub code: Option<QrCode>,
}

/// A QR code in a square of this many units: the path is to be stroked one unit wide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    pub size: u16,
    pub path: String,
}

/// What stands on a bollettino.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// Without zeros in front.
    pub account: String,
    pub holder: String,
    /// Eighteen digits.
    pub customer_code: String,
    /// The document is no more than a sample: the data have to be copied from it.
    pub is_sample: bool,
}

/// The names under which forms keep what they left in the session.
#[cfg(feature = "ssr")]
pub(crate) const CANCEL: &str = "cancel_order";
#[cfg(feature = "ssr")]
const PAY: &str = "pay_order";
/// The number of the order that was concluded last.
#[cfg(feature = "ssr")]
pub(super) const CONCLUDED: &str = "concluded_order";

/// One order of whoever asks; somebody else's does not exist. `outcome` names what was just done.
#[server(output = Json)]
pub async fn load_order(
    number: i64,
    #[server(default)] outcome: String,
) -> Result<OrderView, AppError> {
    use super::commitment::api::commitment_view;
    use ui::paths;
    use ui::request::{buyer, context, for_buyer, kept, outcome as done, was_asked};
    let page = paths::order(number);
    let buyer = buyer(&page).await?;
    let ctx = context();
    let shows_methods = buyer.reach().includes_stored_methods();
    let progress = for_buyer(services::payment::progress(&ctx, buyer, number).await, &page)?;
    let commitment = commitment_view(&ctx, &progress.order).await?;
    let renewal = match shows_methods {
        true => next_charge(&ctx, progress.order.account, &progress.order).await?,
        false => None,
    };
    let view = order_view(&ctx, progress, kept::<()>(CANCEL).await?, kept::<()>(PAY).await?)?;
    let just_concluded = done::<i64>(CONCLUDED, &outcome).await? == Some(number);
    let was_asked = was_asked().await?;
    Ok(OrderView { just_concluded, was_asked, commitment, renewal, ..view })
}

/// What follows from a payment by card or `PayPal`: whoever paid otherwise did not agree to it
/// here.
#[cfg(feature = "ssr")]
async fn next_charge(
    ctx: &services::Context,
    account: domain::id::AccountId,
    order: &Order,
) -> Result<Option<NextCharge>, AppError> {
    let is_paid = matches!(order.state, domain::order::OrderState::Fulfilled { .. });
    if !(is_paid && order.method.is_immediate()) {
        return Ok(None);
    }
    let renewal = services::renewal::renewal(ctx, account).await?;
    Ok(renewal.and_then(|renewal| {
        let known = renewal.status;
        Some(NextCharge { on: known.charged_on?, with: known.automatic? })
    }))
}

#[cfg(feature = "ssr")]
fn order_view(
    ctx: &services::Context,
    progress: services::payment::Progress,
    not_cancelled: Option<ui::form::Kept<()>>,
    not_paid: Option<ui::form::Kept<()>>,
) -> Result<OrderView, AppError> {
    use domain::order::Outcome;
    let services::payment::Progress {
        order,
        attempt,
        impossible,
        is_storing_method,
        stored,
        next_year,
        decided,
    } = progress;
    let methods = ctx.settings.methods_for(order.holder.party.kind, order.missing());
    let waits_for = |method| {
        order.state.is_awaiting_payment() && impossible.is_none() && order.method == method
    };
    let is_to_settle = order.state.is_due() && order.state.outcome() == Some(Outcome::Active);
    let transfer =
        (waits_for(PaymentMethod::BankTransfer) || is_to_settle).then(|| transfer(ctx, &order));
    let slip = if waits_for(PaymentMethod::PostalSlip) { slip(ctx, &order)? } else { None };
    Ok(OrderView {
        order,
        today: ctx.today(),
        just_concluded: false,
        was_asked: false,
        transfer,
        slip,
        methods,
        stored: stored.into_iter().map(Stored::from).collect(),
        next_year,
        decided,
        impossible,
        validity_days: ctx.settings.order_validity_days,
        commitment: None,
        attempt,
        renewal: None,
        is_turning_renewal_on: is_storing_method,
        not_cancelled: not_cancelled.map(|kept| kept.error),
        not_paid: not_paid.map(|kept| kept.error),
    })
}

#[cfg(feature = "ssr")]
fn transfer(ctx: &services::Context, order: &Order) -> Transfer {
    let bank = &ctx.settings.bank;
    // The data in plain words do without a code.
    let code = services::paper::transfer_code(&ctx.settings, order)
        .inspect_err(|error| tracing::error!(order = order.number, %error, "no code is shown"))
        .ok();
    Transfer {
        beneficiary: bank.beneficiary.clone(),
        iban: bank.iban_in_groups(),
        bic: bank.bic.clone(),
        bank: bank.bank.clone(),
        code: code.map(|code| QrCode { size: code.size(), path: code.path() }),
    }
}

#[cfg(feature = "ssr")]
fn slip(ctx: &services::Context, order: &Order) -> Result<Option<Slip>, AppError> {
    let slip = services::paper::filled_in_slip(&ctx.settings, order)?;
    Ok(slip.map(|slip| Slip {
        account: slip.account().short().to_owned(),
        holder: ctx.settings.bank.beneficiary.clone(),
        customer_code: slip.code().to_string(),
        is_sample: ctx.settings.slip_authorisation().is_none(),
    }))
}

/// `Paga`: begins to pay an order, or notes how it will be paid.
#[server(output = Json)]
pub async fn pay_order(
    number: i64,
    #[server(default)] method: Option<PayWith>,
) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{buyer, context, finish, for_buyer};
    let page = paths::order(number);
    let buyer = buyer(&page).await?;
    let outcome = match method {
        Some(method) => {
            let paid = services::payment::pay(&context(), buyer, number, method).await;
            for_buyer(paid, &page).map(|()| match method.method.is_immediate() {
                true => paths::payment_on_the_way(number),
                false => page.clone(),
            })
        }
        None => Err(services::Error::from(domain::payment::PaymentError::NoMethod).into()),
    };
    finish(PAY, &(), &page, outcome).await
}

/// How the payment of an order is going. Whoever comes back from the provider is ahead of its
/// message, so it is asked. Once the order is paid, its own page has the rest to tell, and says
/// thanks to whoever has concluded it just now.
#[server(output = Json)]
pub async fn load_payment(number: i64) -> Result<OrderView, AppError> {
    use ui::paths;
    use ui::request::{buyer, context, for_buyer, page_with_outcome};
    let page = paths::payment(number);
    let buyer = buyer(&page).await?;
    let ctx = context();
    let progress = for_buyer(services::payment::come_back(&ctx, buyer, number).await, &page)?;
    if !progress.order.state.is_awaiting_payment() {
        let page = page_with_outcome(&paths::order(number), CONCLUDED, &number).await?;
        leptos_axum::redirect(&page);
    }
    order_view(&ctx, progress, None, None)
}

/// `Annulla`, pressed on `page`.
#[server(output = Json)]
pub async fn cancel_order(number: i64, page: String) -> Result<(), AppError> {
    use ui::paths;
    use ui::request::{buyer, context, finish, for_buyer};
    let page = if paths::is_local(&page) { page } else { paths::order(number) };
    let buyer = buyer(&page).await?;
    let cancelled = services::order::cancel(&context(), buyer, number).await;
    let outcome = for_buyer(cancelled, &page).map(|_| page.clone());
    finish(CANCEL, &(), &page, outcome).await
}
