//! What is wrong with a price list by itself.

use super::{PriceList, day_before};
use crate::calendar::Date;
use crate::catalog::Product;
use crate::terms::{PriceRow, Promotion};

/// A row of the list, by its position among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Of `terms.prices`.
    Price(usize),
    /// Of `terms.promotions`.
    Promotion(usize),
    /// Of `discount_codes`.
    Code(usize),
}

/// Something that the list says, or does not say, and cannot mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// No row has this product.
    Missing(Product),
    /// The last day comes before the first.
    Reversed(Place),
    /// Nothing is asked for it.
    Free(Place),
    /// On some days two rows hold: the second one begins before the first has ended.
    Overlap(Place, Place),
    /// The product has no price from the first of these days to the second.
    Gap(Place, Date, Date),
    /// A main service is what is bought; only what is added to it can come for nothing.
    MainServiceFree(Place),
    /// The code takes nothing off.
    TakesNothingOff(Place),
    /// Nobody could ever use it.
    NoUses(Place),
    /// Two codes of one name.
    SameCode(Place, Place),
    /// Anybody can use the code, for ever. A list may say so, if it is meant.
    NoLimit(Place),
    /// The product has no price yet on the day of the check. A list may say so.
    NotYetSold(Product, Date),
    /// The product has no price any more from the day after this one. A list may say so.
    SoldUntil(Place, Date),
}

impl Flaw {
    /// True for what may be meant, and is worth a second look.
    #[must_use]
    pub fn is_doubt(self) -> bool {
        matches!(self, Self::NoLimit(_) | Self::NotYetSold(..) | Self::SoldUntil(..))
    }
}

impl PriceList {
    /// Everything that is wrong with the list or doubtful on a day, product by product.
    #[must_use]
    pub fn flaws(&self, today: Date) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        for product in Product::ALL {
            self.check_prices(product, today, &mut flaws);
            self.check_promotions(product, &mut flaws);
        }
        self.check_codes(&mut flaws);
        flaws
    }

    fn check_prices(&self, product: Product, today: Date, flaws: &mut Vec<Flaw>) {
        let rows = self.terms.prices.iter().enumerate();
        let mut rows: Vec<(usize, &PriceRow)> =
            rows.filter(|(_, row)| row.product == product).collect();
        rows.sort_by_key(|(place, row)| (row.valid_from, *place));

        for &(place, row) in &rows {
            let place = Place::Price(place);
            if row.valid_until.is_some_and(|until| until < row.valid_from) {
                flaws.push(Flaw::Reversed(place));
            }
            if row.yearly.is_zero() {
                flaws.push(Flaw::Free(place));
            }
        }
        for (&(first, row), &(second, next)) in rows.iter().zip(rows.iter().skip(1)) {
            let (first, second) = (Place::Price(first), Place::Price(second));
            let last_day = day_before(next.valid_from);
            match row.valid_until {
                _ if row.valid_from == next.valid_from => flaws.push(Flaw::Overlap(first, second)),
                Some(until) if until > last_day => flaws.push(Flaw::Overlap(first, second)),
                Some(until) if until < last_day => {
                    let begins = until.succ_opt().unwrap_or(until);
                    flaws.push(Flaw::Gap(second, begins, last_day));
                }
                Some(_) | None => {}
            }
        }
        match rows.first() {
            None => flaws.push(Flaw::Missing(product)),
            Some((_, row)) if row.valid_from > today => {
                flaws.push(Flaw::NotYetSold(product, row.valid_from));
            }
            Some(_) => {}
        }
        if let Some(&(place, PriceRow { valid_until: Some(until), .. })) = rows.last() {
            flaws.push(Flaw::SoldUntil(Place::Price(place), *until));
        }
    }

    fn check_promotions(&self, product: Product, flaws: &mut Vec<Flaw>) {
        let rows = self.terms.promotions.iter().enumerate();
        let mut rows: Vec<(usize, &Promotion)> =
            rows.filter(|(_, row)| row.free == product).collect();
        rows.sort_by_key(|(place, row)| (row.from, *place));

        for &(place, row) in &rows {
            let place = Place::Promotion(place);
            if row.until.is_some_and(|until| until < row.from) {
                flaws.push(Flaw::Reversed(place));
            }
            if product.is_main_service() {
                flaws.push(Flaw::MainServiceFree(place));
            }
        }
        for (&(first, row), &(second, next)) in rows.iter().zip(rows.iter().skip(1)) {
            if row.until.is_none_or(|until| until >= next.from) {
                flaws.push(Flaw::Overlap(Place::Promotion(first), Place::Promotion(second)));
            }
        }
    }

    fn check_codes(&self, flaws: &mut Vec<Flaw>) {
        for (place, code) in self.discount_codes.iter().enumerate() {
            let here = Place::Code(place);
            if code.until.is_some_and(|until| until < code.from) {
                flaws.push(Flaw::Reversed(here));
            }
            if code.percent.is_zero() {
                flaws.push(Flaw::TakesNothingOff(here));
            }
            if code.uses_max == Some(0) || code.uses_per_account_max == Some(0) {
                flaws.push(Flaw::NoUses(here));
            }
            if code.until.is_none() && code.uses_max.is_none() {
                flaws.push(Flaw::NoLimit(here));
            }
            let mut before = self.discount_codes.iter().take(place);
            if let Some(first) = before.position(|other| other.code == code.code) {
                flaws.push(Flaw::SameCode(Place::Code(first), here));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coupon::DiscountCode;
    use crate::money::Percent;
    use crate::price_list::tests::{a_list, day, rows_of, sold};
    use crate::terms::Promotion;

    const FE: Product = Product::Invoicing;

    /// What is said against prices of Fatturazione Elettronica with these first and last days.
    fn against(rows: &[(&str, Option<&str>)]) -> Vec<Flaw> {
        let mut list = a_list();
        list.terms.prices.retain(|row| row.product != FE);
        list.terms.prices.extend(rows.iter().map(|(from, until)| PriceRow {
            valid_until: until.map(day),
            ..sold(FE, 30_00, from)
        }));
        list.flaws(day("2026-11-22"))
    }

    #[test]
    fn prices_that_follow_each_other_day_by_day_are_right() {
        assert_eq!(against(&[("2026-01-01", None), ("2027-01-01", None)]), Vec::<Flaw>::new());
        assert_eq!(
            against(&[("2026-01-01", Some("2026-12-31")), ("2027-01-01", None)]),
            Vec::<Flaw>::new()
        );
    }

    #[test]
    fn a_day_without_price_and_a_day_with_two_are_found() {
        let next = Place::Price(8);
        assert_eq!(
            against(&[("2026-01-01", Some("2026-12-30")), ("2027-01-01", None)]),
            [Flaw::Gap(next, day("2026-12-31"), day("2026-12-31"))]
        );
        for until in ["2027-01-01", "2029-12-31"] {
            assert_eq!(
                against(&[("2026-01-01", Some(until)), ("2027-01-01", None)]),
                [Flaw::Overlap(Place::Price(7), next)]
            );
        }
        assert_eq!(
            against(&[("2026-01-01", None), ("2026-01-01", None)]),
            [Flaw::Overlap(Place::Price(7), next)]
        );
    }

    #[test]
    fn a_product_without_rows_is_missing_and_one_that_comes_or_goes_is_a_doubt() {
        assert_eq!(against(&[]), [Flaw::Missing(FE)]);
        let comes = against(&[("2026-11-23", None)]);
        assert_eq!(comes, [Flaw::NotYetSold(FE, day("2026-11-23"))]);
        let goes = against(&[("2026-01-01", Some("2027-06-30"))]);
        assert_eq!(goes, [Flaw::SoldUntil(Place::Price(7), day("2027-06-30"))]);
        assert!(comes[0].is_doubt() && goes[0].is_doubt() && !Flaw::Missing(FE).is_doubt());
    }

    #[test]
    fn reversed_days_are_found_wherever_there_are_two() {
        let (from, until) = (day("2027-02-01"), Some(day("2027-01-31")));
        let mut list = a_list();
        list.terms.promotions = vec![Promotion { free: Product::Documents, from, until }];
        list.discount_codes[0].from = from;
        list.discount_codes[0].until = until;
        assert_eq!(
            list.flaws(day("2026-11-22")),
            [Flaw::Reversed(Place::Promotion(0)), Flaw::Reversed(Place::Code(0))]
        );
        let reversed = against(&[("2027-02-01", Some("2027-01-31"))]);
        assert!(reversed.contains(&Flaw::Reversed(Place::Price(7))), "{reversed:?}");
    }

    #[test]
    fn what_costs_nothing_is_found() {
        let mut list = a_list();
        let fe = rows_of(&list, FE)[0];
        list.terms.prices[fe].yearly = crate::Money::ZERO;
        let from = day("2026-01-01");
        list.terms.promotions = vec![Promotion { free: FE, from, until: None }];
        assert_eq!(
            list.flaws(day("2026-11-22")),
            [Flaw::Free(Place::Price(fe)), Flaw::MainServiceFree(Place::Promotion(0))]
        );
    }

    #[test]
    fn promotions_of_one_product_do_not_overlap() {
        let promotion = |from: &str, until: Option<&str>| Promotion {
            free: Product::Documents,
            from: day(from),
            until: until.map(day),
        };
        let mut list = a_list();
        list.terms.promotions =
            vec![promotion("2027-01-01", None), promotion("2026-01-01", Some("2026-12-31"))];
        assert_eq!(list.flaws(day("2026-11-22")), Vec::<Flaw>::new());
        list.terms.promotions[1].until = Some(day("2027-01-01"));
        assert_eq!(
            list.flaws(day("2026-11-22")),
            [Flaw::Overlap(Place::Promotion(1), Place::Promotion(0))]
        );
    }

    #[test]
    fn a_code_has_a_name_of_its_own_and_a_limit() {
        let mut list = a_list();
        let code = list.discount_codes[0].clone();
        list.discount_codes.push(DiscountCode { until: None, uses_max: None, ..code.clone() });
        list.discount_codes.push(DiscountCode {
            code: "NIENTE".into(),
            percent: Percent::whole(0),
            uses_max: Some(0),
            ..code
        });
        assert_eq!(
            list.flaws(day("2026-11-22")),
            [
                Flaw::NoLimit(Place::Code(1)),
                Flaw::SameCode(Place::Code(0), Place::Code(1)),
                Flaw::TakesNothingOff(Place::Code(2)),
                Flaw::NoUses(Place::Code(2)),
            ]
        );
        assert!(Flaw::NoLimit(Place::Code(1)).is_doubt());
    }
}
