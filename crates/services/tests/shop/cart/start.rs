//! A product goes into the cart, which is made if there is none.

use domain::cart::{Cart, CartError, Change, Purpose};
use domain::{Product, RuleError};
use rstest::rstest;
use services::cart::CartOwner;
use services::cart::{change, lost_to, start, start_replacing};
use services::testing::{Engine, a_customer, day};
use services::{Context, Error};

use crate::seen;

const NOBODY: CartOwner = CartOwner::Visitor(None);

fn products(cart: &Cart) -> Vec<Product> {
    cart.items.iter().map(|item| item.product).collect()
}

#[rstest]
#[tokio::test]
async fn a_visitor_is_given_a_cart_that_is_found_again_by_its_id(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let open = start(&shop, NOBODY, Product::Invoicing).await.unwrap();

    assert_eq!(open.version, shop.now().timestamp_millis());
    assert_eq!(open.cart, Cart::first_purchase(Product::Invoicing, 1));
    assert_eq!(seen::cart(&shop, CartOwner::Visitor(Some(open.id))).await, Some(open));
    assert_eq!(seen::cart(&shop, NOBODY).await, None);
}

#[rstest]
#[tokio::test]
async fn a_module_begins_the_purchase_of_a_service(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let open = start(&shop, NOBODY, Product::Collections).await.unwrap();

    assert_eq!(open.cart.purpose, Purpose::FirstPurchase { years: 1 });
    assert_eq!(open.cart.service, Product::Invoicing);
    assert_eq!(products(&open.cart), [Product::Collections]);
}

#[rstest]
#[tokio::test]
async fn woocommerce_brings_documents_along(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let open = start(&shop, NOBODY, Product::WooCommerce).await.unwrap();

    assert_eq!(products(&open.cart), [Product::Documents, Product::WooCommerce]);
}

#[rstest]
#[tokio::test]
async fn starting_again_goes_on_with_the_same_cart(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let first = start(&shop, NOBODY, Product::User).await.unwrap();
    let owner = CartOwner::Visitor(Some(first.id));
    let years = change(&shop, owner, first.version, Change::SetYears(3)).await.unwrap();

    let again = start(&shop, owner, Product::User).await.unwrap();
    let service = start(&shop, owner, Product::Invoicing).await.unwrap();

    assert_eq!((again.id, service.id), (first.id, first.id));
    assert_eq!((again.cart, service.cart), (years.cart.clone(), years.cart));
    assert_eq!((again.version, service.version), (first.version + 2, first.version + 3));
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 1);
}

#[rstest]
#[tokio::test]
async fn solo_ricezione_alone_does_not_give_way_unasked(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, NOBODY, Product::ReceiveOnly).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));

    let others = Product::ALL
        .into_iter()
        .filter(|it| !it.facts().offered_for.contains(&Product::ReceiveOnly));
    for chosen in others.filter(|chosen| *chosen != Product::ReceiveOnly) {
        let refused = start(&shop, owner, chosen).await.unwrap_err();

        let asks = CartError::OtherServiceChosen { chosen, present: Product::ReceiveOnly };
        assert!(
            matches!(refused, Error::Rule(RuleError::Cart(error)) if error == asks),
            "{chosen:?}"
        );
        assert_eq!(lost_to(&shop, owner, chosen).await.unwrap(), Some(open.clone()));
    }
    assert_eq!(seen::cart(&shop, owner).await, Some(open.clone()));

    let agreed = start_replacing(&shop, owner, Product::Documents, open.version).await.unwrap();
    assert_eq!(agreed.cart.service, Product::Invoicing);
    assert_eq!(products(&agreed.cart), [Product::Documents]);
    assert_eq!(agreed.id, open.id);
}

#[rstest]
#[tokio::test]
async fn what_was_chosen_for_a_service_does_not_give_way_unasked(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, NOBODY, Product::ReceiveOnly).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));
    let built = start(&shop, owner, Product::User).await.unwrap();
    assert_eq!(built.cart.service, Product::ReceiveOnly);

    for chosen in [Product::Invoicing, Product::Documents] {
        let refused = start(&shop, owner, chosen).await.unwrap_err();

        let asks = CartError::OtherServiceChosen { chosen, present: Product::ReceiveOnly };
        assert!(matches!(refused, Error::Rule(RuleError::Cart(error)) if error == asks));
        assert_eq!(lost_to(&shop, owner, chosen).await.unwrap(), Some(built.clone()));
        assert_eq!(seen::cart(&shop, owner).await, Some(built.clone()));
    }
    assert_eq!(lost_to(&shop, owner, Product::Storage).await.unwrap(), None);
    assert_eq!(lost_to(&shop, NOBODY, Product::Invoicing).await.unwrap(), None);

    let before = start_replacing(&shop, owner, Product::Invoicing, open.version).await;
    assert!(before.is_err(), "the user came after the question");
    assert_eq!(seen::cart(&shop, owner).await, Some(built.clone()));
    let replaced = start_replacing(&shop, owner, Product::Invoicing, built.version).await.unwrap();
    assert_eq!(replaced.cart, Cart::first_purchase(Product::Invoicing, 1));
    assert_eq!((replaced.id, replaced.version), (built.id, built.version + 1));
    let back = lost_to(&shop, owner, Product::ReceiveOnly).await.unwrap();
    assert_eq!(back, Some(replaced), "a service with nothing chosen is asked about too");
}

#[rstest]
#[tokio::test]
async fn the_owner_of_a_service_is_never_asked_about_a_cart_that_cannot_be_ordered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    anna.fills(&shop, Cart::first_purchase(Product::ReceiveOnly, 3)).await;

    let open = start(&shop, anna.cart(), Product::Documents).await.unwrap();

    assert_eq!((open.cart.purpose, open.cart.service), (Purpose::Add, Product::Invoicing));
}

#[rstest]
#[tokio::test]
async fn the_owner_of_a_service_adds_to_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;

    let documents = start(&shop, anna.cart(), Product::Documents).await.unwrap();
    let users = start(&shop, anna.cart(), Product::User).await.unwrap();

    assert_eq!(documents.cart.purpose, Purpose::Add);
    assert!(documents.cart.extends_owned, "the extension is proposed as on");
    assert_eq!(users.id, documents.id);
    assert_eq!(products(&users.cart), [Product::Documents, Product::User]);
}

#[rstest]
#[tokio::test]
async fn the_owner_of_documents_adds_woocommerce_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;

    let open = start(&shop, anna.cart(), Product::WooCommerce).await.unwrap();

    assert_eq!(products(&open.cart), [Product::WooCommerce]);
}

#[rstest]
#[tokio::test]
async fn what_is_owned_once_is_not_sold_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;

    let service = start(&shop, anna.cart(), Product::Invoicing).await.unwrap_err();
    let module = start(&shop, anna.cart(), Product::Documents).await.unwrap_err();

    assert!(matches!(service, Error::Rule(RuleError::Cart(CartError::AlreadyOwned))), "{service}");
    let owned = CartError::ModuleOwned(Product::Documents);
    assert!(matches!(module, Error::Rule(RuleError::Cart(error)) if error == owned), "{module}");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 0);
}

#[rstest]
#[tokio::test]
async fn a_service_whose_days_of_consultation_are_over_counts_for_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_service_until(day("2026-08-23")).create(&shop).await;

    let last_day = day("2026-11-21");
    shop.clock.set_to_day(last_day);
    let in_consultation = start(&shop, anna.cart(), Product::User).await.unwrap();
    shop.clock.set_to_day(last_day.succ_opt().unwrap());
    let over = start(&shop, anna.cart(), Product::User).await.unwrap();

    assert_eq!(in_consultation.cart.purpose, Purpose::Add);
    assert_eq!(over.cart.purpose, Purpose::FirstPurchase { years: 1 });
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_tabs_that_start_at_once_make_one_cart_of_the_account(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;

    let tabs = (0..10).map(|_| {
        let (ctx, owner): (Context, _) = ((*shop).clone(), anna.cart());
        tokio::spawn(async move { start(&ctx, owner, Product::Documents).await.unwrap() })
    });
    let mut ids = Vec::new();
    for tab in tabs.collect::<Vec<_>>() {
        ids.push(tab.await.unwrap().id);
    }

    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 1);
}
