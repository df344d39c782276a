//! Amounts in letters, as a bollettino wants them: `trentasei/60`.

use super::money::Money;

const BELOW_TWENTY: [&str; 20] = [
    "",
    "uno",
    "due",
    "tre",
    "quattro",
    "cinque",
    "sei",
    "sette",
    "otto",
    "nove",
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
];

const TENS: [&str; 10] = [
    "",
    "",
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
];

/// Whole euros in letters, cents in two digits after a slash. Amounts below zero do not occur.
#[must_use]
pub fn in_words(amount: Money) -> String {
    let cents = amount.cents().unsigned_abs();
    let whole = match cents / 100 {
        0 => "zero".to_owned(),
        whole => number(whole),
    };
    // Only at the very end is `tre` stressed: ventitré, but ventitremila.
    let whole = match whole.strip_suffix("tre") {
        Some(start) if !start.is_empty() => format!("{start}tré"),
        _ => whole,
    };
    format!("{whole}/{:02}", cents % 100)
}

fn number(n: u64) -> String {
    match n {
        0..20 => word(&BELOW_TWENTY, n),
        20..100 => {
            let (ten, unit) = (word(&TENS, n / 10), n % 10);
            // Before uno and otto the last vowel goes: ventuno, ventotto.
            match (unit, ten.strip_suffix(['i', 'a'])) {
                (1 | 8, Some(short)) => short.to_owned() + &number(unit),
                _ => ten + &number(unit),
            }
        }
        100..1_000 => {
            let hundreds = if n < 200 { String::new() } else { number(n / 100) };
            let rest = number(n % 100);
            // Two o become one: centotto, duecentottanta.
            let hundred = if rest.starts_with("ott") { "cent" } else { "cento" };
            hundreds + hundred + &rest
        }
        1_000..2_000 => "mille".to_owned() + &number(n % 1_000),
        2_000..1_000_000 => number(n / 1_000) + "mila" + &number(n % 1_000),
        1_000_000..2_000_000 => "unmilione".to_owned() + &number(n % 1_000_000),
        _ => number(n / 1_000_000) + "milioni" + &number(n % 1_000_000),
    }
}

fn word(words: &[&str], place: u64) -> String {
    let place = usize::try_from(place).unwrap_or_default();
    words.get(place).copied().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cents: i64) -> String {
        in_words(Money::from_cents(cents))
    }

    #[test]
    fn euros_are_letters_and_cents_are_digits() {
        assert_eq!(written(36_60), "trentasei/60");
        assert_eq!(written(95_16), "novantacinque/16");
        assert_eq!(written(5), "zero/05");
    }

    #[test]
    fn numbers_are_written_as_in_a_dictionary() {
        for (euros, word) in [
            (1, "uno"),
            (3, "tre"),
            (21, "ventuno"),
            (23, "ventitré"),
            (28, "ventotto"),
            (100, "cento"),
            (101, "centouno"),
            (103, "centotré"),
            (108, "centotto"),
            (180, "centottanta"),
            (333, "trecentotrentatré"),
            (1_000, "mille"),
            (1_001, "milleuno"),
            (2_000, "duemila"),
            (23_000, "ventitremila"),
            (81_108, "ottantunomilacentotto"),
            (1_000_000, "unmilione"),
            (12_345_678, "dodicimilionitrecentoquarantacinquemilaseicentosettantotto"),
        ] {
            assert_eq!(written(euros * 100), format!("{word}/00"));
        }
    }

    #[test]
    fn no_two_amounts_are_written_alike() {
        let mut all: Vec<_> = (0..20_000).map(|euros| written(euros * 100)).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 20_000);
    }
}
