//! Several relays, one that crashes, and one that is told to stop.

use std::time::Duration;

use chrono::TimeDelta;
use platform::outbox::{self, NONE_FULL};
use rstest::rstest;
use services::outbox::relay;
use services::ports::mailer::Mailer;
use services::testing::Engine;
use services::testing::store::mailbox;
use tokio_util::sync::CancellationToken;

use super::{how_to_pay, message_ids, posted, second_process, waiting};
use crate::smtp_sink::SmtpSink;

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_relays_share_fifty_mails_without_sending_one_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    for number in 1..=50 {
        posted(&shop, "anna@example.it", &how_to_pay(&format!("{number:04}"))).await;
    }

    let other = second_process(&shop).await;
    let relays: Vec<_> = [(*shop).clone(), other]
        .into_iter()
        .map(|ctx| {
            let mailer = Mailer::smtp(&sink.url()).unwrap();
            tokio::spawn(async move { relay::deliver_due(&ctx, &mailer).await.unwrap() })
        })
        .collect();
    let mut shares = Vec::new();
    for relay in relays {
        shares.push(relay.await.unwrap());
    }

    assert_eq!(shares.iter().sum::<usize>(), 50, "{shares:?}");
    assert!(shares.iter().all(|share| *share > 0), "both had work: {shares:?}");
    assert_eq!(waiting(&shop.db).await, 0);
    assert_eq!(sink.received.lock().unwrap().len(), 50);
    assert_eq!(message_ids(&sink).len(), 50);
}

#[rstest]
#[tokio::test]
async fn the_lease_of_a_crashed_relay_expires_and_only_then_another_takes_the_mail(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mailer = Mailer::mailbox(shop.db.clone());
    posted(&shop, "anna@example.it", &how_to_pay("1001")).await;
    let lease = |seconds| {
        let shop = (*shop).clone();
        async move {
            let (now, lease) = (shop.now(), shop.new_id());
            let mut tx = shop.db.write().await.unwrap();
            let until = now + TimeDelta::seconds(seconds);
            let mail = outbox::lease_next(&mut tx, lease, now, until, NONE_FULL, &mut vec![])
                .await
                .unwrap();
            tx.commit().await.unwrap();
            mail
        }
    };

    let crashed = lease(60).await.unwrap();
    assert!(lease(60).await.is_none());
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);

    shop.clock.advance(TimeDelta::seconds(61));
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);

    // The first one was only asleep: its late word about a failure changes nothing.
    let mut tx = shop.db.write().await.unwrap();
    outbox::failed(&mut tx, &crashed, "late", shop.now()).await.unwrap();
    outbox::delivered(&mut tx, crashed.id, shop.now()).await.unwrap();
    tx.commit().await.unwrap();
    shop.clock.advance(TimeDelta::days(1));
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn a_crash_after_the_delivery_sends_the_same_message_again_and_the_mailbox_keeps_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    posted(&shop, "anna@example.it", &how_to_pay("1001")).await;
    let forget_the_delivery = async || {
        let mut tx = shop.db.write().await.unwrap();
        tx.sql("UPDATE outbox SET delivered_at = NULL, payload = $1")
            .bind(r#"{"text":"the same","html":"<p>the same</p>"}"#)
            .run()
            .await
            .unwrap();
        tx.commit().await.unwrap();
    };

    for mailer in [Mailer::smtp(&sink.url()).unwrap(), Mailer::mailbox(shop.db.clone())] {
        for _ in 0..2 {
            assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);
            forget_the_delivery().await;
        }
    }

    let ids = message_ids(&sink);
    assert_eq!(ids.len(), 1, "{ids:?}");
    let kept = mailbox::newest_to(&mut shop.db.read().await.unwrap(), "", 10).await.unwrap();
    assert_eq!(kept.len(), 1);
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_running_relay_delivers_what_comes_in_and_stops_when_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let shutdown = CancellationToken::new();
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    let running =
        tokio::spawn(relay::run_forever((*shop).clone(), mailer, shutdown.child_token(), |_| ()));

    for number in ["1001", "1002"] {
        posted(&shop, "anna@example.it", &how_to_pay(number)).await;
        let gone = async {
            while waiting(&shop.db).await > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), gone).await.unwrap();
    }
    assert_eq!(sink.received.lock().unwrap().len(), 2);

    shutdown.cancel();
    tokio::time::timeout(Duration::from_millis(500), running).await.unwrap().unwrap();
}
