//! `GET /area-clienti/dati/esporta.zip` and the same for the office: everything that is kept about a
//! customer, written while it is sent.

use std::collections::HashMap;

use axum::{
    Extension,
    body::Body,
    extract::{Query, Request, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use domain::text;
use services::{
    Error,
    personal_data::{self, Export},
};
use tower_sessions::Session;
use ui::paths;
use web::identity::{self, Found};

use crate::{rendering, state::AppState};

/// Their own data, for whoever has signed in.
pub async fn own(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    request: Request,
) -> Response {
    let account = match identity::account(&state.services, &session, &Found::default()).await {
        Ok(Some(account)) => account,
        Ok(None) => return Redirect::to(&paths::sign_in(paths::DATA_RIGHTS)).into_response(),
        Err(error) => return error.into_response(),
    };
    let export = personal_data::export(&state.services, account).await;
    answer(state, request, export).await
}

/// The data of a customer, for whoever works in the office.
pub async fn of_customer(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Query(asked): Query<HashMap<String, String>>,
    request: Request,
) -> Response {
    let by = match identity::staff(&state.services, &session).await {
        Ok(Some(by)) => by,
        Ok(None) => return Redirect::to(paths::OFFICE_SIGN_IN).into_response(),
        Err(error) => return error.into_response(),
    };
    let number = asked.get(paths::CUSTOMER_NUMBER).map(String::as_str).unwrap_or_default();
    let export = match text::digits(number).parse() {
        Ok(number) => personal_data::export_of_number(&state.services, number, &by).await,
        Err(_) => Err(Error::NotFound("account")),
    };
    answer(state, request, export).await
}

async fn answer(state: AppState, request: Request, export: services::Result<Export>) -> Response {
    match export {
        Ok(export) => {
            let disposition = format!("attachment; filename=\"{}\"", export.file_name);
            let mut chunks = export.into_chunks();
            // A layer that compresses asks once more after the end.
            let pieces = futures::stream::poll_fn(move |ctx| chunks.poll_recv(ctx));
            let headers = [
                (header::CONTENT_TYPE, "application/zip".to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
            ];
            (headers, Body::from_stream(pieces)).into_response()
        }
        Err(Error::NotFound(_)) => rendering::not_found(State(state), request).await,
        Err(broken) => web::Error::from(broken).into_response(),
    }
}
