//! `Modulo d'ordine`: everything that is about to be ordered, to be checked once more.

use domain::cart::{OpenCart, Purpose};
use domain::id::IntentId;
use domain::order::{Order, PaymentMethod};
use domain::party::Holder;
use domain::quote::{Circumstances, quote};
use domain::renewal::{Decided, StoredMethod};
use domain::subscription::Subscription;

use super::standing::{StandingAcceptance, standing};
use crate::buyer::Buyer;
use crate::cart::{circumstances_with, with_discount};
use crate::payment::usable_among;
use crate::store::{carts, methods, orders, subscriptions};
use crate::{Context, Result};

/// What the order form shows.
#[derive(Clone, Debug)]
pub struct Review {
    /// The cart, if there is one.
    pub open: Option<OpenCart>,
    /// What its price depends on.
    pub given: Circumstances,
    /// Whom it is for; none until `Dati intestatario` has been filled in, nor while another order
    /// comes first.
    pub holder: Option<Holder>,
    /// An order that waits for its payment, which comes first.
    pub pending: Option<Order>,
    /// The disdetta of the service was asked for: nothing is ordered until it is taken back.
    pub is_given_up: bool,
    /// How this holder can pay.
    pub methods: Vec<PaymentMethod>,
    /// What the provider stores and can be paid with, the newest first.
    pub stored: Vec<StoredMethod>,
    /// What was decided about the renewal of the service that is added to.
    pub decided: Decided,
    /// What was accepted with an earlier order and is not asked again.
    pub standing: Vec<StandingAcceptance>,
    /// The name of this form: it makes one order.
    pub intent: IntentId,
}

/// Looks at what would be ordered.
///
/// # Errors
/// `NotAllowed` while an order waits that this buyer may not see, or for a cart that is not for their
/// service.
pub async fn review(ctx: &Context, buyer: impl Into<Buyer>) -> Result<Review> {
    let buyer = buyer.into();
    let account = buyer.account();
    let mut tx = ctx.db.read().await?;
    let carts::ForOrder { open, holder: filled_in, pending, is_given_up } =
        carts::for_order(&mut tx, account).await?;
    let pending = match pending {
        Some(number) => {
            buyer.may_see_order(number)?;
            Some(orders::own(&mut tx, account, number).await?)
        }
        None => None,
    };
    let subscription = subscriptions::of_account(&mut tx, account).await?;
    buyer.may_buy_for(subscription.as_ref().map(|subscription| subscription.id))?;
    let holder = match &open {
        Some(open) if pending.is_none() => {
            holder_for(open.cart.purpose, filled_in, subscription.as_ref())
        }
        _ => None,
    };
    let prices = ctx.prices();
    let given = circumstances_with(ctx, subscription.as_ref(), holder.as_ref());
    let given = match &open {
        Some(open) => with_discount(&prices, open, given),
        None => given,
    };
    let due = open.as_ref().and_then(|open| quote(&open.cart, &given, &prices.terms).ok());
    let methods = match (&holder, due) {
        (Some(holder), Some(quote)) => {
            ctx.settings.methods_for(holder.party.kind, quote.totals.due)
        }
        _ => ctx.settings.payment_methods.clone(),
    };
    // While another order comes first nobody chooses how to pay.
    let (stored, decided) = if pending.is_some() {
        (Vec::new(), Decided::Nothing)
    } else {
        let service = subscription.as_ref().map(|subscription| subscription.id);
        methods::with_decision(&mut tx, account, service).await?
    };
    let stored = if buyer.reach().includes_stored_methods() { stored } else { Vec::new() };
    let decided = buyer.told(decided);
    let stored = usable_among(ctx, stored, &methods);
    let standing = standing(ctx, &mut tx, &buyer).await?;
    let holder = holder.map(|holder| buyer.shown(holder));
    let pending = pending.map(|order| buyer.shown_order(order));
    let intent = IntentId(ctx.new_id());
    Ok(Review {
        open,
        given,
        holder,
        pending,
        is_given_up,
        methods,
        stored,
        decided,
        standing,
        intent,
    })
}

/// A new service is for the holder that was filled in; everything later is for its holder.
pub(super) fn holder_for(
    purpose: Purpose,
    filled_in: Option<Holder>,
    subscription: Option<&Subscription>,
) -> Option<Holder> {
    match purpose {
        Purpose::FirstPurchase { .. } => filled_in,
        Purpose::Add | Purpose::Renewal { .. } => {
            subscription.map(|subscription| subscription.holder.clone())
        }
    }
}
