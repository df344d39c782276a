//! The last mail to somebody who is forgotten.

use domain::erasure::{YEARS_KEPT, kept_until};
use domain::format::date;
use platform::Tx;

use super::recovery::this_moment;
use crate::mail::{DataErased, Mail};
use crate::outbox::post;
use crate::store::accounts::Account;
use crate::{Context, Result};

/// An account is forgotten; its orders, if there are any, stay as long as the law asks.
pub(crate) async fn done(
    ctx: &Context,
    tx: &mut Tx,
    account: &Account,
    has_orders: bool,
) -> Result<()> {
    let mail = Mail::DataErased(DataErased {
        username: ctx.settings.username(account.number),
        at: this_moment(ctx),
        kept: has_orders.then(|| (YEARS_KEPT, date(kept_until(ctx.today())))),
    });
    post(ctx, tx, &account.email, &mail).await
}
