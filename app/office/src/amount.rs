//! Amounts as clerks type them.

use domain::Money;

/// What stands in the field at first: without sign and points, easy to change.
pub fn as_typed(amount: Money) -> String {
    amount.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefilled_amount_reads_back() {
        let due = Money::from_cents(123_456);
        assert_eq!(as_typed(due), "1234,56");
        assert_eq!(domain::text::amount(&as_typed(due)), Some(due));
    }
}
