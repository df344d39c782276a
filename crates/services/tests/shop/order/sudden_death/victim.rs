//! The process that dies. It counts its steps by the log that sqlx writes of each statement, so
//! the shop itself has nothing in it for these tests.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use domain::demo::DemoOutcome;
use domain::order::PaymentMethod;
use platform::{Clock, Db};
use services::demo::choose;
use services::outbox::relay;
use services::payment::{
    Registration, come_back, look_after_setups, pay, register_payment, work_through,
};
use services::ports::Mailer;
use services::testing::store::{attempts, orders};
use services::testing::{a_key_ring, hash_cheaply, price_list, settings, test_day};
use services::{Context, Settings};

/// What the process is told by its environment.
pub const DATABASE: &str = "BOTTEGA_TEST_VICTIM_DATABASE";
pub const ORDER: &str = "BOTTEGA_TEST_VICTIM_ORDER";
pub const CARD_ORDER: &str = "BOTTEGA_TEST_VICTIM_CARD_ORDER";
pub const MAIL_SERVER: &str = "BOTTEGA_TEST_VICTIM_MAIL_SERVER";
pub const STANDS_STILL_AT: &str = "BOTTEGA_TEST_VICTIM_STANDS_STILL_AT";

/// What the process says on its standard output.
pub const STEP: &str = "step ";
pub const FINISHED: &str = "finished";

/// Its name among the tests of this binary.
pub const NAME: &str = "order::sudden_death::victim::the_victim";

static STEPS: AtomicUsize = AtomicUsize::new(0);
static LAST_STEP: OnceLock<usize> = OnceLock::new();

/// One more step is done. At the last one the process stands still until it is killed, and since
/// its work is one statement after the other, nothing more happens in it.
fn step() {
    let step = STEPS.fetch_add(1, Ordering::SeqCst) + 1;
    println!("\n{STEP}{step}");
    while LAST_STEP.get() == Some(&step) {
        std::thread::park();
    }
}

/// Takes a step for each statement that sqlx logs as done. Where something is only read, or a unit of
/// work begins or ends without a trace, nothing has changed since the step before: whoever dies there
/// leaves the same database behind.
struct StatementLog;

/// Whether an event of that log tells of such a place.
#[derive(Default)]
struct ChangesNothing(bool);

impl tracing::field::Visit for ChangesNothing {
    fn record_str(&mut self, field: &tracing::field::Field, value: &str) {
        if field.name() == "summary" {
            self.0 = ["SELECT", "BEGIN", "ROLLBACK"].iter().any(|word| value.starts_with(word));
        }
    }

    fn record_debug(&mut self, _: &tracing::field::Field, _: &dyn std::fmt::Debug) {}
}

impl tracing::Subscriber for StatementLog {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let mut place = ChangesNothing::default();
        event.record(&mut place);
        if !place.0 {
            step();
        }
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::Id {
        tracing::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::Id, _: &tracing::Id) {}
    fn enter(&self, _: &tracing::Id) {}
    fn exit(&self, _: &tracing::Id) {}
}

/// The log knows a COMMIT once it is done; SQLite also calls back just before it happens.
async fn take_a_step_before_each_commit(db: &Db) {
    if let Db::Sqlite { writer, .. } = db {
        let mut connection = writer.acquire().await.unwrap();
        connection.lock_handle().await.unwrap().set_commit_hook(|| {
            step();
            true
        });
    }
}

#[expect(clippy::disallowed_methods, reason = "this is how the process is told what to do")]
fn told(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

#[tokio::test]
#[ignore = "no test: the others start it as a process of its own and kill it"]
async fn the_victim() {
    let Some(url) = told(DATABASE) else { return };
    hash_cheaply();
    let db = Db::open(&url).await.unwrap();
    let settings = Settings { demo: told(CARD_ORDER).is_some(), ..settings() };
    let ctx = Context::new(db, Clock::fixed(test_day()), settings, price_list(), a_key_ring());
    take_a_step_before_each_commit(&ctx.db).await;
    LAST_STEP.set(told(STANDS_STILL_AT).unwrap().parse().unwrap()).unwrap();
    tracing::subscriber::set_global_default(StatementLog).unwrap();

    if let Some(url) = told(MAIL_SERVER) {
        relay::deliver_due(&ctx, &Mailer::smtp(&url).unwrap()).await.unwrap();
    } else if let Some(number) = told(CARD_ORDER) {
        pays_by_card(&ctx, number.parse().unwrap()).await;
    } else {
        let number = told(ORDER).unwrap().parse().unwrap();
        let paid_on = test_day();
        let payment = Registration { number, paid_on, amount: None, by: "la vittima".into() };
        register_payment(&ctx, &payment).await.unwrap();
    }
    step();
    println!("\n{FINISHED}");
}

/// Everything that a card payment does, from `Paga` to the provider's own message. The demo's
/// provider keeps its books in the same database, so its side effects are steps too.
pub async fn pays_by_card(ctx: &Context, number: i64) {
    let mut tx = ctx.db.read().await.unwrap();
    let order = orders::by_number(&mut tx, number).await.unwrap();
    drop(tx);
    if order.state.is_awaiting_payment() {
        pay(ctx, order.account, number, PaymentMethod::Card).await.unwrap();
        let mut tx = ctx.db.read().await.unwrap();
        let live = attempts::live(&mut tx, order.id).await.unwrap();
        drop(tx);
        if let Some(attempt) = live {
            // What the customer does at the provider, unless it has been done before.
            drop(choose(ctx, attempt.id, DemoOutcome::SaysItTwice).await);
        }
        come_back(ctx, order.account, number).await.unwrap();
    }
    while work_through(ctx).await.unwrap() > 0 {}
    look_after_setups(ctx).await.unwrap();
}
