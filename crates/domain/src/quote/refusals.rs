//! What keeps a cart from being priced.

use super::Circumstances;
use crate::calendar::is_reckoned_with;
use crate::cart::{Cart, CartError, Purpose, YEARS};
use crate::catalog::Product;
use crate::terms::Terms;

/// Everything that keeps the cart from being priced; nothing when it is acceptable.
pub fn refusals(cart: &Cart, given: &Circumstances, terms: &Terms) -> Vec<CartError> {
    let mut errors = Vec::new();
    let mut days = given.owned.iter().map(|owned| owned.expires).chain([given.today]);
    if !days.all(is_reckoned_with) {
        errors.push(CartError::OutOfCalendar);
        return errors;
    }
    if !cart.service.is_main_service() {
        errors.push(CartError::NotAMainService(cart.service));
        return errors;
    }
    check_purpose(cart, given, &mut errors);
    check_items(cart, given, &mut errors);

    // A renewal prices only what it keeps: what is no longer sold can be left behind.
    let is_extended = |product: Product| {
        cart.purpose == Purpose::Add && given.owned.iter().any(|owned| owned.product == product)
    };
    let is_priced =
        |product: Product| product == cart.service || cart.has(product) || is_extended(product);
    let is_unpriced =
        |product: &Product| is_priced(*product) && terms.yearly(*product, given.today).is_none();
    errors.extend(Product::ALL.into_iter().filter(is_unpriced).map(CartError::NotOnSale));
    errors
}

fn check_purpose(cart: &Cart, given: &Circumstances, errors: &mut Vec<CartError>) {
    let service = given.owned_service(cart.service);
    match cart.purpose {
        Purpose::FirstPurchase { .. } => {
            if !given.owned.is_empty() {
                errors.push(CartError::AlreadyOwned);
            }
        }
        Purpose::Add => {
            match service {
                None => errors.push(CartError::ServiceNotOwned(cart.service)),
                // The day of expiry is still a day of use (`docs/rules.md` R2).
                Some(service) if service.expires < given.today => {
                    errors.push(CartError::ServiceExpired);
                }
                Some(_) => {}
            }
            if cart.items.is_empty() {
                errors.push(CartError::NothingAdded);
            }
        }
        Purpose::Renewal { .. } => {
            if service.is_none() {
                errors.push(CartError::ServiceNotOwned(cart.service));
            }
        }
    }
    if let Purpose::FirstPurchase { years } | Purpose::Renewal { years } = cart.purpose
        && !YEARS.contains(&years)
    {
        errors.push(CartError::Years);
    }
}

fn check_items(cart: &Cart, given: &Circumstances, errors: &mut Vec<CartError>) {
    let owned = given.owned_products();
    let mut seen: Vec<Product> = Vec::new();
    for &item in &cart.items {
        let product = item.product;
        if let Err(error) = cart.check_item(item, &owned) {
            errors.push(error);
        }
        if product.is_module() && seen.contains(&product) {
            errors.push(CartError::ModuleAskedTwice(product));
        } else {
            seen.push(product);
            let missing =
                product.facts().requires.iter().filter(|needs| !cart.holds(**needs, &owned));
            errors.extend(missing.map(|&needs| CartError::Requires { product, needs }));
        }
    }
}
