//! What is found after a death: nothing of a payment, or everything.

use std::collections::BTreeSet;

use domain::Product::{self, Documents, Invoicing};
use domain::cart::Cart;
use domain::order::{Order, OrderFacts, OrderState};
use services::order::show;
use services::payment::register_payment;
use services::testing::{Customer, TestContext, a_customer, day, test_day, the_payment_of};

use super::killer::Errand;
use crate::seen::{self, Mail};

/// The mails of a card that is kept.
pub const KEEPING: [&str; 2] = ["method_stored", "renewal_turned_on"];

/// What is paid for.
#[derive(Clone, Copy, Debug)]
pub enum Paid {
    AFirstService,
    AModule,
}

impl Paid {
    pub async fn order(self, shop: &TestContext) -> (Customer, Order) {
        match self {
            Paid::AFirstService => {
                let cart = Cart::first_purchase(Invoicing, 1)
                    .set_quantity(Documents, 1, &[])
                    .and_then(|cart| cart.set_quantity(Product::User, 2, &[]));
                let anna = a_customer().with_holder().create(shop).await;
                let order = anna.orders(shop, cart.unwrap()).await;
                (anna, order)
            }
            Paid::AModule => {
                let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
                let anna = a_customer().with_service_until(day("2027-04-14")).create(shop).await;
                let order = anna.orders(shop, cart).await;
                (anna, order)
            }
        }
    }

    /// What is owned before the payment, and afterwards.
    fn owned(self, is_registered: bool) -> Vec<(Product, u32, chrono::NaiveDate)> {
        let until = day("2027-11-22");
        match (self, is_registered) {
            (Paid::AFirstService, false) => vec![],
            (Paid::AFirstService, true) => {
                vec![(Invoicing, 1, until), (Documents, 1, until), (Product::User, 2, until)]
            }
            (Paid::AModule, false) => vec![(Invoicing, 1, day("2027-04-14"))],
            (Paid::AModule, true) => vec![(Invoicing, 1, until), (Documents, 1, until)],
        }
    }

    /// The mails that a payment causes.
    fn mails(self) -> [&'static str; 2] {
        match self {
            Paid::AFirstService => ["payment_confirmed", "service_activated"],
            Paid::AModule => ["add_ons_active", "payment_confirmed"],
        }
    }
}

/// An order whose payment a process is registering when it is killed.
pub struct Case<'a> {
    shop: &'a TestContext,
    paid: Paid,
    anna: Customer,
    pub order: Order,
    /// The mails that were there before, by their names.
    before: BTreeSet<String>,
}

impl<'a> Case<'a> {
    pub async fn new(shop: &'a TestContext, paid: Paid) -> Self {
        let (anna, order) = paid.order(shop).await;
        let before = message_ids(&seen::mails(shop).await);
        Self { shop, paid, anna, order, before }
    }

    pub fn errand(&self) -> Errand {
        Errand::Register { number: self.order.number }
    }

    /// The kinds of the mails that were written since, in the order of the alphabet: ids of two
    /// processes that live in the same moment have no order. First those of the payment, then
    /// those of the way to pay that is kept, which follow it.
    pub async fn mails(&self) -> (Vec<String>, Vec<String>) {
        let mails = seen::mails(self.shop).await.into_iter();
        let since = mails.filter(|mail| !self.before.contains(&mail.message_id));
        let mut kinds: Vec<String> = since.map(|mail| mail.kind).collect();
        kinds.sort_unstable();
        kinds.into_iter().partition(|kind| !KEEPING.contains(&kind.as_str()))
    }

    /// True when the payment is registered and everything that belongs to it is there, false
    /// when nothing of it is. Panics when it is half done.
    pub async fn is_registered(&self) -> bool {
        let order = show(self.shop, self.anna.account, self.order.number).await.unwrap();
        let today = test_day();
        let is_registered = match order.state {
            OrderState::AwaitingPayment { .. } => {
                // Only the way to pay may have been chosen anew.
                let method = self.order.method;
                let facts = OrderFacts { method, ..order.into_facts() };
                assert_eq!(Order::restore(facts), self.order);
                false
            }
            state => {
                let paid = OrderState::Fulfilled { paid_on: today, fulfilled_on: today };
                assert_eq!(state, paid);
                true
            }
        };
        let payments = seen::payments(self.shop).await;
        let of_order = payments.iter().filter(|payment| payment.number == self.order.number);
        assert_eq!(of_order.count(), usize::from(is_registered));
        let owned = match self.anna.service(self.shop).await {
            Some(_) => self.anna.owned(self.shop).await,
            None => vec![],
        };
        assert_eq!(owned, self.paid.owned(is_registered));
        let expected = self.paid.mails();
        let expected = if is_registered { expected.as_slice() } else { &[] };
        assert_eq!(self.mails().await.0, expected);
        is_registered
    }

    /// After the restart somebody registers the payment again. Tells whether it was there.
    pub async fn completed(&self) -> bool {
        let was_registered = self.is_registered().await;
        let payment = the_payment_of(self.shop, &self.order);
        let again = register_payment(self.shop, &payment).await.unwrap().again;
        assert_eq!(again, was_registered);
        assert!(self.is_registered().await);
        was_registered
    }
}

/// The names of mails.
pub fn message_ids(mails: &[Mail]) -> BTreeSet<String> {
    mails.iter().map(|mail| mail.message_id.clone()).collect()
}
