//! The mails that renewals cause, each in the transaction of the fact that it tells.

use domain::calendar::Date;
use domain::format::{date, euro};
use domain::order::{Order, PaymentMethod};
use domain::payment::Refusal;
use domain::renewal::{MethodName, RenewalStatus};
use domain::subscription::{Standing, Subscription};
use platform::Tx;

use super::{order_url, url};
use crate::mail::{
    Mail, MethodStored, RenewalBlocked, RenewalNotCollected, RenewalNotSold, RenewalTurnedOff,
    RenewalTurnedOn, RenewalWantsCustomer,
};
use crate::outbox::{post, post_about};
use crate::store::accounts;
use crate::{Context, Result};
use domain::renewal::StoredMethod;

/// Where a customer looks after ways to pay.
pub(super) const METHODS: &str = "/metodi-di-pagamento";

/// Where a customer looks after the renewal.
pub(super) const RENEWAL: &str = "/rinnovo";

/// A way to pay was stored.
pub(crate) async fn method_stored(ctx: &Context, tx: &mut Tx, method: &StoredMethod) -> Result<()> {
    let account = accounts::by_id(tx, method.account).await?;
    let mail = Mail::MethodStored(MethodStored {
        method: method_name(&method.name),
        methods_url: url(ctx, METHODS),
    });
    post(ctx, tx, &account.email, &mail).await
}

/// The service renews by itself from now on: with the day of the next charge that its pages tell,
/// or why there is none.
pub(crate) async fn turned_on(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    method: &StoredMethod,
    known: &RenewalStatus,
) -> Result<()> {
    let expires = service.expires();
    let otherwise = without_charge(service.standing(ctx.today()), known.is_given_up);
    let mail = Mail::RenewalTurnedOn(RenewalTurnedOn {
        service: service.service.name().into(),
        method: method_name(&method.name),
        charged_on: known.charged_on.map(date),
        otherwise: otherwise.into(),
        expires: date(expires),
        renewal_url: url(ctx, RENEWAL),
    });
    post_about(ctx, tx, service.id.0, service.holder.email.as_str(), &mail).await
}

/// Why nothing is charged of a service that is to renew by itself, and what its owner does.
fn without_charge(standing: Standing, is_given_up: bool) -> &'static str {
    match standing {
        _ if is_given_up => {
            "Hai chiesto la disdetta: finché non la ritiri, il servizio non si rinnova e non \
             addebitiamo niente."
        }
        Standing::Active | Standing::NearExpiry { .. } => {
            "Prima della scadenza non proviamo altri addebiti: rinnova tu, in qualunque momento."
        }
        Standing::Consultation { .. } | Standing::Over => {
            "Il servizio è scaduto e non addebitiamo niente: riattivalo tu. Da allora si rinnova \
             da solo con questo metodo."
        }
    }
}

/// It does not renew by itself any more.
pub(crate) async fn turned_off(ctx: &Context, tx: &mut Tx, service: &Subscription) -> Result<()> {
    let mail = Mail::RenewalTurnedOff(RenewalTurnedOff {
        service: service.service.name().into(),
        expires: date(service.expires()),
        renewal_url: url(ctx, RENEWAL),
    });
    post_about(ctx, tx, service.id.0, service.holder.email.as_str(), &mail).await
}

/// The money could not be collected.
pub(crate) async fn not_collected(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    refusal: Refusal,
    expires: Date,
    again_on: Option<Date>,
) -> Result<()> {
    let mail = Mail::RenewalNotCollected(RenewalNotCollected {
        service: order.service.name().into(),
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(order.missing()),
        why: why(refusal).into(),
        expires: date(expires),
        again_on: again_on.map(date),
        methods_url: url(ctx, METHODS),
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// The bank wants its customer to confirm.
pub(crate) async fn wants_customer(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    expires: Date,
) -> Result<()> {
    let mail = Mail::RenewalWantsCustomer(RenewalWantsCustomer {
        service: order.service.name().into(),
        order_number: order.number.to_string(),
        pay_url: format!("{}/pagamento", order_url(ctx, order)),
        amount: euro(order.missing()),
        expires: date(expires),
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// Another order has to be paid or called off first.
pub(crate) async fn blocked(
    ctx: &Context,
    tx: &mut Tx,
    service: &Subscription,
    in_the_way: &Order,
) -> Result<()> {
    let mail = Mail::RenewalBlocked(RenewalBlocked {
        service: service.service.name().into(),
        order_number: in_the_way.number.to_string(),
        order_url: order_url(ctx, in_the_way),
        expires: date(service.expires()),
    });
    post_about(ctx, tx, service.id.0, service.holder.email.as_str(), &mail).await
}

/// Something that is to go on is not sold, so it does not renew by itself.
pub(crate) async fn not_sold(ctx: &Context, tx: &mut Tx, service: &Subscription) -> Result<()> {
    let mail = Mail::RenewalNotSold(RenewalNotSold {
        service: service.service.name().into(),
        expires: date(service.expires()),
        renewal_url: url(ctx, RENEWAL),
    });
    post_about(ctx, tx, service.id.0, service.holder.email.as_str(), &mail).await
}

/// `Carta Visa 4242`, `PayPal anna@example.it`.
pub(super) fn method_name(name: &MethodName) -> String {
    match name.kind {
        PaymentMethod::PayPal => format!("PayPal {}", name.label),
        PaymentMethod::Card | PaymentMethod::BankTransfer | PaymentMethod::PostalSlip => {
            match name.brand_and_digits() {
                Some((brand, digits)) => format!("Carta {brand} {digits}"),
                None => format!("Carta {}", name.label),
            }
        }
    }
}

fn why(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Technical => "Il fornitore dei pagamenti non ha potuto eseguirlo.",
        Refusal::Declined => "La banca lo ha rifiutato.",
        Refusal::InsufficientFunds => "Sulla carta o sul conto non c'è abbastanza disponibilità.",
        Refusal::Expired => "La carta è scaduta.",
        Refusal::AuthenticationFailed => "La banca chiede una conferma.",
    }
}
