//! How a refusal is told: with its status, and as a page to whoever reads pages.
//!
//! A server function answers every error with 500, and leads a form that the browser sent by itself
//! back to its page with the error in the address. Neither is what we want: the status says whose
//! fault it is, and an error in an address could be anybody's ([`super::links`]).

use std::sync::Arc;

use app::{error::AppError, paths, refused::refused_page, request, shell::Assets};
use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;

/// No error is as long as this.
const LONGEST: usize = 64 * 1024;

/// Looks at what server functions answer.
///
/// The forms of the shop keep their errors in the session and answer with a redirect, so an error
/// that comes out here belongs to a form that knows nothing better, or to WASM.
pub async fn tell(State(assets): State<Arc<Assets>>, request: Request, next: Next) -> Response {
    let asked = Asked::with(request.headers());
    let answer = next.run(request).await;
    if !answer.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return answer;
    }
    let (mut head, body) = answer.into_parts();
    let body = to_bytes(body, LONGEST).await.unwrap_or_default();
    match serde_json::from_slice::<AppError>(&body) {
        Ok(error) if asked.page && error != AppError::SignInFirst => {
            asked.refuse(&assets, &error, error.status())
        }
        Ok(error) => {
            // Whoever has to sign in first is led there.
            if !asked.page {
                head.status = error.status();
            }
            Response::from_parts(head, Body::from(body))
        }
        Err(_) => Response::from_parts(head, Body::from(body)),
    }
}

/// What a client understands.
pub struct Asked {
    page: bool,
    /// The page of ours that it comes from.
    back: Option<String>,
}

impl Asked {
    pub fn with(headers: &HeaderMap) -> Self {
        Self { page: request::accepts_html(headers), back: request::page_that_sent(headers) }
    }

    /// The answer that says no.
    pub fn refuse(&self, assets: &Assets, error: &AppError, status: StatusCode) -> Response {
        if self.page {
            let back = self.back.as_deref().unwrap_or(paths::HOME);
            (status, Html(refused_page(assets, error, back))).into_response()
        } else {
            (status, Json(error)).into_response()
        }
    }
}
