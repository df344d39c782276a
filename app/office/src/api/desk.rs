//! What lies on the desk.

use domain::Money;
use domain::calendar::Date;
use domain::case::Origin;
use domain::id::RefundId;
use domain::order::{FailureReason, Order};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    CaseView, CommitmentOnDesk, OutcomeNotice, RefundView, Registered, TypedAllocation,
    TypedDecision, TypedPayment, TypedRefund,
};
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the desk shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskView {
    /// Who has signed in.
    pub username: String,
    pub shown: Shown,
    pub today: Date,
    /// The refund that somebody may ask for on this page.
    pub next_refund: RefundId,
    /// Above this amount a colleague has to agree to a refund.
    pub alone_up_to: Money,
    /// What was just done about money.
    pub outcome_notice: Option<OutcomeNotice>,
    /// What was just registered of the order that is shown.
    pub registered: Option<Registered>,
    /// A registration that came back without WASM.
    pub kept: Option<Kept<TypedPayment>>,
    /// A refund that came back, likewise.
    pub kept_refund: Option<Kept<TypedRefund>>,
    /// Money that was to go to another order, likewise.
    pub kept_allocation: Option<Kept<TypedAllocation>>,
    /// A decision about a document, likewise.
    pub kept_decision: Option<Kept<TypedDecision>>,
}

/// All that lies on the desk, or the one order that was looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    Everything {
        /// What cannot be read, so that nobody sees or works on it until it is mended.
        unreadable: Vec<UnreadableRow>,
        awaiting: Vec<Order>,
        awaiting_settlement: Vec<Order>,
        failed: Vec<Order>,
        fulfilled: Vec<Order>,
        cases: Vec<CaseView>,
        refunds: Vec<RefundView>,
        documents: Vec<CommitmentOnDesk>,
    },
    Found {
        order: Box<Order>,
        /// Why it could not be fulfilled today, while it waits for its payment.
        impossible: Option<FailureReason>,
        /// Of commitment, while nobody has decided about it.
        document: Option<Box<CommitmentOnDesk>>,
        /// How much of its payment could be given back at once.
        refundable: Money,
        /// The way that it would go; none when each part goes the way that it came.
        origin: Option<Origin>,
        /// What of its payment was given back.
        given_back: Money,
        /// Refunds of it that are not finished.
        refunds: Vec<RefundView>,
    },
    /// The order is there and cannot be read, because of this row.
    Unreadable(UnreadableRow),
    /// There is no order with the number that was typed.
    NotFound,
}

/// A row of the database that holds nonsense.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadableRow {
    pub table: String,
    pub id: String,
    pub column: String,
    /// The civil day on which somebody came by it first.
    pub since: Date,
}

/// The desk; with a number, the order of this number. `outcome` names what was just done.
#[server(output = Json)]
pub async fn load_desk(
    #[server(default)] number: String,
    #[server(default)] outcome: String,
) -> Result<DeskView, AppError> {
    use super::outcome_notice::{DONE, Done, outcome_notice};
    use super::{decide_case, decide_commitment, refund, register_payment};
    use ui::request::{context, kept, outcome as done, staff};
    let username = staff().await?;
    let ctx = context();
    let number = domain::text::word(&number);
    let shown = match (number.as_str(), number.parse()) {
        ("", _) => everything(&ctx).await?,
        (_, Ok(number)) => the_one(&ctx, number).await?,
        (_, Err(_)) => Shown::NotFound,
    };
    let done = done::<Done>(DONE, &outcome).await?;
    let registered = match (&shown, done) {
        (Shown::Found { order, .. }, Some(Done::Registered { order: of, how }))
            if order.number == of =>
        {
            Some(how)
        }
        _ => None,
    };
    let outcome_notice = match done {
        Some(done) => outcome_notice(&ctx, done).await?,
        None => None,
    };
    Ok(DeskView {
        username,
        shown,
        today: ctx.today(),
        next_refund: RefundId(ctx.new_id()),
        alone_up_to: ctx.settings.refund_alone_up_to,
        outcome_notice,
        registered,
        kept: kept(register_payment::WAITING).await?,
        kept_refund: kept(refund::WAITING).await?,
        kept_allocation: kept(decide_case::WAITING).await?,
        kept_decision: kept(decide_commitment::WAITING).await?,
    })
}

#[cfg(feature = "ssr")]
async fn everything(ctx: &services::Context) -> Result<Shown, AppError> {
    let desk = services::office::desk(ctx).await?;
    let documents = services::commitment::undecided(ctx).await?;
    // Last, so that what was come by just now is among it.
    let unreadable = services::unreadable::unreadable_rows(ctx).await?;
    let refunds: Vec<_> = desk.refunds.into_iter().map(RefundView::from).collect();
    Ok(Shown::Everything {
        unreadable: unreadable.into_iter().map(UnreadableRow::from).collect(),
        awaiting: desk.awaiting,
        awaiting_settlement: desk.awaiting_settlement,
        failed: desk.failed,
        fulfilled: desk.fulfilled,
        cases: desk.cases.into_iter().map(|case| CaseView::of(case, &refunds)).collect(),
        refunds,
        documents: documents.into_iter().map(CommitmentOnDesk::from).collect(),
    })
}

#[cfg(feature = "ssr")]
impl From<services::unreadable::Unreadable> for UnreadableRow {
    fn from(row: services::unreadable::Unreadable) -> Self {
        let since = services::civil_time(row.first_seen_at).date();
        Self { table: row.table_name, id: row.row_id, column: row.column_name, since }
    }
}

#[cfg(feature = "ssr")]
async fn the_one(ctx: &services::Context, number: i64) -> Result<Shown, AppError> {
    use services::office::Sought;
    let looked = match services::office::look_for(ctx, number).await {
        Err(services::Error::NotFound(_)) => return Ok(Shown::NotFound),
        Ok(Sought::Unreadable(row)) => return Ok(Shown::Unreadable(row.into())),
        Ok(Sought::Order(looked)) => looked,
        Err(error) => return Err(error.into()),
    };
    let mut documents = services::commitment::undecided(ctx).await?.into_iter();
    let document = documents.find(|document| document.order_number == looked.order.number);
    let document = document.map(|document| Box::new(CommitmentOnDesk::from(document)));
    Ok(Shown::Found {
        order: Box::new(looked.order),
        impossible: looked.impossible,
        document,
        refundable: looked.refundable,
        origin: looked.origin,
        given_back: looked.given_back,
        refunds: looked.refunds.into_iter().map(RefundView::from).collect(),
    })
}
