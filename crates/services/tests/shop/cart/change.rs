//! `+` and `−` never lose a press and never make a second line.

use domain::cart::{Cart, CartError, Change};
use domain::id::CartId;
use domain::{Product, RuleError};
use rstest::rstest;
use services::cart::CartOwner;
use services::cart::{change, show, start};
use services::testing::{Engine, TestContext, a_customer, day};
use services::{Context, Error};

use crate::seen;

/// Whose cart the presses are on.
#[derive(Clone, Copy, Debug)]
enum Whose {
    Visitors,
    Accounts,
}

impl Whose {
    async fn cart(self, shop: &TestContext) -> CartOwner {
        match self {
            Whose::Visitors => {
                let open = start(shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap();
                CartOwner::Visitor(Some(open.id))
            }
            Whose::Accounts => {
                let owner = a_customer().create(shop).await.cart();
                start(shop, owner, Product::Invoicing).await.unwrap();
                owner
            }
        }
    }
}

/// One press of `+` in the browser: look, send the next absolute quantity, and when somebody else
/// was faster look again and press again.
async fn press_plus(ctx: &Context, owner: CartOwner) {
    loop {
        let open = show(ctx, owner).await.unwrap().open.unwrap();
        let next = open.cart.quantity(Product::User) + 1;
        match change(ctx, owner, open.version, Change::SetQuantity(Product::User, next)).await {
            Ok(_) => return,
            Err(Error::Rule(RuleError::CartChangedElsewhere)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

#[rstest]
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_presses_at_once_from_two_tabs_are_one_line_of_twenty(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(Whose::Visitors, Whose::Accounts)] whose: Whose,
) {
    let shop = engine.fresh_context().await;
    let owner = whose.cart(&shop).await;
    let begun = seen::cart(&shop, owner).await.unwrap();
    let tabs = [(*shop).clone(), shop.second_process().await];

    let presses: Vec<_> = (0..20)
        .map(|press| {
            let tab = tabs[press % 2].clone();
            tokio::spawn(async move { press_plus(&tab, owner).await })
        })
        .collect();
    for press in presses {
        press.await.unwrap();
    }

    let open = seen::cart(&shop, owner).await.unwrap();
    assert_eq!(open.cart.items.len(), 1);
    assert_eq!(open.cart.quantity(Product::User), 20);
    assert_eq!(open.version, begun.version + 20, "one for each press");
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 1);
}

#[rstest]
#[tokio::test]
async fn a_press_on_an_older_version_is_refused_and_changes_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));
    let newer =
        change(&shop, owner, open.version, Change::SetQuantity(Product::User, 2)).await.unwrap();

    let stale = change(&shop, owner, open.version, Change::SetQuantity(Product::User, 1)).await;

    assert!(matches!(stale, Err(Error::Rule(RuleError::CartChangedElsewhere))));
    assert_eq!(seen::cart(&shop, owner).await, Some(newer));
}

#[rstest]
#[tokio::test]
async fn the_same_quantity_twice_is_the_same_quantity(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));
    let three = Change::SetQuantity(Product::User, 3);

    change(&shop, owner, open.version, three).await.unwrap();
    change(&shop, owner, open.version + 1, three).await.unwrap();

    let kept = seen::cart(&shop, owner).await.unwrap();
    assert_eq!(kept.cart.quantity(Product::User), 3);
    assert_eq!(seen::number(&shop, "SELECT COUNT(*) FROM cart_item").await, 1);
}

#[rstest]
#[tokio::test]
async fn every_button_of_the_cart_is_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));
    let presses = [
        Change::SetQuantity(Product::Storage, 4),
        Change::AddWithRequired(Product::WooCommerce),
        Change::SetYears(3),
        Change::ChooseExtension(false),
        Change::SetQuantity(Product::Collections, 1),
        Change::RemoveWithDependents(Product::Documents),
        Change::SetQuantity(Product::Collections, 0),
    ];
    let mut expected = Cart::first_purchase(Product::Invoicing, 1);

    for (version, press) in (open.version..).zip(presses) {
        let changed = change(&shop, owner, version, press).await.unwrap();
        expected = expected.apply(press, &[]).unwrap();

        assert_eq!(changed.cart, expected);
        assert_eq!(seen::cart(&shop, owner).await, Some(changed));
    }
    assert_eq!(expected.items.len(), 1);
}

#[rstest]
#[tokio::test]
async fn a_change_that_breaks_a_rule_leaves_the_cart_as_it_was(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));

    let alone =
        change(&shop, owner, open.version, Change::SetQuantity(Product::WooCommerce, 1)).await;
    let endless = change(&shop, owner, open.version, Change::SetYears(11)).await;

    let needs = CartError::Requires { product: Product::WooCommerce, needs: Product::Documents };
    assert!(matches!(alone, Err(Error::Rule(RuleError::Cart(error))) if error == needs));
    assert!(matches!(endless, Err(Error::Rule(RuleError::Cart(CartError::Years)))));
    assert_eq!(seen::cart(&shop, owner).await, Some(open));
}

#[rstest]
#[tokio::test]
async fn what_is_owned_helps_what_is_added(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let expires = day("2027-04-14");
    let anna = a_customer().with_service_until(expires).with(Product::Documents, 1, expires);
    let anna = anna.create(&shop).await;
    let open = start(&shop, anna.cart(), Product::User).await.unwrap();

    let woocommerce = Change::SetQuantity(Product::WooCommerce, 1);
    let changed = change(&shop, anna.cart(), open.version, woocommerce).await.unwrap();
    let again = Change::SetQuantity(Product::Documents, 1);
    let refused = change(&shop, anna.cart(), changed.version, again).await;

    assert!(changed.cart.has(Product::WooCommerce) && !changed.cart.has(Product::Documents));
    let owned = CartError::ModuleOwned(Product::Documents);
    assert!(matches!(refused, Err(Error::Rule(RuleError::Cart(error))) if error == owned));
}

#[rstest]
#[tokio::test]
async fn a_cart_that_is_not_there_or_has_an_owner_is_not_found_by_a_visitor(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let annas = start(&shop, anna.cart(), Product::Invoicing).await.unwrap();

    for id in [None, Some(annas.id), Some(CartId(shop.new_id()))] {
        let years = Change::SetYears(2);
        let refused = change(&shop, CartOwner::Visitor(id), annas.version, years).await;

        assert!(matches!(refused, Err(Error::NotFound("cart"))), "{refused:?}");
    }
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(annas));
}
