//! The order form with its price, and with what came back.
//!
//! A form that was refused, or left for a moment to apply a code, keeps its answers and its intent: it
//! is the same form, and makes one order.

use std::sync::Arc;

use domain::Product;
use domain::calendar::Date;
use domain::cart::{CartError, Purpose};
use domain::money::Money;
use domain::order::{Acceptance, PaymentMethod};
use domain::party::{Holder, Kind};
use domain::quote::{Line, Quote, quote};
use domain::renewal::{NextYear, next_year};

use super::api::{Answers, OrderFormView};
use super::problems::{Problem, problems};
use ui::error::AppError;

/// An order form as it is shown, with all that its blocks need.
pub struct FilledForm {
    pub view: OrderFormView,
    /// The price of the cart; none without a cart.
    pub quote: Option<Result<Quote, Vec<CartError>>>,
    /// What the form said when it was sent last.
    pub answers: Answers,
    /// Why the last attempt made no order.
    pub error: Option<AppError>,
    /// Why the last discount code was not applied.
    pub coupon_error: Option<AppError>,
    /// The same, each at its place on the page.
    pub problems: Vec<Problem>,
}

/// One form, which every block of the page reads.
pub type Form = Arc<FilledForm>;

/// What there is to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// There is no cart.
    Empty,
    /// The service is being given up.
    GivenUp,
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
    /// The form of a page that is asked for.
    pub fn new(mut view: OrderFormView) -> Form {
        let (mut answers, error) = match view.kept.take() {
            Some(kept) => (kept.typed, Some(kept.error)),
            None => (view.carried.take().unwrap_or_default(), None),
        };
        // Nobody is told that it is missing.
        view.standing.iter().for_each(|(what, _)| answers.accept(*what));
        view.intent = answers.intent.unwrap_or(view.intent);
        let coupon_error = view.coupon.as_ref().map(|kept| kept.error.clone());
        let of_coupon = coupon_error.iter().flat_map(|e| problems(e, &Answers::default()));
        let of_answers = error.iter().flat_map(|e| problems(e, &answers));
        let problems = of_coupon.chain(of_answers).collect();
        Arc::new(Self { quote: priced(&view), view, answers, error, coupon_error, problems })
    }

    /// What there is to show now.
    pub fn stage(&self) -> Stage {
        match &self.quote {
            _ if self.view.is_given_up => Stage::GivenUp,
            _ if self.view.pending.is_some() => Stage::Pending,
            None => Stage::Empty,
            Some(Err(_)) => Stage::Refused,
            Some(Ok(_)) if self.view.holder.is_none() => Stage::HolderMissing,
            Some(Ok(_)) => Stage::Ready,
        }
    }

    /// The quote, where the cart can be priced.
    pub fn priced(&self) -> Option<&Quote> {
        self.quote.as_ref()?.as_ref().ok()
    }

    /// What is ordered, line by line.
    pub fn lines(&self) -> Vec<Line> {
        self.priced().map(|quote| quote.lines.clone()).unwrap_or_default()
    }

    /// What costs nothing in this order costs this in a year afterwards.
    pub fn yearly_later(&self) -> Vec<(Product, Money)> {
        let (terms, today) = (&self.view.terms, self.view.given.today);
        let free = self.lines().into_iter().filter(|line| line.yearly.is_zero());
        free.filter_map(|line| Some((line.product, terms.yearly(line.product, today)?))).collect()
    }

    /// What the service costs once it renews.
    pub fn next_year(&self) -> Option<NextYear> {
        let service = self.view.open.as_ref()?.cart.service;
        next_year(service, self.priced()?, &self.view.given, &self.view.terms)
    }

    /// True where one of the ways to pay is collected at once.
    pub fn is_paid_at_once(&self) -> bool {
        self.view.methods.iter().copied().any(PaymentMethod::is_immediate)
    }

    /// Whom the order is for.
    pub fn holder(&self) -> Option<&Holder> {
        self.view.holder.as_ref()
    }

    /// True for an order of a public body.
    pub fn is_public(&self) -> bool {
        self.holder().is_some_and(|holder| holder.party.kind == Kind::PublicBody)
    }

    /// True when a service is bought and not added to.
    pub fn is_first_purchase(&self) -> bool {
        let open = self.view.open.as_ref();
        open.is_some_and(|open| matches!(open.cart.purpose, Purpose::FirstPurchase { .. }))
    }

    /// Since when a text stands as accepted, if it does.
    pub fn standing_since(&self, what: Acceptance) -> Option<Date> {
        let mut standing = self.view.standing.iter();
        standing.find(|(text, _)| *text == what).map(|(_, since)| *since)
    }

    /// The sentence at one place of the page.
    pub fn problem_at(&self, place: &str) -> Option<String> {
        let problem = self.problems.iter().find(|(at, _)| *at == place);
        problem.map(|(_, sentence)| sentence.clone())
    }
}

fn priced(view: &OrderFormView) -> Option<Result<Quote, Vec<CartError>>> {
    let open = view.open.as_ref()?;
    Some(quote(&open.cart, &view.given, &view.terms))
}
