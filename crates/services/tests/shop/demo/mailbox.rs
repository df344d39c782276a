//! `Posta`: the mails of the demonstration, and of no real shop.

use domain::Product;
use domain::cart::Cart;
use rstest::rstest;
use services::demo::{mail, mails};
use services::outbox::relay;
use services::ports::Mailer;
use services::testing::{Engine, TestContext, a_customer, settings};
use services::{Context, Error, Settings};

/// A shop whose first order has been confirmed by mail.
async fn after_an_order(engine: Engine, demo: bool) -> TestContext {
    let shop = engine.fresh_context_with(Settings { demo, ..settings() }).await;
    let anna = a_customer().with_holder().create(&shop).await;
    anna.orders(&shop, Cart::first_purchase(Product::Invoicing, 1)).await;
    let delivered = relay::deliver_due(&shop, &Mailer::mailbox(shop.db.clone())).await.unwrap();
    assert_eq!(delivered, 3);
    shop
}

async fn subjects(ctx: &Context, recipient: &str) -> Vec<String> {
    mails(ctx, recipient).await.unwrap().into_iter().map(|mail| mail.subject).collect()
}

#[rstest]
#[tokio::test]
async fn mails_are_found_by_a_part_of_the_address(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = after_an_order(engine, true).await;

    assert_eq!(
        subjects(&shop, "").await,
        ["Come pagare l'ordine 26000001", "Conferma ordine servizi", "Conferma iscrizione"]
    );
    assert_eq!(subjects(&shop, " ANNA@ ").await.len(), 2);
    assert_eq!(subjects(&shop, "fatture@bianchi").await, ["Come pagare l'ordine 26000001"]);
    for wildcard in ["%", "_", "!", "fatture%", "' OR 1 = 1"] {
        assert!(subjects(&shop, wildcard).await.is_empty(), "{wildcard}");
    }
}

#[rstest]
#[tokio::test]
async fn a_mail_opens_by_its_name(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let shop = after_an_order(engine, true).await;
    let listed = mails(&shop, "").await.unwrap();

    let opened = mail(&shop, &listed[0].message_id).await.unwrap();
    let unknown = mail(&shop, "nobody@bottega.example").await;

    assert_eq!(opened, listed[0]);
    assert!(opened.body_text.contains("26000001") && opened.body_html.contains("26000001"));
    assert!(matches!(unknown, Err(Error::NotFound("mail"))));
}

#[rstest]
#[tokio::test]
async fn a_real_shop_has_no_mailbox_even_if_there_is_something_in_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = after_an_order(engine, false).await;

    assert!(matches!(mails(&shop, "").await, Err(Error::NotFound("mailbox"))));
    assert!(matches!(mail(&shop, "anything").await, Err(Error::NotFound("mailbox"))));
}
