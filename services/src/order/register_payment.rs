//! The money of an order has arrived: it is booked, and everything ordered becomes active.

use chrono::TimeDelta;
use domain::Money;
use domain::calendar::Date;
use domain::id::{PanelUserId, PaymentId, SubscriptionId};
use domain::order::{FailureReason, Order, OrderError, OrderState, Outcome};
use domain::subscription::{Subscription, begin, fulfil};

use super::letters::{self, Credentials};
use crate::account::close_over;
use crate::password::Password;
use crate::store::accounts;
use crate::store::orders::{self, Payment};
use crate::store::subscriptions::{self, PanelUser};
use crate::{Context, Result, Tx};

/// Hours in which a temporary password can be used.
pub const TEMPORARY_PASSWORD_HOURS: u32 = 72;

/// What somebody says of money that arrived.
#[derive(Clone, Debug)]
pub struct Registration {
    pub number: i64,
    pub paid_on: Date,
    /// What arrived, if somebody looked; it has to be what is due.
    pub amount: Option<Money>,
    /// Who says so.
    pub by: String,
}

/// What became of a registration.
#[derive(Clone, Debug)]
pub struct Registered {
    pub order: Order,
    /// True when the payment had been registered before; nothing was done again.
    pub again: bool,
}

/// Registers the payment of an order and fulfils it, all in one unit of work: after a crash
/// either nothing has happened or everything has, mails included.
pub async fn register_payment(ctx: &Context, registration: &Registration) -> Result<Registered> {
    let password = Password::temporary()?;
    let hash = password.hash().await?;
    let credentials = Credentials { password: &password, hash: &hash };
    ctx.db
        .retrying(|| async {
            let mut tx = ctx.db.write().await?;
            let registered = register(ctx, &mut tx, registration, credentials).await?;
            tx.commit().await?;
            Ok(registered)
        })
        .await
}

/// The same within a unit of work that somebody else commits.
pub(super) async fn register(
    ctx: &Context,
    tx: &mut Tx,
    registration: &Registration,
    credentials: Credentials<'_>,
) -> Result<Registered> {
    let account = orders::hold(tx, registration.number).await?;
    accounts::hold(tx, account).await?;

    let mut order = orders::by_number(tx, registration.number).await?;
    match order.state {
        OrderState::AwaitingPayment { .. } => {}
        OrderState::Fulfilled { .. } | OrderState::ActivationFailed { .. } => {
            return Ok(Registered { order, again: true });
        }
        OrderState::Cancelled { .. } => return Err(OrderError::Cancelled.into()),
    }
    let due = order.totals.due;
    if registration.amount.is_some_and(|amount| amount != due) {
        return Err(OrderError::WrongAmount { due }.into());
    }
    if registration.paid_on > ctx.today() {
        return Err(OrderError::PaidInFuture.into());
    }

    let payment = Payment {
        id: PaymentId(ctx.new_id()),
        amount: due,
        method: order.method,
        paid_on: registration.paid_on,
        registered_by: &registration.by,
    };
    if !orders::insert_payment(tx, order.id, &payment, ctx.now()).await? {
        return Err(crate::Error::broken("an unpaid order has a payment"));
    }
    let outcome = match order.subscription {
        None => first_service(ctx, tx, &mut order, credentials).await?,
        Some(id) => later_order(ctx, tx, &order, id).await?,
    };
    order.state = order.state.pay(ctx.today(), outcome)?;
    orders::save_state(tx, &order).await?;
    letters::payment_registered(ctx, tx, &order, registration.paid_on).await?;
    Ok(Registered { order, again: false })
}

/// The term of a first service begins today. Only one of all orders for a partita IVA or codice
/// fiscale gets it: the first whose payment is registered.
async fn first_service(
    ctx: &Context,
    tx: &mut Tx,
    order: &mut Order,
    credentials: Credentials<'_>,
) -> Result<Outcome> {
    close_over(ctx, tx).await?;
    let today = ctx.today();
    let subscription = Subscription {
        id: SubscriptionId(ctx.new_id()),
        account: order.account,
        service: order.service,
        holder: order.holder.clone(),
        activated_on: today,
        owned: begin(&order.lines, today),
    };
    if !subscriptions::insert(tx, &subscription).await? {
        return Ok(Outcome::Failed(FailureReason::AlreadyActive));
    }
    order.subscription = Some(subscription.id);
    let party = &subscription.holder.party;
    let identifier = match &party.vat_number {
        Some(vat_number) => vat_number.as_str(),
        None => party.tax_code.as_str(),
    };
    let user = PanelUser {
        id: PanelUserId(ctx.new_id()),
        subscription_id: subscription.id,
        username: format!("{}{identifier}", ctx.settings.panel_prefix),
        password_hash: credentials.hash.to_owned(),
        temporary_until: Some(ctx.now() + TimeDelta::hours(i64::from(TEMPORARY_PASSWORD_HOURS))),
    };
    subscriptions::insert_panel_user(tx, &user).await?;
    letters::service_activated(ctx, tx, &subscription, &user.username, credentials).await?;
    Ok(Outcome::Active)
}

/// Expiries move exactly as agreed, or not at all.
async fn later_order(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    id: SubscriptionId,
) -> Result<Outcome> {
    let Some(mut subscription) = subscriptions::by_id(tx, id).await? else {
        return Ok(Outcome::Failed(FailureReason::ServiceNotActive));
    };
    let standing = subscription.standing(ctx.today());
    let is_in_time = match order.kind {
        domain::order::OrderKind::Renewal => standing.can_be_renewed(),
        domain::order::OrderKind::AddOns | domain::order::OrderKind::FirstPurchase => {
            standing.is_active()
        }
    };
    if !is_in_time {
        return Ok(Outcome::Failed(FailureReason::ServiceNotActive));
    }
    match fulfil(subscription.owned.clone(), &order.lines) {
        Ok(owned) => subscription.owned = owned,
        Err(reason) => return Ok(Outcome::Failed(reason)),
    }
    subscriptions::save(tx, &subscription).await?;
    letters::add_ons_active(ctx, tx, order, &subscription).await?;
    Ok(Outcome::Active)
}
