//! What an order and its payment cost: the use cases against the same rows written by plain SQL.
//! Run it with `make bench`; docs/speed.md says how to read it.

mod floor;
mod people;

use std::time::{Duration, Instant};

use domain::order::Order;
use measure::{ROUNDS, Ratio, against};
use platform::Db;
use services::order::conclude;
use services::payment::register_payment;
use services::testing::{Counted, Engine, TestContext, the_payment_of};
use tokio::runtime::{Builder, Runtime};

use floor::Floor;
use people::{AboutToOrder, order_of, people};

/// Units of work of one round.
const PER_ROUND: u32 = 20;

/// Units of work of one side, the round that warms up included.
const PER_SIDE: usize = (ROUNDS + 1) * PER_ROUND as usize;

fn main() {
    println!("\nWrites: how many times as long as its floor, median (middle half)\n");
    println!("The floor writes the same rows in one transaction, and asks for nothing before.\n");
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    for engine in [Engine::Sqlite, Engine::Postgres] {
        compare(&runtime, engine);
    }
}

fn compare(runtime: &Runtime, engine: Engine) {
    let shop = runtime.block_on(engine.fresh_context());
    let (floor, statements) = runtime.block_on(Floor::below(&shop));
    // Without PostgreSQL a test context falls back on SQLite, and says so.
    let name = match shop.db {
        Db::Sqlite { .. } => "SQLite",
        Db::Postgres(_) => "PostgreSQL",
    };
    let [one, other, below, above] = [(); 4].map(|()| runtime.block_on(people(&shop, PER_SIDE)));

    let by_floor = async |person: &AboutToOrder| floor.conclude(&shop, person).await;
    let (mut ones, mut others) = (one.iter(), other.iter());
    let itself =
        against(|| round(runtime, &mut ones, by_floor), || round(runtime, &mut others, by_floor));
    row(name, "the floor against itself", &itself);

    let by_shop = async |person: &AboutToOrder| {
        let account = person.customer.account;
        conclude(&shop, account, &person.form).await.expect("the order is taken");
    };
    let (mut lower, mut upper) = (below.iter(), above.iter());
    let order =
        against(|| round(runtime, &mut lower, by_floor), || round(runtime, &mut upper, by_shop));
    row(name, "concluding an order", &order);

    let [below, above] = [below, above].map(|people| runtime.block_on(orders_of(&shop, &people)));
    let by_floor = async |order: &Order| floor.pay(&shop, order).await;
    let by_shop = async |order: &Order| {
        let payment = the_payment_of(&shop, order);
        register_payment(&shop, &payment).await.expect("the payment is due");
    };
    let (mut lower, mut upper) = (below.iter(), above.iter());
    let payment =
        against(|| round(runtime, &mut lower, by_floor), || round(runtime, &mut upper, by_shop));
    row(name, "registering its payment", &payment);

    if let Db::Postgres(_) = shop.db {
        println!("\nStatements, the same on both engines\n");
        for (what, [by_shop, by_floor]) in statements {
            println!("{what:<34}{}; the floor {}", told(by_shop), told(by_floor));
        }
    }
}

async fn orders_of(shop: &TestContext, people: &[AboutToOrder]) -> Vec<Order> {
    let mut orders = Vec::with_capacity(people.len());
    for person in people {
        orders.push(order_of(shop, &person.customer).await);
    }
    orders
}

/// The next units of work, one after the other: how long one took.
fn round<'a, T: 'a>(
    runtime: &Runtime,
    items: &mut impl Iterator<Item = &'a T>,
    work: impl AsyncFn(&'a T),
) -> Duration {
    let begun = Instant::now();
    runtime.block_on(async {
        for _ in 0..PER_ROUND {
            work(items.next().expect("enough was prepared")).await;
        }
    });
    begun.elapsed() / PER_ROUND
}

fn row(engine: &str, name: &str, ratio: &Ratio) {
    println!("{:<40}{ratio:>24}", format!("{engine}: {name}"));
}

fn told(counted: Counted) -> String {
    format!("{} reading, {} writing", counted.reading, counted.writing)
}
