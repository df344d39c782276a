//! Many customers, and a provider whose answers get lost, come late, come twice and in any order.
//!
//! `BOTTEGA_SIMULATED_PAYMENTS` sets how many; each round of a seed is the same story.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::Product::{Invoicing, Storage};
use domain::cart::Cart;
use domain::ledger::LedgerAccount;
use domain::order::{OrderState, PaymentMethod};
use domain::payment::{AttemptState, Refusal};
use rstest::rstest;
use services::Context;
use services::order::{cancel, show};
use services::payment::{come_back, look_after_attempts, pay, receive, work_through};
use services::ports::provider::Envelope;
use services::testing::store::attempts;
use services::testing::{Customer, Engine, a_customer, day};

use super::books::balances;
use super::pay::a_shop;
use super::provider::{Books, message};
use crate::seen;

/// Enough to meet every mishap with every other; the whole ten thousand take minutes.
const PAYMENTS: usize = 150;

#[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
fn payments() -> usize {
    let payments = std::env::var("BOTTEGA_SIMULATED_PAYMENTS").ok();
    payments.map_or(PAYMENTS, |number| number.parse().expect("a number"))
}

/// Chance that repeats itself (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

/// One customer orders, and things happen.
async fn one_story(ctx: &Context, books: &Books, anna: &Customer, chance: &mut Chance) -> i64 {
    let cart = Cart::add_ons(Invoicing).set_quantity(Storage, 1, &[]).unwrap();
    let order = anna.orders(ctx, cart).await;
    let method = [PaymentMethod::Card, PaymentMethod::PayPal][usize::from(chance.one_in(3))];
    pay(ctx, anna.account, order.number, method).await.unwrap();
    if chance.one_in(4) {
        pay(ctx, anna.account, order.number, method).await.unwrap();
    }
    if chance.one_in(6) {
        // Refused when nobody knows how the first one ends.
        drop(pay(ctx, anna.account, order.number, PaymentMethod::PayPal).await);
    }

    // What becomes of each try at the provider, and how much of it is heard.
    let mut messages = Vec::new();
    for (id, state) in books.of_order(order.number) {
        let mut outcome = state;
        if state.is_live() {
            outcome = match chance.below(10) {
                0..=5 => AttemptState::Succeeded,
                6 => AttemptState::Refused(Refusal::Declined),
                7 => AttemptState::NeedsAuthentication,
                8 => AttemptState::Cancelled,
                _ => AttemptState::Pending,
            };
            books.change(id, |page| {
                page.state = outcome;
                page.losses = (0..chance.below(6)).map(|_| chance.one_in(2)).collect();
            });
        }
        for state in [AttemptState::Pending, outcome, outcome] {
            if chance.one_in(2) {
                messages.push(message(&ctx.new_id().to_string(), id, state));
            }
        }
    }
    if chance.one_in(8) {
        drop(cancel(ctx, anna.account, order.number).await);
    }
    if chance.one_in(2) {
        come_back(ctx, anna.account, order.number).await.unwrap();
    }
    while !messages.is_empty() {
        let at = usize::try_from(chance.below(u64::try_from(messages.len()).unwrap())).unwrap();
        let text = messages.remove(at);
        for _ in 0..=chance.below(2) {
            let envelope = Envelope { signature: Some("genuine"), body: text.as_bytes() };
            receive(ctx, envelope).await.unwrap();
        }
        if chance.one_in(2) {
            work_through(ctx).await.unwrap();
        }
    }
    order.number
}

#[rstest]
#[tokio::test]
async fn nobody_pays_twice_nothing_stays_unknown_and_the_books_balance(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let (_shop, ctx, books) = a_shop(engine).await;
    let mut chance = Chance(0x2026_1122);
    let mut stories = Vec::new();
    for story in 0..payments() {
        if chance.one_in(2) {
            books.loses_the_first_answer(chance.one_in(3));
        }
        let anna = a_customer().with_service_until(day("2029-03-01")).create(&ctx).await;
        let number = one_story(&ctx, &books, &anna, &mut chance).await;
        stories.push((anna, number));
        if story % 20 == 0 {
            ctx.clock.advance(TimeDelta::seconds(90));
            look_after_attempts(&ctx).await.unwrap();
        }
    }

    // The janitor's week, and a day more.
    for _ in 0..24 * 9 {
        ctx.clock.advance(TimeDelta::hours(1));
        while look_after_attempts(&ctx).await.unwrap() > 0 {}
        while work_through(&ctx).await.unwrap() > 0 {}
    }

    let mut collected: BTreeMap<i64, i64> = BTreeMap::new();
    for page in books.pages().values().filter(|page| page.state == AttemptState::Succeeded) {
        let before = collected.insert(page.order_number, page.cents);
        assert_eq!(before, None, "order {} was collected twice", page.order_number);
    }
    let paid: BTreeMap<i64, i64> =
        seen::payments(&ctx).await.into_iter().map(|row| (row.number, row.amount)).collect();
    assert_eq!(paid, collected, "what the provider collected is what was registered");
    assert!(paid.len() * 3 > stories.len(), "many pay: {}", paid.len());
    assert!(paid.len() < stories.len(), "not all do");

    for (anna, number) in &stories {
        let order = show(&ctx, anna.account, *number).await.unwrap();
        let mut tx = ctx.db.read().await.unwrap();
        for attempt in attempts::of_order(&mut tx, order.id).await.unwrap() {
            assert!(!attempt.state.is_live(), "{number}: {:?}", attempt.state);
            assert_ne!(attempt.state, AttemptState::Abandoned, "this provider answers in the end");
        }
        let is_paid = matches!(order.state, OrderState::Fulfilled { .. });
        assert_eq!(is_paid, paid.contains_key(number), "{number}: {:?}", order.state);
    }
    let held = balances(&ctx).await.into_iter().collect::<BTreeMap<_, _>>();
    let in_all: i64 = collected.values().sum();
    assert_eq!(held.get(&LedgerAccount::Provider), Some(&in_all));
    assert_eq!(held.get(&LedgerAccount::Held), None);
    assert_eq!(seen::number(&ctx, "SELECT COUNT(*) FROM payment_case").await, 0);
    println!("{} payments: {} collected, {in_all} cents", stories.len(), collected.len());
}
