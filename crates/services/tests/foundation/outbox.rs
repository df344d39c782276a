//! Mails are never lost and never delivered by two relays at once.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use platform::{
    Db,
    mail::{Carrier, Message, SendError},
    outbox::{self, STUCK_AFTER},
};
use rstest::rstest;
use services::Context;
use services::mail::{HowToPay, Mail, ServiceActivated, WayToPay};
use services::outbox::{post, relay};
use services::ports::mailer::Mailer;
use services::testing::store::mailbox;
use services::testing::{Engine, TestContext, a_key_ring, price_list, settings};

use crate::smtp_sink::SmtpSink;

mod at_once;
mod relays;
mod sealed;

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
