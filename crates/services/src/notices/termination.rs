//! The mails about a service that is given up.

use domain::calendar::Date;
use domain::format::date;
use domain::renewal::RenewalStatus;
use domain::subscription::Subscription;
use domain::termination::When;
use platform::Tx;

use super::url;
use crate::mail::{Mail, Termination};
use crate::outbox::post_about;
use crate::store::accounts;
use crate::{Context, Result};

/// Where a customer looks after it.
const TERMINATION: &str = "/disdetta";

/// Its owner wants to give it up.
pub(crate) async fn asked(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    when: When,
) -> Result<()> {
    to_its_owner(ctx, tx, service, when, None, Mail::TerminationAsked).await
}

/// Its owner keeps it: with the day of the next charge, which no reminder told meanwhile.
pub(crate) async fn taken_back(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    when: When,
    known: &RenewalStatus,
) -> Result<()> {
    let charged_on = known.charged_on.filter(|_| known.automatic.is_some());
    to_its_owner(ctx, tx, service, when, charged_on, Mail::TerminationTakenBack).await
}

/// It is over.
pub(crate) async fn confirmed(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    when: When,
) -> Result<()> {
    to_its_owner(ctx, tx, service, when, None, Mail::TerminationConfirmed).await
}

async fn to_its_owner(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    when: When,
    charged_on: Option<Date>,
    mail: impl FnOnce(Termination) -> Mail,
) -> Result<()> {
    let account = accounts::by_id(tx, service.account).await?;
    let mail = mail(Termination {
        service: service.service.name().into(),
        holder: service.holder.party.name.to_string(),
        expires: date(service.expires()),
        at_expiry: when == When::AtExpiry,
        charged_on: charged_on.map(date),
        page_url: url(ctx, TERMINATION),
    });
    post_about(ctx, tx, service.id.0, &account.email, &mail).await
}
