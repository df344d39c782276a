//! How somebody works: how invoices are made, and what they want to hear of.

use serde::{Deserialize, Serialize};

use super::codes::{DocumentKind, Mode, Pace, Prices};
use super::fault::{Fault, Field, Findings};
use crate::party::{Email, FieldError};
use crate::text;

/// What was typed about the making of invoices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct CreationForm {
    pub mode: String,
    pub document: String,
    pub prices: String,
}

/// Modo creazione fattura.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creation {
    /// All on one page, or question after question.
    pub mode: Mode,
    /// What a new document is at first.
    pub document: DocumentKind,
    /// How prices are written.
    pub prices: Prices,
}

impl Creation {
    pub(super) fn find(form: &CreationForm, findings: &mut Findings) -> Option<Self> {
        let mode = findings.chosen(Field::Mode, &form.mode, Mode::parse);
        let document = findings.chosen(Field::Document, &form.document, DocumentKind::parse);
        let prices = findings.chosen(Field::Prices, &form.prices, Prices::parse);
        Some(Self { mode: mode?, document: document?, prices: prices? })
    }

    pub(super) fn to_form(&self) -> CreationForm {
        CreationForm {
            mode: self.mode.code().into(),
            document: self.document.code().into(),
            prices: self.prices.code().into(),
        }
    }
}

/// What was typed about notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct NoticesForm {
    pub email: String,
    pub pace: String,
    pub with_agenda: bool,
}

/// Avvisi.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notices {
    /// Where they go; it may be a PEC.
    pub email: Email,
    /// How often.
    pub pace: Pace,
    /// With what stands in the agenda. An answer from before this was asked is a no.
    #[serde(default)]
    pub with_agenda: bool,
}

impl Notices {
    pub(super) fn find(form: &NoticesForm, findings: &mut Findings) -> Option<Self> {
        let email = if text::is_blank(&form.email) {
            Err(Fault::Missing)
        } else {
            Email::parse(&form.email).map_err(|error| FieldError::Email(error).into())
        };
        let email = findings.take(Field::NoticesEmail, email);
        let pace = findings.chosen(Field::NoticesPace, &form.pace, Pace::parse);
        Some(Self { email: email?, pace: pace?, with_agenda: form.with_agenda })
    }

    pub(super) fn to_form(&self) -> NoticesForm {
        NoticesForm {
            email: self.email.to_string(),
            pace: self.pace.code().into(),
            with_agenda: self.with_agenda,
        }
    }
}
