//! What the page of a public body's order shows of its letter of commitment.

use domain::calendar::Date;
use domain::commitment::CommitmentForm;
use serde::{Deserialize, Serialize};

/// The letter of an order and the form beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentView {
    /// What was typed, or stands in the letter that was sent, or is known from the order.
    pub form: CommitmentForm,
    pub letter: Option<LetterView>,
    /// Name of a control and the sentence about it, when the form came back.
    pub problems: Vec<(String, String)>,
    /// The form came too late for its order.
    pub came_too_late: bool,
}

/// A letter that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    pub file_name: String,
    pub sent_on: Date,
    pub standing: LetterStanding,
}

/// What the office said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LetterStanding {
    Undecided,
    Registered { on: Date },
    Refused { on: Date, reason: String },
}

#[cfg(feature = "ssr")]
pub use kept::{RefusedLetter, commitment_view};

#[cfg(feature = "ssr")]
mod kept {
    use domain::commitment::{Cig, CommitmentForm, CommitmentFormError, Cup, TenderCodes};
    use domain::order::Order;
    use domain::party::{Kind, Recipient, RecipientCode};
    use serde::{Deserialize, Serialize};
    use services::civil_time;
    use services::store::commitments::{Decision, Deposited};

    use super::{CommitmentView, LetterStanding, LetterView};
    use ui::error::AppError;
    use ui::wording::commitment_sentence;

    /// A letter that did not pass: it waits in the session for the order's page.
    #[derive(Debug, Serialize, Deserialize)]
    pub struct RefusedLetter {
        pub number: i64,
        pub form: CommitmentForm,
        pub error: CommitmentFormError,
    }

    impl RefusedLetter {
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

    /// The letter of a public body's order; none for everybody else.
    pub async fn commitment_view(
        ctx: &services::Context,
        order: &Order,
    ) -> Result<Option<CommitmentView>, AppError> {
        if order.holder.party.kind != Kind::PublicBody {
            return Ok(None);
        }
        let (letter, codes) = services::commitment::show(ctx, order).await?;
        let came_back = ui::request::note::<RefusedLetter>(RefusedLetter::KEY).await?;
        let came_back = came_back.filter(|refused| refused.number == order.number);
        let form = match (&came_back, &letter) {
            (Some(refused), _) => refused.form.clone(),
            (None, Some(letter)) => letter.commitment.to_form(),
            (None, None) => first_form(order, codes),
        };
        Ok(Some(CommitmentView {
            form,
            letter: letter.map(letter_view),
            problems: came_back.as_ref().map(RefusedLetter::problems).unwrap_or_default(),
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

    fn letter_view(letter: Deposited) -> LetterView {
        LetterView {
            file_name: letter.file_name,
            sent_on: civil_time(letter.sent_at).date(),
            standing: match letter.decision {
                None => LetterStanding::Undecided,
                Some((Decision::Registered, on)) => LetterStanding::Registered { on },
                Some((Decision::Refused(reason), on)) => LetterStanding::Refused { on, reason },
            },
        }
    }
}
