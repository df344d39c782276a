//! What the page of a public body's order shows of its commitment document.

use domain::calendar::Date;
use domain::commitment::CommitmentForm;
use serde::{Deserialize, Serialize};

/// The document of an order and the form beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentView {
    /// What was typed, or stands in the document that was sent, or is known from the order.
    pub form: CommitmentForm,
    pub document: Option<DocumentView>,
    /// Name of a control and the sentence about it, when the form came back.
    pub problems: Vec<(String, String)>,
    /// The form came too late for its order.
    pub came_too_late: bool,
}

/// A document that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentView {
    pub file_name: String,
    pub sent_on: Date,
    pub standing: DocumentStanding,
}

/// What the office said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DocumentStanding {
    Undecided,
    Registered { on: Date },
    Refused { on: Date, reason: String },
}

#[cfg(feature = "ssr")]
pub use kept::{RefusedDocument, commitment_view};

#[cfg(feature = "ssr")]
mod kept {
    use domain::commitment::{Cig, CommitmentForm, CommitmentFormError, Cup, TenderCodes};
    use domain::order::Order;
    use domain::party::{Kind, Recipient, RecipientCode};
    use serde::{Deserialize, Serialize};
    use services::civil_time;
    use services::commitment::{Decision, Deposited};

    use super::{CommitmentView, DocumentStanding, DocumentView};
    use ui::error::AppError;
    use ui::wording::commitment_sentence;

    /// A document that did not pass: it waits in the session for the order's page.
    #[derive(Debug, Serialize, Deserialize)]
    pub struct RefusedDocument {
        pub number: i64,
        pub form: CommitmentForm,
        pub error: CommitmentFormError,
    }

    impl RefusedDocument {
        /// Its name in the session.
        pub const KEY: &'static str = "commitment_form";

        /// Name of a control and the sentence about it.
        pub fn problems(&self) -> Vec<(String, String)> {
            match &self.error {
                CommitmentFormError::Fields(fields) => fields
                    .iter()
                    .map(|(field, problem)| {
                        (field.as_str().to_owned(), commitment_sentence(*field, *problem))
                    })
                    .collect(),
                CommitmentFormError::NotAwaited => Vec::new(),
            }
        }
    }

    /// The document of a public body's order; none for everybody else.
    pub async fn commitment_view(
        ctx: &services::Context,
        order: &Order,
    ) -> Result<Option<CommitmentView>, AppError> {
        if order.holder.party.kind != Kind::PublicBody {
            return Ok(None);
        }
        let (document, codes) = services::commitment::show(ctx, order).await?;
        let came_back = ui::request::note::<RefusedDocument>(RefusedDocument::KEY).await?;
        let came_back = came_back.filter(|refused| refused.number == order.number);
        let form = match (&came_back, &document) {
            (Some(refused), _) => refused.form.clone(),
            (None, Some(document)) => document.commitment.to_form(),
            (None, None) => first_form(order, codes),
        };
        Ok(Some(CommitmentView {
            form,
            document: document.map(document_view),
            problems: came_back.as_ref().map(RefusedDocument::problems).unwrap_or_default(),
            came_too_late: came_back
                .is_some_and(|refused| refused.error == CommitmentFormError::NotAwaited),
        }))
    }

    /// What is known before anything was typed.
    fn first_form(order: &Order, codes: TenderCodes) -> CommitmentForm {
        let office_code = match &order.holder.recipient {
            Recipient::Code(code) => RecipientCode::of_public_office(code.as_str()).ok(),
            Recipient::Pec(_) | Recipient::None => None,
        };
        CommitmentForm {
            cig: codes.cig.map(|cig: Cig| cig.to_string()).unwrap_or_default(),
            cup: codes.cup.map(|cup: Cup| cup.to_string()).unwrap_or_default(),
            office_code: office_code.map(|code| code.to_string()).unwrap_or_default(),
            ..CommitmentForm::default()
        }
    }

    fn document_view(document: Deposited) -> DocumentView {
        DocumentView {
            file_name: document.file_name,
            sent_on: civil_time(document.sent_at).date(),
            standing: match document.decision {
                None => DocumentStanding::Undecided,
                Some((Decision::Registered, on)) => DocumentStanding::Registered { on },
                Some((Decision::Refused(reason), on)) => DocumentStanding::Refused { on, reason },
            },
        }
    }
}
