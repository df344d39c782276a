//! `GET /ordini/{number}/eventi`: tells the page of an order that something about it has changed.
//!
//! Which server of several learns of a payment is chance, so each looks into the database, while
//! somebody looks at the page.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use services::{Buyer, Context, Error, payment::Progress};
use tokio_util::sync::CancellationToken;
use tower_sessions::Session;
use tracing::warn;
use web::{
    ClientAddress,
    identity::{self, Found},
};

use crate::{state::AppState, streams::Taken};

/// How soon somebody who waits sees it.
const LOOK: Duration = Duration::from_secs(1);

/// Looks before the browser has to ask anew: a forgotten page costs nothing for ever.
const LOOKS: u32 = 600;

/// When a browser asks again that cannot be told anything now. It would never ask again after an
/// answer that is not a stream.
const COME_BACK_AFTER: Duration = Duration::from_secs(30);

pub async fn answer(
    State(state): State<AppState>,
    Extension(session): Extension<Session>,
    client: Option<Extension<ClientAddress>>,
    Path(number): Path<i64>,
) -> Response {
    let buyer = match identity::buyer(&state.services, &session, &Found::default()).await {
        Ok(Some(buyer)) => buyer,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(_) => return come_back(),
    };
    let account = buyer.account();
    let Some(places) = state.streams.take(account, client.map(|Extension(client)| client.0)) else {
        warn!(%account, "too many streams are open");
        return come_back();
    };
    let ctx = state.services.clone();
    let seen = match services::payment::progress(&ctx, buyer.clone(), number).await {
        Ok(progress) => mark(&progress),
        Err(Error::NotFound(_) | Error::NotAllowed) => {
            return StatusCode::NOT_FOUND.into_response();
        }
        Err(Error::Unavailable(_)) => return come_back(),
        Err(broken) => return web::Error::from(broken).into_response(),
    };
    let watch =
        Watch { ctx, buyer, number, seen, looks: LOOKS, stopping: state.stopping, _places: places };
    let events = futures::stream::unfold(watch, next);
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// A stream that ends at once and says when to ask again.
fn come_back() -> Response {
    let later = Ok::<_, Infallible>(Event::default().retry(COME_BACK_AFTER));
    Sse::new(futures::stream::iter([later])).into_response()
}

/// Everything about an order that its page shows and that can change.
fn mark(progress: &Progress) -> String {
    let attempt = progress.attempt.as_ref().map(|attempt| (attempt.state, attempt.page.is_some()));
    let Progress { order, is_storing_method, .. } = progress;
    format!("{:?}{:?}{attempt:?}{is_storing_method}", order.state, order.method)
}

struct Watch {
    ctx: Context,
    buyer: Buyer,
    number: i64,
    seen: String,
    looks: u32,
    stopping: CancellationToken,
    _places: Taken,
}

/// Waits for the next change.
async fn next(mut watch: Watch) -> Option<(Result<Event, Infallible>, Watch)> {
    while watch.looks > 0 {
        watch.looks -= 1;
        tokio::select! {
            () = watch.stopping.cancelled() => return None,
            () = tokio::time::sleep(LOOK) => (),
        }
        let progress = services::payment::progress(&watch.ctx, watch.buyer.clone(), watch.number);
        let now = mark(&progress.await.ok()?);
        if now != watch.seen {
            watch.seen = now;
            // Browsers swallow an event without data.
            return Some((Ok(Event::default().event("cambiato").data("si")), watch));
        }
    }
    None
}

#[cfg(test)]
mod tests;
