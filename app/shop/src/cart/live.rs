//! The cart in the browser: shown at once, kept on the server a moment later.
//!
//! A press changes what is shown without waiting. Presses leave one at a time and in order, each
//! with the version of the cart that it changes. When another tab was faster, the presses that
//! have not arrived are made again on what the cart has become, so none is lost and none is
//! counted twice.

use std::collections::VecDeque;

use domain::RuleError;
use domain::cart::{Cart, CartError, Change, OpenCart, Purpose};
use domain::catalog::Product;
use domain::extension::{self, Choice};
use domain::format::euro;
use domain::quote::{Circumstances, Quote, quote};
use domain::renewal::{NextYear, next_year};
use domain::terms::Terms;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::api::{CartView, Press, codes, load_cart, press_cart};
use ui::error::AppError;

/// A cart that somebody is looking at. Copies share the same cart.
#[derive(Clone, Copy)]
pub struct LiveCart {
    /// What the server has.
    kept: RwSignal<OpenCart>,
    /// The cart on the page, which may be ahead of the server.
    shown: RwSignal<Cart>,
    waiting: StoredValue<VecDeque<Pressed>>,
    /// A press is on its way.
    pub busy: RwSignal<bool>,
    /// What went wrong with the last press.
    pub error: RwSignal<Option<AppError>>,
    /// What went wrong with a press that was made without WASM, before the page came.
    pub came_with: StoredValue<Option<AppError>>,
    /// Something was pressed since the page came.
    pub is_pressed: RwSignal<bool>,
    /// Another tab has emptied or ordered it.
    pub is_gone: RwSignal<bool>,
    given: StoredValue<Circumstances>,
    terms: StoredValue<Terms>,
    pub signed_in: bool,
    /// The disdetta was asked for.
    pub is_given_up: bool,
    /// The add-ons that stand below the service; the others keep their place further down.
    entered: StoredValue<Vec<Product>>,
    /// What the last press did, for those who listen.
    pub said: RwSignal<String>,
    /// The price of what is shown.
    pub quote: Memo<Result<Quote, Vec<CartError>>>,
    /// Both choices of the extension, when there is one to make.
    pub choice: Memo<Option<Choice>>,
}

/// A press that the server has not seen yet.
#[derive(Clone, Copy)]
struct Pressed {
    change: Change,
    /// How many there were before, to tell one more from exactly three.
    before: u32,
}

impl LiveCart {
    /// The cart of a page that was just loaded.
    pub fn new(view: CartView, open: OpenCart) -> Self {
        let given = StoredValue::new(view.given);
        let terms = StoredValue::new(view.terms);
        let shown = RwSignal::new(open.cart.clone());
        let quote = Memo::new(move |_| {
            shown.with(|cart| given.with_value(|g| terms.with_value(|t| quote(cart, g, t))))
        });
        let choice = Memo::new(move |_| {
            let choice = shown.with(|cart| {
                given.with_value(|g| terms.with_value(|t| extension::choice(cart, g, t)))
            });
            choice.ok().flatten()
        });
        Self {
            kept: RwSignal::new(open),
            shown,
            waiting: StoredValue::default(),
            busy: RwSignal::new(false),
            error: RwSignal::default(),
            came_with: StoredValue::new(view.error),
            is_pressed: RwSignal::new(false),
            is_gone: RwSignal::new(false),
            given,
            terms,
            signed_in: view.signed_in,
            is_given_up: view.is_given_up,
            entered: StoredValue::new(view.entered),
            said: RwSignal::default(),
            quote,
            choice,
        }
    }

    /// The cart on the page, with every press that the server has not confirmed yet.
    pub fn cart(self) -> Cart {
        self.shown.get()
    }

    /// What stays as it is for as long as the page is open: the main service and the purpose.
    pub fn service(self) -> Product {
        self.shown.with_untracked(|cart| cart.service)
    }

    /// Why somebody is buying; its years may change, it itself does not.
    pub fn purpose(self) -> Purpose {
        self.shown.with_untracked(|cart| cart.purpose)
    }

    /// The version that a plain form changes.
    pub fn version(self) -> i64 {
        self.kept.with(|open| open.version)
    }

    /// The add-ons that were in the cart when somebody came to the page.
    pub fn entered(self) -> Vec<Product> {
        self.entered.get_value()
    }

    /// The same in the words of a form, so that the next page puts everything in its place again.
    pub fn places(self) -> String {
        self.entered.with_value(|entered| codes(entered))
    }

    /// How many of a product are shown.
    pub fn quantity(self, product: Product) -> u32 {
        self.shown.with(|cart| cart.quantity(product))
    }

    /// What is owned, the prices and the day.
    pub fn given(self) -> Circumstances {
        self.given.get_value()
    }

    /// Prices and promotions.
    pub fn terms(self) -> Terms {
        self.terms.get_value()
    }

    /// What the year after the order will cost, while there is something to order.
    pub fn next_year(self) -> Option<NextYear> {
        let order = self.quote.get().ok()?;
        let service = self.service();
        self.given.with_value(|given| {
            self.terms.with_value(|terms| next_year(service, &order, given, terms))
        })
    }

    /// Makes a change: at once on the page, then on the server.
    pub fn press(self, change: Change) {
        let owned = self.given.with_value(Circumstances::owned_products);
        let before = before(&self.shown.get_untracked(), change);
        self.is_pressed.set(true);
        match self.shown.get_untracked().apply(change, &owned) {
            Ok(cart) => {
                self.error.set(None);
                self.shown.set(cart);
                self.tell(change);
                self.waiting.update_value(|waiting| join(waiting, Pressed { change, before }));
                self.send();
            }
            Err(error) => self.error.set(Some(AppError::Rule(error.into()))),
        }
    }

    /// Says what a press has done, and what everything costs now.
    fn tell(self, change: Change) {
        let what = match change {
            Change::SetQuantity(product, _)
            | Change::AddWithRequired(product)
            | Change::RemoveWithDependents(product) => {
                Some(format!("{}: {}, ", product.name(), self.quantity(product)))
            }
            Change::SetYears(_) | Change::ChooseExtension(_) => None,
        };
        let total = self.quote.get_untracked().ok().map(|quote| euro(quote.totals.total));
        let total = total.map(|total| format!("totale {total}")).unwrap_or_default();
        self.said.set(format!("{}{total}", what.unwrap_or_default()));
    }

    fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        let Some(next) = self.waiting.try_update_value(VecDeque::pop_front).flatten() else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            let version = self.kept.get_untracked().version;
            let (press, product, quantity) = words(next.change);
            match press_cart(version, press, product, quantity, None, String::new()).await {
                Ok(Some(open)) => self.keep(open),
                Ok(None) | Err(AppError::NotFound) => self.look_again().await,
                Err(AppError::Rule(RuleError::CartChangedElsewhere)) => {
                    self.waiting.update_value(|waiting| waiting.push_front(next));
                    self.look_again().await;
                }
                Err(error) => {
                    self.waiting.update_value(VecDeque::clear);
                    self.shown.set(self.kept.get_untracked().cart);
                    self.error.set(Some(error));
                }
            }
            self.busy.set(false);
            self.send();
        });
    }

    /// The server has made the change.
    fn keep(self, open: OpenCart) {
        if self.waiting.with_value(VecDeque::is_empty) {
            self.shown.set(open.cart.clone());
        }
        self.kept.set(open);
    }

    /// Another tab was faster: what waits is made again on what the cart has become.
    async fn look_again(self) {
        let open = match load_cart(None).await {
            Ok(CartView { open: Some(open), .. }) => open,
            Ok(CartView { open: None, .. }) => {
                self.waiting.update_value(VecDeque::clear);
                self.is_gone.set(true);
                return;
            }
            Err(error) => {
                self.waiting.update_value(VecDeque::clear);
                self.error.set(Some(error));
                return;
            }
        };
        let owned = self.given.with_value(Circumstances::owned_products);
        let mut cart = open.cart.clone();
        let mut again = VecDeque::new();
        for pressed in self.waiting.get_value() {
            let base = before(&cart, pressed.change);
            let change = rebased(pressed, base);
            // What the other tab has made impossible is dropped; the page shows why no longer.
            if let Ok(changed) = cart.clone().apply(change, &owned) {
                cart = changed;
                again.push_back(Pressed { change, before: base });
            }
        }
        self.waiting.set_value(again);
        self.kept.set(open);
        self.shown.set(cart);
    }
}

/// How many there are of what a change is about.
fn before(cart: &Cart, change: Change) -> u32 {
    match change {
        Change::SetQuantity(product, _) => cart.quantity(product),
        Change::AddWithRequired(_)
        | Change::RemoveWithDependents(_)
        | Change::SetYears(_)
        | Change::ChooseExtension(_) => 0,
    }
}

/// The same press on another cart: two more stay two more.
fn rebased(pressed: Pressed, base: u32) -> Change {
    match pressed.change {
        Change::SetQuantity(product, chosen) if chosen > 0 => {
            let more = i64::from(chosen) - i64::from(pressed.before);
            let quantity = u32::try_from(i64::from(base) + more).unwrap_or_default();
            Change::SetQuantity(product, quantity)
        }
        change => change,
    }
}

/// Quick presses on the same number are one: only the last counts.
fn join(waiting: &mut VecDeque<Pressed>, pressed: Pressed) {
    if let Some(last) = waiting.back_mut() {
        let same = match (last.change, pressed.change) {
            (Change::SetQuantity(a, _), Change::SetQuantity(b, _)) => a == b,
            (Change::SetYears(_), Change::SetYears(_))
            | (Change::ChooseExtension(_), Change::ChooseExtension(_)) => true,
            _ => false,
        };
        if same {
            last.change = pressed.change;
            return;
        }
    }
    waiting.push_back(pressed);
}

/// A change in the words of the form.
pub fn words(change: Change) -> (Press, Option<Product>, Option<u32>) {
    match change {
        Change::SetQuantity(product, quantity) => (Press::Quantity, Some(product), Some(quantity)),
        Change::AddWithRequired(product) => (Press::Add, Some(product), None),
        Change::RemoveWithDependents(product) => (Press::Remove, Some(product), None),
        Change::SetYears(years) => (Press::Years, None, Some(years)),
        Change::ChooseExtension(true) => (Press::ExtensionOn, None, None),
        Change::ChooseExtension(false) => (Press::ExtensionOff, None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_made_again_adds_as_many_as_it_was_meant_to() {
        let two_more = Pressed { change: Change::SetQuantity(Product::User, 5), before: 3 };
        assert_eq!(rebased(two_more, 10), Change::SetQuantity(Product::User, 12));
        let one_less = Pressed { change: Change::SetQuantity(Product::User, 2), before: 3 };
        assert_eq!(rebased(one_less, 1), Change::SetQuantity(Product::User, 0));
        let none = Pressed { change: Change::SetQuantity(Product::User, 0), before: 3 };
        assert_eq!(rebased(none, 10), Change::SetQuantity(Product::User, 0));
    }

    #[test]
    fn quick_presses_on_one_number_leave_as_one() {
        let mut waiting = VecDeque::new();
        for quantity in 1..=3 {
            let change = Change::SetQuantity(Product::User, quantity);
            join(&mut waiting, Pressed { change, before: quantity - 1 });
        }
        join(&mut waiting, Pressed { change: Change::SetYears(2), before: 0 });
        assert_eq!(waiting.len(), 2);
        assert_eq!(waiting.front().map(|p| p.before), Some(0));
        let last = waiting.front().map(|p| p.change);
        assert_eq!(last, Some(Change::SetQuantity(Product::User, 3)));
    }
}
