//! One row that cannot be read stops nobody: each job and each list does all the others, sets that
//! one aside once, and comes back to it when it has been mended.

mod agenda;
mod kinds;
mod office;
mod reminders;

use chrono::TimeDelta;
use domain::Product::{Documents, Invoicing};
use domain::cart::Cart;
use domain::demo::DemoMethod;
use domain::order::{Order, PaymentMethod, Pile};
use domain::payment::AttemptState;
use domain::refund::RefundState;
use rstest::rstest;
use services::account::area;
use services::office::{Sought, look_for};
use services::order::{cancel, list, look_after_unpaid};
use services::payment::{
    Asked, ask_refund, come_back, look_after_attempts, look_after_refunds, pay, receive,
    work_through,
};
use services::ports::provider::Envelope;
use services::testing::store::refunds;
use services::testing::{Customer, Engine, a_customer, day};
use services::unreadable::{look_again, unreadable_rows};
use services::{Context, payment, renewal};

use crate::bank::import::{imported, seen as statements_seen, table};
use crate::payment::method_setup::{a_demo, leaves, the_method};
use crate::payment::pay::{a_shop, an_order};
use crate::payment::provider::{Books, message};
use crate::seen;

/// Three customers with an order each.
async fn three_orders(ctx: &Context) -> [(Customer, Order); 3] {
    [an_order(ctx).await, an_order(ctx).await, an_order(ctx).await]
}

/// The holder of an order becomes nonsense, as a hand or a disk might leave it.
async fn spoil(ctx: &Context, order: &Order) {
    let mut tx = ctx.db.write().await.unwrap();
    let spoilt = "UPDATE purchase_order SET holder = 'x' || holder WHERE id = $1";
    assert_eq!(tx.sql(spoilt).bind(order.id).run().await.unwrap(), 1);
    tx.commit().await.unwrap();
}

/// Somebody mends it.
async fn mend(ctx: &Context, order: &Order) {
    let mut tx = ctx.db.write().await.unwrap();
    let mended = "UPDATE purchase_order SET holder = SUBSTR(holder, 2) WHERE id = $1";
    assert_eq!(tx.sql(mended).bind(order.id).run().await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(look_again(ctx).await.unwrap(), 1);
    assert_eq!(set_aside(ctx).await, [], "it is no alarm any more");
}

/// Table, column and row of everything that is set aside.
async fn set_aside(ctx: &Context) -> Vec<(String, String, String)> {
    let rows = unreadable_rows(ctx).await.unwrap();
    rows.into_iter().map(|row| (row.table_name, row.column_name, row.row_id)).collect()
}

fn spot(table: &str, column: &str, row: impl ToString) -> (String, String, String) {
    (table.to_owned(), column.to_owned(), row.to_string())
}

fn holder_of(order: &Order) -> (String, String, String) {
    spot("purchase_order", "holder", order.id)
}

fn numbers(orders: &[Order]) -> Vec<i64> {
    orders.iter().map(|order| order.number).collect()
}

async fn paid(ctx: &Context) -> Vec<i64> {
    seen::payments(ctx).await.iter().map(|payment| payment.number).collect()
}

#[rstest]
#[tokio::test]
async fn the_office_lists_all_orders_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let [(_, a), (_, b), (_, c)] = three_orders(&ctx).await;
    spoil(&ctx, &b).await;

    for _ in 0..3 {
        let listed = seen::on_pile(&ctx, Pile::ToCollect).await;
        assert_eq!(numbers(&listed), [c.number, a.number]);
    }

    assert_eq!(set_aside(&ctx).await, [holder_of(&b)], "once, however often it is come by");
    assert_eq!(unreadable_rows(&ctx).await.unwrap()[0].times, 3);
    assert_eq!(look_again(&ctx).await.unwrap(), 0, "it still makes no sense");
    mend(&ctx, &b).await;
    let listed = seen::on_pile(&ctx, Pile::ToCollect).await;
    assert_eq!(numbers(&listed), [c.number, b.number, a.number]);
}

#[rstest]
#[tokio::test]
async fn a_line_that_cannot_be_read_is_named_where_its_order_is_looked_for(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let [(_, a), (_, b), (_, c)] = three_orders(&ctx).await;
    let mut tx = ctx.db.write().await.unwrap();
    let spoilt = "UPDATE order_line SET product = 'nonsense' WHERE order_id = $1";
    assert!(tx.sql(spoilt).bind(b.id).run().await.unwrap() > 0);
    tx.commit().await.unwrap();

    let listed = seen::on_pile(&ctx, Pile::ToCollect).await;
    let sought = look_for(&ctx, b.number).await.unwrap();

    assert_eq!(numbers(&listed), [c.number, b.number, a.number], "a list shows no lines");
    assert!(matches!(sought, Sought::Unreadable(_)), "{sought:?}");
    assert_eq!(set_aside(&ctx).await, [spot("order_line", "product", b.id)]);
}

#[rstest]
#[tokio::test]
async fn a_customer_sees_all_orders_but_the_one_that_cannot_be_read(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&ctx).await;
    let cart = Cart::add_ons(Invoicing).set_quantity(Documents, 1, &[]).unwrap();
    let mut orders = Vec::new();
    for _ in 0..3 {
        let order = anna.orders(&ctx, cart.clone()).await;
        orders.push(cancel(&ctx, anna.account, order.number).await.unwrap());
    }
    spoil(&ctx, &orders[1]).await;

    let shown = area(&ctx, anna.account).await.unwrap();

    let readable = [orders[2].number, orders[0].number];
    assert_eq!(numbers(&shown.orders), readable);
    assert_eq!(shown.hidden, 1, "and is told that one is missing");
    assert_eq!(numbers(&list(&ctx, anna.account).await.unwrap()), readable);
    assert_eq!(set_aside(&ctx).await, [holder_of(&orders[1])]);
}

#[rstest]
#[tokio::test]
async fn everybody_else_is_reminded(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let [_, (_, b), _] = three_orders(&ctx).await;
    spoil(&ctx, &b).await;
    ctx.clock.advance(TimeDelta::days(3));

    assert_eq!(look_after_unpaid(&ctx).await.unwrap(), 2);

    assert_eq!(set_aside(&ctx).await, [holder_of(&b)]);
    mend(&ctx, &b).await;
    assert_eq!(look_after_unpaid(&ctx).await.unwrap(), 1);
}

/// Each order is being paid at the provider, and the money has moved.
async fn three_payments(ctx: &Context, books: &Books) -> [Order; 3] {
    let orders = three_orders(ctx).await;
    for (customer, order) in &orders {
        pay(ctx, customer.account, order.number, PaymentMethod::Card).await.unwrap();
        books.change(books.only(order.number), |page| page.state = AttemptState::Succeeded);
    }
    orders.map(|(_, order)| order)
}

#[rstest]
#[tokio::test]
async fn the_messages_behind_one_that_cannot_be_worked_through_are_heard(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let [a, b, c] = three_payments(&ctx, &books).await;
    for order in [&a, &b, &c] {
        let id = books.only(order.number);
        let text = message(&id.to_string(), id, AttemptState::Succeeded);
        let envelope = Envelope { signature: Some("genuine"), body: text.as_bytes() };
        receive(&ctx, envelope).await.unwrap();
    }
    spoil(&ctx, &b).await;

    assert_eq!(work_through(&ctx).await.unwrap(), 3);

    assert_eq!(paid(&ctx).await, [a.number, c.number]);
    assert_eq!(set_aside(&ctx).await, [holder_of(&b)]);
    assert_eq!(work_through(&ctx).await.unwrap(), 0, "it is not tried at full speed");
    mend(&ctx, &b).await;
    ctx.clock.advance(TimeDelta::minutes(10));
    assert_eq!(work_through(&ctx).await.unwrap(), 1);
    assert_eq!(paid(&ctx).await, [a.number, b.number, c.number]);
}

#[rstest]
#[tokio::test]
async fn the_janitor_asks_about_all_other_payments(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let [a, b, c] = three_payments(&ctx, &books).await;
    spoil(&ctx, &b).await;
    ctx.clock.advance(TimeDelta::hours(1));

    assert_eq!(look_after_attempts(&ctx).await.unwrap(), 3);

    assert_eq!(paid(&ctx).await, [a.number, c.number]);
    assert_eq!(set_aside(&ctx).await, [holder_of(&b)]);
    assert_eq!(look_after_attempts(&ctx).await.unwrap(), 0, "it is not asked at full speed");
    mend(&ctx, &b).await;
    ctx.clock.advance(TimeDelta::hours(1));
    assert_eq!(look_after_attempts(&ctx).await.unwrap(), 1);
    assert_eq!(paid(&ctx).await, [a.number, b.number, c.number]);
}

#[rstest]
#[tokio::test]
async fn all_other_refunds_are_confirmed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let orders = three_payments(&ctx, &books).await;
    for order in &orders {
        come_back(&ctx, order.account, order.number).await.unwrap();
        books.change(books.only(order.number), |page| page.losses = [true].into());
        let asked = Asked {
            order_number: order.number,
            amount: domain::Money::from_cents(20_00),
            reason: "doppio ordine".into(),
            case: None,
            by: "rosa".into(),
        };
        let refund = ask_refund(&ctx, &asked).await.unwrap();
        assert_eq!(refund.state, RefundState::Started, "its answer got lost");
    }
    let attempt = books.only(orders[1].number);
    let set_asked = async |ctx: &Context, asked: i64| {
        let mut tx = ctx.db.write().await.unwrap();
        let set = "UPDATE payment_attempt SET asked = $2 WHERE id = $1";
        tx.sql(set).bind(attempt).bind(asked).run().await.unwrap();
        tx.commit().await.unwrap();
    };
    set_asked(&ctx, -1).await;
    let open = async |ctx: &Context| -> Vec<i64> {
        let mut tx = ctx.db.read().await.unwrap();
        let open = seen::all(refunds::open(&mut tx).await);
        open.into_iter().map(|refund| refund.order_number).collect()
    };

    look_after_refunds(&ctx).await.unwrap();

    assert_eq!(open(&ctx).await, [orders[1].number]);
    assert_eq!(set_aside(&ctx).await, [spot("payment_attempt", "asked", attempt)]);
    set_asked(&ctx, 0).await;
    assert_eq!(look_again(&ctx).await.unwrap(), 1);
    look_after_refunds(&ctx).await.unwrap();
    assert_eq!(open(&ctx).await, [0; 0]);
}

#[rstest]
#[tokio::test]
async fn all_other_services_renew(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = a_demo(engine).await;
    let mut customers = Vec::new();
    for _ in 0..3 {
        let customer = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
        leaves(&shop, &customer, None, Some(DemoMethod::Pays)).await;
        let card = the_method(&shop, &customer).await.id;
        renewal::turn_on(&shop, customer.account, card, 1).await.unwrap();
        customers.push(customer);
    }
    let broken = customers[1].service(&shop).await.unwrap().id;
    let write_service = async |service: &'static str| {
        let mut tx = shop.db.write().await.unwrap();
        let write = "UPDATE subscription SET service = $2 WHERE id = $1";
        tx.sql(write).bind(broken).bind(service).run().await.unwrap();
        tx.commit().await.unwrap();
    };
    write_service("nonsense").await;
    shop.clock.set_to_day(day("2027-04-07"));

    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 2);

    for renewed in [&customers[0], &customers[2]] {
        assert_eq!(renewed.owned(&shop).await[0].2, day("2028-04-14"));
    }
    assert_eq!(set_aside(&shop).await, [spot("subscription", "service", broken)]);
    write_service(Invoicing.code()).await;
    assert_eq!(look_again(&shop).await.unwrap(), 1);
    assert_eq!(payment::collect_renewals(&shop).await.unwrap(), 1);
    assert_eq!(customers[1].owned(&shop).await[0].2, day("2028-04-14"));
}

#[rstest]
#[tokio::test]
async fn credits_are_proposed_for_all_other_orders(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, _) = a_shop(engine).await;
    let [(_, a), (_, b), (_, c)] = three_orders(&ctx).await;
    let row = |order: &Order| format!("21/11/2026;43,31;ordine {};Bianchi", order.number);
    let rows = [row(&a), row(&b), row(&c)];
    imported(&ctx, &table(&rows.each_ref().map(String::as_str))).await;
    spoil(&ctx, &b).await;

    let overview = statements_seen(&ctx).await;

    assert_eq!(overview.credits.len(), 3, "no credit is hidden");
    assert_eq!(set_aside(&ctx).await, [holder_of(&b)]);
}
