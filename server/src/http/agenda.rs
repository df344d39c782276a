//! `GET /pannello/servizi/{servizio}/agenda.ics`: what is coming for a service, as a file for calendars.
//!
//! It stands behind the door of the panel, like the page: there is no address of it that opens
//! without a sign-in.

use axum::{
    Extension,
    extract::{Path, Request, State},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use services::panel::{Access, agenda_file};
use tower_sessions::Session;
use ui::{NamedService, paths};
use web::identity;

use crate::{rendering, state::AppState};

pub async fn file(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Path(service): Path<String>,
    request: Request,
) -> Response {
    let service = NamedService(service).id();
    let found = identity::panel_visitor_at(&state.services, &session, service).await;
    let access = match found {
        Ok(Some(Access::Open(access))) => access,
        Ok(Some(Access::ToConfigure(access))) => {
            let way = paths::configuration(access.subscription().id);
            return Redirect::to(&way).into_response();
        }
        Ok(Some(Access::OnlyChange)) => return Redirect::to(paths::PANEL_PASSWORD).into_response(),
        Ok(Some(Access::ServiceOver | Access::Elsewhere)) => {
            return rendering::not_found(State(state), request).await;
        }
        Ok(Some(Access::Ended) | None) => {
            return Redirect::to(paths::PANEL_SIGN_IN).into_response();
        }
        Err(error) => return error.into_response(),
    };
    match agenda_file(&state.services, &access).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"agenda.ics\""),
            ];
            (headers, file).into_response()
        }
        Err(broken) => web::Error::from(broken).into_response(),
    }
}
