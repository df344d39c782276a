//! The least that an order and its payment can cost: their rows, written by plain SQL.
//!
//! One order goes through the shop. For everybody else the floor copies its rows, a statement for
//! each table and each mail. Nothing is worked out, checked or rendered, and no value has to travel.

use domain::id::{AccountId, OrderId, PaymentId, SubscriptionId};
use domain::order::Order;
use platform::Tx;
use services::Context;
use services::order::conclude;
use services::payment::register_payment;
use services::testing::{Counted, TestContext, counting, the_payment_of};
use uuid::Uuid;

use crate::people::{AboutToOrder, order_of, people};

/// What a use case does, and how many statements it takes: the shop's and the floor's.
type Statements = [(&'static str, [Counted; 2]); 2];

/// The rows to write again.
pub struct Floor {
    order: OrderId,
    subscription: SubscriptionId,
    mails_of_order: Vec<Uuid>,
    mails_of_payment: Vec<Uuid>,
}

impl Floor {
    /// Takes an order through the shop and another one through the floor, and makes sure that
    /// both leave the same rows behind.
    pub async fn below(shop: &TestContext) -> (Self, Statements) {
        let people = people(shop, 2).await;
        let [first, second] = &people[..] else { unreachable!("two were asked for") };
        let start = rows(shop).await;

        let work = conclude(shop, first.customer.account, &first.form);
        let (concluded, conclude_by_shop) = counting(work).await;
        let order = concluded.expect("the order is taken").order;
        let ordered = rows(shop).await;
        let payment = the_payment_of(shop, &order);
        let (registered, pay_by_shop) = counting(register_payment(shop, &payment)).await;
        registered.expect("the payment is due");
        let paid = rows(shop).await;

        let floor = Self {
            order: order.id,
            subscription: order.subscription.expect("the service was there before"),
            mails_of_order: since(&start, &ordered),
            mails_of_payment: since(&ordered, &paid),
        };
        let ((), conclude_by_floor) = counting(floor.conclude(shop, second)).await;
        let ordered_below = rows(shop).await;
        assert_eq!(ordered_below.beyond(&paid), ordered.beyond(&start), "the rows of an order");
        let order = order_of(shop, &second.customer).await;
        let ((), pay_by_floor) = counting(floor.pay(shop, &order)).await;
        let paid_below = rows(shop).await;
        assert_eq!(paid_below.beyond(&ordered_below), paid.beyond(&ordered), "of a payment");

        let order = ("concluding an order", [conclude_by_shop, conclude_by_floor]);
        let payment = ("registering its payment", [pay_by_shop, pay_by_floor]);
        (floor, [order, payment])
    }

    /// The rows of an order.
    pub async fn conclude(&self, shop: &Context, person: &AboutToOrder) {
        let mut tx = shop.db.write().await.expect("the database is there");
        let account = person.customer.account;
        let id = OrderId(shop.new_id());

        hold(&mut tx, account).await;
        let (number,): (i64,) = tx
            .sql("UPDATE counter SET value = value + 1 WHERE name = 'order' RETURNING value")
            .one()
            .await
            .expect("numbers do not end");
        tx.sql(
            "INSERT INTO purchase_order (id, number, account_id, kind, service, subscription_id, \
             holder, method, intent_id, digest, concluded_on, concluded_at, discount_code, \
             discount, net, vat, total, due, state, valid_until) \
             SELECT $1, $2, $3, kind, subscription.service, subscription.id, subscription.holder, \
             method, $4, digest, concluded_on, concluded_at, discount_code, discount, net, vat, \
             total, due, 'awaiting_payment', valid_until FROM purchase_order, subscription \
             WHERE purchase_order.id = $5 AND subscription.account_id = $3",
        )
        .bind(id)
        .bind(number)
        .bind(account)
        .bind(person.form.intent)
        .bind(self.order)
        .run()
        .await
        .expect("the order fits");
        tx.sql(
            "INSERT INTO order_line (order_id, position, product, kind, quantity, from_on, \
             until_on, months, yearly, net) SELECT $1, position, product, kind, quantity, \
             from_on, until_on, months, yearly, net FROM order_line WHERE order_id = $2",
        )
        .bind(id)
        .bind(self.order)
        .run()
        .await
        .expect("the lines fit");
        tx.sql(
            "INSERT INTO acceptance (order_id, what, text_version, text_sha256, accepted_at, \
             address) SELECT $1, what, text_version, text_sha256, accepted_at, address \
             FROM acceptance WHERE order_id = $2",
        )
        .bind(id)
        .bind(self.order)
        .run()
        .await
        .expect("the evidence fits");
        tx.sql("DELETE FROM cart WHERE id = $1")
            .bind(person.cart)
            .run()
            .await
            .expect("the cart goes");
        self.book(shop, &mut tx, id, "order").await;
        post(shop, &mut tx, &self.mails_of_order).await;
        tx.commit().await.expect("the rows fit together");
    }

    /// The rows of its payment.
    pub async fn pay(&self, shop: &Context, order: &Order) {
        let mut tx = shop.db.write().await.expect("the database is there");

        hold(&mut tx, order.account).await;
        self.book(shop, &mut tx, order.id, "arrived").await;
        self.book(shop, &mut tx, order.id, "payment").await;
        tx.sql(
            "INSERT INTO payment (id, order_id, amount, method, paid_on, registered_at, \
             registered_by) SELECT $1, $2, amount, method, paid_on, registered_at, registered_by \
             FROM payment WHERE order_id = $3",
        )
        .bind(PaymentId(shop.new_id()))
        .bind(order.id)
        .bind(self.order)
        .run()
        .await
        .expect("the payment fits");
        tx.sql(
            "UPDATE purchase_order SET state = 'fulfilled', paid_on = $2, fulfilled_on = $2 \
             WHERE id = $1",
        )
        .bind(order.id)
        .bind(shop.today())
        .run()
        .await
        .expect("the state fits");
        let service = order.subscription.expect("the service was there before");
        tx.sql(
            "UPDATE subscription SET expires_on = \
             (SELECT expires_on FROM subscription WHERE id = $2) WHERE id = $1",
        )
        .bind(service)
        .bind(self.subscription)
        .run()
        .await
        .expect("the expiry fits");
        tx.sql(
            "INSERT INTO subscription_item (subscription_id, product, expires_on, quantity) \
             SELECT $1, product, expires_on, quantity FROM subscription_item \
             WHERE subscription_id = $2",
        )
        .bind(service)
        .bind(self.subscription)
        .run()
        .await
        .expect("the modules fit");
        post(shop, &mut tx, &self.mails_of_payment).await;
        tx.commit().await.expect("the rows fit together");
    }

    async fn book(&self, shop: &Context, tx: &mut Tx, order: OrderId, reason: &'static str) {
        tx.sql(
            "INSERT INTO ledger_entry (booking_id, account, order_id, amount, booked_at, reason) \
             SELECT $1, account, $2, amount, booked_at, reason FROM ledger_entry \
             WHERE order_id = $3 AND reason = $4",
        )
        .bind(shop.new_id())
        .bind(order)
        .bind(self.order)
        .bind(reason)
        .run()
        .await
        .expect("the booking fits");
    }
}

async fn hold(tx: &mut Tx, account: AccountId) {
    let held = tx.sql("UPDATE account SET held = held + 1 WHERE id = $1").bind(account).run().await;
    held.expect("the account is there");
}

async fn post(shop: &Context, tx: &mut Tx, mails: &[Uuid]) {
    for mail in mails {
        let id = shop.new_id();
        tx.sql(
            "INSERT INTO outbox (id, kind, recipient, subject, payload, message_id, created_at, \
             not_before) SELECT $1, kind, recipient, subject, payload, $2, created_at, not_before \
             FROM outbox WHERE id = $3",
        )
        .bind(id)
        .bind(id.to_string())
        .bind(*mail)
        .run()
        .await
        .expect("the mail fits");
    }
}

/// What the database holds of all that orders and payments write.
struct Rows {
    /// Carts and their items, orders, their lines, acceptances, entries, payments, add-ons.
    counts: [i64; 8],
    mails: Vec<Uuid>,
}

impl Rows {
    /// How much more there is of everything than before.
    fn beyond(&self, before: &Rows) -> ([i64; 8], usize) {
        let counts = std::array::from_fn(|at| self.counts[at] - before.counts[at]);
        (counts, self.mails.len() - before.mails.len())
    }
}

/// The mails that were not there before.
fn since(before: &Rows, after: &Rows) -> Vec<Uuid> {
    after.mails.iter().filter(|mail| !before.mails.contains(mail)).copied().collect()
}

async fn rows(shop: &Context) -> Rows {
    let mut tx = shop.db.read().await.expect("the database is there");
    let (a, b, c, d, e, f, g, h): (i64, i64, i64, i64, i64, i64, i64, i64) = tx
        .sql(
            "SELECT (SELECT COUNT(*) FROM cart), (SELECT COUNT(*) FROM cart_item), \
             (SELECT COUNT(*) FROM purchase_order), (SELECT COUNT(*) FROM order_line), \
             (SELECT COUNT(*) FROM acceptance), (SELECT COUNT(*) FROM ledger_entry), \
             (SELECT COUNT(*) FROM payment), (SELECT COUNT(*) FROM subscription_item)",
        )
        .one()
        .await
        .expect("rows can be counted");
    let mails: Vec<(Uuid,)> =
        tx.sql("SELECT id FROM outbox").all().await.expect("mails can be listed");
    let mails = mails.into_iter().map(|(id,)| id).collect();
    Rows { counts: [a, b, c, d, e, f, g, h], mails }
}
