//! What somebody wants to buy.
//!
//! Commands take the cart and give the cart, or say why not. They carry absolute quantities, so
//! that a command sent twice changes nothing more. A cart can still become unacceptable without
//! a command (the service expires, a module is bought in another tab); `quote` checks it whole.

mod error;
mod open;
mod purpose;

pub use error::CartError;
pub use open::{CartOwner, OpenCart};
pub use purpose::Purpose;

use crate::catalog::{Kind, Product};
use serde::{Deserialize, Serialize};

/// The years that can be bought at once.
pub const YEARS: std::ops::RangeInclusive<u32> = 1..=10;

/// An add-on and how many of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// A module, users or space.
    pub product: Product,
    /// How many; 1 for a module.
    pub quantity: u32,
}

/// A main service and the add-ons chosen with it or for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cart {
    /// Whether a service is bought, added to or renewed, and for how many years.
    pub purpose: Purpose,
    /// The main service that is bought, added to or renewed.
    pub service: Product,
    /// The add-ons, in the order in which they were chosen.
    pub items: Vec<Item>,
    /// `Estensione dei servizi attivi`: proposed as on, the customer may turn it off.
    pub extends_owned: bool,
}

/// One press of a button on the cart. Quantities are absolute: pressing twice is once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// This many of an add-on; none removes it.
    SetQuantity(Product, u32),
    /// The module and what it needs.
    AddWithRequired(Product),
    /// The add-on goes, with what cannot be without it.
    RemoveWithDependents(Product),
    /// The length of the term.
    SetYears(u32),
    /// `Estensione dei servizi attivi` on or off.
    ChooseExtension(bool),
}

impl Cart {
    /// How many things are bought.
    #[must_use]
    pub fn things(&self) -> usize {
        self.purpose.things(self.items.len())
    }

    /// A new service without add-ons.
    #[must_use]
    pub fn first_purchase(service: Product, years: u32) -> Self {
        Self::empty(Purpose::FirstPurchase { years }, service)
    }

    /// A cart for add-ons of a running service.
    #[must_use]
    pub fn add_ons(service: Product) -> Self {
        Self::empty(Purpose::Add, service)
    }

    /// A cart that renews a service.
    #[must_use]
    pub fn renewal(service: Product, years: u32) -> Self {
        Self::empty(Purpose::Renewal { years }, service)
    }

    fn empty(purpose: Purpose, service: Product) -> Self {
        Self { purpose, service, items: Vec::new(), extends_owned: true }
    }

    /// True when another main service would take the place of the one that somebody has chosen: that
    /// wants to be asked, also when nothing else was chosen with it. A cart for something owned gives
    /// way at once, since it cannot be ordered without it.
    #[must_use]
    pub fn is_lost_to(&self, chosen: &Self) -> bool {
        let is_first = |cart: &Self| matches!(cart.purpose, Purpose::FirstPurchase { .. });
        is_first(self) && is_first(chosen) && self.service != chosen.service
    }

    /// True when somebody would miss this cart if `other` took its place: both say something, and
    /// not the same.
    #[must_use]
    pub fn is_missed_beside(&self, other: &Self) -> bool {
        let says_nothing = self.purpose == Purpose::Add && self.items.is_empty();
        let has_all = |items: &[Item], of: &[Item]| of.iter().all(|item| items.contains(item));
        let is_same = self.purpose == other.purpose
            && self.service == other.service
            && self.extends_owned == other.extends_owned
            && has_all(&self.items, &other.items)
            && has_all(&other.items, &self.items);
        !says_nothing && !is_same
    }

    /// The quantity of a product among the add-ons.
    #[must_use]
    pub fn quantity(&self, product: Product) -> u32 {
        let quantities = self.items.iter().filter(|i| i.product == product).map(|i| i.quantity);
        quantities.fold(0, u32::saturating_add)
    }

    /// True when the product stands among the add-ons.
    #[must_use]
    pub fn has(&self, product: Product) -> bool {
        self.items.iter().any(|item| item.product == product)
    }

    /// True when the product is there once the order is fulfilled, so that others can need it.
    ///
    /// What is owned stays when something is added; a renewal keeps only what it lists.
    #[must_use]
    pub fn holds(&self, product: Product, owned: &[Product]) -> bool {
        self.has(product) || (self.purpose == Purpose::Add && owned.contains(&product))
    }

    /// Sets how many of an add-on are chosen; none removes it.
    ///
    /// `owned` are the modules that are active already.
    ///
    /// # Errors
    /// When the add-on does not go with the service, with what is owned or with the rest of the
    /// cart: WooCommerce before Documenti, or no Documenti while WooCommerce stays.
    pub fn set_quantity(
        mut self,
        product: Product,
        quantity: u32,
        owned: &[Product],
    ) -> Result<Self, CartError> {
        if quantity == 0 {
            if let Some(dependent) = self.dependents(product, owned).next() {
                return Err(CartError::Requires { product: dependent, needs: product });
            }
            self.items.retain(|item| item.product != product);
            return Ok(self);
        }
        self.check_item(Item { product, quantity }, owned)?;
        let missing = |needs: &&Product| !self.holds(**needs, owned);
        if let Some(&needs) = product.facts().requires.iter().find(missing) {
            return Err(CartError::Requires { product, needs });
        }
        match self.items.iter_mut().find(|item| item.product == product) {
            Some(item) => item.quantity = quantity,
            None => self.items.push(Item { product, quantity }),
        }
        Ok(self)
    }

    /// Adds a module together with what it needs: the one click that WooCommerce offers.
    ///
    /// # Errors
    /// As [`Cart::set_quantity`], never for a missing requirement.
    pub fn add_with_required(self, product: Product, owned: &[Product]) -> Result<Self, CartError> {
        let mut cart = self;
        for &needs in product.facts().requires {
            if !cart.holds(needs, owned) {
                cart = cart.set_quantity(needs, 1, owned)?;
            }
        }
        cart.set_quantity(product, 1, owned)
    }

    /// Removes an add-on together with those that cannot be without it.
    #[must_use]
    pub fn remove_with_dependents(mut self, product: Product, owned: &[Product]) -> Self {
        let gone: Vec<Product> =
            self.dependents(product, owned).chain(std::iter::once(product)).collect();
        self.items.retain(|item| !gone.contains(&item.product));
        self
    }

    /// The products of the cart that cannot be without this one.
    pub fn dependents<'a>(
        &'a self,
        product: Product,
        owned: &'a [Product],
    ) -> impl Iterator<Item = Product> + 'a {
        let stays = self.purpose == Purpose::Add && owned.contains(&product);
        product.needed_by().filter(move |p| self.has(*p) && !stays)
    }

    /// Chooses the length of the term, where there is one to choose.
    ///
    /// # Errors
    /// When the years are not between 1 and 10.
    pub fn set_years(mut self, chosen: u32) -> Result<Self, CartError> {
        if !YEARS.contains(&chosen) {
            return Err(CartError::Years);
        }
        match &mut self.purpose {
            Purpose::FirstPurchase { years } | Purpose::Renewal { years } => *years = chosen,
            Purpose::Add => {}
        }
        Ok(self)
    }

    /// Makes one change.
    ///
    /// # Errors
    /// As the command behind the change.
    pub fn apply(self, change: Change, owned: &[Product]) -> Result<Self, CartError> {
        match change {
            Change::SetQuantity(product, quantity) => self.set_quantity(product, quantity, owned),
            Change::AddWithRequired(product) => self.add_with_required(product, owned),
            Change::RemoveWithDependents(product) => {
                Ok(self.remove_with_dependents(product, owned))
            }
            Change::SetYears(years) => self.set_years(years),
            Change::ChooseExtension(extends_owned) => Ok(self.choose_extension(extends_owned)),
        }
    }

    /// Turns `Estensione dei servizi attivi` on or off.
    #[must_use]
    pub fn choose_extension(mut self, extends_owned: bool) -> Self {
        self.extends_owned = extends_owned;
        self
    }

    /// What is true of an add-on alone, whatever else stands in the cart.
    pub(crate) fn check_item(&self, item: Item, owned: &[Product]) -> Result<(), CartError> {
        let Item { product, quantity } = item;
        let facts = product.facts();
        if facts.kind == Kind::MainService {
            return Err(CartError::MainServiceAmongAddOns(product));
        }
        if !facts.offered_for.contains(&self.service) {
            return Err(CartError::NotOffered { product, service: self.service });
        }
        if quantity == 0 {
            return Err(CartError::Quantity { product, max: facts.quantity_max });
        }
        if facts.kind == Kind::Module {
            if quantity != 1 {
                return Err(CartError::ModuleQuantity(product));
            }
            if self.purpose == Purpose::Add && owned.contains(&product) {
                return Err(CartError::ModuleOwned(product));
            }
        }
        if quantity > facts.quantity_max {
            return Err(CartError::Quantity { product, max: facts.quantity_max });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn woocommerce_needs_documents_in_the_cart_or_owned() {
        let cart = Cart::first_purchase(Product::Invoicing, 1);
        let refused =
            CartError::Requires { product: Product::WooCommerce, needs: Product::Documents };
        assert_eq!(cart.clone().set_quantity(Product::WooCommerce, 1, &[]), Err(refused));

        let both = cart.clone().add_with_required(Product::WooCommerce, &[]).unwrap();
        assert!(both.has(Product::Documents) && both.has(Product::WooCommerce));

        let owned = [Product::Documents];
        let alone = Cart::add_ons(Product::Invoicing)
            .set_quantity(Product::WooCommerce, 1, &owned)
            .unwrap();
        assert!(!alone.has(Product::Documents));
    }

    #[test]
    fn each_thing_is_counted_once_and_a_service_that_is_only_added_to_is_not() {
        let with_users = |cart: Cart| cart.set_quantity(Product::User, 3, &[]).unwrap();
        let first = Cart::first_purchase(Product::Invoicing, 2);
        assert_eq!((first.things(), with_users(first).things()), (1, 2));
        let added = Cart::add_ons(Product::Invoicing);
        assert_eq!((added.things(), with_users(added).things()), (0, 1));
    }

    #[test]
    fn documents_do_not_leave_without_woocommerce() {
        let cart = Cart::first_purchase(Product::Invoicing, 1)
            .add_with_required(Product::WooCommerce, &[])
            .unwrap();
        assert!(cart.clone().set_quantity(Product::Documents, 0, &[]).is_err());
        assert!(cart.remove_with_dependents(Product::Documents, &[]).items.is_empty());
    }

    #[test]
    fn a_renewal_holds_only_what_it_lists() {
        let owned = [Product::Documents, Product::WooCommerce];
        let kept = Cart::renewal(Product::Invoicing, 1)
            .add_with_required(Product::WooCommerce, &owned)
            .unwrap();
        assert!(kept.has(Product::Documents));
        assert!(kept.clone().set_quantity(Product::Documents, 0, &owned).is_err());
        assert!(kept.remove_with_dependents(Product::Documents, &owned).items.is_empty());
    }

    #[test]
    fn the_same_quantity_twice_is_one_line() {
        let cart = Cart::first_purchase(Product::Invoicing, 1);
        let once = cart.set_quantity(Product::User, 3, &[]).unwrap();
        let twice = once.clone().set_quantity(Product::User, 3, &[]).unwrap();
        assert_eq!(once, twice);
        assert_eq!(twice.quantity(Product::User), 3);
        assert!(twice.set_quantity(Product::User, 0, &[]).unwrap().items.is_empty());
    }

    #[test]
    fn a_service_that_was_chosen_is_lost_to_another_one_only() {
        let other = Cart::first_purchase(Product::ReceiveOnly, 1);
        let bare = Cart::first_purchase(Product::Invoicing, 1);
        assert!(bare.is_lost_to(&other) && other.is_lost_to(&bare));

        let for_years = bare.clone().set_years(2).unwrap();
        let with_user = bare.clone().set_quantity(Product::User, 1, &[]).unwrap();
        assert!(for_years.is_lost_to(&other) && with_user.is_lost_to(&other));
        assert!(!with_user.is_lost_to(&bare), "it is the same service");
        assert!(!with_user.is_lost_to(&Cart::add_ons(Product::ReceiveOnly)));
        assert!(!Cart::renewal(Product::Invoicing, 1).is_lost_to(&other));
    }

    #[test]
    fn a_cart_is_missed_when_it_said_something_else() {
        let bare = Cart::first_purchase(Product::Invoicing, 1);
        let with = |products: &[Product]| {
            let add = |cart: Cart, product: &Product| cart.set_quantity(*product, 1, &[]).unwrap();
            products.iter().fold(bare.clone(), add)
        };
        let (one, other) = (Product::User, Product::Storage);
        assert!(!with(&[one, other]).is_missed_beside(&with(&[other, one])), "in another order");
        assert!(with(&[one]).is_missed_beside(&bare) && bare.is_missed_beside(&with(&[one])));
        assert!(bare.is_missed_beside(&bare.clone().set_years(2).unwrap()));
        assert!(bare.is_missed_beside(&Cart::first_purchase(Product::ReceiveOnly, 1)));

        let add_ons = Cart::add_ons(Product::Invoicing);
        let some = add_ons.clone().set_quantity(one, 1, &[]).unwrap();
        assert!(!add_ons.is_missed_beside(&some), "nothing was chosen in it");
        assert!(some.is_missed_beside(&add_ons));
        assert!(some.is_missed_beside(&some.clone().choose_extension(false)));
    }

    #[test]
    fn years_are_one_to_ten() {
        let cart = Cart::first_purchase(Product::Invoicing, 1);
        assert_eq!(cart.clone().set_years(0), Err(CartError::Years));
        assert_eq!(cart.clone().set_years(11), Err(CartError::Years));
        assert!(cart.set_years(10).is_ok());
    }
}
