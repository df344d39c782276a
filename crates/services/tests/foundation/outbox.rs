//! Mails are never lost and never delivered by two relays at once.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use platform::{
    Db, KeyRing,
    keys::Key,
    mail::{Carrier, Message, SendError},
    outbox::{self, NONE_FULL, STUCK_AFTER},
};
use rstest::rstest;
use services::Context;
use services::mail::{HowToPay, Mail, ServiceActivated, WayToPay};
use services::outbox::{post, relay};
use services::ports::mailer::Mailer;
use services::testing::store::mailbox;
use services::testing::{A_KEY, Engine, TestContext, a_key_ring, price_list, settings};
use tokio_util::sync::CancellationToken;

use crate::smtp_sink::SmtpSink;

mod at_once;

fn how_to_pay(order_number: &str) -> Mail {
    Mail::HowToPay(HowToPay {
        order_number: order_number.into(),
        order_url: format!("https://bottega.example/ordini/{order_number}"),
        amount: "39,65 €".into(),
        received: None,
        pay_by: "22 dicembre 2026".into(),
        way: WayToPay::OnThePage,
    })
}

fn credentials() -> Mail {
    Mail::ServiceActivated(ServiceActivated {
        service: "Fatturazione Elettronica".into(),
        active_until: "22 novembre 2027".into(),
        panel_username: "BT01234560512".into(),
        temporary_password: "SEGRETO-73-vela".into(),
        panel_url: "https://bottega.example/pannello".into(),
        valid_hours: 72,
    })
}

async fn posted(ctx: &Context, recipient: &str, mail: &Mail) {
    let mut tx = ctx.db.write().await.unwrap();
    post(ctx, &mut tx, recipient, mail).await.unwrap();
    tx.commit().await.unwrap();
}

async fn waiting(db: &Db) -> i64 {
    outbox::waiting(&mut db.read().await.unwrap()).await.unwrap()
}

fn message_ids(sink: &SmtpSink) -> BTreeSet<String> {
    let received = sink.received.lock().unwrap();
    received
        .iter()
        .filter_map(|mail| mail.lines().find(|line| line.starts_with("Message-ID")))
        .map(str::to_owned)
        .collect()
}

/// A mail outside any outbox.
fn message(to: &str) -> Message {
    Message {
        message_id: "1@bottega.example".into(),
        written_at: "2026-11-22T11:00:00Z".parse().unwrap(),
        from: "Bottega <noreply@bottega.example>".into(),
        to: to.into(),
        subject: "Prova".into(),
        text: "Prova".into(),
        html: "<p>Prova</p>".into(),
    }
}

/// The same rows seen by another process.
async fn second_process(shop: &TestContext) -> Context {
    let db = Db::open(shop.database_url()).await.unwrap();
    Context::new(db, shop.clock.clone(), settings(), price_list(), a_key_ring())
}

#[rstest]
#[tokio::test]
async fn a_mail_exists_only_if_its_transaction_is_committed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mailer = Mailer::mailbox(shop.db.clone());

    let mut tx = shop.db.write().await.unwrap();
    post(&shop, &mut tx, "anna@example.it", &how_to_pay("1001")).await.unwrap();
    drop(tx);
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);

    posted(&shop, "anna@example.it", &how_to_pay("1002")).await;
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);
    let box_ = mailbox::newest_to(&mut shop.db.read().await.unwrap(), "", 10).await.unwrap();
    assert_eq!(box_.len(), 1);
    assert_eq!(box_[0].subject, "Come pagare l'ordine 1002");
    assert_eq!(box_[0].recipient, "anna@example.it");
    assert!(box_[0].message_id.ends_with("@bottega.example"), "{}", box_[0].message_id);
    let same = mailbox::of_message(&mut shop.db.read().await.unwrap(), &box_[0].message_id).await;
    assert_eq!(same.unwrap().as_ref(), Some(&box_[0]));
}

#[rstest]
#[tokio::test]
async fn a_delivered_mail_is_not_sent_again_and_its_secret_is_forgotten(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    posted(&shop, "anna@example.it", &credentials()).await;

    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);
    shop.clock.advance(TimeDelta::days(30));
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);

    assert_eq!(sink.received.lock().unwrap().len(), 1);
    assert!(sink.received.lock().unwrap()[0].contains("SEGRETO-73-vela"));
    let mut tx = shop.db.read().await.unwrap();
    let (payload, delivered_at): (String, Option<DateTime<Utc>>) =
        tx.sql("SELECT payload, delivered_at FROM outbox").one().await.unwrap();
    assert_eq!(payload, "{}");
    assert!(delivered_at.is_some());
}

/// All that the outbox keeps of one mail, as whoever has a copy of the database reads it.
async fn row(shop: &Context) -> String {
    let mut tx = shop.db.read().await.unwrap();
    let (kind, recipient, subject, payload): (String, String, String, String) =
        tx.sql("SELECT kind, recipient, subject, payload FROM outbox").one().await.unwrap();
    [kind, recipient, subject, payload].join("\n")
}

#[rstest]
#[tokio::test]
async fn what_a_mail_says_is_sealed_until_it_leaves_also_across_a_change_of_keys(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    posted(&shop, "anna@example.it", &credentials()).await;
    let copied = row(&shop).await;
    let (old, new) = (A_KEY, Key::random().unwrap().reveal());
    let with = |keys: &str| {
        let keys = KeyRing::read(keys).unwrap();
        Context::new(shop.db.clone(), shop.clock.clone(), settings(), price_list(), keys)
    };

    assert!(copied.contains("anna@example.it"));
    for secret in ["SEGRETO-73-vela", "BT01234560512"] {
        assert!(!copied.contains(secret), "{copied}");
    }
    assert_eq!(relay::deliver_due(&with(&new), &mailer).await.unwrap(), 0, "its key is gone");
    shop.clock.advance(TimeDelta::hours(1));
    assert_eq!(relay::deliver_due(&with(&format!("{new}\n{old}")), &mailer).await.unwrap(), 1);
    assert!(sink.received.lock().unwrap()[0].contains("SEGRETO-73-vela"));
}

#[rstest]
#[tokio::test]
async fn a_mail_from_before_there_was_a_seal_is_delivered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    posted(&shop, "anna@example.it", &how_to_pay("1001")).await;
    let mut tx = shop.db.write().await.unwrap();
    let as_before = r#"{"text":"scritto allora","html":"<p>scritto allora</p>"}"#;
    tx.sql("UPDATE outbox SET payload = $1").bind(as_before).run().await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);

    assert!(sink.received.lock().unwrap()[0].contains("scritto allora"));
}

#[rstest]
#[tokio::test]
async fn a_text_that_was_moved_to_another_row_is_not_delivered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mailer = Mailer::mailbox(shop.db.clone());
    posted(&shop, "anna@example.it", &credentials()).await;
    posted(&shop, "mallory@example.it", &how_to_pay("1001")).await;
    let mut tx = shop.db.write().await.unwrap();
    let moved = "UPDATE outbox SET payload = (SELECT payload FROM outbox \
         WHERE recipient = 'anna@example.it') WHERE recipient = 'mallory@example.it'";
    assert_eq!(tx.sql(moved).run().await.unwrap(), 1);
    tx.commit().await.unwrap();

    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);

    let delivered = mailbox::newest_to(&mut shop.db.read().await.unwrap(), "", 10).await.unwrap();
    let recipients: Vec<_> = delivered.iter().map(|mail| mail.recipient.as_str()).collect();
    assert_eq!(recipients, ["anna@example.it"]);
}

#[rstest]
#[tokio::test]
async fn what_goes_over_the_line_is_a_proper_mail(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    posted(&shop, "Anna Càrdi <anna@example.it>", &how_to_pay("1001")).await;

    relay::deliver_due(&shop, &Mailer::smtp(&sink.url()).unwrap()).await.unwrap();

    let mail = sink.received.lock().unwrap()[0].clone();
    let headers = mail.split("\r\n\r\n").next().unwrap();
    for part in [
        "Subject: Come pagare l'ordine 1001",
        "From: Bottega <noreply@bottega.example>",
        "<anna@example.it>",
        "@bottega.example>",
        "Auto-Submitted: auto-generated",
        "Date: Sun, 22 Nov 2026 11:00:00 +0000",
        "multipart/alternative",
    ] {
        assert!(headers.contains(part), "{part} is missing in:\n{headers}");
    }
    let (text, html) = (mail.find("text/plain").unwrap(), mail.find("text/html").unwrap());
    assert!(text < html, "the best form of a mail comes last");
}

#[rstest]
#[tokio::test]
async fn a_server_that_is_down_delays_mails_and_loses_or_doubles_none(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let first = SmtpSink::open(None).await;
    let address = first.address;
    let mailer = Mailer::smtp(&first.url()).unwrap();
    first.close().await;
    let orders: Vec<String> = (1001..1006).map(|number: u32| number.to_string()).collect();
    for order in &orders {
        posted(&shop, "anna@example.it", &how_to_pay(order)).await;
    }

    for _ in 0..30 {
        assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);
        shop.clock.advance(TimeDelta::minutes(1));
    }
    assert_eq!(waiting(&shop.db).await, 5);

    let again = SmtpSink::open(Some(address)).await;
    shop.clock.advance(TimeDelta::minutes(10));
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 5);
    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 0);
    let received = again.received.lock().unwrap();
    assert_eq!(received.len(), 5);
    for order in &orders {
        let about = |mail: &&String| mail.contains(&format!("Come pagare l'ordine {order}"));
        assert_eq!(received.iter().filter(about).count(), 1, "{order}");
    }
}

#[rstest]
#[tokio::test]
async fn a_mail_that_nobody_wants_never_blocks_the_others_and_becomes_visible(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    posted(&shop, "nobody@nowhere.example", &how_to_pay("1001")).await;
    posted(&shop, "this is no address", &how_to_pay("1002")).await;
    posted(&shop, "anna@example.it", &how_to_pay("HANG UP")).await;
    posted(&shop, "anna@example.it", &how_to_pay("1003")).await;
    posted(&shop, "anna@example.it", &how_to_pay("1004")).await;
    let mut tx = shop.db.write().await.unwrap();
    tx.sql("UPDATE outbox SET payload = 'nonsense' WHERE subject = $1")
        .bind("Come pagare l'ordine 1003")
        .run()
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert_eq!(relay::deliver_due(&shop, &mailer).await.unwrap(), 1);
    assert!(sink.received.lock().unwrap()[0].contains("ordine 1004"));

    for _ in 0..STUCK_AFTER {
        shop.clock.advance(TimeDelta::days(1));
        relay::deliver_due(&shop, &mailer).await.unwrap();
    }
    let stuck = outbox::stuck(&mut shop.db.read().await.unwrap()).await.unwrap();
    let reasons: Vec<_> = stuck
        .iter()
        .map(|mail| (mail.subject.as_str(), mail.last_error.as_deref().unwrap()))
        .collect();
    assert_eq!(reasons.len(), 4, "{reasons:#?}");
    for (at, (subject, reason)) in [
        ("Come pagare l'ordine 1001", "no such mailbox"),
        ("Come pagare l'ordine 1002", "not a mail address"),
        ("Come pagare l'ordine HANG UP", "not taken yet"),
        ("Come pagare l'ordine 1003", "holds nonsense in payload"),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(reasons[at].0, subject);
        assert!(reasons[at].1.contains(reason), "{}", reasons[at].1);
    }
    assert_eq!(waiting(&shop.db).await, 4, "none was given up");
}

#[tokio::test]
async fn a_server_that_does_not_let_us_in_is_no_fault_of_the_mail() {
    let sink = SmtpSink::open(None).await;
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    let locked_out = mailer.send(&message("anna@locked.example")).await;
    let unwanted = mailer.send(&message("anna@nowhere.example")).await;
    let postponed = mailer.send(&message("anna@busy.example")).await;

    assert!(matches!(locked_out, Err(SendError::Unreachable(_))), "{locked_out:?}");
    assert!(matches!(unwanted, Err(SendError::Refused(_))), "{unwanted:?}");
    assert!(matches!(postponed, Err(SendError::Postponed(_))), "{postponed:?}");
}

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
