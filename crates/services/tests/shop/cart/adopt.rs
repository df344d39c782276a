//! What a visitor put together survives the sign-in, made to fit what the account owns.

use domain::Product;
use domain::cart::{Cart, Change, OpenCart, Purpose};
use domain::id::CartId;
use domain::quote::quote;
use rstest::rstest;
use services::Context;
use services::cart::CartOwner;
use services::cart::{
    Adopted, TwoCarts, adopt, adopt_replacing, apply_coupon, change, let_go, show, start,
};
use services::testing::store::carts;
use services::testing::{Engine, a_customer, day};

use crate::seen;

const NOBODY: CartOwner = CartOwner::Visitor(None);

/// Until another unit of work waits for what this one holds. On a file that cannot be seen, and need
/// not be: there is one writer, so whoever comes by waits, sooner or later.
async fn somebody_waits(ctx: &Context) {
    while !ctx.db.is_a_file() {
        let mut tx = ctx.db.read().await.unwrap();
        let waiting = "SELECT COUNT(*) FROM pg_stat_activity \
            WHERE datname = CURRENT_DATABASE() AND wait_event_type = 'Lock'";
        let (count,): (i64,) = tx.sql(waiting).one().await.unwrap();
        if count > 0 {
            return;
        }
        drop(tx);
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
}

/// The cart of a visitor who pressed these buttons one after the other.
async fn a_visitors_cart(ctx: &Context, products: &[Product]) -> OpenCart {
    let mut owner = NOBODY;
    let mut open = None;
    for product in products {
        let started = start(ctx, owner, *product).await.unwrap();
        owner = CartOwner::Visitor(Some(started.id));
        open = Some(started);
    }
    open.expect("at least one product")
}

#[rstest]
#[tokio::test]
async fn the_visitors_cart_becomes_that_of_an_account_without_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;
    let owner = CartOwner::Visitor(Some(visitors.id));
    apply_coupon(&shop, owner, "BENVENUTO10").await.unwrap();

    assert_eq!(adopt(&shop, Some(visitors.id), anna.account).await.unwrap(), Adopted::Settled);

    let adopted = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!((adopted.id, &adopted.cart), (visitors.id, &visitors.cart));
    assert_eq!(adopted.discount_code.as_deref(), Some("BENVENUTO10"));
    assert_eq!(seen::cart(&shop, owner).await, None, "it is nobody else's any more");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 1);
}

#[rstest]
#[tokio::test]
async fn two_carts_are_both_kept_until_their_owner_says_which_one_goes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let annas = start(&shop, anna.cart(), Product::Storage).await.unwrap();
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;
    let owner = CartOwner::Visitor(Some(visitors.id));
    let asked = |kept: &OpenCart| {
        Adopted::Asks(TwoCarts { brought: visitors.cart.clone(), kept: kept.clone() })
    };

    // Asked once, or ten times.
    for _ in 0..2 {
        let adopted = adopt(&shop, Some(visitors.id), anna.account).await.unwrap();
        assert_eq!(adopted, asked(&annas));
        assert_eq!(seen::cart(&shop, anna.cart()).await.as_ref(), Some(&annas));
        assert_eq!(seen::cart(&shop, owner).await.as_ref(), Some(&visitors));
    }

    // What has moved on since is asked about again.
    let years = Change::SetYears(2);
    let later = change(&shop, anna.cart(), annas.version, years).await.unwrap();
    let adopted = adopt_replacing(&shop, Some(visitors.id), anna.account, annas.version).await;
    assert_eq!(adopted.unwrap(), asked(&later));
    assert_eq!(seen::cart(&shop, anna.cart()).await.as_ref(), Some(&later));

    let adopted = adopt_replacing(&shop, Some(visitors.id), anna.account, later.version).await;
    assert_eq!(adopted.unwrap(), Adopted::Settled);
    let now = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!((now.id, now.cart), (visitors.id, visitors.cart));
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1);
}

#[rstest]
#[tokio::test]
async fn whoever_takes_up_the_old_cart_again_leaves_the_new_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let annas = start(&shop, anna.cart(), Product::Storage).await.unwrap();
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;

    // An id that belongs to an account removes nothing.
    for id in [None, Some(annas.id), Some(visitors.id), Some(visitors.id)] {
        let_go(&shop, id).await.unwrap();
    }

    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(annas));
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1);
    assert_eq!(adopt(&shop, Some(visitors.id), anna.account).await.unwrap(), Adopted::Settled);
}

#[rstest]
#[tokio::test]
async fn nobody_is_asked_about_two_carts_that_say_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    start(&shop, anna.cart(), Product::User).await.unwrap();
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;

    assert_eq!(adopt(&shop, Some(visitors.id), anna.account).await.unwrap(), Adopted::Settled);

    assert_eq!(seen::cart(&shop, anna.cart()).await.unwrap().cart, visitors.cart);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 1);
}

#[rstest]
#[tokio::test]
async fn without_a_visitors_cart_the_account_keeps_its_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let bruno = a_customer().create(&shop).await;
    let annas = start(&shop, anna.cart(), Product::Storage).await.unwrap();
    let brunos = start(&shop, bruno.cart(), Product::User).await.unwrap();

    // Nothing, something that is gone, and what belongs to somebody else.
    for visitors in [None, Some(CartId(shop.new_id())), Some(brunos.id)] {
        adopt(&shop, visitors, anna.account).await.unwrap();
    }

    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(annas));
    assert_eq!(seen::cart(&shop, bruno.cart()).await, Some(brunos));
}

#[rstest]
#[tokio::test]
async fn adopting_twice_is_adopting_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;
    adopt(&shop, Some(visitors.id), anna.account).await.unwrap();
    let once = seen::cart(&shop, anna.cart()).await;

    adopt(&shop, Some(visitors.id), anna.account).await.unwrap();

    assert_eq!(seen::cart(&shop, anna.cart()).await, once);
}

#[rstest]
#[tokio::test]
async fn somebody_who_owns_the_service_goes_on_with_what_can_be_added(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;
    let chosen = [Product::WooCommerce, Product::Collections, Product::User];
    let visitors = a_visitors_cart(&shop, &chosen).await;
    assert!(visitors.cart.has(Product::Documents), "which the account owns already");

    adopt(&shop, Some(visitors.id), anna.account).await.unwrap();

    let shown = show(&shop, anna.cart()).await.unwrap();
    let cart = shown.open.unwrap().cart;
    assert_eq!(cart.purpose, Purpose::Add);
    let products: Vec<Product> = cart.items.iter().map(|item| item.product).collect();
    assert_eq!(products, chosen);
    assert!(quote(&cart, &shown.given, &shop.prices().terms).is_ok());
}

#[rstest]
#[case::the_service_alone(&[Product::Invoicing])]
#[case::a_module_owned_already(&[Product::Documents])]
#[tokio::test]
async fn when_all_of_it_is_owned_no_cart_is_left(
    #[case] chosen: &[Product],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;
    let visitors = a_visitors_cart(&shop, chosen).await;

    adopt(&shop, Some(visitors.id), anna.account).await.unwrap();

    assert_eq!(seen::cart(&shop, anna.cart()).await, None);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart").await, 0);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 0);
}

#[rstest]
#[tokio::test]
async fn modules_do_not_follow_to_receive_only_but_users_do(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let club = a_customer().with_receive_only_until(day("2027-04-14")).create(&shop).await;
    let visitors = a_visitors_cart(&shop, &[Product::Documents, Product::User]).await;

    adopt(&shop, Some(visitors.id), club.account).await.unwrap();

    let adopted = seen::cart(&shop, club.cart()).await.unwrap();
    let expected = Cart::add_ons(Product::ReceiveOnly).set_quantity(Product::User, 1, &[]).unwrap();
    assert_eq!(adopted.cart, expected);
}

#[rstest]
#[tokio::test]
async fn an_expired_service_is_renewed_with_what_belongs_to_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expired = day("2026-11-01");
    let anna = a_customer().with_service_until(expired).with(Product::Documents, 1, expired);
    let anna = anna.create(&shop).await;
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;

    adopt(&shop, Some(visitors.id), anna.account).await.unwrap();

    let adopted = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(adopted.cart.purpose, Purpose::Renewal { years: 1 });
    assert!(adopted.cart.has(Product::User) && adopted.cart.has(Product::Documents));
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_press_in_another_tab_during_the_sign_in_is_not_lost(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let visitors = a_visitors_cart(&shop, &[Product::User]).await;
    let owner = CartOwner::Visitor(Some(visitors.id));

    // The other tab holds the cart and has not committed when the sign-in comes by.
    let mut tab = shop.db.write().await.unwrap();
    let held = carts::hold(&mut tab, owner).await.unwrap();
    let signing_in = {
        let ctx: Context = (*shop).clone();
        tokio::spawn(async move { adopt(&ctx, Some(visitors.id), anna.account).await })
    };
    somebody_waits(&shop).await;
    let seven = visitors.cart.clone().apply(Change::SetQuantity(Product::User, 7), &[]).unwrap();
    let seen = visitors.version + 1;
    let pressed = OpenCart { version: seen, cart: seven, ..visitors };
    carts::save(&mut tab, &held, &pressed, shop.now()).await.unwrap();
    tab.commit().await.unwrap();
    signing_in.await.unwrap().unwrap();

    let adopted = seen::cart(&shop, anna.cart()).await.unwrap();
    assert_eq!(adopted.cart.quantity(Product::User), 7);
    assert_eq!(adopted.version, seen + 1);
    let late = change(&shop, owner, seen, Change::SetYears(2)).await;
    assert!(matches!(late, Err(services::Error::NotFound("cart"))));
}
