//! How a public body promises to pay: a document with its numbers, which fulfils the order before
//! any money arrives.
//!
//! What an office types beside its document is read here once and trusted afterwards. Whether the
//! document itself says the same is for people to read; this module only knows what kind of file
//! it is.

mod codes;
mod deposited;
mod document;

pub use codes::{Cig, CigError, Cup, CupError, OfficeCode};
pub use deposited::{Decision, Deposited, File, Undecided};
pub use document::{DOCUMENT_BYTES_MAX, DocumentError, DocumentType};

use crate::calendar::{Date, is_reckoned_with};
use crate::party::{ForeignLetter, RecipientCodeError, invoice_text};
use crate::reason::{REASON_MAX, ReasonError};
use crate::text;
use serde::{Deserialize, Serialize};

/// The longest protocol number: what an invoice can cite (`IdDocumento`).
pub const PROTOCOL_MAX: usize = 20;

/// What was typed beside the document. Every field is text, so that nothing typed is ever lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub struct CommitmentForm {
    pub cig: String,
    pub no_cig_reason: String,
    pub cup: String,
    pub office_code: String,
    pub protocol: String,
    /// As a date field sends it: `2026-11-22`.
    pub dated: String,
}

/// A control of that form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of the form")]
pub enum CommitmentField {
    Document,
    Cig,
    NoCigReason,
    Cup,
    OfficeCode,
    Protocol,
    Dated,
}

impl CommitmentField {
    /// The name of the control in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Cig => "cig",
            Self::NoCigReason => "no_cig_reason",
            Self::Cup => "cup",
            Self::OfficeCode => "office_code",
            Self::Protocol => "protocol",
            Self::Dated => "dated",
        }
    }
}

/// What is wrong with one control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommitmentProblem {
    /// Nothing was written.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// The most there can be.
        max: usize,
    },
    /// It stands on an invoice, and no invoice can bear this letter there.
    NotOnInvoice(ForeignLetter),
    /// A CIG that is none.
    Cig(CigError),
    /// Neither a CIG nor a reason why there is none.
    CigOrReason,
    /// A CUP that is none.
    Cup(CupError),
    /// A `Codice univoco ufficio` that is none.
    OfficeCode(RecipientCodeError),
    /// Not a date.
    NotADate,
    /// A document cannot have been written on a day that is still to come.
    DatedInFuture,
    /// The file is no document.
    Document(DocumentError),
}

/// Why a document is not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommitmentFormError {
    /// All that is wrong with the form.
    Fields(Vec<(CommitmentField, CommitmentProblem)>),
    /// The order is not one that a document can be sent for, or not any more.
    NotAwaited,
}

/// Why a commitment is not decided about, or codes are not taken with the order itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommitmentError {
    /// What was written as CIG of the order is none.
    NotACig,
    /// What was written as CUP of the order is none.
    NotACup,
    /// There is no commitment document to decide about, or it was decided before.
    NoDocument,
    /// Another document has come since this one was looked at.
    DocumentReplaced,
    /// A document is refused with a reason that its sender can do something with.
    Reason(ReasonError),
}

impl From<ReasonError> for CommitmentError {
    fn from(error: ReasonError) -> Self {
        Self::Reason(error)
    }
}

/// The contract that the expense belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tender {
    /// Its CIG.
    Cig(Cig),
    /// There is none, for this reason. Art. 25 d.l. 66/2014 lists the cases.
    Without(String),
}

/// What a public body says together with its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// CIG, or why there is none.
    pub tender: Tender,
    /// The project, where the expense belongs to one.
    pub cup: Option<Cup>,
    /// The office that our invoice goes to.
    pub office_code: OfficeCode,
    /// Protocol number of the document.
    pub protocol: String,
    /// Day of the document.
    pub dated: Date,
}

impl Commitment {
    /// Reads the form and looks at the beginning of the file, all at once, from top to bottom.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn check(
        form: &CommitmentForm,
        document: &[u8],
        today: Date,
    ) -> Result<(Self, DocumentType), CommitmentFormError> {
        let mut found = Vec::new();
        let mut take = |field, problem| found.push((field, problem));
        let tender = tender(form).map_err(|(field, problem)| take(field, problem));
        let cup = optional(&form.cup, Cup::parse)
            .map_err(|e| take(CommitmentField::Cup, CommitmentProblem::Cup(e)));
        let office_code = match optional(&form.office_code, OfficeCode::parse) {
            Ok(Some(code)) => Ok(code),
            Ok(None) => Err(CommitmentProblem::Missing),
            Err(e) => Err(CommitmentProblem::OfficeCode(e)),
        }
        .map_err(|problem| take(CommitmentField::OfficeCode, problem));
        let protocol =
            protocol(&form.protocol).map_err(|problem| take(CommitmentField::Protocol, problem));
        let dated =
            day(&form.dated, today).map_err(|problem| take(CommitmentField::Dated, problem));
        let document = DocumentType::of(document)
            .map_err(|e| take(CommitmentField::Document, CommitmentProblem::Document(e)));
        match (document, tender, cup, office_code, protocol, dated) {
            (Ok(document), Ok(tender), Ok(cup), Ok(office_code), Ok(protocol), Ok(dated)) => {
                Ok((Self { tender, cup, office_code, protocol, dated }, document))
            }
            _ => Err(CommitmentFormError::Fields(found)),
        }
    }

    /// The form that would say the same, to be shown again.
    #[must_use]
    pub fn to_form(&self) -> CommitmentForm {
        let (cig, no_cig_reason) = match &self.tender {
            Tender::Cig(cig) => (cig.to_string(), String::new()),
            Tender::Without(reason) => (String::new(), reason.clone()),
        };
        CommitmentForm {
            cig,
            no_cig_reason,
            cup: self.cup.as_ref().map(ToString::to_string).unwrap_or_default(),
            office_code: self.office_code.to_string(),
            protocol: self.protocol.clone(),
            dated: self.dated.to_string(),
        }
    }
}

/// The codes that a public body may know when it orders; the document brings them otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderCodes {
    /// CIG.
    pub cig: Option<Cig>,
    /// CUP.
    pub cup: Option<Cup>,
}

impl TenderCodes {
    /// Reads both; an empty text is none.
    ///
    /// # Errors
    /// The first that is wrong.
    pub fn check(cig: &str, cup: &str) -> Result<Self, CommitmentError> {
        Ok(Self {
            cig: optional(cig, Cig::parse).map_err(|_| CommitmentError::NotACig)?,
            cup: optional(cup, Cup::parse).map_err(|_| CommitmentError::NotACup)?,
        })
    }

    /// True when neither was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cig.is_none() && self.cup.is_none()
    }
}

/// A CIG wins over a reason: whoever has one needs no excuse.
fn tender(form: &CommitmentForm) -> Result<Tender, (CommitmentField, CommitmentProblem)> {
    match optional(&form.cig, Cig::parse) {
        Ok(Some(cig)) => return Ok(Tender::Cig(cig)),
        Ok(None) => {}
        Err(e) => return Err((CommitmentField::Cig, CommitmentProblem::Cig(e))),
    }
    match bounded(text::line(&form.no_cig_reason), REASON_MAX) {
        Ok(reason) if reason.is_empty() => {
            Err((CommitmentField::Cig, CommitmentProblem::CigOrReason))
        }
        Ok(reason) => Ok(Tender::Without(reason)),
        Err(problem) => Err((CommitmentField::NoCigReason, problem)),
    }
}

fn optional<T, E>(typed: &str, parse: impl Fn(&str) -> Result<T, E>) -> Result<Option<T>, E> {
    if text::is_blank(typed) { Ok(None) } else { parse(typed).map(Some) }
}

/// An invoice cites the document by its number (`IdDocumento`), in ASCII only.
fn protocol(typed: &str) -> Result<String, CommitmentProblem> {
    let text = invoice_text(&text::line(typed)).map_err(CommitmentProblem::NotOnInvoice)?;
    if text.is_empty() {
        return Err(CommitmentProblem::Missing);
    }
    match text.chars().find(|c| !c.is_ascii()) {
        Some(letter) => Err(CommitmentProblem::NotOnInvoice(ForeignLetter { letter, mark: None })),
        None => bounded(text, PROTOCOL_MAX),
    }
}

fn bounded(text: String, max: usize) -> Result<String, CommitmentProblem> {
    if text.chars().count() > max { Err(CommitmentProblem::TooLong { max }) } else { Ok(text) }
}

fn day(typed: &str, today: Date) -> Result<Date, CommitmentProblem> {
    let typed = text::word(typed);
    if typed.is_empty() {
        return Err(CommitmentProblem::Missing);
    }
    match typed.parse::<Date>() {
        Ok(day) if day > today => Err(CommitmentProblem::DatedInFuture),
        Ok(day) if is_reckoned_with(day) => Ok(day),
        Ok(_) | Err(_) => Err(CommitmentProblem::NotADate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7 ...";

    fn today() -> Date {
        "2026-11-22".parse().unwrap()
    }

    fn a_form() -> CommitmentForm {
        CommitmentForm {
            cig: "b0a1 b2c3d4".into(),
            cup: "G17H03000130011".into(),
            office_code: "uf5hhg".into(),
            protocol: "  0012345/2026 ".into(),
            dated: "2026-11-20".into(),
            ..CommitmentForm::default()
        }
    }

    #[test]
    fn a_commitment_can_be_shown_again_as_a_form() {
        let (made, document) = Commitment::check(&a_form(), PDF, today()).unwrap();
        assert_eq!(made.tender, Tender::Cig(Cig::parse("B0A1B2C3D4").unwrap()));
        assert_eq!((made.protocol.as_str(), document), ("0012345/2026", DocumentType::Pdf));
        assert_eq!(Commitment::check(&made.to_form(), PDF, today()), Ok((made, document)));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = CommitmentForm { dated: "2026-11-23".into(), ..CommitmentForm::default() };
        let Err(CommitmentFormError::Fields(found)) = Commitment::check(&form, b"", today()) else {
            panic!("accepted")
        };
        assert_eq!(
            found,
            [
                (CommitmentField::Cig, CommitmentProblem::CigOrReason),
                (CommitmentField::OfficeCode, CommitmentProblem::Missing),
                (CommitmentField::Protocol, CommitmentProblem::Missing),
                (CommitmentField::Dated, CommitmentProblem::DatedInFuture),
                (CommitmentField::Document, CommitmentProblem::Document(DocumentError::Missing)),
            ]
        );
    }

    #[test]
    fn a_year_of_two_digits_is_no_date_of_a_document() {
        for dated in ["0026-11-20", "-2026-11-20", "1899-12-31"] {
            let form = CommitmentForm { dated: dated.into(), ..a_form() };
            let problem = (CommitmentField::Dated, CommitmentProblem::NotADate);
            let refused = CommitmentFormError::Fields(vec![problem]);
            assert_eq!(Commitment::check(&form, PDF, today()).unwrap_err(), refused, "{dated}");
        }
    }

    #[test]
    fn a_reason_takes_the_place_of_a_cig() {
        let form = CommitmentForm {
            cig: String::new(),
            no_cig_reason: "Spesa economale".into(),
            ..a_form()
        };
        let (made, _) = Commitment::check(&form, PDF, today()).unwrap();
        assert_eq!(made.tender, Tender::Without("Spesa economale".into()));
        let long = CommitmentForm { no_cig_reason: "x".repeat(REASON_MAX + 1), ..form };
        assert!(Commitment::check(&long, PDF, today()).is_err());
    }

    #[test]
    fn codes_may_be_left_out_of_an_order() {
        assert!(TenderCodes::check("", " ").unwrap().is_empty());
        assert_eq!(TenderCodes::check("B0A1B2C3D", ""), Err(CommitmentError::NotACig));
        assert_eq!(TenderCodes::check("", "G17"), Err(CommitmentError::NotACup));
    }

    #[test]
    fn a_protocol_number_is_one_that_an_invoice_can_cite() {
        let protocol = |typed: &str| {
            let form = CommitmentForm { protocol: typed.into(), ..a_form() };
            match Commitment::check(&form, PDF, today()) {
                Ok((made, _)) => Ok(made.protocol),
                Err(CommitmentFormError::Fields(found)) => Err(found),
                Err(other) => panic!("{other:?}"),
            }
        };
        let read = protocol("\u{FEFF}123/2026\u{A0}–\u{200B}prot.").unwrap();
        assert_eq!(read, "123/2026 -prot.");
        let foreign = ForeignLetter { letter: 'º', mark: None };
        let problem = (CommitmentField::Protocol, CommitmentProblem::NotOnInvoice(foreign));
        assert_eq!(protocol("n.º 12"), Err(vec![problem]));
        let long = (CommitmentField::Protocol, CommitmentProblem::TooLong { max: 20 });
        assert_eq!(protocol(&"9".repeat(21)), Err(vec![long]));
        let missing = (CommitmentField::Protocol, CommitmentProblem::Missing);
        assert_eq!(protocol("\u{200B}"), Err(vec![missing]));
    }
}
