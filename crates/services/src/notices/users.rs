//! The mails to the additional users of a panel.

use domain::subscription::Subscription;
use platform::Tx;

use super::url;
use crate::mail::{Mail, UserInvited};
use crate::outbox::post_about;
use crate::password::Password;
use crate::{Context, Result};

/// The way in, with a temporary password that is told here and nowhere else.
pub(crate) async fn invited(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    (username, address): (&str, &str),
    (password, valid_hours): (&Password, u32),
    is_reset: bool,
) -> Result<()> {
    let mail = Mail::UserInvited(UserInvited {
        holder: service.holder.party.name.to_string(),
        service: service.service.name().into(),
        username: username.to_owned(),
        temporary_password: password.reveal().to_owned(),
        panel_url: url(ctx, "/pannello"),
        valid_hours,
        is_reset,
    });
    post_about(ctx, tx, service.id.0, address, &mail).await
}
