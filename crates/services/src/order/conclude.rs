//! `Conferma e completa l'ordine`: a cart becomes an order, once.

use domain::cart::{CartError, Purpose};
use domain::commitment::TenderCodes;
use domain::id::{IntentId, OrderId, StoredMethodId};
use domain::ledger::Booking;
use domain::order::{Acceptance, NewOrder, Order, OrderError, OrderKind, PaymentMethod};
use domain::party::{Kind, may_buy};
use domain::payment::PaymentError;
use domain::quote::quote;
use domain::renewal::check_users;
use domain::termination::TerminationError;
use platform::Tx;

use super::review::holder_for;
use super::standing::{StandingAcceptance, standing};
use crate::activation::refuse_second_service;
use crate::buyer::Buyer;
use crate::cart::{circumstances_with, with_discount};
use crate::payment::{fulfil_free, usable};
use crate::store::carts;
use crate::store::numbers;
use crate::store::orders::{self, Accepted, Form};
use crate::store::{accounts, commitments, discounts, ledger, panel_users, subscriptions};
use crate::{Context, Error, Result, notices};

/// What the order form says.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// The name of the form, minted by [`super::review()`].
    pub intent: IntentId,
    /// The quote that the customer saw.
    pub digest: String,
    /// How it shall be paid.
    pub method: PaymentMethod,
    /// The stored method that it shall be paid with, if it is one.
    pub stored: Option<StoredMethodId>,
    /// The boxes that were ticked.
    pub accepted: Vec<Acceptance>,
    /// Where the form came from, as evidence of the acceptances.
    pub address: String,
    /// What a public body knows of its contract already; nothing for everybody else.
    pub tender: TenderCodes,
}

/// The order that a form has made.
#[derive(Clone, Debug)]
pub struct Concluded {
    /// The new one, or that of the same form before.
    pub order: Order,
    /// True when this very form had made it before.
    pub again: bool,
}

/// Concludes the order, unless the same form has done so before: then that order is the answer.
///
/// The quote is worked out again. When it is not the one that the customer saw, nothing is
/// ordered and the answer is [`OrderError::QuoteChanged`].
///
/// # Errors
/// `QuoteChanged` when the total is not the one that was seen; what is missing (`HolderMissing`,
/// `NotAccepted`); what stands against it (`PendingOrder`, `AlreadyActive`, a coupon that is used
/// up, a method that is not offered, a renewal with fewer users than have a place). `NotAllowed` for
/// what lies beyond the reach of this buyer.
pub async fn conclude(
    ctx: &Context,
    buyer: impl Into<Buyer>,
    conclusion: &Conclusion,
) -> Result<Concluded> {
    let buyer = buyer.into();
    buyer.may_pay_with(conclusion.stored.is_some())?;
    let concluded = ctx.db.retrying(|| place(ctx, &buyer, conclusion)).await?;
    if concluded.order.is_free() {
        let order = fulfil_free(ctx, &concluded.order).await?;
        return Ok(Concluded { order, ..concluded });
    }
    Ok(concluded)
}

async fn place(ctx: &Context, buyer: &Buyer, conclusion: &Conclusion) -> Result<Concluded> {
    let account = buyer.account();
    let mut tx = ctx.db.write().await?;
    let held = accounts::hold(&mut tx, account).await?;

    if let Some(order) = orders::of_intent(&mut tx, account, conclusion.intent).await? {
        return Ok(Concluded { order, again: true });
    }
    let carts::ForOrder { open, holder, pending, is_given_up } =
        carts::for_order(&mut tx, account).await?;
    if let Some(number) = pending {
        return Err(OrderError::PendingOrder(number).into());
    }
    let open = open.ok_or(Error::NotFound("cart"))?;
    let service = subscriptions::of_account(&mut tx, account).await?;
    buyer.may_buy_for(service.as_ref().map(|service| service.id))?;
    if is_given_up {
        return Err(TerminationError::Asked.into());
    }
    let holder = holder_for(open.cart.purpose, holder, service.as_ref());
    let given = circumstances_with(ctx, service.as_ref(), holder.as_ref());
    let prices = ctx.prices();
    let given = with_discount(&prices, &open, given);
    let quote = quote(&open.cart, &given, &prices.terms)?;
    if quote.digest() != conclusion.digest {
        return Err(OrderError::QuoteChanged.into());
    }
    let standing = standing(ctx, &mut tx, buyer).await?;
    check_form(ctx, conclusion, &standing)?;
    let holder = holder.ok_or(OrderError::HolderMissing)?;
    if !conclusion.method.is_open_to(holder.party.kind) {
        return Err(PaymentError::OnlyBankTransfer.into());
    }
    if !conclusion.method.can_pay(quote.totals.due) {
        return Err(PaymentError::TooLittleToCollect.into());
    }
    if let Some(stored) = conclusion.stored {
        usable(ctx, &mut tx, account, conclusion.method, stored).await?;
    }
    let (kind, subscription) = match open.cart.purpose {
        Purpose::FirstPurchase { .. } => {
            may_buy(&holder.party, open.cart.service)?;
            refuse_second_service(ctx, &mut tx, account, &holder).await?;
            (OrderKind::FirstPurchase, None)
        }
        Purpose::Add => (OrderKind::AddOns, service.map(|service| service.id)),
        Purpose::Renewal { .. } => {
            let service = service.ok_or(CartError::ServiceNotOwned(open.cart.service))?;
            let users = panel_users::staying_users(&mut tx, service.id).await?;
            check_users(&open.cart, &given.owned, users)?;
            (OrderKind::Renewal, Some(service.id))
        }
    };
    let new = NewOrder {
        id: OrderId(ctx.new_id()),
        number: numbers::next(&mut tx, "order").await?,
        account,
        kind,
        service: open.cart.service,
        subscription,
        holder,
        method: conclusion.method,
    };
    let order = Order::conclude(new, quote, ctx.today(), ctx.settings.order_validity_days);

    let form = Form {
        intent: conclusion.intent,
        digest: &conclusion.digest,
        discount_code: open.discount_code.as_deref(),
    };
    if !orders::insert(&mut tx, &held, &order, &form, ctx.now()).await? {
        // The account is held and has neither this intent nor a pending order, so somebody
        // else's form has this intent.
        return Err(Error::NotFound("order form"));
    }
    if let Some(code) = open.discount_code.as_deref().filter(|_| given.discount.is_some())
        && let Some(code) = prices.discount_code(code)
    {
        discounts::reserve(&mut tx, code, order.id, account).await?;
    }
    if order.holder.party.kind == Kind::PublicBody {
        commitments::save_tender_codes(&mut tx, order.id, &conclusion.tender).await?;
    }
    save_acceptances(ctx, &mut tx, &order, conclusion).await?;
    carts::remove(&mut tx, open.id).await?;
    notices::order_concluded(ctx, &mut tx, &order).await?;
    let due = Booking::due(order.totals.due);
    ledger::book(&mut tx, ctx.new_id(), Some(order.id), &due, "order", ctx.now()).await?;
    tx.commit().await?;
    Ok(Concluded { order, again: false })
}

fn check_form(
    ctx: &Context,
    conclusion: &Conclusion,
    standing: &[StandingAcceptance],
) -> Result<()> {
    if !ctx.settings.payment_methods.contains(&conclusion.method) {
        return Err(PaymentError::MethodNotOffered.into());
    }
    let is_accepted = |what: &Acceptance| {
        conclusion.accepted.contains(what) || standing.iter().any(|before| before.what == *what)
    };
    match Acceptance::ALL.into_iter().find(|what| !is_accepted(what)) {
        Some(missing) => Err(OrderError::NotAccepted(missing).into()),
        None => Ok(()),
    }
}

/// The boxes that were ticked now. Of what stands from an earlier order the evidence is there.
async fn save_acceptances(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    conclusion: &Conclusion,
) -> Result<()> {
    let address = &conclusion.address;
    for what in Acceptance::ALL.into_iter().filter(|what| conclusion.accepted.contains(what)) {
        let text = ctx.settings.texts.accepted(what);
        let accepted = Accepted {
            what,
            text_version: &text.version,
            text_sha256: &text.sha256(),
            body: &text.body,
            address,
        };
        orders::insert_acceptance(tx, order.id, &accepted, ctx.now()).await?;
    }
    Ok(())
}
