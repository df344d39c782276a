//! What is to go on with the next renewal, where that is not simply what is owned.
//!
//! A plan speaks of the renewal and of nothing before it: what is dropped or lowered is used until its
//! own last day, and the plan can be changed until then (`docs/rules.md` R16).

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::cart::{Cart, CartError, Item};
use crate::catalog::Product;
use crate::quote::Owned;
use crate::subscription::{goes_on, service_expiry};

/// How many of an add-on there are to be after the next renewal, by product; 0 is `Non rinnovare`. What
/// it does not name goes on as it is owned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan(Vec<Item>);

/// Who renews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Its customer, who sees the price and accepts the conditions: also with something new.
    Customer,
    /// It renews by itself. Nothing new is bought while nobody is there.
    Itself,
}

impl Plan {
    /// The plan of these numbers; of two about one product the later counts.
    #[must_use]
    pub fn of(items: impl IntoIterator<Item = Item>) -> Self {
        let mut plan = Self::default();
        for item in items {
            plan.0.retain(|known| known.product != item.product);
            let place = plan.0.partition_point(|known| known.product < item.product);
            plan.0.insert(place, item);
        }
        plan
    }

    /// What a cart that renews differs in from what is owned.
    #[must_use]
    pub fn between(cart: &Cart, owned: &[Owned]) -> Self {
        let chosen = |product| Item { product, quantity: cart.quantity(product) };
        let differs = |item: &Item| item.quantity != quantity_of(owned, item.product);
        Self::of(cart.service.add_ons().map(chosen).filter(differs))
    }

    /// The numbers, by product.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.0
    }

    /// How many of a product there are to be; none when they go on as they are owned.
    #[must_use]
    pub fn quantity(&self, product: Product) -> Option<u32> {
        self.0.iter().find(|item| item.product == product).map(|item| item.quantity)
    }

    /// The same with no fewer users than go on and keep a place: `users` are the places that somebody
    /// has by now, and none of them is lost by a wish of before.
    #[must_use]
    pub fn keeping_users(mut self, owned: &[Owned], users: u32) -> Self {
        let taken = taken(owned, users);
        for item in self.0.iter_mut().filter(|item| item.product == Product::User) {
            item.quantity = item.quantity.max(taken);
        }
        self
    }

    /// Whether a service with this can be renewed so; `users` are the places that somebody has.
    ///
    /// # Errors
    /// What does not go with the service, and fewer users than places that are taken.
    pub fn check(&self, service: Product, owned: &[Owned], users: u32) -> Result<(), CartError> {
        let cart = Cart::renewal(service, 1);
        for &item in self.0.iter().filter(|item| item.quantity > 0) {
            cart.check_item(item, &[])?;
        }
        self.quantity(Product::User).map_or(Ok(()), |chosen| leaves_places(chosen, owned, users))
    }
}

/// Whether a cart that renews a service leaves everybody the place on the panel that they have;
/// `users` are those places.
///
/// # Errors
/// `UsersInPlace` for fewer users.
pub fn check_users(cart: &Cart, owned: &[Owned], users: u32) -> Result<(), CartError> {
    leaves_places(cart.quantity(Product::User), owned, users)
}

fn leaves_places(chosen: u32, owned: &[Owned], users: u32) -> Result<(), CartError> {
    let used = taken(owned, users);
    if chosen < used { Err(CartError::UsersInPlace { used }) } else { Ok(()) }
}

/// The places that somebody has, of the users that go on. Somebody whose place does not go on loses
/// nothing by a renewal.
fn taken(owned: &[Owned], users: u32) -> u32 {
    users.min(quantity_of(owned, Product::User))
}

/// How many of a product go on when nobody plans otherwise: those that the service has not left behind.
#[must_use]
pub fn quantity_of(owned: &[Owned], product: Product) -> u32 {
    let service = service_expiry(owned);
    let going_on = |owned: &&Owned| owned.product == product && goes_on(owned, service);
    owned.iter().filter(going_on).map(|owned| owned.quantity).fold(0, u32::saturating_add)
}

/// The cart that renews a service with what its owner wants to keep of it. Whatever shows the price of a
/// renewal, announces it, charges it or orders it begins here.
#[must_use]
pub fn cart_of(service: Product, owned: &[Owned], plan: &Plan, by: By, years: u32) -> Cart {
    let mut cart = Cart::renewal(service, years);
    let expires = service_expiry(owned);
    let is_kept = |owned: &&Owned| !owned.product.is_main_service() && goes_on(owned, expires);
    for owned in owned.iter().filter(is_kept) {
        match cart.items.iter_mut().find(|item| item.product == owned.product) {
            Some(item) => item.quantity = item.quantity.saturating_add(owned.quantity),
            None => cart.items.push(Item { product: owned.product, quantity: owned.quantity }),
        }
    }
    for item in &mut cart.items {
        let planned = plan.quantity(item.product).unwrap_or(item.quantity);
        item.quantity = match by {
            By::Customer => planned,
            By::Itself => planned.min(item.quantity),
        };
    }
    if by == By::Customer {
        let is_new = |item: &&Item| !cart.has(item.product);
        let new: Vec<Item> = plan.0.iter().filter(is_new).copied().collect();
        cart.items.extend(new);
    }
    // Something that was bought since needs what was to be dropped: both go on.
    let kept = cart.items.iter().filter(|item| item.quantity > 0);
    let needed: Vec<Product> =
        kept.flat_map(|item| item.product.facts().requires).copied().collect();
    for item in cart.items.iter_mut().filter(|item| needed.contains(&item.product)) {
        item.quantity = item.quantity.max(1);
    }
    cart.items.retain(|item| item.quantity > 0);
    cart
}

/// As a form and an address carry it: `DOC-0_UT-1`.
impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Item { product, quantity }) in self.0.iter().enumerate() {
            let joint = if at == 0 { "" } else { "_" };
            write!(f, "{joint}{product}-{quantity}")?;
        }
        Ok(())
    }
}

/// And back; what names no add-on or no number is left out.
impl FromStr for Plan {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let item = |part: &str| {
            let (product, quantity) = part.split_once('-')?;
            let item = Item { product: product.parse().ok()?, quantity: quantity.parse().ok()? };
            (!item.product.is_main_service()).then_some(item)
        };
        Ok(Self::of(text.split('_').filter_map(item)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use crate::cart::Change;
    use crate::quote::{Circumstances, LineKind, Quote, quote};
    use crate::terms::Terms;
    use Product::{Collections, Documents, Invoicing, Storage, User, WooCommerce};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn plan(text: &str) -> Plan {
        text.parse().unwrap()
    }

    /// A service of 14 April 2027 with two modules, three users and two gigabytes.
    fn owned() -> Vec<Owned> {
        let expires = day("2027-04-14");
        let of = |product, quantity| Owned { product, quantity, expires };
        vec![of(Invoicing, 1), of(Documents, 1), of(WooCommerce, 1), of(User, 3), of(Storage, 2)]
    }

    fn priced(plan: &Plan, by: By, years: u32) -> Quote {
        let given =
            Circumstances { owned: owned(), ..Circumstances::new_customer(day("2027-04-07")) };
        let cart = cart_of(Invoicing, &given.owned, plan, by, years);
        quote(&cart, &given, &Terms::demo()).unwrap()
    }

    #[test]
    fn kept_dropped_lowered_and_added_end_on_one_day_and_have_one_price() {
        let all = priced(&Plan::default(), By::Customer, 1);
        // 30 + 18 + 24 + 3 × 12 + 2 × 12.
        assert_eq!(all.totals.net.to_string(), "132.00");

        let chosen = priced(&plan("INC-1_WOO-0_UT-1_GB-1"), By::Customer, 2);

        // (30 + 18 + 12 + 12) × 2, and the new module from today: 24 months and 7 days × 1.50.
        assert_eq!(chosen.totals.net.to_string(), "180.00");
        assert!(chosen.after.iter().all(|after| after.until == day("2029-04-14")));
        let new: Vec<_> = chosen.of_kind(LineKind::Purchase).map(|line| line.product).collect();
        assert_eq!(new, [Collections]);
    }

    #[test]
    fn what_renews_by_itself_lowers_and_drops_and_buys_nothing_new() {
        let by_itself = priced(&plan("INC-1_WOO-0_UT-5_GB-1"), By::Itself, 1);
        assert!(by_itself.lines.iter().all(|line| line.kind == LineKind::Renewal));
        // 30 + 18 + 3 × 12 + 12.
        assert_eq!(by_itself.totals.net.to_string(), "96.00");
    }

    #[test]
    fn what_something_kept_needs_is_kept() {
        let cart = cart_of(Invoicing, &owned(), &plan("DOC-0"), By::Itself, 1);
        assert!(cart.has(Documents) && cart.has(WooCommerce));
        let neither = cart_of(Invoicing, &owned(), &plan("DOC-0_WOO-0"), By::Itself, 1);
        assert!(!neither.has(Documents) && !neither.has(WooCommerce));
    }

    #[test]
    fn a_press_and_its_undoing_leave_no_plan() {
        let owned = owned();
        let products: Vec<Product> = owned.iter().map(|owned| owned.product).collect();
        let cart = cart_of(Invoicing, &owned, &Plan::default(), By::Customer, 1);
        let change = |cart: &Cart, change| cart.clone().apply(change, &products).unwrap();

        let dropped = change(&cart, Change::RemoveWithDependents(Documents));
        assert_eq!(Plan::between(&dropped, &owned), plan("DOC-0_WOO-0"));
        let lowered = change(&dropped, Change::SetQuantity(User, 1));
        assert_eq!(Plan::between(&lowered, &owned).to_string(), "DOC-0_WOO-0_UT-1");

        let undone = change(&lowered, Change::AddWithRequired(WooCommerce));
        let undone = change(&undone, Change::SetQuantity(User, 3));
        assert_eq!(Plan::between(&undone, &owned), Plan::default());
    }

    #[test]
    fn a_place_that_somebody_has_is_not_taken_away() {
        let owned = owned();
        let check = |text, users| plan(text).check(Invoicing, &owned, users);
        assert_eq!(check("UT-1", 1), Ok(()));
        assert_eq!(check("UT-1", 2), Err(CartError::UsersInPlace { used: 2 }));
        // Somebody has a place whose term is over: nothing is lowered by leaving it so.
        assert_eq!(check("UT-3", 4), Ok(()));
        assert_eq!(plan("UT-1").keeping_users(&owned, 2), plan("UT-2"));
        assert_eq!(Plan::default().keeping_users(&owned, 2), Plan::default());

        let cart = |users: u32| {
            let item = (users > 0).then_some(Item { product: User, quantity: users });
            Cart { items: item.into_iter().collect(), ..Cart::renewal(Invoicing, 1) }
        };
        let in_place = Err(CartError::UsersInPlace { used: 2 });
        assert_eq!(
            [0, 1, 2, 5].map(|users| check_users(&cart(users), &owned, 2)),
            [in_place, in_place, Ok(()), Ok(())]
        );
        assert_eq!(check_users(&cart(3), &owned, 4), Ok(()), "the fourth has none that goes on");
    }

    #[test]
    fn what_a_renewal_has_left_behind_does_not_come_back_with_the_next_one() {
        // Renewed early without one of its modules and two of its three users.
        let of = |product, quantity, expires| Owned { product, quantity, expires: day(expires) };
        let owned = [
            of(Invoicing, 1, "2028-04-14"),
            of(Collections, 1, "2027-04-14"),
            of(User, 2, "2027-04-14"),
            of(User, 1, "2028-04-14"),
        ];
        for by in [By::Customer, By::Itself] {
            let cart = cart_of(Invoicing, &owned, &Plan::default(), by, 1);
            assert_eq!(cart.items, [Item { product: User, quantity: 1 }]);
            assert_eq!(Plan::between(&cart, &owned), Plan::default());
        }
        // Three have a place by now, and one of those places goes on.
        assert_eq!(plan("UT-2").keeping_users(&owned, 3), plan("UT-2"));
        assert_eq!(plan("UT-0").keeping_users(&owned, 3), plan("UT-1"));
    }

    #[test]
    fn nonsense_is_no_plan() {
        assert_eq!(plan(""), Plan::default());
        assert_eq!(plan("FE-0_XXX-1_DOC_UT--1_UT-99999999999_GB-2_GB-1"), plan("GB-1"));
        let not_offered = plan("DOC-1").check(Product::ReceiveOnly, &[], 0);
        let service = Product::ReceiveOnly;
        assert_eq!(not_offered, Err(CartError::NotOffered { product: Documents, service }));
        let max = User.facts().quantity_max;
        let too_many = plan("UT-1000").check(Invoicing, &[], 0);
        assert_eq!(too_many, Err(CartError::Quantity { product: User, max }));
        assert!(plan("DOC-2").check(Invoicing, &[], 0).is_err());
    }
}
