//! References of banks, and what they write where there is none.

/// What stands for no reference, in letters only.
const NOTHING: &[&str] = &[
    "NONREF",
    "NOREF",
    "NOREFERENCE",
    "NOTAVAILABLE",
    "NONE",
    "NULL",
    "NA",
    "ND",
    "NP",
    "NR",
    "NESSUNO",
    "NESSUNA",
    "NESSUNRIFERIMENTO",
    "NONDISPONIBILE",
    "NONPRESENTE",
    "NONFORNITO",
    "ASSENTE",
];

/// Some banks cut the word off: `NOTPROVIDE`.
const NOT_PROVIDED: &str = "NOTPROVIDE";

/// A reference with single blanks; none where a placeholder stands, which names nothing: `-`,
/// `0000000000000000`, `XXXX`, `NOTPROVIDED`.
#[must_use]
pub fn reference(text: &str) -> Option<String> {
    let letters: String =
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let means_nothing = letters.chars().all(|letter| matches!(letter, '0' | 'X'))
        || letters.starts_with(NOT_PROVIDED)
        || NOTHING.contains(&letters.as_str());
    (!means_nothing).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_names_nothing() {
        for text in [
            "",
            " ",
            "-",
            "--",
            "0",
            "0000000000000000",
            "000-000/0",
            "XXXX",
            "NOTPROVIDED",
            "NOT PROVIDED",
            "notprovide",
            "NONREF",
            "N.D.",
            "n/a",
            "Non disponibile",
        ] {
            assert_eq!(reference(text), None, "{text}");
        }
    }

    #[test]
    fn a_reference_names_something() {
        for (text, expected) in [
            ("2026112212345600001", "2026112212345600001"),
            ("  S000001 ", "S000001"),
            ("0000000000000010", "0000000000000010"),
            ("CRO  12", "CRO 12"),
            ("NAPOLI 1", "NAPOLI 1"),
        ] {
            assert_eq!(reference(text).as_deref(), Some(expected));
        }
    }
}
