//! `POST /ufficio/estratti/file`: a bank statement that a member of staff hands in.
//!
//! What became of it waits in the session for the page, to which the answer always leads.

use app::uploads::{FILE, Upload, waiting};
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
use ui::paths;
use web::{identity, notes, upload};

use crate::state::AppState;

pub async fn take(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    form: Multipart,
) -> Response {
    let ctx = &state.services;
    let by = match identity::staff(ctx, &session).await {
        Ok(Some(by)) => by,
        Ok(None) => return Redirect::to(paths::OFFICE_SIGN_IN).into_response(),
        Err(error) => return error.into_response(),
    };
    let outcome = match file(form).await {
        Ok((name, bytes)) => match import(ctx, &bytes, &name, &by).await {
            Ok(imported) => Upload::read(name, imported),
            Err(UseCaseError::Refused(Refused { within: None, why: Unreadable::UnknownTable })) => {
                return match hand_over(ctx, &bytes, &name, &by).await {
                    Ok(draft) => Redirect::to(&paths::statement_columns(draft)).into_response(),
                    Err(broken) => web::Error::from(broken).into_response(),
                };
            }
            Err(UseCaseError::Refused(Refused { within, why })) => Upload::Refused { within, why },
            Err(UseCaseError::Failed(broken)) => return web::Error::from(broken).into_response(),
        },
        Err(why) => Upload::Refused { within: None, why },
    };
    match notes::leave(&session, waiting::UPLOAD, &outcome).await {
        Ok(()) => Redirect::to(paths::OFFICE_STATEMENTS).into_response(),
        Err(error) => error.into_response(),
    }
}

/// Name and content of the file in the form.
async fn file(form: Multipart) -> Result<(String, Vec<u8>), Unreadable> {
    let form = upload::read(form, FILE, FILE_MAX).await.map_err(|error| broken(&error))?;
    let file = form.file.ok_or(Unreadable::Empty)?;
    if file.is_cut { Err(Unreadable::TooLarge) } else { Ok((plain_name(&file.name), file.bytes)) }
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
