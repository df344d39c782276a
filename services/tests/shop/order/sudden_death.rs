//! `kill -9` at any moment of registering a payment, or of delivering its mails.
//!
//! A process of its own does the work and dies from a real SIGKILL: after each of its statements,
//! in the middle of its commit, and at forty moments in between. What it leaves in the database
//! is either nothing or everything, and after a restart everything, once.
//!
//! The process is this test binary again. It counts its steps by the log that sqlx writes of
//! each statement, so the shop itself has nothing in it for these tests.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use domain::Product::{self, Documents, Invoicing};
use domain::cart::Cart;
use domain::demo::DemoOutcome;
use domain::order::{Order, OrderState, PaymentMethod};
use rstest::rstest;
use services::demo::choose;
use services::order::{Registration, register_payment, show};
use services::outbox::relay;
use services::payment::{come_back, look_after_attempts, look_after_keepings, pay, work_through};
use services::ports::Mailer;
use services::store::{attempts, mailbox, orders, outbox};
use services::testing::{Customer, Engine, TestContext, a_customer, day, test_day, the_payment_of};
use services::{Clock, Context, Db, Settings};

use crate::seen::{self, Letter};
use crate::smtp_sink::SmtpSink;

/// What the process is told by its environment.
const DATABASE: &str = "BOTTEGA_TEST_VICTIM_DATABASE";
const ORDER: &str = "BOTTEGA_TEST_VICTIM_ORDER";
const CARD_ORDER: &str = "BOTTEGA_TEST_VICTIM_CARD_ORDER";
const MAIL_SERVER: &str = "BOTTEGA_TEST_VICTIM_MAIL_SERVER";
const STANDS_STILL_AT: &str = "BOTTEGA_TEST_VICTIM_STANDS_STILL_AT";

/// More than any errand has.
const STEPS_MAX: usize = 160;

/// The mails of a card that is kept.
const KEEPING: [&str; 2] = ["method_stored", "renewal_turned_on"];

/// What the process says on its standard output.
const STEP: &str = "step ";
const FINISHED: &str = "finished";

// ---------------------------------------------------------------------------------------------
// The process that dies

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

/// Takes a step for each statement that sqlx logs as done.
struct StatementLog;

impl tracing::Subscriber for StatementLog {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, _: &tracing::Event<'_>) {
        step();
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::Id {
        tracing::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::Id, _: &tracing::Id) {}
    fn enter(&self, _: &tracing::Id) {}
    fn exit(&self, _: &tracing::Id) {}
}

/// SQLite's COMMIT is no statement of that log; the library calls back just before it happens.
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
    let db = Db::open(&url).await.unwrap();
    let settings = Settings { demo: told(CARD_ORDER).is_some(), ..Settings::default() };
    let ctx = Context::new(db, Clock::fixed(test_day()), settings);
    take_a_step_before_each_commit(&ctx.db).await;
    LAST_STEP.set(told(STANDS_STILL_AT).unwrap().parse().unwrap()).unwrap();
    tracing::subscriber::set_global_default(StatementLog).unwrap();

    if let Some(url) = told(MAIL_SERVER) {
        relay::run_once(&ctx, &Mailer::smtp(&url).unwrap()).await.unwrap();
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
async fn pays_by_card(ctx: &Context, number: i64) {
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
    look_after_keepings(ctx).await.unwrap();
}

// ---------------------------------------------------------------------------------------------
// Whoever kills it

/// What the process is to do.
#[derive(Clone)]
enum Errand {
    Register { number: i64 },
    PayByCard { number: i64 },
    Deliver { mail_server: String },
}

/// A running process and what it says.
struct Victim {
    child: Child,
    says: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

/// When the process dies.
#[derive(Clone, Copy, Debug)]
enum Moment {
    AfterStep(usize),
    /// This long after its first step.
    Later(Duration),
    Never,
}

/// Starts the process on its errand and kills it. False when it had finished before.
fn killed(shop: &TestContext, errand: &Errand, moment: Moment) -> bool {
    let mut victim = Victim::start(shop, errand, moment);
    match moment {
        Moment::Never => assert!(victim.says_until(FINISHED), "it was not to be killed"),
        Moment::AfterStep(step) => {
            if !victim.says_until(&format!("{STEP}{step}")) {
                return victim.buried();
            }
        }
        Moment::Later(delay) => {
            assert!(victim.says_until(&format!("{STEP}1")), "it did nothing at all");
            std::thread::sleep(delay);
        }
    }
    victim.child.kill().unwrap();
    victim.buried()
}

impl Victim {
    fn start(shop: &TestContext, errand: &Errand, moment: Moment) -> Self {
        let stands_still_at = match moment {
            Moment::AfterStep(step) => step,
            Moment::Later(_) | Moment::Never => 0,
        };
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "order::sudden_death::the_victim", "--ignored", "--nocapture"])
            .env(DATABASE, shop.database_url())
            .env(STANDS_STILL_AT, stands_still_at.to_string())
            .stdout(Stdio::piped());
        match errand {
            Errand::Register { number } => command.env(ORDER, number.to_string()),
            Errand::PayByCard { number } => command.env(CARD_ORDER, number.to_string()),
            Errand::Deliver { mail_server } => command.env(MAIL_SERVER, mail_server),
        };
        let mut child = command.spawn().unwrap();
        let says = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, says }
    }

    /// Waits for a line; false when the process ended without saying it.
    fn says_until(&mut self, line: &str) -> bool {
        self.says.by_ref().any(|said| said.unwrap() == line)
    }

    /// Waits for the end. True when it was SIGKILL, false when the process went of itself.
    fn buried(mut self) -> bool {
        let status = self.child.wait().unwrap();
        assert!(status.success() || status.signal() == Some(9), "{status}");
        status.signal() == Some(9)
    }
}

/// What is paid for.
#[derive(Clone, Copy, Debug)]
enum Paid {
    AFirstService,
    AModule,
}

impl Paid {
    async fn order(self, shop: &TestContext) -> (Customer, Order) {
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
    fn letters(self) -> [&'static str; 2] {
        match self {
            Paid::AFirstService => ["payment_confirmed", "service_activated"],
            Paid::AModule => ["add_ons_active", "payment_confirmed"],
        }
    }
}

/// An order whose payment a process is registering when it is killed.
struct Case<'a> {
    shop: &'a TestContext,
    paid: Paid,
    anna: Customer,
    order: Order,
    /// The mails that were there before, by their names.
    before: BTreeSet<String>,
}

impl<'a> Case<'a> {
    async fn new(shop: &'a TestContext, paid: Paid) -> Self {
        let (anna, order) = paid.order(shop).await;
        let before = message_ids(&seen::letters(shop).await);
        Self { shop, paid, anna, order, before }
    }

    fn errand(&self) -> Errand {
        Errand::Register { number: self.order.number }
    }

    /// The kinds of the mails that were written since, in the order of the alphabet: ids of two
    /// processes that live in the same moment have no order. First those of the payment, then
    /// those of the way to pay that is kept, which follow it.
    async fn letters(&self) -> (Vec<String>, Vec<String>) {
        let letters = seen::letters(self.shop).await.into_iter();
        let since = letters.filter(|letter| !self.before.contains(&letter.message_id));
        let mut kinds: Vec<String> = since.map(|letter| letter.kind).collect();
        kinds.sort_unstable();
        kinds.into_iter().partition(|kind| !KEEPING.contains(&kind.as_str()))
    }

    /// True when the payment is registered and everything that belongs to it is there, false
    /// when nothing of it is. Panics when it is half done.
    async fn is_registered(&self) -> bool {
        let order = show(self.shop, self.anna.account, self.order.number).await.unwrap();
        let today = test_day();
        let is_registered = match order.state {
            OrderState::AwaitingPayment { .. } => {
                // Only the way to pay may have been chosen anew.
                let method = self.order.method;
                assert_eq!(Order { method, ..order }, self.order);
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
        let expected = self.paid.letters();
        let expected = if is_registered { expected.as_slice() } else { &[] };
        assert_eq!(self.letters().await.0, expected);
        is_registered
    }

    /// After the restart somebody registers the payment again. Tells whether it was there.
    async fn completed(&self) -> bool {
        let was_registered = self.is_registered().await;
        let payment = the_payment_of(self.shop, &self.order);
        let again = register_payment(self.shop, &payment).await.unwrap().again;
        assert_eq!(again, was_registered);
        assert!(self.is_registered().await);
        was_registered
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_any_step_a_registration_is_whole_or_never_was(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Paid::AFirstService, Paid::AModule)] paid: Paid,
) {
    let shop = engine.fresh_context().await;

    let mut outcomes = Vec::new();
    for step in 1..=STEPS_MAX {
        let case = Case::new(&shop, paid).await;
        if !killed(&shop, &case.errand(), Moment::AfterStep(step)) {
            assert!(case.is_registered().await, "it was not killed");
            break;
        }
        outcomes.push(case.completed().await);
    }

    // Nothing up to the commit, everything from the commit on: on PostgreSQL that is the last
    // statement, on SQLite the step before it; after the commit the process still has to answer.
    let commit = match engine {
        Engine::Postgres if is_postgres(&shop) => outcomes.len() - 2,
        Engine::Postgres | Engine::Sqlite => outcomes.len() - 1,
    };
    assert!((12..STEPS_MAX).contains(&outcomes.len()), "{outcomes:?}");
    assert!(outcomes[..commit].iter().all(|is_registered| !is_registered), "{outcomes:?}");
    assert!(outcomes[commit..].iter().all(|is_registered| *is_registered), "{outcomes:?}");

    // Each mail leaves once, under the name that it was written with.
    let written = message_ids(&seen::letters(&shop).await);
    relay::run_once(&shop, &Mailer::mailbox(shop.db.clone())).await.unwrap();
    let mut tx = shop.db.read().await.unwrap();
    let received = mailbox::newest(&mut tx, 1000).await.unwrap();
    let names: BTreeSet<String> = received.iter().map(|mail| mail.message_id.clone()).collect();
    assert_eq!((received.len(), names), (written.len(), written));
}

/// False when PostgreSQL is left out and its cases run on SQLite.
fn is_postgres(shop: &TestContext) -> bool {
    matches!(shop.db, Db::Postgres(_))
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_a_registration_is_whole_or_never_was(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    const MOMENTS: u32 = 40;
    let shop = engine.fresh_context().await;
    let undisturbed = Case::new(&shop, Paid::AFirstService).await;
    let mut victim = Victim::start(&shop, &undisturbed.errand(), Moment::Never);
    assert!(victim.says_until(&format!("{STEP}1")));
    let first_step = Instant::now();
    assert!(victim.says_until(FINISHED));
    let takes = first_step.elapsed();
    assert!(!victim.buried() && undisturbed.is_registered().await);

    let mut registered = 0;
    for moment in 0..MOMENTS {
        let case = Case::new(&shop, Paid::AFirstService).await;
        // The last ones come after the commit of most runs, and before the end of some.
        let delay = takes * moment / (MOMENTS - 8);
        killed(&shop, &case.errand(), Moment::Later(delay));
        registered += u32::from(case.completed().await);
    }

    println!("{registered} of {MOMENTS} were registered when the process died, within {takes:?}");
    assert!(registered < MOMENTS, "one was killed right after its first statement");
}

/// Between every two side effects of a card payment, the provider's included.
#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_any_step_a_card_payment_is_made_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let settings = Settings { demo: true, ..Settings::default() };
    let shop = engine.fresh_context_with(settings).await;

    let mut deaths = 0;
    for step in 1..=STEPS_MAX {
        let case = Case::new(&shop, Paid::AModule).await;
        let number = case.order.number;
        if !killed(&shop, &Errand::PayByCard { number }, Moment::AfterStep(step)) {
            assert!(case.is_registered().await, "it was not killed");
            break;
        }
        deaths += 1;
        case.is_registered().await;

        // The shop starts again: the janitor asks, the customer tries again, messages arrive.
        shop.clock.advance(TimeDelta::seconds(90));
        look_after_attempts(&shop).await.unwrap();
        look_after_keepings(&shop).await.unwrap();
        shop.clock.set_to_day(test_day());
        pays_by_card(&shop, number).await;
        look_after_keepings(&shop).await.unwrap();

        assert!(case.is_registered().await);
        assert_eq!(case.letters().await.1, KEEPING, "the card is kept once");
    }

    assert!((40..STEPS_MAX).contains(&deaths), "{deaths} deaths");
    let captures = "SELECT COUNT(*) FROM demo_payment WHERE state = 'succeeded'";
    let attempts = "SELECT COUNT(*) FROM payment_attempt";
    let orders = seen::number(&shop, "SELECT COUNT(*) FROM purchase_order").await;
    assert_eq!(seen::number(&shop, captures).await, orders, "one capture an order");
    assert_eq!(seen::number(&shop, attempts).await, orders, "one try an order");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM payment_case").await, 0);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_any_step_the_relay_loses_no_mail_and_renames_none(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let errand = Errand::Deliver { mail_server: sink.url() };
    let mut twice = 0;

    for step in 1..=STEPS_MAX {
        // The process has the day of the tests, and so have the mails: those of earlier rounds
        // are delivered.
        shop.clock.set_to_day(test_day());
        Paid::AModule.order(&shop).await;
        let written = message_ids(&seen::letters(&shop).await);
        assert_eq!(written.len(), 2);
        sink.received.lock().unwrap().clear();

        let was_killed = killed(&shop, &errand, Moment::AfterStep(step));
        // The lease of the dead process ends.
        shop.clock.advance(TimeDelta::minutes(3));
        relay::run_once(&shop, &Mailer::smtp(&sink.url()).unwrap()).await.unwrap();

        let waiting = outbox::waiting(&mut shop.db.read().await.unwrap()).await.unwrap();
        assert_eq!(waiting, 0, "nothing is lost");
        let received = sink.received.lock().unwrap().clone();
        let names: BTreeSet<String> = received.iter().map(|mail| message_id(mail)).collect();
        assert_eq!(names, written, "whoever gets one twice can see that it is one");
        assert!(received.len() <= written.len() + 1, "at most the one under way goes out again");
        twice += received.len() - written.len();
        if !was_killed {
            assert!(step > 8, "two mails take more than {step} steps");
            break;
        }
    }
    assert!(twice > 0, "one death came between a delivery and the note of it");
}

fn message_ids(letters: &[Letter]) -> BTreeSet<String> {
    letters.iter().map(|letter| letter.message_id.clone()).collect()
}

/// The name of a mail as it went over the line.
fn message_id(mail: &str) -> String {
    let line = mail.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap();
    line.trim_end_matches('>').to_owned()
}
