//! What is answered while the database is away: soon, in words, and with a time to come back.
//!
//! The answer to a form stands at the form's own address, so that loading the page again sends the
//! same form again and nothing that was typed is lost. A form that was taken although its answer
//! was lost is known by the id in it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use platform::Db;
use ui::{error::AppError, shell::Assets, standalone::outage_page};
use web::accepts_html;

/// Seconds; a server that restarts or fails over needs about as long.
const COME_BACK_AFTER: HeaderValue = HeaderValue::from_static("10");

pub async fn explain(
    State((db, assets)): State<(Db, Arc<Assets>)>,
    request: Request,
    next: Next,
) -> Response {
    let wants_page = accepts_html(request.headers());
    let is_form = !request.method().is_safe();
    let answer = next.run(request).await;
    let is_away = match answer.status() {
        // Who is too busy for a moment has said already when to come back.
        StatusCode::SERVICE_UNAVAILABLE => !answer.headers().contains_key(header::RETRY_AFTER),
        // Whoever could not name a reason failed for this one.
        StatusCode::INTERNAL_SERVER_ERROR => db.is_away(),
        _ => false,
    };
    if !is_away {
        return answer;
    }
    let mut answer = if wants_page {
        Html(outage_page(&assets, is_form)).into_response()
    } else {
        Json(AppError::Unavailable).into_response()
    };
    *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    answer.headers_mut().insert(header::RETRY_AFTER, COME_BACK_AFTER);
    answer
}
