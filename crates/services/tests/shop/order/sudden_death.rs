//! `kill -9` at any moment of registering a payment, or of delivering its mails.
//!
//! A process of its own does the work and dies from a real SIGKILL: after each of its statements,
//! in the middle of its commit, and at forty moments in between. What it leaves in the database
//! is either nothing or everything, and after a restart everything, once. The process is this
//! test binary again.

mod case;
mod killer;
mod victim;

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::TimeDelta;
use rstest::rstest;
use services::demo;
use services::outbox::relay;
use services::payment::{look_after_attempts, look_after_keepings};
use services::ports::Mailer;
use services::store::{mailbox, outbox};
use services::testing::{Engine, test_day};

use crate::seen;
use crate::smtp_sink::SmtpSink;
use case::{Case, KEEPING, Paid, message_ids};
use killer::{Errand, Moment, Victim, killed};
use victim::{FINISHED, STEP, pays_by_card};

/// More than any errand has.
const STEPS_MAX: usize = 200;

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

    // Nothing before the commit is done, everything from then on: it is the last statement, after
    // which the process still has to answer.
    assert!((12..STEPS_MAX).contains(&outcomes.len()), "{outcomes:?}");
    let commit = outcomes.len() - 2;
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
    let shop = engine.fresh_context_with(demo::settings()).await;

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
        assert!(received.len() <= written.len() * 2, "at most those under way go out again");
        twice += received.len() - written.len();
        if !was_killed {
            assert!(step > 8, "two mails take more than {step} steps");
            break;
        }
    }
    assert!(twice > 0, "one death came between a delivery and the note of it");
}

/// The name of a mail as it went over the line.
fn message_id(mail: &str) -> String {
    let line = mail.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap();
    line.trim_end_matches('>').to_owned()
}
