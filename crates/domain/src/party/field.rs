//! The controls of the forms about somebody, and what can be wrong with them.

use super::invoice_text::{ForeignLetter, invoice_text};
use super::{EmailError, Kind, RecipientCodeError, TaxCodeError, VatNumberError};
use crate::catalog::Product;
use crate::password::PasswordError;
use crate::text;
use serde::{Deserialize, Serialize};

/// The longest name of an organisation on an invoice (`Denominazione`), in characters.
pub(super) const DENOMINATION_MAX: usize = 80;

/// The longest name, surname, street or city on an invoice, in characters.
pub(super) const LINE_MAX: usize = 60;

/// The longest text of a field that no invoice bears.
const TEXT_MAX: usize = 80;

/// A control of a form, so that an error can stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of the form")]
pub enum Field {
    Kind,
    BusinessName,
    FirstName,
    LastName,
    LegalRepresentative,
    VatNumber,
    TaxCode,
    Street,
    PostalCode,
    City,
    Province,
    Phone,
    Email,
    RecipientCode,
    RecipientPec,
    Password,
    PasswordAgain,
    CurrentPassword,
    OneTimeCode,
    Username,
    Remembered,
    Reason,
    Permissions,
    Conditions,
}

impl Field {
    /// The name of the control in the form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::BusinessName => "business_name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::LegalRepresentative => "legal_representative",
            Self::VatNumber => "vat_number",
            Self::TaxCode => "tax_code",
            Self::Street => "street",
            Self::PostalCode => "postal_code",
            Self::City => "city",
            Self::Province => "province",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::RecipientCode => "recipient_code",
            Self::RecipientPec => "recipient_pec",
            Self::Password => "password",
            Self::PasswordAgain => "password_again",
            Self::CurrentPassword => "current_password",
            Self::OneTimeCode => "one_time_code",
            Self::Username => "username",
            Self::Remembered => "remembered",
            Self::Reason => "reason",
            Self::Permissions => "permissions",
            Self::Conditions => "conditions",
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldError {
    /// Nothing was written.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most there can be.
        max: usize,
    },
    /// It stands on invoices, and no invoice can bear this letter.
    NotOnInvoice(ForeignLetter),
    /// A partita IVA that is none.
    VatNumber(VatNumberError),
    /// A codice fiscale that is none.
    TaxCode(TaxCodeError),
    /// An address that is none.
    Email(EmailError),
    /// A recipient code that is none.
    RecipientCode(RecipientCodeError),
    /// Not five digits.
    PostalCode,
    /// Not a province.
    Province,
    /// Not a telephone number.
    Phone,
    /// A password.
    Password(PasswordError),
    /// A code of the second factor that is wrong, was used or is too old.
    OneTimeCodeWrong,
    /// Neither an address nor a partita IVA or codice fiscale.
    NothingKnownByIt,
    /// The new address is the old one.
    AddressUnchanged,
    /// Fewer letters and digits than a username has.
    UsernameTooShort {
        /// The least there can be.
        min: usize,
    },
    /// Other characters than letters and digits.
    UsernameNotPlain,
    /// Somebody has the username already, or nobody may.
    UsernameTaken,
    /// Permissions without the one that all others need.
    ReadingFirst,
}

/// Why somebody cannot be registered, or cannot be the holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartyError {
    /// Everything that is wrong with the form.
    Fields(Vec<(Field, FieldError)>),
    /// This kind of subject cannot buy this service.
    MayNotBuy {
        /// The kind of subject.
        kind: Kind,
        /// The main service that it chose.
        service: Product,
    },
    /// «Fatturazione elettronica è già attivo su questo codice fiscale o partita IVA».
    AlreadyActive,
    /// Too many different numbers were tried as holders; try again later.
    TooManyNumbers {
        /// The most in an hour.
        max: i64,
    },
    /// This form has made an account before, which has another password.
    AlreadyRegistered,
}

/// Collects what is wrong, so that somebody sees all of it at once.
#[derive(Default)]
pub(crate) struct Findings(Vec<(Field, FieldError)>);

impl Findings {
    pub(crate) fn take<T>(&mut self, field: Field, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.0.push((field, error))).ok()
    }

    /// A text that our invoices bear, as they bear it.
    pub(super) fn invoiced(&mut self, field: Field, max: usize, typed: &str) -> Option<String> {
        self.take(field, invoiced(max, typed))
    }

    /// Another text.
    pub(crate) fn text(&mut self, field: Field, typed: &str) -> Option<String> {
        self.take(field, bounded(text::line(typed), TEXT_MAX))
    }

    pub(crate) fn finish<T>(self, made: Option<T>) -> Result<T, PartyError> {
        self.faults(made).map_err(PartyError::Fields)
    }

    /// The same for whoever has other words for it.
    pub(super) fn faults<T>(self, made: Option<T>) -> Result<T, Vec<(Field, FieldError)>> {
        match made {
            Some(made) if self.0.is_empty() => Ok(made),
            Some(_) | None => Err(self.0),
        }
    }
}

/// A text that invoices bear, as they bear it.
pub(crate) fn invoiced(max: usize, typed: &str) -> Result<String, FieldError> {
    let text = invoice_text(&text::line(typed)).map_err(FieldError::NotOnInvoice);
    text.and_then(|text| bounded(text, max))
}

fn bounded(text: String, max: usize) -> Result<String, FieldError> {
    match text.chars().count() {
        0 => Err(FieldError::Missing),
        length if length > max => Err(FieldError::TooLong { max }),
        _ => Ok(text),
    }
}

/// Reads a field that may not stay empty.
pub(crate) fn required<T, E>(
    typed: &str,
    parse: impl Fn(&str) -> Result<T, E>,
    error: impl Fn(E) -> FieldError,
) -> Result<T, FieldError> {
    if text::is_blank(typed) { Err(FieldError::Missing) } else { parse(typed).map_err(error) }
}
