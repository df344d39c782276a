//! `Codice sconto` is taken, refused with the reason, and taken away.

use domain::coupon::{CouponError, DiscountCode};
use domain::money::Percent;
use domain::price_list::PriceList;
use domain::{Product, RuleError};
use rstest::rstest;
use services::Error;
use services::cart::CartOwner;
use services::cart::{apply_coupon, change, start};
use services::testing::{Engine, a_customer, day, price_list};

use crate::seen;

#[rstest]
#[tokio::test]
async fn a_code_is_noted_however_it_is_typed_and_an_empty_one_takes_it_away(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let open = start(&shop, CartOwner::Visitor(None), Product::Invoicing).await.unwrap();
    let owner = CartOwner::Visitor(Some(open.id));

    let noted = apply_coupon(&shop, owner, " benvenuto 10 ").await.unwrap();
    let kept = seen::cart(&shop, owner).await.unwrap();
    let taken_away = apply_coupon(&shop, owner, "  ").await.unwrap();

    assert_eq!(noted.discount_code.as_deref(), Some("BENVENUTO10"));
    assert_eq!(kept, noted);
    assert_eq!(taken_away.discount_code, None);
    assert_eq!(seen::cart(&shop, owner).await, Some(taken_away));
}

#[rstest]
#[tokio::test]
async fn a_code_is_a_change_that_other_tabs_have_to_see(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().create(&shop).await;
    let open = start(&shop, anna.cart(), Product::Invoicing).await.unwrap();

    apply_coupon(&shop, anna.cart(), "BENVENUTO10").await.unwrap();

    let years = domain::cart::Change::SetYears(2);
    let stale = change(&shop, anna.cart(), open.version, years).await;
    assert!(matches!(stale, Err(Error::Rule(RuleError::CartChangedElsewhere))));
    let changed = change(&shop, anna.cart(), open.version + 1, years).await.unwrap();
    assert_eq!(changed.discount_code.as_deref(), Some("BENVENUTO10"), "a change keeps the code");
}

#[rstest]
#[tokio::test]
async fn a_code_that_does_not_hold_is_refused_with_the_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let code = |code: &str, from, until, first_purchase_only| DiscountCode {
        code: code.into(),
        percent: Percent::whole(10),
        from,
        until,
        first_purchase_only,
        products: vec![],
        uses_max: None,
        uses_per_account_max: None,
    };
    let (tomorrow, yesterday) = (day("2026-11-23"), day("2026-11-21"));
    let discount_codes = vec![
        code("DOMANI", tomorrow, None, false),
        code("IERI", day("2026-01-01"), Some(yesterday), false),
        code("NUOVI", day("2026-01-01"), None, true),
    ];
    let shop = engine.fresh_context().await;
    shop.replace_prices(PriceList { discount_codes, ..price_list() });
    let anna = a_customer().with_service_until(day("2027-04-14")).create(&shop).await;
    let open = start(&shop, anna.cart(), Product::User).await.unwrap();

    for (typed, reason) in [
        ("BENVENUTO10", CouponError::Unknown),
        ("domani", CouponError::TooEarly(tomorrow)),
        ("ieri", CouponError::Over(yesterday)),
        ("nuovi", CouponError::FirstPurchaseOnly),
    ] {
        let refused = apply_coupon(&shop, anna.cart(), typed).await;
        let Err(Error::Rule(RuleError::Coupon(refused))) = refused else { panic!("{refused:?}") };
        assert_eq!(refused, reason, "{typed}");
    }
    assert_eq!(seen::cart(&shop, anna.cart()).await, Some(open));
}

#[rstest]
#[tokio::test]
async fn without_a_cart_there_is_nothing_to_note_a_code_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;

    let refused = apply_coupon(&shop, CartOwner::Visitor(None), "BENVENUTO10").await;

    assert!(matches!(refused, Err(Error::NotFound("cart"))));
}
