//! The mails about an order as such: its conclusion and its end.

use domain::format::{date, euro};
use domain::names::line_name;
use domain::order::{Acceptance, CancelReason, Order};
use domain::party::Kind;
use platform::{Tx, clock::civil_time};

use super::commitment::commitment_awaited;
use super::how_to_pay::pay_later;
use super::{method, order_url, url};
use crate::mail::{
    AcceptedConditions, Mail, OrderCancelled, OrderConfirmation, OrderLine, RegistrationConfirmed,
};
use crate::outbox::{post, post_about};
use crate::store::accounts;
use crate::{Context, Result};

/// `Conferma ordine servizi`, the way to pay, and with the first order `Conferma iscrizione`.
pub(crate) async fn order_concluded(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let account = accounts::by_id(tx, order.account).await?;
    if accounts::welcome(tx, account.id).await? {
        let mail = Mail::RegistrationConfirmed(RegistrationConfirmed {
            username: ctx.settings.username(account.number),
            sign_in_url: url(ctx, "/accedi"),
        });
        post(ctx, tx, &account.email, &mail).await?;
    }
    let confirmation = Mail::OrderConfirmation(confirmation(ctx, order));
    post_about(ctx, tx, order.id.0, &account.email, &confirmation).await?;
    if order.holder.party.kind == Kind::PublicBody {
        commitment_awaited(ctx, tx, order).await?;
    } else if !order.method.is_immediate() && !order.is_free() {
        pay_later(ctx, tx, order).await?;
    }
    Ok(())
}

/// The order was called off.
pub(crate) async fn called_off(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    reason: CancelReason,
) -> Result<()> {
    let mail = Mail::OrderCancelled(OrderCancelled {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        shop_url: url(ctx, "/prodotti"),
        by_customer: reason == CancelReason::Customer,
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

fn confirmation(ctx: &Context, order: &Order) -> OrderConfirmation {
    let now = civil_time(ctx.now());
    let accepted_at = format!("{} alle {}", date(now.date()), now.format("%H:%M"));
    let conditions = Acceptance::ALL
        .into_iter()
        .map(|what| {
            let text = ctx.settings.texts.accepted(what);
            AcceptedConditions {
                title: text.kind.title().into(),
                detail: format!("versione {}, accettate il {accepted_at}", text.version),
                url: url(ctx, text.kind.path()),
            }
        })
        .collect();
    let lines = order
        .lines
        .iter()
        .map(|line| OrderLine {
            description: line_name(line, &order.lines),
            period: format!("dal {} al {}", date(line.from), date(line.until)),
            net: euro(line.net),
        })
        .collect();
    let totals = order.totals;
    OrderConfirmation {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        ordered_at: accepted_at.clone(),
        holder: order.holder.party.name.to_string(),
        lines,
        discount: (!order.discount.is_zero()).then(|| euro(order.discount)),
        net: euro(totals.net),
        vat_label: format!("IVA {}%", ctx.prices().terms.vat_rate),
        vat: euro(totals.vat),
        total: euro(totals.total),
        due: (totals.due != totals.total).then(|| euro(totals.due)),
        method: method(order.method).into(),
        conditions,
        withdrawal: withdrawal(order.holder.party.kind).into(),
    }
}

/// Who buys for a business has no right of withdrawal by law; a person is a consumer, and a
/// condominium or an association may be treated as one (art. 52 d.lgs. 206/2005).
fn withdrawal(kind: Kind) -> &'static str {
    match kind {
        Kind::Company | Kind::Professional | Kind::SoleTrader | Kind::PublicBody => {
            "L’acquisto è fatto nell’ambito dell’attività professionale: il diritto di recesso \
             previsto per i consumatori non si applica."
        }
        Kind::Association | Kind::Person => {
            "Se hai acquistato come consumatore, puoi recedere entro 14 giorni dalla conclusione \
             del contratto scrivendo all’assistenza."
        }
    }
}
