//! Who buys. Text is parsed once, and the types are trusted from there on.

mod address;
mod email;
mod field;
mod holder;
mod recipient;
mod registration;
mod subject;
mod tax_code;
mod vat_number;

pub use address::{Address, PostalCode, Province};
pub use email::{Email, EmailError};
pub use field::{Field, FieldError, PartyError};
pub use holder::{Holder, HolderForm, may_buy};
pub use recipient::{Recipient, RecipientCode, RecipientCodeError, RecipientKind};
pub use registration::{Registration, RegistrationForm};
pub use subject::{Kind, Name, Party, PartyForm};
pub use tax_code::{TaxCode, TaxCodeError};
pub use vat_number::{VatNumber, VatNumberError};

/// Letters and digits in capitals: people type blanks, dots and lower case.
pub(crate) fn cleaned(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/'))
        .flat_map(char::to_uppercase)
        .collect()
}

macro_rules! text_type {
    ($name:ident, $error:ty) => {
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
                Self::parse(&text).map_err(|_| concat!("not a valid ", stringify!($name)))
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
