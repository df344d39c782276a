//! `Estensione dei servizi attivi`: both choices, priced side by side.

use crate::calendar::{Date, add_months};
use crate::cart::{Cart, CartError, Purpose};
use crate::catalog::Product;
use crate::money::Money;
use crate::quote::{Circumstances, Line, LineKind, Owned, Quote, quote};
use crate::terms::Terms;

/// What turning the switch on does to one thing that is owned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The product whose expiry moves.
    pub product: Product,
    /// How many of it.
    pub quantity: u32,
    /// Its expiry so far.
    pub from: Date,
    /// Its new expiry.
    pub until: Date,
    /// The months that are paid; none for a few leftover days.
    pub months: u32,
    /// Price of all pieces for one month, when it is a whole number of cents: then the formula
    /// "7 mesi × 2,50 €" is exact, and otherwise the year has to be shown.
    pub monthly: Option<Money>,
    /// Price of all pieces for a year.
    pub yearly: Money,
    /// What the move costs.
    pub net: Money,
}

impl From<&Line> for Move {
    fn from(line: &Line) -> Self {
        let yearly = line.yearly * line.quantity;
        let month = yearly.share(1, 12);
        Self {
            product: line.product,
            quantity: line.quantity,
            from: line.from,
            until: line.until,
            months: line.months,
            monthly: (month * 12 == yearly).then_some(month),
            yearly,
            net: line.net,
        }
    }
}

/// Both choices of the switch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The order with the switch on.
    pub on: Quote,
    /// The order with the switch off.
    pub off: Quote,
    /// What moves when it is on.
    pub moves: Vec<Move>,
}

impl Choice {
    /// What the moves cost together, before any discount.
    #[must_use]
    pub fn moves_net(&self) -> Money {
        self.moves.iter().map(|moved| moved.net).sum()
    }

    /// What is added costs this, before any discount, with the switch on.
    #[must_use]
    pub fn added_net(&self) -> Money {
        self.on.of_kind(LineKind::Purchase).map(|line| line.net).sum()
    }
}

/// True when there is something to propose: add-ons for a service that ends within a year, and
/// something owned that would end before them.
///
/// A service that outlives them has nothing to extend, and the switch is not shown
/// (`docs/rules.md` R8).
#[must_use]
pub fn is_proposed(cart: &Cart, given: &Circumstances) -> bool {
    let a_year_on = add_months(given.today, 12);
    let service = given.owned_service(cart.service);
    let moves = |owned: &Owned| (given.today..a_year_on).contains(&owned.expires);
    cart.purpose == Purpose::Add
        && service.is_some_and(|service| (given.today..=a_year_on).contains(&service.expires))
        && given.owned.iter().any(moves)
}

/// Prices both choices, or gives nothing when there is nothing to choose.
///
/// # Errors
/// As [`quote`].
pub fn choice(
    cart: &Cart,
    given: &Circumstances,
    terms: &Terms,
) -> Result<Option<Choice>, Vec<CartError>> {
    if !is_proposed(cart, given) {
        return Ok(None);
    }
    let on = quote(&cart.clone().choose_extension(true), given, terms)?;
    let off = quote(&cart.clone().choose_extension(false), given, terms)?;
    let moves = on.of_kind(LineKind::Extension).map(Move::from).collect();
    Ok(Some(Choice { on, off, moves }))
}
