//! A purchase of somebody who came from a panel or by the link of a mail, without the password of the account.

use services::account::{OWNER, PASS};
use services::{Context, Purchase};
use tower_sessions::Session;

use super::{Found, account};
use crate::Result;
use crate::session::enter;

const PURCHASE: &str = "purchase";

/// The purchase of somebody who came for one, whatever it still opens.
pub(super) async fn purchase(session: &Session) -> Result<Option<Purchase>> {
    let purchase = session.get::<serde_json::Value>(PURCHASE).await?;
    Ok(purchase.and_then(|purchase| serde_json::from_value(purchase).ok()))
}

/// Lets somebody buy who came from a panel or by a link, under a new session id. Whoever has signed in to that
/// account goes on with all that they may do; a sign-in to another account ends, since a browser has
/// one cart.
///
/// # Errors
/// [`crate::Error::Session`], and what looking them up may fail on.
pub async fn begin_purchase(
    ctx: &Context,
    session: &Session,
    found: &Found,
    begun: Purchase,
) -> Result<()> {
    if account(ctx, session, found).await? == Some(begun.account()) {
        return Ok(());
    }
    let begun = begun.after(purchase(session).await?);
    enter(session, PURCHASE, &begun).await?;
    session.remove_value(PASS).await?;
    session.remove_value(OWNER).await?;
    Ok(())
}

/// Notes an order that was just made on this way, so that its page can be seen.
///
/// # Errors
/// [`crate::Error::Session`].
pub async fn note_order(session: &Session, number: i64) -> Result<()> {
    match purchase(session).await? {
        Some(purchase) => Ok(session.insert(PURCHASE, purchase.with_order(number)).await?),
        None => Ok(()),
    }
}

/// A purchase ends with the sign-in that it came from, and with a whole one.
pub(super) async fn end_purchase(session: &Session) -> Result<()> {
    if session.get::<serde_json::Value>(PURCHASE).await?.is_some() {
        session.remove_value(PURCHASE).await?;
    }
    Ok(())
}
