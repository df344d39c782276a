//! The order form in the browser: its figures can become new while its answers stay.
//!
//! The controls are made once and belong to the browser from then on. What the server says later
//! (a code was applied, the price has changed) goes into [`LiveForm::view`], so nothing that was
//! ticked or chosen is lost. The intent stays the same, too: it is the same form.

use domain::RuleError;
use domain::cart::{CartError, Purpose};
use domain::commitment::CommitmentError;
use domain::order::OrderError;
use domain::payment::PaymentError;
use domain::quote::{Quote, quote};
use leptos::prelude::*;

use super::api::{Answers, ConcludeOrder, LoadOrderForm, OrderFormView};
use super::problems::{Problem, problems};
use crate::cart::api::ApplyCoupon;
use crate::order::api::CancelOrder;
use ui::error::AppError;
use ui::form::last_error;

/// An order form that somebody looks at. Copies share the same form.
#[derive(Clone, Copy)]
pub struct LiveForm {
    pub view: RwSignal<OrderFormView>,
    /// The price of the cart; none without a cart.
    pub quote: Memo<Option<Result<Quote, Vec<CartError>>>>,
    pub conclude: ServerAction<ConcludeOrder>,
    pub coupon: ServerAction<ApplyCoupon>,
    pub cancel: ServerAction<CancelOrder>,
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

impl LiveForm {
    /// The form of a page that was just loaded.
    pub fn new(first: OrderFormView) -> Self {
        let (kept_answers, kept_error) = match first.kept.clone() {
            Some(kept) => (kept.typed, Some(kept.error)),
            None => (Answers::default(), None),
        };
        let kept_coupon = first.coupon.clone().map(|kept| kept.error);
        let intent = kept_answers.intent.unwrap_or(first.intent);
        let view = RwSignal::new(OrderFormView { intent, ..first });
        let answers = RwSignal::new(kept_answers);
        let conclude = ServerAction::<ConcludeOrder>::new();
        let coupon = ServerAction::<ApplyCoupon>::new();
        let error = last_error(conclude, kept_error);
        let coupon_error = last_error(coupon, kept_coupon);
        let problems = Memo::new(move |_| {
            let of_coupon = coupon_error.get().map(|e| problems(&e, &Answers::default()));
            let of_answers = error.get().map(|e| answers.with(|answers| problems(&e, answers)));
            of_coupon.into_iter().chain(of_answers).flatten().collect()
        });
        let form = Self {
            view,
            quote: Memo::new(move |_| view.with(priced)),
            conclude,
            coupon,
            cancel: ServerAction::new(),
            answers,
            error,
            coupon_error,
            problems,
        };
        form.remembers_answers();
        form.stays_current();
        form
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

    /// The sentence at one place of the page.
    pub fn problem_at(self, place: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            let problems = self.problems.get();
            problems.into_iter().find(|(at, _)| *at == place).map(|(_, sentence)| sentence)
        })
    }

    /// An error is about the answers that were sent, not about ticks made since.
    fn remembers_answers(self) {
        Effect::new(move || {
            if let Some(ConcludeOrder { form }) = self.conclude.input().get() {
                self.answers.set(form);
            }
        });
    }

    /// Asks the server again after everything that may have changed what it says.
    fn stays_current(self) {
        let again = ServerAction::<LoadOrderForm>::new();
        Effect::new(move || {
            let fresh = again.value().get().and_then(Result::ok);
            if let Some(fresh) = fresh {
                let intent = self.view.with_untracked(|view| view.intent);
                self.view.set(OrderFormView { intent, ..fresh });
            }
        });
        let ask = move |is_outdated: bool| {
            if is_outdated {
                again.dispatch(LoadOrderForm {});
            }
        };
        Effect::new(move || {
            let refused = self.conclude.value().get().and_then(Result::err);
            ask(refused.is_some_and(|error| outdates_the_page(&error)));
        });
        Effect::new(move || ask(matches!(self.coupon.value().get(), Some(Ok(())))));
        Effect::new(move || ask(self.cancel.value().get().is_some()));
    }
}

fn priced(view: &OrderFormView) -> Option<Result<Quote, Vec<CartError>>> {
    let open = view.open.as_ref()?;
    Some(quote(&open.cart, &view.given, &view.terms))
}

/// True for a refusal after which the page no longer shows how things stand.
fn outdates_the_page(error: &AppError) -> bool {
    match error {
        AppError::Rule(
            RuleError::Order(OrderError::NotAccepted(_))
            | RuleError::Payment(PaymentError::MethodNotOffered)
            | RuleError::Commitment(CommitmentError::NotACig | CommitmentError::NotACup),
        )
        | AppError::SignInFirst
        | AppError::NotAllowed
        | AppError::NotUnderstood
        | AppError::UnusableCharacter
        | AppError::SetAside
        | AppError::TooLarge
        | AppError::Internal { .. }
        | AppError::Unavailable
        | AppError::Unreachable => false,
        AppError::Rule(_) | AppError::NotFound => true,
    }
}
