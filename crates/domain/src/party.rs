//! Who buys. Text is parsed once, and the types are trusted from there on.

mod address;
mod contact;
mod email;
mod field;
mod holder;
mod invoice_text;
mod kind;
mod phone;
mod recipient;
mod registration;
mod subject;
mod tax_code;
mod vat_number;

pub use address::{Address, AddressForm, FORMER_PROVINCES, PROVINCES, PostalCode, Province};
pub use contact::{Contact, ContactForm};
pub use email::{Email, EmailError};
pub use field::{Field, FieldError, PartyError};
pub(crate) use field::{Findings, invoiced, required};
pub use holder::{Holder, HolderForm, may_buy};
pub use invoice_text::{ForeignLetter, invoice_text};
pub use kind::Kind;
pub(crate) use phone::phone;
pub use recipient::{Recipient, RecipientCode, RecipientCodeError, RecipientKind};
pub use registration::{Registration, RegistrationForm};
pub use subject::{Name, Party, PartyForm};
pub use tax_code::{TaxCode, TaxCodeError};
pub use vat_number::{VatNumber, VatNumberError};

/// A text with a rule. What is read from a form obeys the rule of today. What was stored once is
/// read back as it is, as long as it has the shape that `$was_stored` tells: a rule that becomes
/// stricter must not make yesterday's customers unreadable.
macro_rules! text_type {
    ($name:ident, $error:ty) => {
        text_type!($name, $error, |text| Self::parse(text).is_ok());
    };
    ($name:ident, $error:ty, $was_stored:expr) => {
        impl $name {
            /// The text, as it is stored and printed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $error;
            fn from_str(text: &str) -> Result<Self, $error> {
                Self::parse(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;
            fn try_from(text: String) -> Result<Self, &'static str> {
                let was_stored: fn(&str) -> bool = $was_stored;
                if was_stored(&text) {
                    Ok(Self(text))
                } else {
                    Err(concat!("not a valid ", stringify!($name)))
                }
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> String {
                value.0
            }
        }
    };
}
pub(crate) use text_type;

/// True for a code of one of these lengths, in capitals and digits.
fn is_code(text: &str, lengths: &[usize]) -> bool {
    lengths.contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
