//! `Agenda`: what is coming for a service, for whoever works in its panel, and for the mails to its owner.

use domain::agenda::{Coming, OwnersMatters, calendar_file, coming};
use domain::delegation::State;
use domain::entitlements::Entitlements;
use domain::subscription::Subscription;
use platform::Tx;
use platform::clock::civil_time;

use super::ServiceAccess;
use crate::renewal::stands_with_order;
use crate::store::lapses::{self, Lapses};
use crate::store::orders;
use crate::unreadable::{readable, set_aside};
use crate::{Context, Error, Result};

/// What is coming, the nearest first. Only its owner is told of money and of others.
///
/// # Errors
/// Only what the database says.
pub async fn agenda(ctx: &Context, access: &ServiceAccess) -> Result<Vec<Coming>> {
    if !access.is_owner() {
        return Ok(coming(access.entitlements(), None, access.today()));
    }
    let mut tx = ctx.db.read().await?;
    let (coming, aside) = agenda_of_owner(ctx, &mut tx, access.subscription()).await?;
    drop(tx);
    set_aside(ctx, aside).await;
    Ok(coming)
}

/// The same as a file for calendars.
///
/// # Errors
/// Only what the database says.
pub async fn agenda_file(ctx: &Context, access: &ServiceAccess) -> Result<String> {
    let coming = agenda(ctx, access).await?;
    let service = access.subscription();
    let holder = service.holder.party.name.to_string();
    let names = (ctx.settings.brand.name.as_str(), holder.as_str());
    Ok(calendar_file(&coming, service.id, names, ctx.now().naive_utc()))
}

/// What is coming, for the owner of a service, and the rows that cannot be read.
pub(crate) async fn agenda_of_owner(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
) -> Result<(Vec<Coming>, Vec<Error>)> {
    let today = ctx.today();
    let (stands, pending) = stands_with_order(ctx, tx, service).await?;
    let due = stands.due(ctx, service);
    let never_paid = orders::never_paid(tx, service).await?;
    let mut aside = Vec::new();
    let (mut passwords, mut offers) = (Vec::new(), Vec::new());
    for one in readable(lapses::of_service(tx, service.id).await?, &mut aside)? {
        match one {
            Lapses::Password { user, username, until } => {
                passwords.push((user, username, civil_time(until).date()));
            }
            Lapses::Offer { delegation, username, offer } => {
                if let State::Offered { until } = offer.state(today) {
                    offers.push((delegation, username, until));
                }
            }
        }
    }

    let prices = ctx.prices();
    let yearly = |product| (product, prices.terms.yearly(product, service.expires()));
    let kind = service.holder.party.kind;
    let owners = OwnersMatters {
        renewal: stands.status,
        methods: due.map(|due| ctx.settings.methods_for(kind, due)).unwrap_or_default(),
        order: pending.map(|order| (order.number, order.valid_until)),
        free: never_paid.into_iter().map(yearly).collect(),
        given_up: stands.given_up,
        passwords,
        offers,
    };
    let entitlements = Entitlements::of(service, today);
    Ok((coming(&entitlements, Some(&owners), today), aside))
}
