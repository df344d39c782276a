//! `kill -9` at any moment of registering a payment, or of delivering its mails.
//!
//! A process of its own does the work and dies from a real SIGKILL: after each of its statements that
//! change something, in the middle of its commit, and at some moments in between. What it leaves in the database
//! is either nothing or everything, and after a restart everything, once. The process is this
//! test binary again.

mod case;
mod killer;
mod victim;

use std::collections::BTreeSet;
use std::time::Instant;

use chrono::TimeDelta;
use platform::outbox;
use rstest::rstest;
use services::demo;
use services::outbox::relay;
use services::payment::{look_after_attempts, look_after_setups};
use services::ports::Mailer;
use services::testing::store::mailbox;
use services::testing::{Engine, test_day};

use crate::seen;
use crate::smtp_sink::SmtpSink;
use case::{Case, KEEPING, Paid, message_ids};
use killer::{Errand, Moment, Victim, killed};
use victim::{FINISHED, STEP, pays_by_card};

/// More than any errand has.
const STEPS_MAX: usize = 200;

/// Deaths at once, each of a process with a database of its own.
const AT_ONCE: usize = 6;

/// Lets a process die after each of its steps, until one goes of itself. `case` tells what came of
/// a death after one step, or nothing of a process that had finished before.
async fn after_each_step<T, F>(case: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = Option<T>> + Send + 'static,
{
    let mut outcomes = Vec::new();
    for first in (1..=STEPS_MAX).step_by(AT_ONCE) {
        let cases: Vec<_> = (first..first + AT_ONCE).map(|step| tokio::spawn(case(step))).collect();
        let before = outcomes.len();
        for case in cases {
            outcomes.extend(case.await.unwrap());
        }
        if outcomes.len() < before + AT_ONCE {
            return outcomes;
        }
    }
    panic!("no process has finished within {STEPS_MAX} steps");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_any_step_a_registration_is_whole_or_never_was(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Paid::AFirstService, Paid::AModule)] paid: Paid,
) {
    let outcomes = after_each_step(|step| async move {
        let shop = engine.fresh_context().await;
        let case = Case::new(&shop, paid).await;
        if !killed(&shop, &case.errand(), Moment::AfterStep(step)).await {
            assert!(case.is_registered().await, "it was not killed");
            return None;
        }
        let was_registered = case.completed().await;

        // Each mail leaves once, under the name that it was written with.
        let written = message_ids(&seen::mails(&shop).await);
        relay::deliver_due(&shop, &Mailer::mailbox(shop.db.clone())).await.unwrap();
        let mut tx = shop.db.read().await.unwrap();
        let received = mailbox::newest_to(&mut tx, "", 1000).await.unwrap();
        let names: BTreeSet<String> = received.iter().map(|mail| mail.message_id.clone()).collect();
        assert_eq!((received.len(), names), (written.len(), written));
        Some(was_registered)
    })
    .await;

    // Nothing before the commit is done, everything from then on: it is the last statement, after
    // which the process still has to answer.
    println!("{} steps", outcomes.len());
    assert!(outcomes.len() >= 15, "{outcomes:?}");
    let commit = outcomes.len() - 2;
    assert!(outcomes[..commit].iter().all(|is_registered| !is_registered), "{outcomes:?}");
    assert!(outcomes[commit..].iter().all(|is_registered| *is_registered), "{outcomes:?}");
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_a_registration_is_whole_or_never_was(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    const MOMENTS: u32 = 24;
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
        let delay = takes * moment / (MOMENTS - 4);
        killed(&shop, &case.errand(), Moment::Later(delay)).await;
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
    let deaths = after_each_step(|step| async move {
        let shop = engine.fresh_context_with(demo::settings()).await;
        let case = Case::new(&shop, Paid::AModule).await;
        let number = case.order.number;
        if !killed(&shop, &Errand::PayByCard { number }, Moment::AfterStep(step)).await {
            assert!(case.is_registered().await, "it was not killed");
            return None;
        }
        case.is_registered().await;

        // The shop starts again: the janitor asks, the customer tries again, messages arrive.
        shop.clock.advance(TimeDelta::seconds(90));
        look_after_attempts(&shop).await.unwrap();
        look_after_setups(&shop).await.unwrap();
        shop.clock.set_to_day(test_day());
        pays_by_card(&shop, number).await;
        look_after_setups(&shop).await.unwrap();

        assert!(case.is_registered().await);
        assert_eq!(case.mails().await.1, KEEPING, "the card is kept once");
        let captures = "SELECT COUNT(*) FROM demo_payment WHERE state = 'succeeded'";
        assert_eq!(seen::number(&shop, captures).await, 1, "one capture");
        assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM payment_attempt").await, 1);
        assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM payment_case").await, 0);
        Some(())
    })
    .await;

    println!("{} steps", deaths.len());
    assert!(deaths.len() >= 50, "{} deaths", deaths.len());
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_after_any_step_the_relay_loses_no_mail_and_renames_none(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let twice = after_each_step(|step| async move {
        let shop = engine.fresh_context().await;
        let sink = SmtpSink::open(None).await;
        let errand = Errand::Deliver { mail_server: sink.url() };
        Paid::AModule.order(&shop).await;
        let written = message_ids(&seen::mails(&shop).await);
        assert_eq!(written.len(), 2);

        let was_killed = killed(&shop, &errand, Moment::AfterStep(step)).await;
        // The lease of the dead process ends.
        shop.clock.advance(TimeDelta::minutes(3));
        relay::deliver_due(&shop, &Mailer::smtp(&sink.url()).unwrap()).await.unwrap();

        let waiting = outbox::waiting(&mut shop.db.read().await.unwrap()).await.unwrap();
        assert_eq!(waiting, 0, "nothing is lost");
        let received = sink.received.lock().unwrap().clone();
        let names: BTreeSet<String> = received.iter().map(|mail| message_id(mail)).collect();
        assert_eq!(names, written, "whoever gets one twice can see that it is one");
        assert!(received.len() <= written.len() * 2, "at most those under way go out again");
        was_killed.then(|| received.len() - written.len())
    })
    .await;

    println!("{} steps", twice.len());
    assert!(twice.len() >= 8, "two mails take more than {} steps", twice.len());
    assert!(twice.iter().sum::<usize>() > 0, "one death came between a delivery and its note");
}

/// The name of a mail as it went over the line.
fn message_id(mail: &str) -> String {
    let line = mail.lines().find_map(|line| line.strip_prefix("Message-ID: <")).unwrap();
    line.trim_end_matches('>').to_owned()
}
