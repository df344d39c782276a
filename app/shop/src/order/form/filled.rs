//! The order form with its price, and with what came back.
//!
//! A form that was refused, or left for a moment to apply a code, keeps its answers and its intent: it
//! is the same form, and makes one order.

use domain::calendar::Date;
use domain::cart::{CartError, Purpose};
use domain::order::Acceptance;
use domain::quote::{Quote, quote};
use leptos::prelude::*;

use super::api::{Answers, OrderFormView};
use super::problems::{Problem, problems};
use ui::error::AppError;

/// An order form as it is shown. Copies share the same form.
#[derive(Clone, Copy)]
pub struct FilledForm {
    pub view: RwSignal<OrderFormView>,
    /// The price of the cart; none without a cart.
    pub quote: Memo<Option<Result<Quote, Vec<CartError>>>>,
    /// What the form said when it was sent last.
    pub answers: RwSignal<Answers>,
    /// Why the last attempt made no order.
    pub error: Signal<Option<AppError>>,
    /// Why the last discount code was not applied.
    pub coupon_error: Signal<Option<AppError>>,
    /// The same, each at its place on the page.
    pub problems: Memo<Vec<Problem>>,
}

/// What there is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// There is no cart.
    Empty,
    /// An unpaid order comes first.
    Pending,
    /// The cart cannot be ordered as it is.
    Refused,
    /// Nobody knows yet for whom the service is.
    HolderMissing,
    /// Everything can be checked and confirmed.
    Ready,
}

impl FilledForm {
    /// The form of a page that was just loaded.
    pub fn new(first: OrderFormView) -> Self {
        let (mut answers, error) = match first.kept.clone() {
            Some(kept) => (kept.typed, Some(kept.error)),
            None => (first.carried.clone().unwrap_or_default(), None),
        };
        // Nobody is told that it is missing.
        first.standing.iter().for_each(|(what, _)| answers.accept(*what));
        let coupon_error = Signal::stored(first.coupon.clone().map(|kept| kept.error));
        let error = Signal::stored(error);
        let intent = answers.intent.unwrap_or(first.intent);
        let view = RwSignal::new(OrderFormView { intent, ..first });
        let answers = RwSignal::new(answers);
        let problems = Memo::new(move |_| {
            let of_coupon = coupon_error.get().map(|e| problems(&e, &Answers::default()));
            let of_answers = error.get().map(|e| answers.with(|answers| problems(&e, answers)));
            of_coupon.into_iter().chain(of_answers).flatten().collect()
        });
        Self {
            view,
            quote: Memo::new(move |_| view.with(priced)),
            answers,
            error,
            coupon_error,
            problems,
        }
    }

    /// What there is to show now.
    pub fn stage(self) -> Memo<Stage> {
        Memo::new(move |_| {
            let priced = self.quote.get();
            self.view.with(|view| match priced {
                _ if view.pending.is_some() => Stage::Pending,
                None => Stage::Empty,
                Some(Err(_)) => Stage::Refused,
                Some(Ok(_)) if view.holder.is_none() => Stage::HolderMissing,
                Some(Ok(_)) => Stage::Ready,
            })
        })
    }

    /// The quote, where the cart can be priced.
    pub fn priced(self) -> Option<Quote> {
        self.quote.get().and_then(Result::ok)
    }

    /// True when a service is bought and not added to.
    pub fn is_first_purchase(self) -> bool {
        self.view.with(|view| match &view.open {
            Some(open) => matches!(open.cart.purpose, Purpose::FirstPurchase { .. }),
            None => false,
        })
    }

    /// Since when a text stands as accepted, if it does.
    pub fn standing_since(self, what: Acceptance) -> Option<Date> {
        let of = |(standing, _): &&(Acceptance, Date)| *standing == what;
        self.view.with(|view| view.standing.iter().find(of).map(|(_, since)| *since))
    }

    /// The sentence at one place of the page.
    pub fn problem_at(self, place: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problems = self.problems.get();
            problems.into_iter().find(|(at, _)| *at == place).map(|(_, sentence)| sentence)
        })
    }
}

fn priced(view: &OrderFormView) -> Option<Result<Quote, Vec<CartError>>> {
    let open = view.open.as_ref()?;
    Some(quote(&open.cart, &view.given, &view.terms))
}
