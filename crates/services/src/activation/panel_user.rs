//! The first user of a new panel.

use chrono::{DateTime, Utc};
use domain::id::PanelUserId;
use domain::panel_user::PanelUser;
use domain::subscription::Subscription;
use platform::Tx;

use crate::store::panel_users;
use crate::{Context, Result};

/// Lets the holder of a new service sign in to its panel, with a password that is temporary until
/// the given moment, if there is one.
///
/// The username is made of the number that the service is for. A former service for the same number
/// gives it back here, and its user signs in no more. Where a live service has it (its partita IVA
/// may be the codice fiscale of this one), a number follows it: `BT01234560512-2`.
pub(crate) async fn give_panel_user(
    ctx: &Context,
    tx: &mut Tx,
    subscription: &Subscription,
    password_hash: &str,
    temporary_until: Option<DateTime<Utc>>,
) -> Result<PanelUser> {
    let party = &subscription.holder.party;
    let number = party.vat_number.as_ref().map_or(party.tax_code.as_str(), |vat| vat.as_str());
    let name = format!("{}{number}", ctx.settings.panel_prefix);
    let id = PanelUserId(ctx.new_id());
    let mut username = name.clone();
    let mut place = 1;
    loop {
        let hash = password_hash.to_owned();
        let user = PanelUser::owner(id, subscription.id, username, hash, temporary_until);
        panel_users::give_back_username(tx, &user.username, user.id).await?;
        if panel_users::insert_owner(tx, &user).await? {
            return Ok(user);
        }
        place += 1;
        username = format!("{name}-{place}");
    }
}
