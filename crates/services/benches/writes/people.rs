//! Customers about to order, all alike: a service that ends in April, and Documenti in the cart,
//! with `Estensione dei servizi attivi`.

use domain::Product;
use domain::cart::Cart;
use domain::id::CartId;
use domain::order::Order;
use services::Context;
use services::order::Conclusion;
use services::testing::store::orders;
use services::testing::{Customer, a_customer, day};

/// A filled-in order form.
pub struct AboutToOrder {
    pub customer: Customer,
    pub cart: CartId,
    pub form: Conclusion,
}

/// So many of them, each with an account of their own.
pub async fn people(shop: &Context, count: usize) -> Vec<AboutToOrder> {
    let mut people = Vec::with_capacity(count);
    for _ in 0..count {
        people.push(somebody(shop).await);
    }
    people
}

async fn somebody(shop: &Context) -> AboutToOrder {
    let customer = a_customer().with_service_until(day("2027-04-14")).create(shop).await;
    let cart = Cart::add_ons(Product::Invoicing).set_quantity(Product::Documents, 1, &[]);
    let open = customer.fills(shop, cart.expect("Documenti can be added")).await;
    let form = customer.order_form(shop).await;
    AboutToOrder { customer, cart: open.id, form }
}

/// The only order of somebody.
pub async fn order_of(shop: &Context, customer: &Customer) -> Order {
    let mut tx = shop.db.read().await.expect("the database is there");
    let orders = orders::of_account(&mut tx, customer.account).await.expect("the rows are there");
    orders.into_iter().next().expect("there is an order").expect("it makes sense")
}
