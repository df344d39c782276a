//! `GET /ordini/{number}/bonifico.pdf` and `…/bollettino.pdf`: what an order is paid with later.
//!
//! Whoever is not signed in is led to the order by the sign-in; for everybody else than its owner,
//! and once it does not wait for this payment, the document does not exist.

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use services::{Buyer, Context, Error, paper::Pdf};
use tower_sessions::Session;
use ui::paths;
use web::identity::{self, Found};

use crate::{rendering, state::AppState};

pub async fn transfer_sheet(
    state: State<AppState>,
    session: Extension<Session>,
    number: Path<i64>,
    request: Request,
) -> Response {
    answer(state, session, number, request, async |ctx, buyer, number| {
        services::paper::transfer_sheet(ctx, buyer, number).await
    })
    .await
}

pub async fn postal_slip(
    state: State<AppState>,
    session: Extension<Session>,
    number: Path<i64>,
    request: Request,
) -> Response {
    answer(state, session, number, request, async |ctx, buyer, number| {
        services::paper::postal_slip(ctx, buyer, number).await
    })
    .await
}

async fn answer(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Path(number): Path<i64>,
    request: Request,
    drawn: impl AsyncFnOnce(&Context, Buyer, i64) -> services::Result<Pdf>,
) -> Response {
    let buyer = match identity::buyer(&state.services, &session, &Found::default()).await {
        Ok(Some(buyer)) => buyer,
        Ok(None) => return Redirect::to(&paths::sign_in(&paths::order(number))).into_response(),
        Err(error) => return error.into_response(),
    };
    match drawn(&state.services, buyer, number).await {
        Ok(Pdf { file_name, bytes }) => {
            let disposition = format!("attachment; filename=\"{file_name}\"");
            let headers = [
                (header::CONTENT_TYPE, "application/pdf".to_owned()),
                (header::CONTENT_DISPOSITION, disposition),
            ];
            (headers, bytes).into_response()
        }
        // The page of the order says what it takes.
        Err(Error::NotAllowed) => Redirect::to(&paths::order(number)).into_response(),
        Err(Error::NotFound(_)) => rendering::not_found(State(state), request).await,
        Err(broken) => web::Error::from(broken).into_response(),
    }
}
