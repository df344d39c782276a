//! What pages know of a customer before a button is pressed.

use domain::Product;
use domain::cart::Cart;
use domain::hindrance::Hindrance;
use rstest::rstest;
use services::cart::{CartOwner, hindrances};
use services::order::cancel;
use services::testing::{Engine, a_customer, day};

#[rstest]
#[tokio::test]
async fn what_is_owned_and_what_is_ordered_stand_in_the_way_of_their_customer_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;
    let bruno = a_customer().create(&shop).await;
    let owned = [
        (Product::Invoicing, Hindrance::Owned { until: expires }),
        (Product::ReceiveOnly, Hindrance::NotBeside { service: Product::Invoicing }),
        (Product::Documents, Hindrance::Owned { until: expires }),
    ];
    assert_eq!(hindrances(&shop, anna.cart()).await.unwrap(), owned);

    let cart =
        Cart::add_ons(Product::Invoicing).set_quantity(Product::Collections, 1, &[]).unwrap();
    let order = anna.orders(&shop, cart).await.number;
    let ordered = hindrances(&shop, anna.cart()).await.unwrap();
    let of = |product| ordered.iter().find(|(known, _)| *known == product).map(|found| found.1);
    assert_eq!(of(Product::Documents), Some(Hindrance::Owned { until: expires }));
    assert_eq!(of(Product::Collections), Some(Hindrance::Ordered { order }));
    assert_eq!(of(Product::User), Some(Hindrance::OrderWaits { order }));

    assert_eq!(hindrances(&shop, bruno.cart()).await.unwrap(), []);
    assert_eq!(hindrances(&shop, CartOwner::Visitor(None)).await.unwrap(), []);
    cancel(&shop, anna.account, order).await.unwrap();
    assert_eq!(hindrances(&shop, anna.cart()).await.unwrap(), owned);
}
