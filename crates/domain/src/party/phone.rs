//! A telephone number.

use super::FieldError;
use crate::text;

/// Digits, after `+` those of another country. What stands for Italy is left out: an invoice has
/// room for twelve characters.
pub(crate) fn phone(typed: &str) -> Result<String, FieldError> {
    let number: String = text::code(typed).chars().filter(|c| !"()".contains(*c)).collect();
    let number =
        ["+39", "0039"].iter().find_map(|italy| number.strip_prefix(italy)).unwrap_or(&number);
    let digits = number.strip_prefix('+').unwrap_or(number);
    match digits.len() {
        0 => Err(FieldError::Missing),
        6..=15 if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(number.to_owned()),
        _ => Err(FieldError::Phone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_italian_telephone_number_has_room_on_an_invoice() {
        for (typed, kept) in [
            ("+39 333 123 4567", "3331234567"),
            ("0039 0575/123456", "0575123456"),
            ("(0575) 123-456", "0575123456"),
            ("０５７５\u{A0}123456\u{202C}", "0575123456"),
            ("391 234 5678", "3912345678"),
            ("+41 91 123 45 67", "+41911234567"),
        ] {
            assert_eq!(phone(typed).as_deref(), Ok(kept));
        }
        for typed in ["12345", "+39 12345", "0575 12345a", "+1234567890123456"] {
            assert_eq!(phone(typed), Err(FieldError::Phone), "{typed}");
        }
        assert_eq!(phone("\u{200B}"), Err(FieldError::Missing));
    }
}
