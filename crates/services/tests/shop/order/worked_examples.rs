//! The worked examples of `docs/rules.md`, from the cart to the expiries, paid three days later.

use domain::Product::{
    self, Collections, Documents, ElectronicOrders, Invoicing, User, WooCommerce,
};
use domain::cart::{Cart, Item};
use domain::money::Money;
use rstest::rstest;
use services::payment::register_payment;
use services::testing::{Engine, a_customer, day, the_payment_of};

/// Pieces of a product and the last day on which they can be used.
type Pieces = (Product, u32, &'static str);

/// The day on which the money is registered; prices and expiries are those of the order.
const THREE_DAYS_LATER: &str = "2026-11-25";

/// `2027-11-22`: twelve months after the order.
const A_YEAR_ON: &str = "2027-11-22";

#[rstest]
#[case::example_4(
    &[(Invoicing, 1, "2027-04-14")], &[(Documents, 1)], true, [35_50, 43_31],
    &[(Invoicing, 1, A_YEAR_ON), (Documents, 1, A_YEAR_ON)]
)]
#[case::example_5(
    &[(Invoicing, 1, "2027-04-14")], &[(Documents, 1)], false, [18_00, 21_96],
    &[(Invoicing, 1, "2027-04-14"), (Documents, 1, "2027-04-14")]
)]
#[case::example_6(
    &[(Invoicing, 1, "2027-06-30"), (Documents, 1, "2027-06-30")], &[(User, 2)], true,
    [44_00, 53_68],
    &[(Invoicing, 1, A_YEAR_ON), (Documents, 1, A_YEAR_ON), (User, 2, A_YEAR_ON)]
)]
#[case::example_7(
    &[(Invoicing, 1, "2027-06-30"), (Documents, 1, "2027-06-30")], &[(User, 2)], false,
    [24_00, 29_28],
    &[(Invoicing, 1, "2027-06-30"), (Documents, 1, "2027-06-30"), (User, 2, A_YEAR_ON)]
)]
#[case::example_8(
    &[(Invoicing, 1, "2027-11-21")], &[(Collections, 1)], true, [18_00, 21_96],
    &[(Invoicing, 1, A_YEAR_ON), (Collections, 1, A_YEAR_ON)]
)]
#[case::example_9(
    &[(Invoicing, 1, "2029-03-01")], &[(User, 1)], true, [27_00, 32_94],
    &[(Invoicing, 1, "2029-03-01"), (User, 1, "2029-03-01")]
)]
#[case::example_10(
    &[(Invoicing, 1, "2027-02-07")], &[(Documents, 1), (WooCommerce, 1)], true, [67_00, 81_74],
    &[(Invoicing, 1, A_YEAR_ON), (Documents, 1, A_YEAR_ON), (WooCommerce, 1, A_YEAR_ON)]
)]
#[case::example_11(
    &[(Invoicing, 1, "2027-01-31")], &[(ElectronicOrders, 1)], true, [49_00, 59_78],
    &[(Invoicing, 1, A_YEAR_ON), (ElectronicOrders, 1, A_YEAR_ON)]
)]
#[case::users_of_two_orders_that_end_together_become_one_entry(
    &[(Invoicing, 1, "2027-06-30"), (User, 1, "2027-03-01"), (User, 2, "2027-06-30")],
    &[(User, 2)], true,
    // 24.00, FE 5 months 12.50, one user 9 months (21 days over), two users 5 months.
    [24_00 + 12_50 + 9_00 + 10_00, 67_71],
    &[(Invoicing, 1, A_YEAR_ON), (User, 5, A_YEAR_ON)]
)]
#[tokio::test]
async fn expiries_move_exactly_as_quoted(
    #[case] owned: &[Pieces],
    #[case] chosen: &[(Product, u32)],
    #[case] extends: bool,
    #[case] net_and_due: [i64; 2],
    #[case] after: &[Pieces],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let mut anna = a_customer();
    for &(product, quantity, until) in owned {
        anna = anna.with(product, quantity, day(until));
    }
    let anna = anna.create(&shop).await;
    let mut cart = Cart::add_ons(Invoicing).choose_extension(extends);
    cart.items = chosen.iter().map(|&(product, quantity)| Item { product, quantity }).collect();

    let order = anna.orders(&shop, cart).await;
    let before_payment = anna.owned(&shop).await;
    shop.clock.set_to_day(day(THREE_DAYS_LATER));
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    let pieces = |of: &[Pieces]| {
        of.iter().map(|&(what, pieces, until)| (what, pieces, day(until))).collect::<Vec<_>>()
    };
    assert_eq!([order.totals.net, order.totals.due], net_and_due.map(Money::from_cents));
    assert_eq!(before_payment, pieces(owned), "an order moves nothing before it is paid");
    assert_eq!(anna.owned(&shop).await, pieces(after));
}

#[rstest]
#[case::example_1(1, &[], 36_60, &[(Invoicing, 1, "2027-11-25")])]
#[case::example_2(
    1, &[(Documents, 1), (Collections, 1), (User, 2)], 65_88,
    &[
        (Invoicing, 1, "2027-11-25"),
        (Documents, 1, "2027-11-25"),
        (Collections, 1, "2027-11-25"),
        (User, 2, "2027-11-25"),
    ]
)]
#[case::example_3(
    3, &[(User, 1)], 153_72, &[(Invoicing, 1, "2029-11-25"), (User, 1, "2029-11-25")]
)]
#[tokio::test]
async fn a_first_term_begins_on_the_day_of_the_payment(
    #[case] years: u32,
    #[case] chosen: &[(Product, u32)],
    #[case] due: i64,
    #[case] after: &[Pieces],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let shop = engine.fresh_context().await;
    let anna = a_customer().with_holder().create(&shop).await;
    let mut cart = Cart::first_purchase(Invoicing, years);
    cart.items = chosen.iter().map(|&(product, quantity)| Item { product, quantity }).collect();

    let order = anna.orders(&shop, cart).await;
    assert!(anna.service(&shop).await.is_none(), "nothing begins before it is paid");
    shop.clock.set_to_day(day(THREE_DAYS_LATER));
    register_payment(&shop, &the_payment_of(&shop, &order)).await.unwrap();

    assert_eq!(order.totals.due, Money::from_cents(due));
    let expected: Vec<_> =
        after.iter().map(|&(what, pieces, until)| (what, pieces, day(until))).collect();
    assert_eq!(anna.owned(&shop).await, expected);
}
