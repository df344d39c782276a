//! `GET /ordini/{number}/eventi`: tells the page of an order that something about it has changed.
//!
//! Which server of several learns of a payment is chance, so each looks into the database, while
//! somebody looks at the page.

use std::{convert::Infallible, time::Duration};

use app::request;
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use services::{Context, Error, payment::Progress};
use tokio_util::sync::CancellationToken;
use tower_sessions::Session;
use tracing::error;

use crate::state::AppState;

/// How soon somebody who waits sees it.
const LOOK: Duration = Duration::from_secs(1);

/// Looks before the browser has to ask anew: a forgotten page costs nothing for ever.
const LOOKS: u32 = 600;

pub async fn answer(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    Path(number): Path<i64>,
) -> Response {
    let Ok(Some(account)) = request::account_in(&session).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let ctx = state.services.clone();
    let seen = match services::payment::progress(&ctx, account, number).await {
        Ok(progress) => mark(&progress),
        Err(Error::NotFound(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(broken) => {
            error!(number, error = %broken, "an order cannot be watched");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let watch = Watch { ctx, account, number, seen, looks: LOOKS, stopping: state.stopping };
    let events = futures::stream::unfold(watch, next);
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// Everything about an order that its page shows and that can change.
fn mark(progress: &Progress) -> String {
    let attempt = progress.attempt.as_ref().map(|attempt| (attempt.state, attempt.page.is_some()));
    format!("{:?}{:?}{attempt:?}", progress.order.state, progress.order.method)
}

struct Watch {
    ctx: Context,
    account: domain::id::AccountId,
    number: i64,
    seen: String,
    looks: u32,
    stopping: CancellationToken,
}

/// Waits for the next change.
async fn next(mut watch: Watch) -> Option<(Result<Event, Infallible>, Watch)> {
    while watch.looks > 0 {
        watch.looks -= 1;
        tokio::select! {
            () = watch.stopping.cancelled() => return None,
            () = tokio::time::sleep(LOOK) => (),
        }
        let progress = services::payment::progress(&watch.ctx, watch.account, watch.number);
        let now = mark(&progress.await.ok()?);
        if now != watch.seen {
            watch.seen = now;
            // Browsers swallow an event without data.
            return Some((Ok(Event::default().event("cambiato").data("si")), watch));
        }
    }
    None
}
