//! The list of orders, and the one that is shown beside it.

use domain::Money;
use domain::calendar::Date;
use domain::case::Origin;
use domain::id::RefundId;
use domain::order::{FailureReason, Happened, Order, OrderState, PaymentMethod, Pile};
use domain::party::Kind;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    CommitmentOnDesk, OutcomeNotice, Proposal, RefundView, Registered, TypedCommitment,
    TypedPayment, TypedRefund,
};
use crate::asked::Asked;
use ui::error::AppError;
use ui::form::Kept;
use ui::json::Json;

/// What the page of the orders shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrdersView {
    pub list: OrderList,
    /// The order beside the list.
    pub shown: Option<Shown>,
    /// What cannot be read, so that nobody sees or works on it until it is mended.
    pub unreadable: Vec<UnreadableRow>,
    pub today: Date,
    /// The refund that somebody may ask for on this page.
    pub next_refund: RefundId,
    /// Above this amount a colleague has to agree to a refund.
    pub alone_up_to: Money,
    /// What was just done about money.
    pub outcome_notice: Option<OutcomeNotice>,
    /// What was just registered of the order that is shown.
    pub registered: Option<Registered>,
    /// What waits for a second look.
    pub proposal: Option<Proposal>,
    /// A registration that was refused.
    pub kept: Option<Kept<TypedPayment>>,
    /// A refund that was refused.
    pub kept_refund: Option<Kept<TypedRefund>>,
    /// A decision about a commitment document that was refused.
    pub kept_decision: Option<Kept<TypedCommitment>>,
}

/// A page of orders, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderList {
    pub orders: Vec<ListedOrder>,
    /// How many there are on the pile that is looked at.
    pub in_all: i64,
    /// How many of those are newer than the page.
    pub newer: i64,
    /// Where the page of newer ones begins; the first page begins nowhere.
    pub previous: Option<i64>,
    /// Where the page of older ones begins.
    pub next: Option<i64>,
    /// How many lie on each pile.
    pub heights: Vec<(Pile, i64)>,
    /// What is still to come for those of `Da incassare`.
    pub to_collect: Money,
    /// How many things wait for a decision.
    pub waiting: usize,
}

/// An order in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedOrder {
    pub number: i64,
    pub holder: String,
    pub kind: Kind,
    pub method: PaymentMethod,
    pub state: OrderState,
    /// What is still to come, or the amount of an order that waits for nothing.
    pub amount: Money,
    /// Not all that is due has arrived.
    pub is_part: bool,
    /// A commitment document waits for a decision.
    pub has_commitment: bool,
}

/// The order that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
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
        /// What has happened to it, the newest first.
        events: Vec<EventView>,
    },
    /// The order is there and cannot be read, because of this row.
    Unreadable(UnreadableRow),
    /// There is no order with the number that was asked for.
    NotFound,
}

/// Something that has happened to an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    pub what: Happened,
    pub day: Date,
    /// `09:14`, if more than the day is known.
    pub time: Option<String>,
    /// A member of staff, the provider, or the shop itself; none for the customer.
    pub by: Option<String>,
    pub amount: Option<Money>,
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

/// The orders that are asked for, and the one that is shown.
#[server(output = Json)]
pub async fn load_orders(asked: Asked) -> Result<OrdersView, AppError> {
    use super::outcome_notice::{DONE, Done, outcome_notice};
    use super::proposal::proposed;
    use super::{decide_commitment, refund, register_payment};
    use ui::request::{context, kept, outcome as done, staff};
    staff().await?;
    let ctx = context();
    let list = list(&ctx, &asked).await?;
    let number = domain::text::word(&asked.number);
    let shown = match (number.as_str(), number.parse()) {
        ("", _) => None,
        (_, Ok(number)) => Some(the_one(&ctx, number).await?),
        (_, Err(_)) => Some(Shown::NotFound),
    };
    let done = done::<Done>(DONE, &asked.outcome).await?;
    let registered = match (&shown, done) {
        (Some(Shown::Found { order, .. }), Some(Done::Registered { order: of, how }))
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
    // Last, so that what was come by just now is among it.
    let unreadable = services::unreadable::unreadable_rows(&ctx).await?;
    Ok(OrdersView {
        list,
        shown,
        unreadable: unreadable.into_iter().map(UnreadableRow::from).collect(),
        today: ctx.today(),
        next_refund: RefundId(ctx.new_id()),
        alone_up_to: ctx.settings.refund_alone_up_to,
        outcome_notice,
        registered,
        proposal: proposed(&asked.outcome).await?,
        kept: kept(register_payment::WAITING).await?,
        kept_refund: kept(refund::WAITING).await?,
        kept_decision: kept(decide_commitment::WAITING).await?,
    })
}

#[cfg(feature = "ssr")]
async fn list(ctx: &services::Context, asked: &Asked) -> Result<OrderList, AppError> {
    use domain::order::Search;
    let filter = services::office::Filter {
        search: Search::of(&asked.search),
        method: asked.method(),
        kind: asked.kind(),
        pile: asked.pile(),
        from: domain::text::digits(&asked.from).parse().ok(),
    };
    let page = services::office::orders(ctx, &filter).await?;
    Ok(OrderList {
        orders: page.orders.into_iter().map(ListedOrder::from).collect(),
        in_all: page.in_all,
        newer: page.newer,
        previous: page.previous,
        next: page.next,
        heights: page.heights.map(|height| (height.pile, height.orders)).to_vec(),
        to_collect: page.to_collect,
        waiting: page.waiting,
    })
}

#[cfg(feature = "ssr")]
impl From<services::office::Listed> for ListedOrder {
    fn from(listed: services::office::Listed) -> Self {
        let order = listed.order;
        Self {
            number: order.number,
            holder: order.holder.party.name.to_string(),
            kind: order.holder.party.kind,
            method: order.method,
            state: order.state,
            amount: if order.state.is_due() { order.missing() } else { order.totals.due },
            is_part: order.part_received().is_some(),
            has_commitment: listed.has_commitment,
        }
    }
}

#[cfg(feature = "ssr")]
impl From<services::office::Event> for EventView {
    fn from(event: services::office::Event) -> Self {
        let time = event.at.map(|at| services::civil_time(at).format("%H:%M").to_string());
        let services::office::Event { day, what, by, amount, .. } = event;
        Self { what, day, time, by, amount }
    }
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
        events: looked.events.into_iter().map(EventView::from).collect(),
    })
}
