//! The document of a public body: `POST /ordini/{number}/impegno` takes it from the customer,
//! `GET /ufficio/ordini/{number}/impegno` hands it to the office.
//!
//! A file can only be sent as a plain form of several parts, which no server function reads.
//! What comes in is never shown as a page: the office saves it.

use app::uploads::RefusedDocument;
use axum::{
    Extension, Json,
    body::Body,
    extract::{Multipart, Path, Request, State, multipart::MultipartError},
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use domain::commitment::{
    CommitmentField, CommitmentForm, CommitmentFormError, CommitmentProblem, DOCUMENT_BYTES_MAX,
    DocumentError,
};
use services::{
    Error, UseCaseError,
    commitment::{self, Sending},
};
use tower_sessions::Session;
use ui::{error::AppError, paths};
use web::{
    accepts_html,
    identity::{self, Found},
    notes, upload,
};

use crate::{
    middleware::{
        refusals::{Asked, Sentence},
        text,
    },
    rendering,
    state::AppState,
};

/// `Invia la lettera`: back to the order, with what was wrong or with the document in place.
pub async fn send(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Path(number): Path<i64>,
    parts: Parts,
    body: Multipart,
) -> Response {
    let read = match read(body).await {
        Ok(read) => read,
        // Broken on the way here, or larger than anybody's document.
        Err(error) => return (error.status(), too_large()).into_response(),
    };
    if !read.is_text {
        let error = AppError::UnusableCharacter;
        return Asked::with(&parts.headers).refuse(&state.assets, &error, error.status());
    }
    let form = read.sending.form.clone();
    let buyer = match identity::buyer(&state.services, &session, &Found::default()).await {
        Ok(Some(buyer)) => buyer,
        Ok(None) => return sign_in_first(&session, number, form).await,
        Err(error) => return error.into_response(),
    };
    let sent = commitment::send(&state.services, buyer, number, &read.sending).await;
    let error = match sent {
        Ok(()) => return Redirect::to(&paths::order_commitment(number)).into_response(),
        Err(UseCaseError::Refused(error)) => read.corrected(error),
        // The page of the order says what it takes.
        Err(UseCaseError::Failed(Error::NotAllowed)) => {
            return Redirect::to(&paths::order(number)).into_response();
        }
        Err(UseCaseError::Failed(Error::NotFound(_))) => return not_found(state, parts).await,
        Err(UseCaseError::Failed(broken)) => return web::Error::from(broken).into_response(),
    };
    refused(&session, &parts.headers, RefusedDocument { number, form, error }).await
}

/// What was typed waits in the session; the file has to be chosen again.
async fn sign_in_first(session: &Session, number: i64, form: CommitmentForm) -> Response {
    let again = CommitmentProblem::Document(DocumentError::Missing);
    let error = CommitmentFormError::Fields(vec![(CommitmentField::Document, again)]);
    let refused = RefusedDocument { number, form, error };
    match notes::leave(session, RefusedDocument::KEY, &refused).await {
        Ok(()) => Redirect::to(&paths::sign_in(&paths::order(number))).into_response(),
        Err(error) => error.into_response(),
    }
}

/// To a browser the page that it came from, with the sentences; to others the sentences.
async fn refused(session: &Session, headers: &HeaderMap, refused: RefusedDocument) -> Response {
    if !accepts_html(headers) {
        let too_large = CommitmentProblem::Document(DocumentError::TooLarge);
        let is_too_large = matches!(
            &refused.error,
            CommitmentFormError::Fields(fields) if fields.iter().any(|(_, found)| *found == too_large)
        );
        let status = if is_too_large {
            StatusCode::PAYLOAD_TOO_LARGE
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        return (status, Json(refused.problems())).into_response();
    }
    match notes::leave(session, RefusedDocument::KEY, &refused).await {
        Ok(()) => Redirect::to(&paths::order(refused.number)).into_response(),
        Err(error) => error.into_response(),
    }
}

/// The parts of the form that were read.
struct Read {
    sending: Sending,
    /// There was more of the file than a document may have; what is kept is only its beginning.
    is_too_large: bool,
    /// False when a control holds a character that nobody types.
    is_text: bool,
}

impl Read {
    /// The file was not looked at as a whole when it is too large.
    fn corrected(&self, error: CommitmentFormError) -> CommitmentFormError {
        match error {
            CommitmentFormError::Fields(fields) if self.is_too_large => {
                let document = CommitmentProblem::Document(DocumentError::TooLarge);
                let others = fields.into_iter().filter(|(at, _)| *at != CommitmentField::Document);
                let all = std::iter::once((CommitmentField::Document, document)).chain(others);
                CommitmentFormError::Fields(all.collect())
            }
            other => other,
        }
    }
}

/// What came in, by the fields of the form.
async fn read(body: Multipart) -> Result<Read, MultipartError> {
    let upload::Form { file, texts } =
        upload::read(body, CommitmentField::Document.as_str(), DOCUMENT_BYTES_MAX).await?;
    let mut form = CommitmentForm::default();
    let mut is_text = true;
    for (name, text) in texts {
        if let Some(field) = field(&mut form, &name) {
            is_text &= text::is_text(&text);
            *field = text;
        }
    }
    let file = file.unwrap_or_default();
    let (mut bytes, is_too_large) = (file.bytes, file.is_cut);
    if is_too_large {
        // One byte more than a document may have is enough to refuse it.
        bytes.push(0);
    }
    Ok(Read { sending: Sending { form, file_name: file.name, bytes }, is_too_large, is_text })
}

/// The text of the form that a part of this name belongs to.
fn field<'a>(form: &'a mut CommitmentForm, name: &str) -> Option<&'a mut String> {
    let CommitmentForm { cig, no_cig_reason, cup, office_code, protocol, dated } = form;
    [
        (CommitmentField::Cig, cig),
        (CommitmentField::NoCigReason, no_cig_reason),
        (CommitmentField::Cup, cup),
        (CommitmentField::OfficeCode, office_code),
        (CommitmentField::Protocol, protocol),
        (CommitmentField::Dated, dated),
    ]
    .into_iter()
    .find(|(field, _)| field.as_str() == name)
    .map(|(_, text)| text)
}

fn too_large() -> Extension<Sentence> {
    let problem = CommitmentProblem::Document(DocumentError::TooLarge);
    let sentence = ui::wording::commitment_sentence(CommitmentField::Document, problem);
    Extension(Sentence(sentence))
}

/// The document of an order, to be saved by whoever has signed in to the office.
pub async fn document(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Path(number): Path<i64>,
    parts: Parts,
) -> Response {
    match identity::staff(&state.services, &session).await {
        Ok(Some(_)) => {}
        Ok(None) => return Redirect::to(paths::OFFICE_SIGN_IN).into_response(),
        Err(error) => return error.into_response(),
    }
    match commitment::document_of(&state.services, number).await {
        Ok(file) => {
            // The name is ours: nothing that a customer typed gets into a header.
            let name = format!("impegno-{number}{}", file.kind.ending());
            let headers = [
                (header::CONTENT_TYPE, file.kind.media_type().to_owned()),
                (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            ];
            (headers, file.bytes).into_response()
        }
        Err(Error::NotFound(_)) => not_found(state, parts).await,
        Err(broken) => web::Error::from(broken).into_response(),
    }
}

/// The 404 page, for whoever asked.
async fn not_found(state: AppState, parts: Parts) -> Response {
    let mut request = Request::from_parts(parts, Body::empty());
    *request.method_mut() = Method::GET;
    rendering::not_found(State(state), request).await
}

#[cfg(test)]
mod tests;
