//! Whoever makes the relay wait holds up nobody else. Told by order and counts: a slow recipient
//! gets its answer when the test opens the gate.

use std::time::Duration;

use platform::{
    mail::{Carrier, Patience, SendError},
    outbox::{PLACES, PLACES_OF_A_DOMAIN},
};
use rstest::rstest;
use services::Context;
use services::outbox::relay;
use services::ports::mailer::Mailer;
use services::testing::Engine;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{how_to_pay, message, posted, second_process, waiting};
use crate::smtp_sink::SmtpSink;

/// A whole round of a relay in a process of its own.
fn a_round(ctx: Context, sink: &SmtpSink) -> JoinHandle<usize> {
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    tokio::spawn(async move { relay::deliver_due(&ctx, &mailer).await.unwrap() })
}

async fn is_received(sink: &SmtpSink, order: &str) {
    let words = format!("Come pagare l'ordine {order}");
    let gone = async {
        while !sink.received.lock().unwrap().iter().any(|mail| mail.contains(&words)) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("it leaves");
}

#[rstest]
#[tokio::test]
async fn a_domain_that_answers_slowly_holds_up_nobody_else(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let slow = PLACES + 1;
    for number in 0..slow {
        posted(&shop, &format!("{number}@slow.example"), &how_to_pay(&format!("{number:04}")))
            .await;
    }
    posted(&shop, "Anna <anna@example.it>", &how_to_pay("9001")).await;

    let round = a_round((*shop).clone(), &sink);
    is_received(&sink, "9001").await;

    sink.has_kept_waiting(PLACES_OF_A_DOMAIN).await;
    assert_eq!(sink.kept_waiting(), PLACES_OF_A_DOMAIN, "the others wait in the outbox");
    assert_eq!(sink.received.lock().unwrap().len(), 1);
    sink.open_gate();
    assert_eq!(round.await.unwrap(), slow + 1, "none is forgotten");
    assert_eq!(waiting(&shop.db).await, 0);
}

#[rstest]
#[tokio::test]
async fn many_slow_domains_take_every_place_and_no_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    for number in 0..PLACES + 3 {
        let recipient = format!("anna@{number}.slow.example");
        posted(&shop, &recipient, &how_to_pay(&format!("{number:04}"))).await;
    }

    let round = a_round((*shop).clone(), &sink);
    sink.has_kept_waiting(PLACES).await;

    let mut tx = shop.db.read().await.unwrap();
    let (leased,): (i64,) =
        tx.sql("SELECT COUNT(*) FROM outbox WHERE lease IS NOT NULL").one().await.unwrap();
    drop(tx);
    assert_eq!(usize::try_from(leased).unwrap(), PLACES);
    assert_eq!(sink.kept_waiting(), PLACES);
    sink.open_gate();
    assert_eq!(round.await.unwrap(), PLACES + 3);
}

#[rstest]
#[tokio::test]
async fn each_server_has_places_of_its_own_and_no_mail_goes_twice(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let mails = PLACES_OF_A_DOMAIN * 2 + 1;
    for number in 0..mails {
        posted(&shop, "anna@slow.example", &how_to_pay(&format!("{number:04}"))).await;
    }

    let rounds = [a_round((*shop).clone(), &sink), a_round(second_process(&shop).await, &sink)];
    sink.has_kept_waiting(PLACES_OF_A_DOMAIN * 2).await;

    sink.open_gate();
    let mut delivered = 0;
    for round in rounds {
        delivered += round.await.unwrap();
    }
    assert_eq!(delivered, mails);
    assert_eq!(sink.received.lock().unwrap().len(), mails);
    assert_eq!(super::message_ids(&sink).len(), mails);
}

#[rstest]
#[tokio::test]
async fn a_stop_lets_what_has_begun_arrive_and_begins_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let sink = SmtpSink::open(None).await;
    let stopping = CancellationToken::new();
    for number in 0..=PLACES_OF_A_DOMAIN {
        posted(&shop, "anna@slow.example", &how_to_pay(&format!("{number:04}"))).await;
    }
    let mailer = Mailer::smtp(&sink.url()).unwrap();
    let running =
        tokio::spawn(relay::run_forever((*shop).clone(), mailer, stopping.clone(), |_| ()));
    sink.has_kept_waiting(PLACES_OF_A_DOMAIN).await;

    stopping.cancel();
    tokio::task::yield_now().await;
    assert!(!running.is_finished(), "deliveries are under way");
    sink.open_gate();
    tokio::time::timeout(Duration::from_secs(20), running).await.unwrap().unwrap();

    assert_eq!(sink.received.lock().unwrap().len(), PLACES_OF_A_DOMAIN);
    assert_eq!(waiting(&shop.db).await, 1, "it waits for the next start");
}

/// Everything that waits for an answer gets none for so long.
const SHORT: Duration = Duration::from_millis(50);

#[tokio::test]
async fn a_server_that_says_nothing_at_the_door_is_a_closed_door() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", silent.local_addr().unwrap());
    let patience = Patience { entering: SHORT, ..Patience::USUAL };
    let mailer = Mailer::smtp_within(&url, patience).unwrap();

    let sent = mailer.send(&message("anna@example.it")).await;

    assert!(matches!(sent, Err(SendError::Unreachable(_))), "{sent:?}");
}

#[tokio::test]
async fn a_server_that_falls_silent_over_a_mail_postpones_that_mail_alone() {
    let sink = SmtpSink::open(None).await;
    let patience = Patience { handing_over: SHORT, ..Patience::USUAL };
    let mailer = Mailer::smtp_within(&sink.url(), patience).unwrap();

    let sent = mailer.send(&message("anna@slow.example")).await;

    assert!(matches!(sent, Err(SendError::Postponed(_))), "{sent:?}");
}

#[rstest]
#[tokio::test]
async fn mails_that_wait_from_before_know_their_domain(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let recipients = ["Anna Càrdi <anna@Uno.Example>", "b@due.example", "this is no address"];
    let mut tx = shop.db.write().await.unwrap();
    tx.sql("ALTER TABLE outbox DROP COLUMN recipient_domain").run().await.unwrap();
    for recipient in recipients {
        tx.sql(
            "INSERT INTO outbox (id, kind, recipient, subject, payload, message_id, created_at,
                not_before) VALUES ($1, 'prova', $2, '', '{}', $2, $3, $3)",
        )
        .bind(shop.new_id())
        .bind(recipient)
        .bind(shop.now())
        .run()
        .await
        .unwrap();
    }
    let migration = include_str!("../../../../../migrations/0022_operations.sql");
    let mut statements = migration.split_inclusive(";\n");

    for _ in ["the column", "its values"] {
        tx.sql(statements.next().unwrap()).run().await.unwrap();
    }

    let domains: Vec<(String,)> = tx
        .sql("SELECT recipient_domain FROM outbox ORDER BY recipient_domain")
        .all()
        .await
        .unwrap();
    assert_eq!(domains, ["", "due.example", "uno.example"].map(|domain| (domain.to_owned(),)));
}
