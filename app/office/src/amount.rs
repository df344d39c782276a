//! Amounts as clerks type them.

use domain::Money;

/// `43,31`, `43.31`, `1.234,50 €`; nothing when it is no amount.
///
/// A point before three digits at the end stands between thousands, as on every bank statement.
#[cfg(any(feature = "ssr", test))]
pub fn parse_amount(typed: &str) -> Option<Money> {
    let typed = domain::text::word(typed).replace('€', "");
    let plain = match typed.rsplit_once(',') {
        Some((whole, cents)) => format!("{}.{cents}", whole.replace('.', "")),
        None => match typed.rsplit_once('.') {
            Some((_, end)) if end.len() == 3 => typed.replace('.', ""),
            _ => typed,
        },
    };
    plain.parse().ok()
}

/// What stands in the field at first: without sign and points, easy to change.
pub fn as_typed(amount: Money) -> String {
    amount.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_banks_and_people_write_them() {
        let cents = |typed| parse_amount(typed).map(Money::cents);
        assert_eq!(cents("43,31"), Some(4331));
        assert_eq!(cents("43.31"), Some(4331));
        assert_eq!(cents(" 1.234,50 € "), Some(123_450));
        assert_eq!(cents("\u{FEFF}1.234,50\u{A0}€\u{200B}"), Some(123_450));
        assert_eq!(cents("1.234"), Some(123_400));
        assert_eq!(cents("30"), Some(3000));
        assert_eq!(cents(""), None);
        assert_eq!(cents("trenta"), None);
        assert_eq!(cents("43,315"), None);
    }

    #[test]
    fn the_prefilled_amount_reads_back() {
        let due = Money::from_cents(123_456);
        assert_eq!(as_typed(due), "1234,56");
        assert_eq!(parse_amount(&as_typed(due)), Some(due));
    }
}
