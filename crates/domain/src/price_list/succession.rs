//! Whether a price list may follow the one in force.

use super::{PriceList, day_before};
use crate::calendar::Date;
use crate::terms::PriceRow;

/// A list that may be in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Succession {
    /// It says what the list in force says.
    Same,
    /// It takes its place.
    Newer,
}

/// A list that may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The list in force has a higher number.
    Older,
    /// The list in force has the same number and says something else.
    SameNumber,
    /// It changes what was asked on days that are over.
    Past(Vec<Broken>),
}

/// A change of what was asked on days that are over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// This row of the list in force has begun, and the new list does not have it.
    Gone(PriceRow),
    /// It has begun, and the new list asks something else: the second row.
    Changed(PriceRow, PriceRow),
    /// It has begun, and the new list ends it on another day that is over: the second row.
    EndMoved(PriceRow, PriceRow),
    /// This row is new and begins on a day that is over.
    Backdated(PriceRow),
}

impl PriceList {
    /// What this list is to the one in force, on a day.
    ///
    /// A row that begins today or later may come, change or go. A row that has begun stays; only
    /// its end may move, and not to before yesterday, so that a row from today can follow it.
    ///
    /// # Errors
    /// When the list is older, has the other's number, or changes what was asked before today.
    pub fn follow(&self, in_force: &Self, today: Date) -> Result<Succession, Refusal> {
        if self.says_the_same_as(in_force) {
            return match self.number.cmp(&in_force.number) {
                std::cmp::Ordering::Less => Err(Refusal::Older),
                std::cmp::Ordering::Equal => Ok(Succession::Same),
                std::cmp::Ordering::Greater => Ok(Succession::Newer),
            };
        }
        if self.number < in_force.number {
            return Err(Refusal::Older);
        }
        let broken = self.broken(in_force, today);
        if !broken.is_empty() {
            Err(Refusal::Past(broken))
        } else if self.number == in_force.number {
            Err(Refusal::SameNumber)
        } else {
            Ok(Succession::Newer)
        }
    }

    /// True when both say the same, in whatever order and under whatever number.
    #[must_use]
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        let sorted = |list: &Self| {
            let mut list = Self { number: 0, ..list.clone() };
            list.sort();
            list
        };
        sorted(self) == sorted(other)
    }

    /// Brings the rows into the order of products, days and names.
    pub fn sort(&mut self) {
        self.terms.prices.sort_by_key(|row| (row.product, row.valid_from));
        self.terms.promotions.sort_by_key(|row| (row.free, row.from));
        self.discount_codes.sort_by(|one, other| one.code.cmp(&other.code));
    }

    fn broken(&self, in_force: &Self, today: Date) -> Vec<Broken> {
        let yesterday = day_before(today);
        let end = |row: &PriceRow| row.valid_until.map_or(yesterday, |until| until.min(yesterday));
        let same_days = |one: &PriceRow, other: &PriceRow| {
            one.product == other.product && one.valid_from == other.valid_from
        };
        let has_begun = |row: &&PriceRow| row.valid_from <= today;
        let begun = in_force.terms.prices.iter().filter(has_begun);
        let changed = begun.filter_map(|row| {
            match self.terms.prices.iter().find(|mine| same_days(mine, row)) {
                None => Some(Broken::Gone(row.clone())),
                Some(mine) if mine.yearly != row.yearly => {
                    Some(Broken::Changed(row.clone(), mine.clone()))
                }
                Some(mine) if end(mine) != end(row) => {
                    Some(Broken::EndMoved(row.clone(), mine.clone()))
                }
                Some(_) => None,
            }
        });
        let is_new = |row: &&PriceRow| !in_force.terms.prices.iter().any(|old| same_days(old, row));
        let backdated = self.terms.prices.iter().filter(|row| row.valid_from < today);
        let backdated = backdated.filter(is_new).map(|row| Broken::Backdated(row.clone()));
        changed.chain(backdated).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Product;
    use crate::money::Percent;
    use crate::price_list::tests::{a_list, day, rows_of, sold};

    const TODAY: &str = "2026-11-22";

    /// The list after the one of [`a_list`], with this done to it.
    fn after(change: impl FnOnce(&mut PriceList)) -> Result<Succession, Refusal> {
        let mut list = PriceList { number: a_list().number + 1, ..a_list() };
        change(&mut list);
        list.follow(&a_list(), day(TODAY))
    }

    fn fe(list: &mut PriceList) -> &mut PriceRow {
        let place = rows_of(list, Product::Invoicing)[0];
        &mut list.terms.prices[place]
    }

    fn the_row_in_force() -> PriceRow {
        sold(Product::Invoicing, 30_00, "2026-01-01")
    }

    #[test]
    fn the_same_list_in_another_order_is_the_same() {
        let mut other = a_list();
        other.terms.prices.reverse();
        assert_eq!(other.follow(&a_list(), day(TODAY)), Ok(Succession::Same));
    }

    #[test]
    fn a_row_in_force_stays_as_it_is() {
        assert_eq!(
            after(|list| fe(list).yearly = crate::Money::from_cents(31_00)),
            Err(Refusal::Past(vec![Broken::Changed(
                the_row_in_force(),
                sold(Product::Invoicing, 31_00, "2026-01-01")
            )]))
        );
        assert_eq!(
            after(|list| list.terms.prices.retain(|row| row.product != Product::Invoicing)),
            Err(Refusal::Past(vec![Broken::Gone(the_row_in_force())]))
        );
        let moved = sold(Product::Invoicing, 30_00, "2026-02-01");
        assert_eq!(
            after(|list| *fe(list) = moved.clone()),
            Err(Refusal::Past(vec![Broken::Gone(the_row_in_force()), Broken::Backdated(moved)]))
        );
    }

    #[test]
    fn a_price_changes_by_a_new_row_from_today_on() {
        let with = |from| after(move |list| list.terms.prices.push(sold(Product::User, 1, from)));
        assert_eq!(with("2026-11-22"), Ok(Succession::Newer));
        assert_eq!(with("2027-01-01"), Ok(Succession::Newer));
        let backdated = Broken::Backdated(sold(Product::User, 1, "2026-11-21"));
        assert_eq!(with("2026-11-21"), Err(Refusal::Past(vec![backdated])));
    }

    #[test]
    fn a_row_that_begins_later_may_change_and_vanish() {
        let mut in_force = a_list();
        in_force.terms.prices.push(sold(Product::Invoicing, 35_00, "2026-11-23"));
        let next = |cents: Option<i64>| {
            let mut list = PriceList { number: in_force.number + 1, ..a_list() };
            let row = cents.map(|cents| sold(Product::Invoicing, cents, "2026-11-23"));
            list.terms.prices.extend(row);
            list
        };
        for list in [next(Some(36_00)), next(None)] {
            assert_eq!(list.follow(&in_force, day(TODAY)), Ok(Succession::Newer));
            // A day later it has begun.
            assert!(list.follow(&in_force, day("2026-11-23")).is_err());
        }
    }

    #[test]
    fn a_row_in_force_may_end_but_not_on_a_day_that_is_over() {
        let ends = |until: &str| after(|list| fe(list).valid_until = Some(day(until)));
        assert_eq!(ends("2026-12-31"), Ok(Succession::Newer));
        assert_eq!(ends("2026-11-21"), Ok(Succession::Newer));
        let row = the_row_in_force();
        let ended = PriceRow { valid_until: Some(day("2026-11-20")), ..row.clone() };
        let moved = Refusal::Past(vec![Broken::EndMoved(row, ended)]);
        assert_eq!(ends("2026-11-20"), Err(moved));
    }

    #[test]
    fn promotions_and_codes_may_change_at_any_time() {
        assert_eq!(
            after(|list| list.discount_codes[0].percent = Percent::whole(20)),
            Ok(Succession::Newer)
        );
        assert_eq!(after(|list| list.discount_codes.clear()), Ok(Succession::Newer));
        assert_eq!(after(|list| list.terms.promotions.clear()), Ok(Succession::Newer));
    }

    #[test]
    fn a_changed_list_has_a_higher_number() {
        let number = a_list().number;
        let changed = |number| {
            after(move |list| {
                list.number = number;
                list.discount_codes.clear();
            })
        };
        assert_eq!(changed(number), Err(Refusal::SameNumber));
        assert_eq!(changed(number - 1), Err(Refusal::Older));
        assert_eq!(changed(number + 1), Ok(Succession::Newer));
        assert_eq!(after(|list| list.number = number - 1), Err(Refusal::Older));
        assert_eq!(after(|_| {}), Ok(Succession::Newer), "the same under a new number");
    }
}
