//! A renewal in the browser: each choice is priced at once, by the rules of the server, and kept a
//! moment later. Somebody who has come by a link only looks: nothing is kept.

use std::collections::VecDeque;

use domain::cart::{Cart, CartError, Change, Item, Purpose};
use domain::catalog::{Kind, Product};
use domain::format::{euro, years};
use domain::quote::{Circumstances, Quote, quote};
use domain::renewal::{By, Plan, cart_of, quantity_of};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::HtmlElement;
use wasm_bindgen::JsCast;

use super::api::{Renewing, press_renewal};
use crate::cart::words;
use ui::error::AppError;

/// A price, or why there is none.
pub type Priced = Result<Quote, Vec<CartError>>;

/// A renewal that somebody is looking at. Copies share the same one.
#[derive(Clone, Copy)]
pub struct LiveRenewal {
    /// The page as it came.
    about: StoredValue<Renewing>,
    cart: RwSignal<Cart>,
    waiting: StoredValue<VecDeque<Change>>,
    /// A press is on its way.
    busy: StoredValue<bool>,
    /// What went wrong with the last press.
    pub error: RwSignal<Option<AppError>>,
    /// What the last press did, for those who listen.
    pub said: RwSignal<String>,
    /// The price of what is shown, by hand and today.
    pub quote: Memo<Priced>,
    /// The same of all that is owned and one more of what is counted: nothing that is said of
    /// something owned is longer, so that this is the room that it needs.
    pub most: Memo<Priced>,
    /// The next renewal by itself, on its day.
    pub then: Memo<Option<Quote>>,
}

impl LiveRenewal {
    pub fn new(about: Renewing) -> Self {
        let owned = &about.given.owned;
        let cart = cart_of(about.service, owned, &about.plan, By::Customer, about.years);
        let cart = RwSignal::new(cart);
        let about = StoredValue::new(about);
        let priced = Memo::new(move |_| {
            cart.with(|cart| about.with_value(|about| quote(cart, &about.given, &about.terms)))
        });
        let most = Memo::new(move |_| {
            let years = cart.with(years_of);
            about.with_value(|about| {
                let owned = &about.given.owned;
                let plan = Plan::default();
                let mut cart = cart_of(about.service, owned, &plan, By::Customer, years);
                let counted = |item: &&mut Item| item.product.kind() == Kind::Counted;
                for item in cart.items.iter_mut().filter(counted) {
                    item.quantity += 1;
                }
                quote(&cart, &about.given, &about.terms)
            })
        });
        let then =
            Memo::new(move |_| cart.with(|cart| about.with_value(|about| quote_then(about, cart))));
        Self {
            about,
            cart,
            waiting: StoredValue::default(),
            busy: StoredValue::new(false),
            error: RwSignal::default(),
            said: RwSignal::default(),
            quote: priced,
            most,
            then,
        }
    }

    /// What stays as it is for as long as the page is open.
    pub fn about<T>(self, look: impl FnOnce(&Renewing) -> T) -> T {
        self.about.with_value(look)
    }

    /// How many of a product there are to be.
    pub fn quantity(self, product: Product) -> u32 {
        self.cart.with(|cart| cart.quantity(product))
    }

    /// How many of it go on when nobody says otherwise.
    pub fn owned(self, product: Product) -> u32 {
        self.about(|about| quantity_of(&about.given.owned, product))
    }

    /// What cannot go on without a product that is to go on.
    pub fn dependents(self, product: Product) -> Vec<Product> {
        self.cart.with(|cart| match cart.has(product) {
            true => cart.dependents(product, &[]).collect(),
            false => Vec::new(),
        })
    }

    /// What a product needs that is not to go on.
    pub fn missing_for(self, product: Product) -> Option<Product> {
        let needs = product.facts().requires.iter().copied();
        self.cart.with(|cart| needs.into_iter().find(|needs| !cart.has(*needs)))
    }

    /// For how many years.
    pub fn years(self) -> u32 {
        self.cart.with(years_of)
    }

    /// What is shown, in the words of a form.
    pub fn plan(self) -> Plan {
        self.cart.with(|cart| self.about(|about| Plan::between(cart, &about.given.owned)))
    }

    /// Makes a change: at once on the page, then on the server.
    pub fn press(self, change: Change) {
        let cart = self.cart.get_untracked();
        let changed = self.about(|about| {
            let owned = about.given.owned_products();
            let cart = cart.apply(change, &owned)?;
            let plan = Plan::between(&cart, &about.given.owned);
            plan.check(about.service, &about.given.owned, about.users)?;
            Ok::<_, CartError>(cart)
        });
        match changed {
            Ok(cart) => {
                self.error.set(None);
                self.cart.set(cart);
                self.tell(change);
                go_on_beside(change);
                let is_kept = !matches!(change, Change::SetYears(_));
                if is_kept && self.about(|about| about.link.is_none()) {
                    self.waiting.update_value(|waiting| waiting.push_back(change));
                    self.send();
                }
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
                format!("{}: {}, ", product.name(), self.quantity(product))
            }
            Change::SetYears(chosen) => format!("{}, ", years(chosen)),
            Change::ChooseExtension(_) => String::new(),
        };
        let total = self.quote.get_untracked().ok().map(|quote| euro(quote.totals.total));
        let total = total.map(|total| format!("totale {total}")).unwrap_or_default();
        self.said.set(what + &total);
    }

    /// Presses leave one at a time and in order.
    fn send(self) {
        if self.busy.get_value() {
            return;
        }
        let Some(change) = self.waiting.try_update_value(VecDeque::pop_front).flatten() else {
            return;
        };
        self.busy.set_value(true);
        spawn_local(async move {
            let (press, product, quantity) = words(change);
            let sent = press_renewal(
                press,
                product,
                quantity,
                None,
                self.years(),
                String::new(),
                String::new(),
            );
            if let Err(error) = sent.await {
                self.waiting.update_value(VecDeque::clear);
                self.error.set(Some(error));
            }
            self.busy.set_value(false);
            self.send();
        });
    }
}

fn years_of(cart: &Cart) -> u32 {
    match cart.purpose {
        Purpose::FirstPurchase { years } | Purpose::Renewal { years } => years,
        Purpose::Add => 1,
    }
}

/// What renews by itself keeps of what is shown: nothing new.
fn quote_then(about: &Renewing, shown: &Cart) -> Option<Quote> {
    let given: &Circumstances = about.given_then.as_ref()?;
    let plan = Plan::between(shown, &about.given.owned);
    let cart = cart_of(about.service, &given.owned, &plan, By::Itself, about.years_then);
    quote(&cart, given, &about.terms).ok()
}

/// A press may take away what was pressed: whoever has no mouse goes on at what stands in its place.
fn go_on_beside(change: Change) {
    let product = match change {
        Change::SetQuantity(product, _)
        | Change::AddWithRequired(product)
        | Change::RemoveWithDependents(product) => product,
        Change::SetYears(_) | Change::ChooseExtension(_) => return,
    };
    request_animation_frame(move || {
        let stays = ":focus:not(.invisible)";
        if document().query_selector(stays).is_ok_and(|focused| focused.is_some()) {
            return;
        }
        let beside = format!("#{} :is(button:not([hidden]), summary)", control_id(product));
        let beside = document().query_selector(&beside).ok().flatten();
        if let Some(beside) = beside.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
            let _ = beside.focus();
        }
    });
}

/// Where the buttons of a product stand.
pub fn control_id(product: Product) -> String {
    format!("control-{product}")
}
