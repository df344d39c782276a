//! An order's life: concluded, paid, fulfilled; or cancelled; or paid and stuck.

mod error;
mod event;
mod fulfilment;
mod pile;
mod search;
mod state;

pub use error::OrderError;
pub use event::Happened;
pub use fulfilment::Ground;
pub use pile::Pile;
pub use search::{Search, WORDS_MAX, found_by};
pub use state::{CancelReason, OrderState, Outcome};

pub use crate::subscription::FailureReason;

use crate::arrival::Effect;
use crate::calendar::{Date, days_between};
use crate::catalog::Product;
use crate::id::{AccountId, OrderId, SubscriptionId};
use crate::money::Money;
use crate::party::Holder;
use crate::quote::{Line, LineKind, Quote};
use crate::subscription::last_day_of_consultation;
use crate::vat::Totals;
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// Days in which an order can be paid, unless the shop is configured otherwise.
pub const VALIDITY_DAYS: u32 = 30;

/// What an order is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum OrderKind {
    /// `Primo Acquisto`.
    FirstPurchase,
    /// `Servizi aggiuntivi`: modules, users or space for a running service.
    AddOns,
    /// `Rinnovo`.
    Renewal,
}

/// How an order is paid. While it waits, the customer can choose another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum PaymentMethod {
    /// `Bonifico`: registered when it is credited.
    BankTransfer,
    /// `Bollettino`: paid at a post office, registered when it is credited.
    PostalSlip,
    /// `Carta di credito`: collected at once by a payment provider.
    Card,
    /// `PayPal`: collected at once, through the same provider.
    #[cfg_attr(feature = "sqlx", sqlx(rename = "paypal"))]
    PayPal,
}

impl PaymentMethod {
    /// What a form says for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Card => "Card",
            Self::PayPal => "PayPal",
            Self::PostalSlip => "PostalSlip",
            Self::BankTransfer => "BankTransfer",
        }
    }
}

/// What has to be accepted on the order form, each by a box of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sqlx", derive(sqlx::Type), sqlx(type_name = "text"))]
#[cfg_attr(feature = "sqlx", sqlx(rename_all = "snake_case"))]
pub enum Acceptance {
    /// The general conditions of contract.
    Conditions,
    /// The onerous clauses, approved one by one. Artt. 1341–1342 c.c.
    OnerousClauses,
    /// The supply conditions and the sheets of conservation and of the modules were read.
    SupplySheets,
}

impl Acceptance {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Conditions, Self::OnerousClauses, Self::SupplySheets];

    /// True for what can stand from an earlier order while its text is the same. The contract is
    /// accepted anew with each order.
    #[must_use]
    pub const fn may_stand(self) -> bool {
        match self {
            Self::Conditions => false,
            Self::OnerousClauses | Self::SupplySheets => true,
        }
    }
}

/// What is known of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFacts {
    /// Names the order between programs; people use its number.
    pub id: OrderId,
    /// The name that people use, and the only reason of a transfer.
    pub number: i64,
    /// The account that ordered, and that sees it in its area.
    pub account: AccountId,
    /// Whether a service begins, is added to or goes on.
    pub kind: OrderKind,
    /// The main service bought, added to or renewed.
    pub service: Product,
    /// The running service; none for a first purchase.
    pub subscription: Option<SubscriptionId>,
    /// Whom it is for.
    pub holder: Holder,
    /// How it will be paid.
    pub method: PaymentMethod,
    /// The civil date of the order.
    pub concluded_on: Date,
    /// The frozen lines (`docs/rules.md` R11).
    pub lines: Vec<Line>,
    /// What a code took off.
    pub discount: Money,
    /// Net, VAT and total as they were agreed, and what is paid to us.
    pub totals: Totals,
    /// What has arrived for it without paying it: a part of what is due, or too much.
    pub held: Money,
    /// Where it stands between its conclusion and its end.
    pub state: OrderState,
}

/// Something that somebody agreed to buy, with the price as it was then. Its facts are read like
/// fields, and change only as the rules here say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order(OrderFacts);

impl Deref for Order {
    type Target = OrderFacts;

    fn deref(&self) -> &OrderFacts {
        &self.0
    }
}

/// What is agreed when an order is concluded, beside its price.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// A fresh one.
    pub id: OrderId,
    /// The next one.
    pub number: i64,
    /// The account that concluded it; it pays and reads its mails.
    pub account: AccountId,
    /// Whether a service begins, is added to or goes on.
    pub kind: OrderKind,
    /// The main service bought, added to or renewed.
    pub service: Product,
    /// The running service; none for a first purchase.
    pub subscription: Option<SubscriptionId>,
    /// Whom it is for.
    pub holder: Holder,
    /// How it will be paid.
    pub method: PaymentMethod,
}

impl Order {
    /// An order at the price of `quote`, concluded today and payable for some days: a renewal not
    /// beyond the days of consultation, since nothing is left to renew after them.
    #[must_use]
    pub fn conclude(new: NewOrder, quote: Quote, today: Date, validity_days: u32) -> Self {
        let NewOrder { id, number, account, kind, service, subscription, holder, method } = new;
        let renews = |line: &&Line| line.product == service && line.kind == LineKind::Renewal;
        let renewed = quote.lines.iter().find(renews).filter(|_| kind == OrderKind::Renewal);
        let days_left = |line: &Line| days_between(today, last_day_of_consultation(line.from));
        let days_left = renewed.and_then(|line| u32::try_from(days_left(line)).ok());
        let validity_days = days_left.map_or(validity_days, |left| left.min(validity_days));
        Self(OrderFacts {
            id,
            number,
            account,
            kind,
            service,
            subscription,
            holder,
            method,
            concluded_on: today,
            lines: quote.lines,
            discount: quote.discount,
            totals: quote.totals,
            held: Money::ZERO,
            state: OrderState::concluded(today, validity_days),
        })
    }

    /// One that was concluded before.
    #[must_use]
    pub fn restore(facts: OrderFacts) -> Self {
        Self(facts)
    }

    /// What is known of it.
    #[must_use]
    pub fn into_facts(self) -> OrderFacts {
        self.0
    }

    /// The same for pages on which the holder is not shown: see [`Holder::withheld`].
    #[must_use]
    pub fn with_holder_withheld(self) -> Self {
        Self(OrderFacts { holder: self.0.holder.withheld(), ..self.0 })
    }

    /// It will be paid in another way.
    pub fn choose(&mut self, method: PaymentMethod) {
        self.0.method = method;
    }

    /// The service that it was concluded for has begun.
    pub fn begin(&mut self, subscription: SubscriptionId) {
        self.0.subscription = Some(subscription);
    }

    /// Money has arrived for it. What pays it leaves nothing but the excess held; what does not is
    /// held as a whole. That it is paid is said by [`Order::pay`], once it is known what came of it.
    pub fn receive(&mut self, arrived: Money) -> Effect {
        let effect = self.state.effect(self.totals.due, self.held, arrived);
        let together = self.held + arrived;
        self.0.held = match effect {
            Effect::Pay | Effect::PayAndHold(_) => together - self.totals.due,
            Effect::Hold(_) => together,
        };
        effect
    }

    /// Its money is here.
    ///
    /// # Errors
    /// As [`OrderState::pay`].
    pub fn pay(&mut self, paid_on: Date, today: Date, outcome: Outcome) -> Result<(), OrderError> {
        self.0.state = self.state.pay(paid_on, today, outcome)?;
        Ok(())
    }

    /// A public body has promised to pay it.
    ///
    /// # Errors
    /// As [`OrderState::commit`].
    pub fn commit(&mut self, today: Date, outcome: Outcome) -> Result<(), OrderError> {
        self.0.state = self.state.commit(today, outcome)?;
        Ok(())
    }

    /// It is called off.
    ///
    /// # Errors
    /// As [`OrderState::cancel`].
    pub fn cancel(&mut self, reason: CancelReason, on: Date) -> Result<(), OrderError> {
        self.0.state = self.state.cancel(reason, on)?;
        Ok(())
    }

    /// What still has to arrive (`docs/rules.md` P2): nothing once it is paid or called off.
    #[must_use]
    pub fn missing(&self) -> Money {
        let missing = (self.totals.due - self.held).max(Money::ZERO);
        if self.state.is_due() { missing } else { Money::ZERO }
    }

    /// What has arrived of it, if that is a part.
    #[must_use]
    pub fn part_received(&self) -> Option<Money> {
        Some(self.held).filter(|held| self.state.is_due() && *held > Money::ZERO)
    }

    /// True while it waits for a payment of nothing at all.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.totals.due.is_zero() && self.state.is_awaiting_payment()
    }

    /// How many of a product are bought anew with it.
    #[must_use]
    pub fn buys(&self, product: Product) -> u32 {
        let bought = |line: &&Line| line.kind == LineKind::Purchase && line.product == product;
        self.lines.iter().filter(bought).map(|line| line.quantity).sum()
    }
}
