//! The HTML of a mail in the demo mailbox, for the frame in its page.
//!
//! It comes from templates of ours, but shows what customers typed. So it gets nothing but its own
//! inline styles: no scripts, no requests, no origin, and its links open in a window of their own.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use services::Error;

use crate::state::AppState;

const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; \
     base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
);

/// Nothing but 404 in a real shop.
pub async fn html(State(state): State<AppState>, Path(message_id): Path<String>) -> Response {
    match services::demo::mail(&state.services, &message_id).await {
        Ok(mail) => {
            let html = mail.body_html.replacen("<head>", r#"<head><base target="_blank">"#, 1);
            ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
        }
        Err(Error::NotFound(_)) => StatusCode::NOT_FOUND.into_response(),
        Err(broken) => web::Error::from(broken).into_response(),
    }
}
