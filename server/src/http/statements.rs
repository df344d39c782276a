//! `POST /ufficio/estratti/file`: a bank statement that a member of staff hands in.
//!
//! What became of it waits in the session for the page, to which the answer always leads.

use app::uploads::{Upload, waiting};
use axum::{
    Extension,
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use domain::statement::{FILE_MAX, Unreadable};
use services::{
    UseCaseError,
    statement::{Refused, hand_over, import},
};
use tower_sessions::Session;
use tracing::error;
use ui::{paths, request};

use crate::state::AppState;

pub async fn take(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    form: Multipart,
) -> Response {
    let ctx = &state.services;
    let by = match request::staff_in(ctx, &session).await {
        Ok(Some(by)) => by,
        Ok(None) => return Redirect::to(paths::OFFICE_SIGN_IN).into_response(),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let outcome = match file(form).await {
        Ok((name, bytes)) => match import(ctx, &bytes, &name, &by).await {
            Ok(imported) => Upload::read(name, imported),
            Err(UseCaseError::Refused(Refused { within: None, why: Unreadable::UnknownTable })) => {
                return match hand_over(ctx, &bytes, &name, &by).await {
                    Ok(draft) => Redirect::to(&paths::statement_columns(draft)).into_response(),
                    Err(broken) => failed(&broken),
                };
            }
            Err(UseCaseError::Refused(Refused { within, why })) => Upload::Refused { within, why },
            Err(UseCaseError::Failed(broken)) => return failed(&broken),
        },
        Err(why) => Upload::Refused { within: None, why },
    };
    match request::leave_note(&session, waiting::UPLOAD, &outcome).await {
        Ok(()) => Redirect::to(paths::OFFICE_STATEMENTS).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn failed(broken: &services::Error) -> Response {
    error!(error = %broken, "a bank statement cannot be kept");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Name and content of the one file in the form. What is too large is read to its end and thrown
/// away.
async fn file(mut form: Multipart) -> Result<(String, Vec<u8>), Unreadable> {
    while let Some(mut field) = form.next_field().await.map_err(|error| broken(&error))? {
        let Some(name) = field.file_name().map(plain_name) else { continue };
        let (mut bytes, mut is_too_large) = (Vec::new(), false);
        while let Some(chunk) = field.chunk().await.map_err(|error| broken(&error))? {
            if bytes.len() + chunk.len() > FILE_MAX {
                is_too_large = true;
            } else {
                bytes.extend_from_slice(&chunk);
            }
        }
        return if is_too_large { Err(Unreadable::TooLarge) } else { Ok((name, bytes)) };
    }
    Err(Unreadable::Empty)
}

/// A form that does not end is too large, or was cut off on its way and brought nothing.
fn broken(error: &MultipartError) -> Unreadable {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Unreadable::TooLarge
    } else {
        Unreadable::Empty
    }
}

/// Without the folders that some browsers name too.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(120).collect()
}
