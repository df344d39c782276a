//! A cart that fits whoever has it: how it begins with a product, and how a visitor's becomes that
//! of the account that they sign in to.

use crate::cart::{Cart, CartError, Purpose};
use crate::catalog::Product;
use crate::quote::{Circumstances, quote};
use crate::remedy::remedies;
use crate::terms::Terms;

/// More steps than any cart needs; the bound only keeps a mistake from turning in circles.
const STEPS_MAX: usize = 25;

/// The cart once a product is put into it, or the one that begins with this product.
///
/// A main service begins a first purchase. An add-on goes to the service that is owned, or into the
/// purchase under way, or begins a purchase of Fatturazione Elettronica: an add-on is never sold
/// alone.
///
/// # Errors
/// `AlreadyOwned` for another main service, and what else a cart may refuse.
pub fn with_product(
    known: Option<&Cart>,
    product: Product,
    given: &Circumstances,
) -> Result<Cart, CartError> {
    let service = given.owned.iter().find(|owned| owned.product.is_main_service());
    let cart = match (service, product.is_main_service()) {
        (Some(_), true) => return Err(CartError::AlreadyOwned),
        (Some(service), false) => match known {
            Some(cart) if cart.purpose == Purpose::Add => cart.clone(),
            _ => Cart::add_ons(service.product),
        },
        (None, true) => match known {
            Some(cart) if cart.service == product => return Ok(cart.clone()),
            _ => return Ok(Cart::first_purchase(product, 1)),
        },
        (None, false) => match known {
            Some(cart) if cart.purpose != Purpose::Add => cart.clone(),
            _ => Cart::first_purchase(Product::Invoicing, 1),
        },
    };
    if cart.has(product) {
        return Ok(cart);
    }
    // On sale for another main service only: begin one that it can be added to.
    let owned = given.owned_products();
    if service.is_none() && !product.facts().offered_for.contains(&cart.service) {
        return Cart::first_purchase(Product::Invoicing, 1).add_with_required(product, &owned);
    }
    cart.add_with_required(product, &owned)
}

/// The cart with the first remedy for each refusal applied; none when all that was in it is owned
/// already.
#[must_use]
pub fn made_to_fit(mut cart: Cart, given: &Circumstances, terms: &Terms) -> Option<Cart> {
    for _ in 0..STEPS_MAX {
        let Err(errors) = quote(&cart, given, terms) else { return Some(cart) };
        let error = *errors.first()?;
        if error == CartError::NothingAdded {
            return None;
        }
        let remedy = *remedies(error, &cart, given).first()?;
        cart = remedy.apply(cart, given);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::Owned;

    fn nothing_owned() -> Circumstances {
        Circumstances::new_customer("2026-11-22".parse().unwrap())
    }

    fn with_a_service() -> Circumstances {
        let expires = "2027-04-14".parse().unwrap();
        let mut given = nothing_owned();
        given.owned = vec![Owned { product: Product::Invoicing, quantity: 1, expires }];
        given
    }

    #[test]
    fn an_add_on_is_never_sold_alone() {
        let begun = with_product(None, Product::User, &nothing_owned()).unwrap();
        assert_eq!(begun.purpose, Purpose::FirstPurchase { years: 1 });
        assert_eq!((begun.service, begun.has(Product::User)), (Product::Invoicing, true));
    }

    #[test]
    fn an_add_on_goes_to_the_service_that_is_owned() {
        let begun = with_product(None, Product::User, &with_a_service()).unwrap();
        assert_eq!((begun.purpose, begun.service), (Purpose::Add, Product::Invoicing));
        let again = with_product(None, Product::Invoicing, &with_a_service());
        assert_eq!(again, Err(CartError::AlreadyOwned));
    }

    #[test]
    fn what_is_in_the_cart_stays_as_it_is() {
        let given = nothing_owned();
        let cart = with_product(None, Product::User, &given).unwrap();
        assert_eq!(with_product(Some(&cart), Product::User, &given), Ok(cart.clone()));
        assert_eq!(with_product(Some(&cart), Product::Invoicing, &given), Ok(cart));
    }

    #[test]
    fn a_visitors_cart_becomes_additions_to_the_service_that_is_owned() {
        let cart = with_product(None, Product::User, &nothing_owned()).unwrap();
        let fits = made_to_fit(cart, &with_a_service(), &Terms::demo()).unwrap();
        assert_eq!((fits.purpose, fits.has(Product::User)), (Purpose::Add, true));
        let bare = Cart::first_purchase(Product::Invoicing, 1);
        assert_eq!(made_to_fit(bare, &with_a_service(), &Terms::demo()), None, "it is owned");
    }
}
