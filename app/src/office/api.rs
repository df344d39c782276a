//! The server functions of the office.

use domain::Money;
use domain::calendar::Date;
use domain::case::Origin;
use domain::commitment::{Commitment, LetterType};
use domain::id::{CaseId, LetterId, RefundId};
use domain::order::Order;
use domain::payment::CaseKind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::form::Kept;
use crate::json::Json;

/// What the desk shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// Who has signed in.
    pub username: String,
    pub shown: Shown,
    pub today: Date,
    /// A registration that came back without WASM.
    pub kept: Option<Kept<TypedPayment>>,
    /// A refund that came back, likewise.
    pub kept_refund: Option<Kept<TypedRefund>>,
    /// Money that was to go to another order, likewise.
    pub kept_allocation: Option<Kept<TypedAllocation>>,
    /// A decision about a letter, likewise.
    pub kept_decision: Option<Kept<TypedDecision>>,
}

/// All that lies on the desk, or the one order that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    Everything {
        awaiting: Vec<Order>,
        to_settle: Vec<Order>,
        failed: Vec<Order>,
        fulfilled: Vec<Order>,
        cases: Vec<CaseView>,
        refunds: Vec<RefundView>,
        letters: Vec<LetterOnDesk>,
    },
    Found {
        order: Box<Order>,
        /// Of commitment, while nobody has decided about it.
        letter: Option<Box<LetterOnDesk>>,
        /// How much of its payment could be given back.
        refundable: Money,
    },
    /// There is no order with the number that was typed.
    NotFound,
}

/// The letter of a public body that somebody has to decide about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterOnDesk {
    pub id: LetterId,
    pub order_number: i64,
    pub holder: String,
    pub due: Money,
    /// True when the order leaves the VAT to the customer.
    pub is_split: bool,
    pub commitment: Commitment,
    pub kind: LetterType,
    pub sent_on: Date,
}

/// What was decided about a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedDecision {
    pub number: i64,
    pub letter: Option<LetterId>,
    pub reason: String,
}

/// Money that somebody has to decide about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    pub id: CaseId,
    pub kind: CaseKind,
    /// How the money came, which decides what may be done.
    pub origin: Origin,
    pub order_number: Option<i64>,
    pub amount: Money,
    /// Payer and reason of a transfer, or the provider's name for the payment.
    pub note: String,
}

/// A refund that is not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    pub id: RefundId,
    pub order_number: i64,
    pub amount: Money,
    pub reason: String,
    pub asked_by: String,
    /// True while a second member of staff has to agree; otherwise the provider is asked.
    pub awaits_approval: bool,
}

/// What was typed about a refund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedRefund {
    pub number: i64,
    pub case: Option<CaseId>,
    pub amount: String,
    pub reason: String,
}

/// What was typed about money whose order somebody has found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedAllocation {
    pub case: Option<CaseId>,
    pub number: String,
    /// True when it found no order and was sent back.
    pub sent_back: bool,
}

/// What was typed about a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypedPayment {
    pub number: i64,
    /// As a date field sends it: `2026-11-22`.
    pub paid_on: String,
    pub amount: String,
}

/// The names under which forms wait in the session.
#[cfg(feature = "ssr")]
mod waiting {
    pub const SIGN_IN: &str = "office_sign_in_form";
    pub const PAYMENT: &str = "office_payment_form";
    pub const REFUND: &str = "office_refund_form";
    pub const ALLOCATION: &str = "office_allocation_form";
    pub const COMMITMENT: &str = "office_commitment_form";
}

/// The sign-in, with what was typed without WASM. Whoever is inside already goes on to the desk.
#[server(output = Json)]
pub async fn load_office_sign_in() -> Result<Option<Kept<String>>, AppError> {
    use crate::paths;
    use crate::request::{is_in_office, kept};
    if is_in_office().await? {
        leptos_axum::redirect(paths::OFFICE);
    }
    kept(waiting::SIGN_IN).await
}

/// `Accedi`.
#[server(output = Json)]
pub async fn enter_office(
    #[server(default)] username: String,
    #[server(default)] password: String,
) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, finish, let_into_office};
    let outcome = match services::office::sign_in(&context(), &username, &password).await {
        Ok(signed) => {
            let_into_office(&signed).await?;
            Ok(paths::OFFICE.to_owned())
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::SIGN_IN, &username, paths::OFFICE_SIGN_IN, outcome).await
}

/// The desk; with a number, the order of this number.
#[server(output = Json)]
pub async fn load_desk(#[server(default)] number: String) -> Result<DeskView, AppError> {
    use crate::request::{context, kept, staff};
    let username = staff().await?;
    let ctx = context();
    let shown = match number.trim() {
        "" => {
            let desk = services::office::desk(&ctx).await?;
            Shown::Everything {
                awaiting: desk.awaiting,
                to_settle: desk.to_settle,
                failed: desk.failed,
                fulfilled: desk.fulfilled,
                cases: desk.cases.into_iter().map(case_view).collect(),
                refunds: desk.refunds.into_iter().map(refund_view).collect(),
                letters: letters(&ctx).await?,
            }
        }
        number => match number.parse() {
            Ok(number) => match services::office::order(&ctx, number).await {
                Ok((order, refundable)) => {
                    let letters = letters(&ctx).await?.into_iter();
                    let letter = { letters }.find(|letter| letter.order_number == order.number);
                    let letter = letter.map(Box::new);
                    Shown::Found { order: Box::new(order), letter, refundable }
                }
                Err(services::Error::NotFound(_)) => Shown::NotFound,
                Err(error) => return Err(error.into()),
            },
            Err(_) => Shown::NotFound,
        },
    };
    Ok(DeskView {
        username,
        shown,
        today: ctx.today(),
        kept: kept(waiting::PAYMENT).await?,
        kept_refund: kept(waiting::REFUND).await?,
        kept_allocation: kept(waiting::ALLOCATION).await?,
        kept_decision: kept(waiting::COMMITMENT).await?,
    })
}

#[cfg(feature = "ssr")]
async fn letters(ctx: &services::Context) -> Result<Vec<LetterOnDesk>, AppError> {
    use services::ports::clock::civil_time;
    let view = |undecided: services::store::commitments::Undecided| LetterOnDesk {
        id: undecided.letter.id,
        order_number: undecided.order_number,
        holder: undecided.holder.party.name.to_string(),
        due: undecided.due,
        is_split: undecided.is_split,
        commitment: undecided.letter.commitment,
        kind: undecided.letter.kind,
        sent_on: civil_time(undecided.letter.sent_at).date(),
    };
    Ok(services::commitment::undecided(ctx).await?.into_iter().map(view).collect())
}

#[cfg(feature = "ssr")]
fn case_view(case: services::store::cases::Case) -> CaseView {
    CaseView {
        id: case.id,
        kind: case.kind,
        origin: if case.attempt.is_some() { Origin::Provider } else { Origin::Bank },
        order_number: case.order_number,
        amount: case.amount,
        note: case.note,
    }
}

#[cfg(feature = "ssr")]
fn refund_view(refund: services::store::refunds::Refund) -> RefundView {
    use services::store::refunds::RefundState;
    RefundView {
        id: refund.id,
        order_number: refund.order_number,
        amount: refund.amount,
        reason: refund.reason,
        asked_by: refund.asked_by,
        awaits_approval: refund.state == RefundState::AwaitsApproval,
    }
}

/// `Rimborsa`: money of a case, or some of what paid an order.
#[server(output = Json)]
pub async fn refund(refund: TypedRefund) -> Result<(), AppError> {
    use super::amount::parse_amount;
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    let by = staff().await?;
    let asked = services::payment::Asked {
        order_number: refund.number,
        // What is no amount is refused like one that is too large: the sentence says the most.
        amount: parse_amount(&refund.amount).unwrap_or(Money::ZERO),
        reason: match refund.reason.trim() {
            "" => "senza motivo indicato".to_owned(),
            reason => reason.to_owned(),
        },
        case: refund.case,
        by,
    };
    let outcome = services::payment::ask_refund(&context(), &asked)
        .await
        .map(|_| paths::OFFICE.to_owned())
        .map_err(AppError::from);
    finish(waiting::REFUND, &refund, &page_before(paths::OFFICE), outcome).await
}

/// `Approva`, by somebody else than whoever asked.
#[server(output = Json)]
pub async fn approve_refund(id: RefundId) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, staff};
    let by = staff().await?;
    services::payment::approve(&context(), id, &by).await?;
    leptos_axum::redirect(paths::OFFICE);
    Ok(())
}

/// `Verificato`: somebody has looked at the provider's own pages.
#[server(output = Json)]
pub async fn close_case(id: CaseId) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, staff};
    let by = staff().await?;
    services::payment::close_case(&context(), id, &by, "checked with the provider").await?;
    leptos_axum::redirect(paths::OFFICE);
    Ok(())
}

/// `Assegna`: the money of a case was meant for this order. Afterwards the order is shown.
#[server(output = Json)]
pub async fn allocate_case(allocation: TypedAllocation) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    let by = staff().await?;
    let number: String = allocation.number.chars().filter(char::is_ascii_digit).collect();
    let outcome = match (allocation.case, number.parse()) {
        (Some(case), Ok(number)) => services::payment::allocate(&context(), case, number, &by)
            .await
            .map(|_| paths::office_order(number, ""))
            .map_err(AppError::from),
        _ => Err(AppError::NotFound),
    };
    finish(waiting::ALLOCATION, &allocation, &page_before(paths::OFFICE), outcome).await
}

/// `Restituito`: the bank has sent money of nobody back.
#[server(output = Json)]
pub async fn note_sent_back(allocation: TypedAllocation) -> Result<(), AppError> {
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    let by = staff().await?;
    let outcome = match allocation.case {
        Some(case) => services::payment::note_sent_back(&context(), case, "", &by)
            .await
            .map(|()| paths::OFFICE.to_owned())
            .map_err(AppError::from),
        None => Err(AppError::NotFound),
    };
    finish(waiting::ALLOCATION, &allocation, &page_before(paths::OFFICE), outcome).await
}

/// `Registra impegno`: everything ordered becomes active, and the money is still to come.
#[server(output = Json)]
pub async fn register_commitment(decision: TypedDecision) -> Result<(), AppError> {
    use super::order_result::Registered;
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    let by = staff().await?;
    let outcome = match letter_of(&decision) {
        Ok(letter) => {
            services::commitment::register(&context(), decision.number, letter, &by).await
        }
        Err(error) => Err(error),
    };
    let outcome = match outcome {
        Ok(done) => {
            let what = if done.again { Registered::CommittedBefore } else { Registered::Committed };
            Ok(paths::office_order(decision.number, what.as_str()))
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::COMMITMENT, &decision, &page_before(paths::OFFICE), outcome).await
}

/// `Rifiuta`: the customer reads the reason and can send another letter.
#[server(output = Json)]
pub async fn refuse_commitment(decision: TypedDecision) -> Result<(), AppError> {
    use super::order_result::Registered;
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    let by = staff().await?;
    let TypedDecision { number, reason, .. } = &decision;
    let outcome = match letter_of(&decision) {
        Ok(letter) => services::commitment::refuse(&context(), *number, letter, reason, &by).await,
        Err(error) => Err(error),
    };
    let outcome = outcome
        .map(|()| paths::office_order(*number, Registered::LetterRefused.as_str()))
        .map_err(AppError::from);
    finish(waiting::COMMITMENT, &decision, &page_before(paths::OFFICE), outcome).await
}

#[cfg(feature = "ssr")]
fn letter_of(decision: &TypedDecision) -> services::Result<LetterId> {
    decision.letter.ok_or_else(|| domain::order::OrderError::NoLetter.into())
}

/// `Registra pagamento`. Afterwards the order is shown as it stands now.
#[server(output = Json)]
pub async fn register_payment(payment: TypedPayment) -> Result<(), AppError> {
    use super::amount::parse_amount;
    use super::order_result::Registered;
    use crate::paths;
    use crate::request::{context, finish, page_before, staff};
    use services::order::Registration;
    let by = staff().await?;
    let registration = Registration {
        number: payment.number,
        // What is no date or no amount is refused like one that is wrong: the sentences say what
        // belongs there.
        paid_on: payment.paid_on.parse().unwrap_or(Date::MAX),
        amount: Some(parse_amount(&payment.amount).unwrap_or(Money::ZERO)),
        by,
    };
    let outcome = match services::order::register_payment(&context(), &registration).await {
        Ok(done) => {
            let what = if done.again { Registered::Before } else { Registered::Now };
            Ok(paths::office_order(payment.number, what.as_str()))
        }
        Err(error) => Err(error.into()),
    };
    finish(waiting::PAYMENT, &payment, &page_before(paths::OFFICE), outcome).await
}

/// `Esci`: out of the office. The other sign-ins of this browser stay.
#[server(output = Json)]
pub async fn leave_office() -> Result<(), AppError> {
    use crate::paths;
    crate::request::leave_office().await?;
    leptos_axum::redirect(paths::OFFICE_SIGN_IN);
    Ok(())
}
