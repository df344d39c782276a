//! The mails about the payment of an order: how to pay it, that it is still to be paid or no longer
//! to be paid, and that it is paid.

use domain::calendar::Date;
use domain::format::{date, euro};
use domain::order::{FailureReason, Order, OrderState, PaymentMethod};
use domain::party::Kind;
use platform::Tx;

use super::commitment::commitment_awaited;
use super::{method, order_url};
use crate::mail::{HowToPay, Mail, OrderImpossible, PaymentConfirmed, WayToPay};
use crate::outbox::post_about;
use crate::pay_later::filled_in_slip;
use crate::{Context, Result};

/// How to pay by transfer or bollettino.
pub(crate) async fn pay_later(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let mail = Mail::HowToPay(how_to_pay(ctx, order)?);
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// The order still waits for its payment, or for the document of a public body.
pub(crate) async fn reminder(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    if order.holder.party.kind == Kind::PublicBody {
        return commitment_awaited(ctx, tx, order).await;
    }
    let mail = Mail::PaymentReminder(how_to_pay(ctx, order)?);
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// The order waits, but must not be paid any more.
pub(crate) async fn impossible(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    reason: FailureReason,
) -> Result<()> {
    let mail = Mail::OrderImpossible(OrderImpossible {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        why: match reason {
            FailureReason::AlreadyActive => {
                "Il servizio è già attivo su questo codice fiscale o partita IVA."
            }
            FailureReason::ServiceNotActive => {
                "Nel frattempo il servizio a cui si aggiungeva è scaduto."
            }
            FailureReason::ServiceChanged => "Nel frattempo è cambiato quello che possiedi.",
        }
        .into(),
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

/// `Conferma pagamento`.
pub(crate) async fn payment_registered(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    paid_with: PaymentMethod,
    paid_on: Date,
    was_active: bool,
) -> Result<()> {
    let mail = Mail::PaymentConfirmed(PaymentConfirmed {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(order.totals.due),
        method: method(paid_with).into(),
        paid_on: date(paid_on),
        was_active,
    });
    post_about(ctx, tx, order.id.0, order.holder.email.as_str(), &mail).await
}

fn how_to_pay(ctx: &Context, order: &Order) -> Result<HowToPay> {
    let bank = &ctx.settings.bank;
    let pay_by = match order.state {
        OrderState::AwaitingPayment { valid_until } => date(valid_until),
        OrderState::Fulfilled { paid_on, .. } | OrderState::ActivationFailed { paid_on, .. } => {
            date(paid_on)
        }
        OrderState::FulfilledOnCommitment { committed_on }
        | OrderState::CommitmentFailed { committed_on, .. } => date(committed_on),
        OrderState::Cancelled { on, .. } => date(on),
    };
    let beneficiary = bank.beneficiary.clone();
    let way = match order.method {
        PaymentMethod::BankTransfer => {
            WayToPay::Transfer { beneficiary, iban: bank.iban_in_groups(), bic: bank.bic.clone() }
        }
        PaymentMethod::PostalSlip => match filled_in_slip(&ctx.settings, order)? {
            Some(slip) => WayToPay::Slip {
                beneficiary,
                account: slip.account().short().into(),
                customer_code: slip.code().to_string(),
                slip_url: format!("{}/bollettino.pdf", order_url(ctx, order)),
                is_sample: ctx.settings.slip_authorisation().is_none(),
            },
            None => WayToPay::OnThePage,
        },
        PaymentMethod::Card | PaymentMethod::PayPal => WayToPay::OnThePage,
    };
    Ok(HowToPay {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(order.missing()),
        received: order.part_received().map(euro),
        pay_by,
        way,
    })
}
