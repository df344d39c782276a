//! What a customer does to the cart.

mod adopt;
mod apply_coupon;
mod change;
mod empty;
mod hindrances;
mod let_go;
mod show;
mod start;

pub use adopt::{Adopted, TwoCarts, adopt, adopt_replacing};
pub use apply_coupon::apply_coupon;
pub use change::change;
pub use domain::cart::CartOwner;
pub use empty::empty;
pub use hindrances::hindrances;
pub use let_go::let_go;
pub use show::{Shown, show};
pub(crate) use start::start_within;
pub use start::{lost_to, start, start_replacing};

use domain::calendar::Date;
use domain::cart::OpenCart;
use domain::id::AccountId;
use domain::party::Holder;
use domain::price_list::PriceList;
use domain::quote::Circumstances;
use domain::subscription::{Subscription, still_owned};
use platform::Tx;

use crate::store::{accounts, subscriptions};
use crate::{Context, Result};

/// Where the versions of a new cart begin: not where those of an emptied one did, so that what a
/// tab saw of that one never passes for this one.
pub(crate) fn first_version(ctx: &Context) -> i64 {
    ctx.now().timestamp_millis()
}

/// What a quote for this customer depends on today, without the discount.
pub(crate) async fn circumstances(
    ctx: &Context,
    tx: &mut Tx,
    account: Option<AccountId>,
) -> Result<Circumstances> {
    let Some(account) = account else { return Ok(circumstances_with(ctx, None, None)) };
    let subscription = subscriptions::of_account(tx, account).await?;
    let running = subscription.as_ref().filter(|it| it.standing(ctx.today()).can_be_renewed());
    let holder = match running {
        Some(subscription) => Some(subscription.holder.clone()),
        None => accounts::holder(tx, account).await?,
    };
    Ok(circumstances_with(ctx, subscription.as_ref(), holder.as_ref()))
}

/// The same for somebody with this service, who buys for this holder.
pub(crate) fn circumstances_with(
    ctx: &Context,
    subscription: Option<&Subscription>,
    holder: Option<&Holder>,
) -> Circumstances {
    circumstances_on(ctx, ctx.today(), subscription, holder)
}

/// The same on another day.
pub(crate) fn circumstances_on(
    ctx: &Context,
    day: Date,
    subscription: Option<&Subscription>,
    holder: Option<&Holder>,
) -> Circumstances {
    let mut given = Circumstances::new_customer(day);
    let service = subscription.filter(|service| service.standing(given.today).can_be_renewed());
    if let Some(service) = service {
        given.owned = still_owned(service.owned.clone(), given.today);
    }
    given.vat_regime = ctx.settings.split_payment.regime(holder, given.today);
    given
}

/// What the cart's code takes off; a code that has ended meanwhile takes nothing off.
pub(crate) fn with_discount(
    prices: &PriceList,
    open: &OpenCart,
    mut given: Circumstances,
) -> Circumstances {
    let code = open.discount_code.as_deref().and_then(|code| prices.discount_code(code));
    given.discount = code.and_then(|code| code.accept(&open.cart, given.today).ok());
    given
}
