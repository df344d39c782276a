//! The mails that remind of an expiry.

use domain::calendar::Date;
use domain::format::{date, euro, years};
use domain::money::Money;
use domain::order::PaymentMethod;
use domain::renewal::{MethodName, RenewalPrice, last_safe_day};
use domain::subscription::{Standing, Subscription, last_day_of_consultation};
use platform::Tx;

use super::renewal::{METHODS, RENEWAL, method_name};
use super::{method, url};
use crate::mail::{ChargeNear, Cost, ExpiryNear, ExpiryPassed, Mail, SafeDay};
use crate::outbox::post_about;
use crate::store::accounts;
use crate::{Context, Result, renewal_link};

/// It ends unless its customer renews it.
pub(crate) async fn near(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    days_left: i64,
    price: Option<RenewalPrice>,
) -> Result<()> {
    let expires = service.expires();
    let mail = Mail::ExpiryNear(ExpiryNear {
        service: service.service.name().into(),
        is_receive_only: service.service == domain::Product::ReceiveOnly,
        expires: date(expires),
        days_left,
        cost: price.map(cost),
        ways: ways(ctx, service, price.map(|price| price.due), expires),
        readable_until: date(last_day_of_consultation(expires)),
        renewal_url: link(ctx, tx, service).await?,
    });
    to_its_account(ctx, tx, service, &mail).await
}

/// It has expired, and can be renewed until that day.
pub(crate) async fn passed(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    until: Date,
    price: Option<RenewalPrice>,
) -> Result<()> {
    let standing = Standing::Consultation { until };
    let mail = Mail::ExpiryPassed(ExpiryPassed {
        service: service.service.name().into(),
        expires: date(service.expires()),
        until: date(until),
        receives_invoices: standing.receives_invoices(service.service),
        cost: price.map(cost),
        ways: ways(ctx, service, price.map(|price| price.due), until),
        renewal_url: link(ctx, tx, service).await?,
    });
    to_its_account(ctx, tx, service, &mail).await
}

/// It renews by itself.
pub(crate) async fn charge(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    with: &MethodName,
    on: Date,
    price: Option<Money>,
) -> Result<()> {
    let mail = Mail::ChargeNear(ChargeNear {
        service: service.service.name().into(),
        method: method_name(with),
        is_void: with.is_void(on),
        charged_on: date(on),
        amount: price.map(euro),
        expires: date(service.expires()),
        renewal_url: url(ctx, RENEWAL),
        methods_url: url(ctx, METHODS),
    });
    to_its_account(ctx, tx, service, &mail).await
}

/// What a renewal by hand costs today.
fn cost(price: RenewalPrice) -> Cost {
    Cost { amount: euro(price.due), years: years(price.years) }
}

/// Where this service is renewed without a sign-in.
async fn link(ctx: &Context, tx: &mut Tx, service: &Subscription) -> Result<String> {
    let link = renewal_link::make(ctx, tx, service).await?;
    Ok(url(ctx, &format!("{RENEWAL}?link={link}")))
}

async fn to_its_account(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    mail: &Mail,
) -> Result<()> {
    let account = accounts::by_id(tx, service.account).await?;
    post_about(ctx, tx, service.id.0, &account.email, mail).await
}

/// By which day each way to pay is surely in time. A public body pays by its commitment, which the
/// office has to read as well.
fn ways(ctx: &Context, service: &Subscription, price: Option<Money>, by: Date) -> Vec<SafeDay> {
    let Some(price) = price else { return Vec::new() };
    let methods = ctx.settings.methods_for(service.holder.party.kind, price);
    let safe = |of: PaymentMethod| {
        let day = last_safe_day(of, by);
        let until = (ctx.today() <= day).then(|| date(day));
        SafeDay { way: method(of).into(), until }
    };
    methods.into_iter().map(safe).collect()
}
