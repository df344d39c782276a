//! What would make a refused cart acceptable, so that a refusal is never a dead end.

use crate::cart::{Cart, CartError, Item, Purpose, YEARS};
use crate::catalog::Product;
use crate::quote::Circumstances;
use serde::{Deserialize, Serialize};

/// One change of a cart that somebody can make with one click.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remedy {
    /// Take the add-on out, with what cannot be without it.
    Remove(Product),
    /// Put one in.
    Add(Product),
    /// Keep one line of it, of this quantity.
    SetQuantity(Product, u32),
    /// Choose this number of years.
    SetYears(u32),
    /// Buy a new service instead.
    BuyService(Product),
    /// Add to the service that is owned instead.
    AddToService(Product),
    /// Renew the service that is owned, keeping its add-ons.
    RenewService(Product),
}

/// The remedies for one refusal, the one to propose first at the front.
#[must_use]
pub fn remedies(error: CartError, cart: &Cart, given: &Circumstances) -> Vec<Remedy> {
    match error {
        CartError::NotAMainService(_) | CartError::AlreadyOwned | CartError::ServiceNotOwned(_) => {
            vec![for_what_is_owned(cart, given)]
        }
        CartError::ServiceExpired => vec![Remedy::RenewService(cart.service)],
        CartError::NothingAdded => vec![Remedy::Add(Product::User)],
        // Nothing in a cart changes the calendar.
        CartError::OutOfCalendar => Vec::new(),
        // Nothing is wrong with the cart that is there.
        CartError::OtherServiceChosen { present, .. } => vec![Remedy::BuyService(present)],
        CartError::MainServiceAmongAddOns(product)
        | CartError::ModuleOwned(product)
        | CartError::NotOffered { product, .. }
        | CartError::NotOnSale(product) => vec![Remedy::Remove(product)],
        CartError::ModuleAskedTwice(product) | CartError::ModuleQuantity(product) => {
            vec![Remedy::SetQuantity(product, 1), Remedy::Remove(product)]
        }
        CartError::Requires { product, needs } => {
            vec![Remedy::Add(needs), Remedy::Remove(product)]
        }
        CartError::Quantity { product, max } => {
            let nearest = cart.quantity(product).clamp(1, max);
            vec![Remedy::SetQuantity(product, nearest), Remedy::Remove(product)]
        }
        CartError::UsersInPlace { used } => vec![Remedy::SetQuantity(Product::User, used)],
        CartError::Years => {
            let nearest = match cart.purpose {
                Purpose::FirstPurchase { years } | Purpose::Renewal { years } => {
                    years.clamp(*YEARS.start(), *YEARS.end())
                }
                Purpose::Add => *YEARS.start(),
            };
            vec![Remedy::SetYears(nearest)]
        }
    }
}

fn for_what_is_owned(cart: &Cart, given: &Circumstances) -> Remedy {
    match given.owned.iter().find(|owned| owned.product.is_main_service()) {
        Some(service) if service.expires < given.today => Remedy::RenewService(service.product),
        Some(service) => Remedy::AddToService(service.product),
        None if cart.service.is_main_service() => Remedy::BuyService(cart.service),
        None => Remedy::BuyService(Product::Invoicing),
    }
}

impl Remedy {
    /// The cart with the change made.
    #[must_use]
    pub fn apply(self, mut cart: Cart, given: &Circumstances) -> Cart {
        match self {
            Self::Remove(product) => cart.remove_with_dependents(product, &given.owned_products()),
            Self::Add(product) => {
                cart.items.push(Item { product, quantity: 1 });
                cart
            }
            Self::SetQuantity(product, quantity) => {
                let place = cart.items.iter().position(|item| item.product == product);
                cart.items.retain(|item| item.product != product);
                let item = Item { product, quantity };
                cart.items.insert(place.unwrap_or(0).min(cart.items.len()), item);
                cart
            }
            Self::SetYears(years) => cart.clone().set_years(years).unwrap_or(cart),
            Self::BuyService(service) => {
                Cart { purpose: Purpose::FirstPurchase { years: 1 }, service, ..cart }
            }
            Self::AddToService(service) => Cart { purpose: Purpose::Add, service, ..cart },
            Self::RenewService(service) => {
                renew(Cart { purpose: Purpose::Renewal { years: 1 }, service, ..cart }, given)
            }
        }
    }
}

/// A renewal drops what it does not list, so the add-ons owned are listed.
fn renew(mut cart: Cart, given: &Circumstances) -> Cart {
    for owned in given.owned.iter().filter(|owned| !owned.product.is_main_service()) {
        match cart.items.iter_mut().find(|item| item.product == owned.product) {
            Some(item) if !item.product.is_module() => {
                item.quantity = item.quantity.saturating_add(owned.quantity);
            }
            Some(_) => {}
            None => cart.items.push(Item { product: owned.product, quantity: owned.quantity }),
        }
    }
    cart
}
