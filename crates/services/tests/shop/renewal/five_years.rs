//! Five years of five hundred services, through each day on which anything may happen: each is renewed
//! from a day once, each reminder is written once and on its day, and the books balance. The benchmark
//! asks for more of them, over fewer years.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::Product::{Invoicing, User};
use domain::calendar::add_months;
use domain::cart::Change;
use domain::demo::DemoMethod;
use domain::order::{OrderKind, OrderState};
use domain::quote::LineKind;
use domain::renewal::Plan;
use rstest::rstest;
use services::doctor::examine;
use services::payment::register_payment;
use services::testing::store::{ledger, orders};
use services::testing::{Customer, Engine, a_customer, day, the_payment_of};
use services::{Context, civil_time, order, payment, renewal};

use crate::payment::method_setup::{a_demo, leaves, the_method};
use crate::seen;

/// How many services there are: five hundred, if nobody asks for more.
const SERVICES: Asked = Asked("BOTTEGA_SIMULATED_SERVICES", 500);
const YEARS: Asked = Asked("BOTTEGA_SIMULATED_YEARS", 5);

/// After the ninetieth day before the first expiry has been waited for.
const FIRST_EXPIRY: &str = "2027-03-01";

/// A number that the environment may name.
struct Asked(&'static str, u64);

impl Asked {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration file")]
    fn number(&self) -> u64 {
        let Ok(text) = std::env::var(self.0) else { return self.1 };
        text.parse().unwrap_or_else(|_| panic!("{} is no number: {text}", self.0))
    }
}

fn last_day() -> NaiveDate {
    add_months(day("2026-11-22"), u32::try_from(YEARS.number() * 12).unwrap())
}

/// How its owner lets a service go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    /// By itself for so many years each time; the first renewal is without two of the three users.
    ByItself(u32),
    /// By itself, with a card that is refused.
    Refused,
    /// By hand, twenty days before the first expiry, for five years.
    ByHand,
    /// Not at all.
    Lapses,
    /// It was bought for longer.
    Runs,
}

const WAYS: [Way; 20] = [
    Way::ByItself(1),
    Way::Runs,
    Way::ByItself(3),
    Way::ByHand,
    Way::ByItself(5),
    Way::Refused,
    Way::ByItself(2),
    Way::Lapses,
    Way::ByItself(5),
    Way::Runs,
    Way::ByItself(5),
    Way::Runs,
    Way::ByItself(3),
    Way::ByItself(5),
    Way::Runs,
    Way::ByItself(5),
    Way::Lapses,
    Way::ByItself(5),
    Way::Runs,
    Way::ByItself(5),
];

struct Service {
    who: Customer,
    email: String,
    expires: NaiveDate,
    way: Way,
}

impl Service {
    async fn begin(ctx: &Context, n: u64) -> Self {
        let way = WAYS[usize::try_from(n).unwrap() % WAYS.len()];
        let beyond = if way == Way::Runs { 6 * 365 } else { 0 };
        let expires = day(FIRST_EXPIRY) + Days::new(n * 7 % 365 + beyond);
        let name = format!("n{n}");
        let who = a_customer().called(&name).with_service_until(expires).with(User, 3, expires);
        let who = who.create(ctx).await;
        let (card, years) = match way {
            Way::ByItself(years) => (DemoMethod::Pays, years),
            Way::Refused => (DemoMethod::IsRefused, 1),
            Way::ByHand | Way::Lapses | Way::Runs => {
                return Self { who, email: format!("{name}@example.it"), expires, way };
            }
        };
        leaves(ctx, &who, None, Some(card)).await;
        let card = the_method(ctx, &who).await.id;
        renewal::turn_on(ctx, who.account, card, years).await.unwrap();
        renewal::plan(ctx, who.account, Change::SetQuantity(User, 1)).await.unwrap();
        Self { who, email: format!("{name}@example.it"), expires, way }
    }

    /// The expiries from which it is renewed until the last day, reckoned by another hand.
    fn renewed_from(&self) -> Vec<NaiveDate> {
        match self.way {
            Way::ByItself(years) => {
                let each = (0..).map(|time| add_months(self.expires, time * years * 12));
                each.take_while(|from| *from - Days::new(7) <= last_day()).collect()
            }
            Way::ByHand if self.expires - Days::new(20) <= last_day() => vec![self.expires],
            Way::ByHand | Way::Refused | Way::Lapses | Way::Runs => Vec::new(),
        }
    }

    /// What it is reminded of, each with its day.
    fn told(&self) -> Vec<(NaiveDate, &'static str)> {
        let before = |expires: NaiveDate, kind, days: &[u64]| {
            days.iter().map(|days| (expires - Days::new(*days), kind)).collect::<Vec<_>>()
        };
        let after = |days: &[u64]| {
            days.iter()
                .map(|days| (self.expires + Days::new(*days), "expiry_passed"))
                .collect::<Vec<_>>()
        };
        let mut told = match self.way {
            Way::ByItself(years) => {
                let all = (0..6).map(|time| add_months(self.expires, time * years * 12));
                all.flat_map(|expires| before(expires, "charge_near", &[30, 8])).collect()
            }
            // From the first try on it hears of that order, until it is called off.
            Way::Refused => {
                [before(self.expires, "charge_near", &[30, 8]), after(&[30, 60, 80])].concat()
            }
            Way::ByHand => before(self.expires, "expiry_near", &[90, 60, 30]),
            Way::Runs => Vec::new(),
            Way::Lapses => {
                let near = before(self.expires, "expiry_near", &[90, 60, 30, 15, 7, 1, 0]);
                [near, after(&[1, 30, 60, 80])].concat()
            }
        };
        told.retain(|(on, _)| *on <= last_day());
        told.sort();
        told
    }

    /// The days on which anything may happen to it.
    fn busy(&self) -> impl Iterator<Item = NaiveDate> {
        let told = self.told().into_iter().map(|(on, _)| on);
        let tries = self.renewed_from().into_iter().chain([self.expires]);
        let tries = tries.flat_map(|from| [20, 7, 5, 3, 1].map(|days| from - Days::new(days)));
        // An order that nobody pays is reminded of, and called off after thirty days.
        let unpaid = [4, 3, 13, 23, 24].map(|days| self.expires + Days::new(days));
        let reminded = self.expires - Days::new(4);
        told.chain(tries).chain(unpaid).chain([reminded])
    }
}

/// The reminders of everybody, by address.
async fn reminders(ctx: &Context) -> BTreeMap<String, Vec<(NaiveDate, String)>> {
    let mut tx = ctx.db.read().await.unwrap();
    let rows: Vec<(String, DateTime<Utc>, String)> = tx
        .sql(
            "SELECT recipient, created_at, kind FROM outbox \
             WHERE kind IN ('expiry_near', 'expiry_passed', 'charge_near') ORDER BY created_at",
        )
        .all()
        .await
        .unwrap();
    let mut of_each: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for (recipient, at, kind) in rows {
        of_each.entry(recipient).or_default().push((civil_time(at).date(), kind));
    }
    of_each
}

#[rstest]
#[tokio::test]
async fn five_years_of_five_hundred_services(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = a_demo(engine).await;
    let mut all = Vec::new();
    for n in 0..SERVICES.number() {
        all.push(Service::begin(&shop, n).await);
    }

    let days: BTreeSet<NaiveDate> = all.iter().flat_map(Service::busy).collect();
    for today in days.range(shop.today()..=last_day()) {
        shop.clock.set_to_day(*today);
        payment::collect_renewals(&shop).await.unwrap();
        renewal::remind(&shop).await.unwrap();
        order::look_after_unpaid(&shop).await.unwrap();
        let by_hand = all.iter().filter(|service| service.way == Way::ByHand);
        for service in by_hand.filter(|it| it.expires - Days::new(20) == shop.today()) {
            let account = service.who.account;
            let open = renewal::start(&shop, account, 5, &Plan::default()).await.unwrap();
            let order = service.who.orders(&shop, open.cart).await;
            register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();
        }
    }

    let told = reminders(&shop).await;
    for service in &all {
        let Service { who, email, way, .. } = service;
        let heard = told.get(email).cloned().unwrap_or_default();
        let heard: Vec<_> = heard.iter().map(|(on, kind)| (*on, kind.as_str())).collect();
        assert_eq!(heard, service.told(), "{email} {way:?}");

        let mut tx = shop.db.read().await.unwrap();
        let orders = seen::all(orders::of_account(&mut tx, who.account).await);
        let paid = orders.iter().filter(|o| {
            o.kind == OrderKind::Renewal && matches!(o.state, OrderState::Fulfilled { .. })
        });
        let lines = paid.flat_map(|order| &order.lines);
        let main = lines.filter(|l| l.product == Invoicing && l.kind == LineKind::Renewal);
        let mut from: Vec<_> = main.map(|line| line.from).collect();
        from.sort();
        assert_eq!(from, service.renewed_from(), "{email} {way:?}");
        drop(tx);
        if let (Way::ByItself(years), Some(last)) = (way, from.last()) {
            let until = add_months(*last, years * 12);
            let owned = who.owned(&shop).await;
            let mut running = owned.iter().filter(|owned| owned.2 == until);
            assert_eq!(running.next(), Some(&(Invoicing, 1, until)));
            assert_eq!(running.next(), Some(&(User, 1, until)), "{email}: {owned:?}");
        }
    }
    let renewed: usize = all.iter().map(|service| service.renewed_from().len()).sum();
    let mut tx = shop.db.read().await.unwrap();
    let (collected,): (i64,) = tx
        .sql("SELECT COUNT(*) FROM purchase_order WHERE kind = 'renewal' AND state = 'fulfilled'")
        .one()
        .await
        .unwrap();
    assert_eq!(usize::try_from(collected).unwrap(), renewed);
    assert!(ledger::unbalanced(&mut tx).await.unwrap().is_empty());
    let balance: i64 = ledger::balances(&mut tx).await.unwrap().iter().map(|row| row.1).sum();
    assert_eq!(balance, 0);
    drop(tx);
    assert_eq!(examine(&shop.db).await.unwrap(), []);
}
