//! The mails with which both sides of a delegation hear of each other.

use domain::calendar::Date;
use domain::format::date;
use domain::subscription::Subscription;
use platform::Tx;

use super::url;
use crate::mail::{self, Mail};
use crate::outbox::post_about;
use crate::store::accountants::Accountant;
use crate::{Context, Result};

/// What has happened.
#[derive(Clone, Copy, Debug)]
pub(crate) enum News {
    /// The panel was offered; to the accountant.
    Offered { until: Date },
    /// The owner has ended it; to the accountant.
    Revoked,
    /// The accountant has accepted; to the owner.
    Accepted,
    /// The accountant has declined; to the owner.
    Declined,
    /// The accountant has ended it; to the owner.
    GivenUp,
}

/// To whoever the panel is delegated to.
pub(crate) async fn to_accountant(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    accountant: &Accountant,
    news: News,
) -> Result<()> {
    let page = url(ctx, "/commercialista");
    let mail = written(service, &accountant.username, news, page);
    post_about(ctx, tx, service.id.0, &accountant.email, &mail).await
}

/// To the holder of the service.
pub(crate) async fn to_owner(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    username: &str,
    news: News,
) -> Result<()> {
    let page = url(ctx, "/pannello");
    let mail = written(service, username, news, page);
    post_about(ctx, tx, service.id.0, service.holder.email.as_str(), &mail).await
}

fn written(service: &Subscription, username: &str, news: News, page_url: String) -> Mail {
    let what = match news {
        News::Offered { until } => mail::DelegationNews::Offered { until: date(until) },
        News::Revoked => mail::DelegationNews::Revoked,
        News::Accepted => mail::DelegationNews::Accepted,
        News::Declined => mail::DelegationNews::Declined,
        News::GivenUp => mail::DelegationNews::GivenUp,
    };
    Mail::Delegation(mail::Delegation {
        what,
        holder: service.holder.party.name.to_string(),
        service: service.service.name().into(),
        username: username.to_owned(),
        page_url,
    })
}
