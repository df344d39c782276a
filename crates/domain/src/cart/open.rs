//! A cart between two visits, and whose it is.

use serde::{Deserialize, Serialize};

use super::{Cart, CartError};
use crate::catalog::Product;
use crate::id::{AccountId, CartId};

/// Whose cart is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartOwner {
    /// A visitor, and the cart that their session knows.
    Visitor(Option<CartId>),
    /// Somebody who has signed in.
    Account(AccountId),
}

impl CartOwner {
    /// The account, once there is one.
    #[must_use]
    pub fn account(self) -> Option<AccountId> {
        match self {
            CartOwner::Visitor(_) => None,
            CartOwner::Account(account) => Some(account),
        }
    }
}

/// A cart as it is kept between two visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCart {
    /// Stays the same until the cart is ordered or emptied.
    pub id: CartId,
    /// Grows by one with each change. A change carries the version that its author saw, so two
    /// tabs never undo each other unseen.
    pub version: i64,
    /// Main service, add-ons and years.
    pub cart: Cart,
    /// A discount code that was accepted, in capitals.
    pub discount_code: Option<String>,
}

impl OpenCart {
    /// The same with another content, one version later.
    #[must_use]
    pub fn changed_to(self, cart: Cart) -> Self {
        Self { version: self.version + 1, cart, ..self }
    }

    /// The same once a press on `chosen` has made this content of it. What was chosen for another
    /// service goes only when somebody has said so who saw it in this very version.
    ///
    /// # Errors
    /// `OtherServiceChosen` while nobody has said that it may go.
    pub fn replaced_by(
        self,
        cart: Cart,
        chosen: Product,
        may_replace: Option<i64>,
    ) -> Result<Self, CartError> {
        if self.cart.is_lost_to(&cart) && may_replace != Some(self.version) {
            return Err(CartError::OtherServiceChosen { chosen, present: self.cart.service });
        }
        Ok(self.changed_to(cart))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cart_gives_way_only_to_somebody_who_saw_it() {
        let id = CartId(uuid::Uuid::nil());
        let cart = Cart::first_purchase(Product::Invoicing, 2);
        let open = OpenCart { id, version: 7, cart, discount_code: None };
        let other = Cart::first_purchase(Product::ReceiveOnly, 1);
        let press = |may| open.clone().replaced_by(other.clone(), Product::ReceiveOnly, may);

        let present = Product::Invoicing;
        let asked = CartError::OtherServiceChosen { chosen: Product::ReceiveOnly, present };
        assert_eq!((press(None), press(Some(6))), (Err(asked), Err(asked)));
        let replaced = press(Some(7)).unwrap();
        assert_eq!((replaced.version, replaced.cart), (8, other.clone()));
    }
}
