//! What a mail says is sealed while it waits.

use chrono::TimeDelta;
use platform::{KeyRing, keys::Key};
use rstest::rstest;
use services::Context;
use services::outbox::relay;
use services::ports::mailer::Mailer;
use services::testing::store::mailbox;
use services::testing::{A_KEY, Engine, price_list, settings};

use super::{credentials, how_to_pay, posted};
use crate::smtp_sink::SmtpSink;

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
