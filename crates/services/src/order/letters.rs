//! The mails that an order causes, each in the transaction of the fact that it tells.

use domain::calendar::Date;
use domain::catalog::Product;
use domain::format::{date, euro, line_name};
use domain::order::{Acceptance, CancelReason, FailureReason, Order, OrderState, PaymentMethod};
use domain::party::Kind;
use domain::quote::LineKind;
use domain::subscription::Subscription;

use super::fulfil::{TEMPORARY_PASSWORD_HOURS, obstacle};
use crate::mail::{
    AcceptedConditions, AddOnLine, AddOnsActive, CommitmentAwaited, CommitmentRefused,
    CommitmentRegistered, HowToPay, Mail, OrderCancelled, OrderConfirmation, OrderImpossible,
    OrderLine, PaymentConfirmed, RegistrationConfirmed, ServiceActivated, WayToPay,
};
use crate::outbox::post;
use crate::paper::filled_in_slip;
use crate::password::Password;
use crate::ports::clock::civil_time;
use crate::store::accounts;
use crate::{Context, Result, Tx};

/// The way into a new panel: told once, kept as a hash.
pub(crate) struct Credentials {
    pub password: Password,
    pub hash: String,
}

impl Credentials {
    /// New ones. Hashing takes long, so make them before the unit of work begins.
    pub async fn new() -> Result<Self> {
        let password = Password::temporary()?;
        let hash = password.hash().await?;
        Ok(Self { password, hash })
    }
}

/// `Conferma ordine servizi`, the way to pay, and with the first order `Conferma iscrizione`.
pub(super) async fn order_concluded(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let account = accounts::by_id(tx, order.account).await?;
    if accounts::welcome(tx, account.id).await? {
        let mail = Mail::RegistrationConfirmed(RegistrationConfirmed {
            username: ctx.settings.username(account.number),
            sign_in_url: url(ctx, "/accedi"),
        });
        post(ctx, tx, &account.email, &mail).await?;
    }
    let confirmation = Mail::OrderConfirmation(confirmation(ctx, order));
    post(ctx, tx, &account.email, &confirmation).await?;
    if order.holder.party.kind == Kind::PublicBody {
        commitment_awaited(ctx, tx, order).await?;
    } else if !order.method.is_immediate() && !order.is_free() {
        pay_later(ctx, tx, order).await?;
    }
    Ok(())
}

/// How to pay by transfer or bollettino.
pub(crate) async fn pay_later(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let mail = Mail::HowToPay(how_to_pay(ctx, order)?);
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// Less than what is due has arrived: how to pay the rest, if it is still worth paying. A public
/// body has no last day.
pub(crate) async fn rest_awaited(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    if !order.state.is_awaiting_payment() || obstacle(ctx, tx, order).await?.is_some() {
        return Ok(());
    }
    pay_later(ctx, tx, order).await
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
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// The activation with the credentials of the panel.
pub(super) async fn service_activated(
    ctx: &Context,
    tx: &mut Tx,
    subscription: &Subscription,
    username: &str,
    credentials: &Credentials,
) -> Result<()> {
    let mail = Mail::ServiceActivated(ServiceActivated {
        service: subscription.service.name().into(),
        active_until: date(subscription.expires()),
        panel_username: username.into(),
        temporary_password: credentials.password.reveal().into(),
        panel_url: url(ctx, "/pannello"),
        valid_hours: TEMPORARY_PASSWORD_HOURS,
    });
    post(ctx, tx, subscription.holder.email.as_str(), &mail).await
}

/// What was added, until when, and what to do with it now.
pub(super) async fn add_ons_active(
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
    post(ctx, tx, subscription.holder.email.as_str(), &mail).await
}

/// A public body is asked for its letter of commitment.
async fn commitment_awaited(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let totals = order.totals;
    let mail = Mail::CommitmentAwaited(CommitmentAwaited {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(totals.due),
        is_split: totals.due != totals.total,
        send_by: match order.state {
            OrderState::AwaitingPayment { valid_until } => Some(date(valid_until)),
            OrderState::Fulfilled { .. }
            | OrderState::ActivationFailed { .. }
            | OrderState::FulfilledOnCommitment { .. }
            | OrderState::CommitmentFailed { .. }
            | OrderState::Cancelled { .. } => None,
        },
    });
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// `Impegno registrato`: everything is active, and this is where the money goes later.
pub(crate) async fn commitment_registered(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    let bank = &ctx.settings.bank;
    let totals = order.totals;
    let mail = Mail::CommitmentRegistered(CommitmentRegistered {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        amount: euro(order.missing()),
        is_split: totals.due != totals.total,
        beneficiary: bank.beneficiary.clone(),
        iban: bank.iban_in_groups(),
        bic: bank.bic.clone(),
    });
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// The letter cannot be registered as it is.
pub(crate) async fn commitment_refused(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    reason: &str,
) -> Result<()> {
    let mail = Mail::CommitmentRefused(CommitmentRefused {
        order_number: order.number.to_string(),
        order_url: order_url(ctx, order),
        reason: reason.into(),
    });
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// The order still waits for its payment, or for the letter of a public body.
pub(super) async fn reminder(ctx: &Context, tx: &mut Tx, order: &Order) -> Result<()> {
    if order.holder.party.kind == Kind::PublicBody {
        return commitment_awaited(ctx, tx, order).await;
    }
    let mail = Mail::PaymentReminder(how_to_pay(ctx, order)?);
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// A mail that asks for the money of an order leaves only while the order could be fulfilled; its
/// customer is told instead not to pay it.
pub(crate) async fn unless_impossible(
    ctx: &Context,
    tx: &mut Tx,
    order: &Order,
    (recipient, mail): (&str, Mail),
) -> Result<()> {
    match obstacle(ctx, tx, order).await? {
        Some(reason) => impossible(ctx, tx, order, reason).await,
        None => post(ctx, tx, recipient, &mail).await,
    }
}

/// The order waits, but must not be paid any more.
pub(super) async fn impossible(
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
    post(ctx, tx, order.holder.email.as_str(), &mail).await
}

/// The order was called off.
pub(super) async fn called_off(
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
    post(ctx, tx, order.holder.email.as_str(), &mail).await
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

/// Who buys for a business has no right of withdrawal by law; a condominium or an association
/// may be treated as a consumer (art. 52 d.lgs. 206/2005).
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

fn method(method: PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::BankTransfer => "Bonifico",
        PaymentMethod::PostalSlip => "Bollettino",
        PaymentMethod::Card => "Carta di credito",
        PaymentMethod::PayPal => "PayPal",
    }
}

pub(crate) fn order_url(ctx: &Context, order: &Order) -> String {
    url(ctx, &format!("/ordini/{}", order.number))
}

pub(crate) fn url(ctx: &Context, path: &str) -> String {
    format!("{}{path}", ctx.settings.brand.home_url)
}
