//! What can be printed to pay an order later: the sheet of a transfer and the bollettino.
//!
//! Each is drawn when it is asked for and kept nowhere. `docs/payments.md` has the formats.

mod slip;
mod transfer;

use crate::buyer::Buyer;
pub use crate::pay_later::filled_in_slip;

use domain::order::{Order, OrderKind, OrderState, PaymentMethod};
use domain::transfer::Transfer;
use print::{Inks, QrCode};

use crate::activation::obstacle;
use crate::palette;
use crate::store::orders;
use crate::{Context, Error, Result, Settings};

/// The shop's colours on paper.
const INKS: Inks = Inks { brand: palette::PRIMARY, muted: palette::MUTED };

/// The largest version of a QR code that a bank's app has to read (EPC069-12).
const VERSION_MAX: i16 = 13;

/// A document, and the name under which a browser saves it.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// As a browser saves it.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The sheet of a transfer, while this account's order waits for one. What was fulfilled on a
/// commitment waits without a last day.
///
/// # Errors
/// `NotFound` for the order of somebody else, and for one that is not to be paid in this way any
/// more; `NotAllowed` beyond the reach of this buyer.
pub async fn transfer_sheet(ctx: &Context, buyer: impl Into<Buyer>, number: i64) -> Result<Pdf> {
    let buyer = buyer.into();
    buyer.may_see_order(number)?;
    buyer.may_see_holder()?;
    let order = orders::own(&mut ctx.db.read().await?, buyer.account(), number).await?;
    let until = match order.state {
        OrderState::AwaitingPayment { valid_until } => Some(valid_until),
        OrderState::FulfilledOnCommitment { .. } => None,
        OrderState::Fulfilled { .. }
        | OrderState::ActivationFailed { .. }
        | OrderState::CommitmentFailed { .. }
        | OrderState::Cancelled { .. } => return Err(Error::NotFound("paper")),
    };
    refuse_paper_for_nothing(ctx, &order, PaymentMethod::BankTransfer).await?;
    let code = transfer_code(&ctx.settings, &order)?;
    let settings = ctx.settings.clone();
    let file_name = format!("bonifico-{number}.pdf");
    drawn(file_name, move || transfer::draw(&settings, &order, until, &code)).await
}

/// The bollettino, while this account's order waits for one.
///
/// # Errors
/// `NotFound` for the order of somebody else, and for one that is not to be paid in this way any
/// more; `NotAllowed` beyond the reach of this buyer.
pub async fn postal_slip(ctx: &Context, buyer: impl Into<Buyer>, number: i64) -> Result<Pdf> {
    let buyer = buyer.into();
    buyer.may_see_order(number)?;
    buyer.may_see_holder()?;
    let order = orders::own(&mut ctx.db.read().await?, buyer.account(), number).await?;
    let OrderState::AwaitingPayment { valid_until: until } = order.state else {
        return Err(Error::NotFound("paper"));
    };
    refuse_paper_for_nothing(ctx, &order, PaymentMethod::PostalSlip).await?;
    let filled_in = filled_in_slip(&ctx.settings, &order)?.ok_or(Error::NotFound("paper"))?;
    let settings = ctx.settings.clone();
    let file_name = format!("bollettino-{number}.pdf");
    drawn(file_name, move || slip::draw(&settings, &order, until, &filled_in)).await
}

/// No paper asks for what is paid otherwise, nor for what cannot be had any more.
async fn refuse_paper_for_nothing(
    ctx: &Context,
    order: &Order,
    method: PaymentMethod,
) -> Result<()> {
    let mut tx = ctx.db.read().await?;
    if order.method != method || obstacle(ctx, &mut tx, order).await?.is_some() {
        return Err(Error::NotFound("paper"));
    }
    Ok(())
}

/// The code with which a bank's app fills a transfer in.
///
/// # Errors
/// When amount or names fit no code, which those of no order do.
pub fn transfer_code(settings: &Settings, order: &Order) -> Result<QrCode> {
    let bank = &settings.bank;
    let transfer = Transfer {
        beneficiary: &bank.beneficiary,
        iban: &bank.iban,
        bic: &bank.bic,
        amount: order.missing(),
        order_number: order.number,
    };
    let payload = transfer.payload().map_err(Error::broken)?;
    QrCode::of(&payload, VERSION_MAX).map_err(Error::broken)
}

/// Drawing takes some milliseconds of nothing but arithmetic, away from whoever waits for input.
async fn drawn(
    file_name: String,
    draw: impl FnOnce() -> Result<Vec<u8>, print::Error> + Send + 'static,
) -> Result<Pdf> {
    let bytes =
        tokio::task::spawn_blocking(draw).await.map_err(Error::broken)?.map_err(Error::broken)?;
    Ok(Pdf { file_name, bytes })
}

/// What the payment brings, in one sentence.
fn activation(kind: OrderKind) -> &'static str {
    match kind {
        OrderKind::FirstPurchase => {
            "Lo stesso giorno il servizio comincia, e un’altra email ti dà l’accesso al pannello."
        }
        OrderKind::AddOns => "Lo stesso giorno si attiva quello che hai aggiunto.",
        OrderKind::Renewal => "Lo stesso giorno valgono le nuove scadenze.",
    }
}
