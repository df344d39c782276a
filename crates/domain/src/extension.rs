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

    /// What the extension costs, tax included.
    #[must_use]
    pub fn difference(&self) -> Money {
        self.on.totals.total - self.off.totals.total
    }

    /// The first thing that is bought and ends earlier without the extension: without, and with it.
    #[must_use]
    pub fn ends_earlier(&self) -> Option<(Line, Line)> {
        let pairs = self.off.of_kind(LineKind::Purchase).zip(self.on.of_kind(LineKind::Purchase));
        pairs.map(|(off, on)| (*off, *on)).find(|(off, on)| off.until < on.until)
    }

    /// The rows of the drawing, as many with the switch on as with it off: one for each thing that
    /// can move, and one for everything that is bought.
    #[must_use]
    pub fn rows(&self, extends: bool, today: Date) -> Vec<Row> {
        let bought = if extends { &self.on } else { &self.off };
        let bought: Vec<Line> = bought.of_kind(LineKind::Purchase).copied().collect();
        let last = |lines: &[Line]| lines.iter().map(|line| line.until).max();
        let moved = self.moves.iter().map(|moved| moved.until);
        let longest = moved.chain(last(&bought)).max().map_or(1, |day| days(today, day)).max(1);
        let share = |from, until| days(from, until) * 1000 / longest;
        let owned = self.moves.iter().map(|moved| Row {
            what: Subject::Owned(*moved),
            from: moved.from,
            until: if extends { moved.until } else { moved.from },
            paid: share(today, moved.from),
            added: if extends { share(moved.from, moved.until) } else { 0 },
            net: moved.net,
        });
        let new = last(&bought).map(|until| Row {
            from: today,
            until,
            paid: 0,
            added: share(today, until),
            net: bought.iter().map(|line| line.net).sum(),
            what: Subject::New(bought),
        });
        owned.chain(new).collect()
    }
}

fn days(from: Date, until: Date) -> u32 {
    u32::try_from((until - from).num_days()).unwrap_or_default()
}

/// One row of the drawing of a [`Choice`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What lasts so long.
    pub what: Subject,
    /// The end so far; of what is bought, today.
    pub from: Date,
    /// The end.
    pub until: Date,
    /// How long it is paid for already, in thousandths of what lasts longest.
    pub paid: u32,
    /// How much is added, likewise.
    pub added: u32,
    /// What is added costs this; of what is owned, also while it is not added.
    pub net: Money,
}

/// What a [`Row`] is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Something that is owned.
    Owned(Move),
    /// All that is bought.
    New(Vec<Line>),
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
