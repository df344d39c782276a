//! `POST /ufficio/orologio/avanti`: the clock of a demonstration is moved forward. A shop has no such
//! address.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use services::ports::Mailer;
use tower_sessions::Session;
use ui::paths;
use web::identity;

use crate::{clock, context, jobs::Tools, state::AppState};

/// One press goes no farther, so that nobody waits long for its page.
const DAYS_MAX: u32 = 90;

/// How far it is moved. The parameter is [`paths::DAYS_FORWARD`].
#[derive(Deserialize)]
pub struct Forward {
    giorni: String,
}

pub async fn forward(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    form: Result<Form<Forward>, FormRejection>,
) -> Response {
    let ctx = &state.services;
    match identity::staff(ctx, &session).await {
        Ok(Some(_)) => {}
        Ok(None) => return Redirect::to(paths::OFFICE_SIGN_IN).into_response(),
        Err(error) => return error.into_response(),
    }
    // Only its own buttons are understood.
    let days = form.ok().and_then(|Form(Forward { giorni })| giorni.parse().ok());
    let Some(days) = days.filter(|days| (1..=DAYS_MAX).contains(days)) else {
        return Redirect::to(paths::OFFICE_CLOCK).into_response();
    };
    // The server has begun with the same one.
    let mailer = context::mailer(&state.settings, &ctx.db);
    let mailer = mailer.unwrap_or_else(|_| Mailer::mailbox(ctx.db.clone()));
    let (services, stopping, server) = (ctx.clone(), state.stopping.clone(), ctx.new_id());
    let tools = Tools { services, mailer, stopping, server };
    if let Err(error) = clock::move_on(&tools, days).await {
        return web::Error::from(error).into_response();
    }
    match identity::stay_in_office(ctx, &session).await {
        Ok(()) => Redirect::to(paths::OFFICE_CLOCK).into_response(),
        Err(error) => error.into_response(),
    }
}
