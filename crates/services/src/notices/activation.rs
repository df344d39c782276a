//! The mails that tell what has become active.

use domain::catalog::Product;
use domain::format::{date, euro};
use domain::names::line_name;
use domain::order::Order;
use domain::quote::LineKind;
use domain::renewal::StoredMethod;
use domain::subscription::Subscription;
use platform::Tx;

use super::renewal::{RENEWAL, method_name};
use super::{order_url, url};
use crate::mail::{AddOnLine, AddOnsActive, Mail, RenewedLine, ServiceActivated, ServiceRenewed};
use crate::outbox::post_about;
use crate::password::Password;
use crate::{Context, Result};

/// How the panel of a new service is entered for the first time.
#[derive(Clone, Copy)]
pub(crate) struct FirstAccess<'a> {
    pub username: &'a str,
    /// Told in this mail and nowhere else.
    pub password: &'a Password,
    /// How long the password can be used.
    pub valid_hours: u32,
}

/// The service has begun, and this is the way into its panel.
pub(crate) async fn service_activated(
    ctx: &Context,
    tx: &mut Tx,
    subscription: &Subscription,
    access: FirstAccess<'_>,
) -> Result<()> {
    let mail = Mail::ServiceActivated(ServiceActivated {
        service: subscription.service.name().into(),
        active_until: date(subscription.expires()),
        panel_username: access.username.into(),
        temporary_password: access.password.reveal().into(),
        panel_url: url(ctx, "/pannello"),
        valid_hours: access.valid_hours,
    });
    post_about(ctx, tx, subscription.id.0, subscription.holder.email.as_str(), &mail).await
}

/// It goes on for another term; `with` is what it was charged to while nobody was there.
pub(crate) async fn service_renewed(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    before: &Subscription,
    now: &Subscription,
    with: Option<&StoredMethod>,
) -> Result<()> {
    let lines = order.lines.iter().map(|line| RenewedLine {
        description: line_name(line, &order.lines),
        until: date(line.until),
    });
    let mail = Mail::ServiceRenewed(ServiceRenewed {
        service: now.service.name().into(),
        until: date(now.expires()),
        lines: lines.collect(),
        by_itself: with.map(|method| method_name(&method.name)),
        amount: euro(order.totals.due),
        had_expired: before.expires() < ctx.today(),
        order_url: order_url(ctx, order),
        renewal_url: url(ctx, RENEWAL),
    });
    post_about(ctx, tx, order.id.0, now.holder.email.as_str(), &mail).await
}

/// What was added, until when, and what to do with it now.
pub(crate) async fn add_ons_active(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    subscription: &Subscription,
) -> Result<()> {
    let lines = order
        .lines
        .iter()
        .map(|line| AddOnLine {
            description: line_name(line, &order.lines),
            until: date(line.until),
            next_step: match line.kind {
                LineKind::Purchase => next_step(line.product).into(),
                LineKind::Extension | LineKind::Renewal => "Continua come prima.".into(),
            },
        })
        .collect();
    let mail = Mail::AddOnsActive(AddOnsActive { lines, panel_url: url(ctx, "/pannello") });
    post_about(ctx, tx, order.id.0, subscription.holder.email.as_str(), &mail).await
}

/// Where it is seen. Nothing is promised that the panel does not have.
fn next_step(product: Product) -> &'static str {
    match product {
        Product::Invoicing | Product::ReceiveOnly => "Accedi al pannello.",
        Product::Documents
        | Product::Collections
        | Product::WooCommerce
        | Product::ElectronicOrders => "È attivo: lo vedi sul pannello, in Servizi aggiuntivi.",
        Product::User => "Il posto è attivo: lo vedi sul pannello, in Gestione multiutente.",
        Product::Storage => "Lo spazio è già disponibile.",
    }
}
