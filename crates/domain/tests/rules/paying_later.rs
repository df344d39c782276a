//! Laws of what an order is paid with later: the code of a transfer and the line of a bollettino,
//! for random orders.

use domain::Money;
use domain::postal_slip::{CustomerCode, PostalAccount, PostalSlip};
use domain::transfer::{PAYLOAD_MAX, Transfer, iban};
use proptest::prelude::*;

const IBAN: &str = "IT60X0542811101000000123456";

proptest! {
    #[test]
    fn a_payload_says_what_was_put_in(
        name in "[A-Za-zàèéìòù&'. ]{1,70}",
        cents in 1..=999_999_999_99_i64,
        number in 1..=i64::MAX,
    ) {
        prop_assume!(!name.trim().is_empty());
        let transfer = Transfer {
            beneficiary: &name,
            iban: IBAN,
            bic: "BPPIITRRXXX",
            amount: Money::from_cents(cents),
            order_number: number,
        };
        let payload = transfer.payload().unwrap();

        let lines: Vec<&str> = payload.split('\n').collect();
        prop_assert!(payload.len() <= PAYLOAD_MAX);
        prop_assert_eq!(lines.len(), 11);
        prop_assert_eq!(lines[5], name.trim());
        let amount: Money = lines[7].strip_prefix("EUR").unwrap().parse().unwrap();
        prop_assert_eq!(amount.cents(), cents);
        prop_assert_eq!(lines[10].parse(), Ok(number));
    }

    #[test]
    fn nothing_that_is_typed_makes_a_payload_of_other_lines(
        name in any::<String>(),
        iban in any::<String>(),
        bic in any::<String>(),
    ) {
        let amount = Money::from_cents(1);
        let transfer =
            Transfer { beneficiary: &name, iban: &iban, bic: &bic, amount, order_number: 1 };
        prop_assert!(transfer.payload().map_or(true, |payload| payload.split('\n').count() == 11));
    }

    #[test]
    fn one_wrong_digit_of_an_iban_is_seen(place in 5_usize..27, digit in 0..10_u32) {
        let digit = char::from_digit(digit, 10).unwrap();
        let mut letters: Vec<char> = IBAN.chars().collect();
        prop_assume!(letters[place] != digit);
        letters[place] = digit;
        prop_assert_eq!(iban(&String::from_iter(letters)), None);
    }

    #[test]
    fn one_wrong_digit_of_a_customer_code_is_seen(
        year in 2000..2100_i32,
        number in 1..1_000_000_000_000_i64,
        place in 0_u32..16,
        by in 1..10_u64,
    ) {
        let code: u64 = CustomerCode::of_order(year, number).unwrap().to_string().parse().unwrap();
        let (sixteen, check) = (code / 100, code % 100);
        prop_assert_eq!(sixteen % 93, check);
        // 31, a factor of 93, divides no difference between two digits, nor any power of ten.
        let power = 10_u64.pow(place);
        let digit = sixteen / power % 10;
        let other = (digit + by) % 10;
        let mistaken = sixteen - digit * power + other * power;
        prop_assert_ne!(mistaken % 93, check);
    }

    #[test]
    fn a_code_line_can_be_read_back(
        account in 1..1_000_000_000_000_u64,
        cents in 1..=99_999_999_99_i64,
        number in 1..1_000_000_000_000_i64,
    ) {
        let code = CustomerCode::of_order(2026, number).unwrap();
        let account_typed = PostalAccount::parse(&account.to_string()).unwrap();
        let slip = PostalSlip::new(account_typed, Money::from_cents(cents), code).unwrap();
        let line = slip.code_line();

        prop_assert_eq!(line.len(), 1 + 18 + 1 + 6 + 11 + 1 + 6 + 12 + 1 + 2 + 3 + 1);
        let fields: Vec<u64> = line
            .split(|c: char| !c.is_ascii_digit())
            .filter(|field| !field.is_empty())
            .map(|field| field.parse().unwrap())
            .collect();
        let [read_code, euros, rest, read_account, kind] = fields[..] else { panic!("{line}") };
        prop_assert_eq!(read_code.to_string(), code.to_string());
        prop_assert_eq!(euros * 100 + rest, u64::try_from(cents).unwrap());
        prop_assert_eq!(read_account, account);
        prop_assert_eq!(kind, 896);
    }
}
