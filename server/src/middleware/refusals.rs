//! How a refusal is told: with its status, and as a page to whoever reads pages.
//!
//! A server function answers every error with 500, and leads a form that the browser sent by itself
//! back to its page with the error in the address. Neither is what we want: the status says whose
//! fault it is, and an error in an address could be anybody's ([`super::links`]). What refuses by
//! itself, such as a limit or a route, says so in English or not at all: [`in_our_words`].

use std::sync::Arc;

use axum::{
    Json,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use domain::{RuleError, sign_in::SignInError};
use leptos::server_fn::error::SERVER_FN_ERROR_HEADER;
use ui::{
    error::AppError, paths, request::page_that_sent, shell::Assets, standalone::refused_page,
    wording,
};
use web::{RequestId, accepts_html};

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

/// What a refusal says when its status alone says too little. A page shows it in the place of the
/// general sentence.
#[derive(Clone, Debug)]
pub struct Sentence(pub String);

/// Gives every refusal that has no words of ours the page or the error of its status.
pub async fn in_our_words(
    State(assets): State<Arc<Assets>>,
    request: Request,
    next: Next,
) -> Response {
    let asked = Asked::with(request.headers());
    let reference = request.extensions().get::<RequestId>().cloned();
    let answer = next.run(request).await;
    let status = answer.status();
    if !(status.is_client_error() || status.is_server_error()) || is_ours(answer.headers()) {
        return answer;
    }
    let (mut head, _) = answer.into_parts();
    let error = error_of(status, &head.headers, reference);
    let words = match head.extensions.get() {
        Some(Sentence(sentence)) => asked.refuse_saying(&assets, &error, sentence, status),
        None => asked.refuse(&assets, &error, status),
    };
    for of_the_body in [header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
        head.headers.remove(of_the_body);
    }
    let (words, body) = words.into_parts();
    head.headers.extend(words.headers);
    Response::from_parts(head, body)
}

/// True for what this program said: a page, or the error of a server function.
fn is_ours(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    headers.contains_key(SERVER_FN_ERROR_HEADER)
        || kind.is_some_and(|kind| {
            ["text/html", "application/json"].iter().any(|ours| kind.starts_with(ours))
        })
}

/// What such a status means here.
fn error_of(status: StatusCode, headers: &HeaderMap, reference: Option<RequestId>) -> AppError {
    match status {
        StatusCode::UNAUTHORIZED => AppError::SignInFirst,
        StatusCode::FORBIDDEN => AppError::NotAllowed,
        StatusCode::NOT_FOUND | StatusCode::GONE => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::TOO_MANY_REQUESTS => {
            let wait = headers.get(header::RETRY_AFTER);
            let seconds = wait.and_then(|wait| wait.to_str().ok()?.parse().ok()).unwrap_or(1);
            AppError::Rule(RuleError::SignIn(SignInError::TooManyAttempts { seconds }))
        }
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => AppError::Unavailable,
        status if status.is_server_error() => {
            let reference = reference.map(|RequestId(id)| id).unwrap_or_default();
            AppError::Internal { reference }
        }
        _ => AppError::NotUnderstood,
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
        Self { page: accepts_html(headers), back: page_that_sent(headers) }
    }

    /// The answer that says no.
    pub fn refuse(&self, assets: &Assets, error: &AppError, status: StatusCode) -> Response {
        self.refuse_saying(assets, error, &wording::app_sentence(error), status)
    }

    fn refuse_saying(
        &self,
        assets: &Assets,
        error: &AppError,
        sentence: &str,
        status: StatusCode,
    ) -> Response {
        if self.page {
            let back = self.back.as_deref().unwrap_or(paths::HOME);
            (status, Html(refused_page(assets, sentence, back))).into_response()
        } else {
            (status, Json(error)).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use axum::{Router, http::Method, middleware::from_fn_with_state, routing::any};
    use tower::ServiceExt;

    use super::*;
    use crate::test_server::text;

    fn assets() -> Arc<Assets> {
        let name = || "/pkg/x".to_owned();
        Arc::new(Assets { style: name(), icon: name(), typeface: name(), programs: HashMap::new() })
    }

    /// What a library with these words becomes for whoever accepts this.
    async fn reworded(status: StatusCode, accept: &str) -> Response {
        let library = any(move || async move {
            let headers = [(header::ALLOW, "GET"), (header::RETRY_AFTER, "7")];
            (status, headers, "length limit exceeded")
        });
        let router =
            Router::new().route("/", library).layer(from_fn_with_state(assets(), in_our_words));
        let request = Request::builder().method(Method::POST).header(header::ACCEPT, accept);
        router.oneshot(request.uri("/").body(Body::empty()).unwrap()).await.unwrap()
    }

    #[tokio::test]
    async fn every_refusal_of_a_library_is_told_in_our_words() {
        let statuses = (400..600).filter_map(|status| StatusCode::from_u16(status).ok());
        for status in statuses {
            let page = reworded(status, "text/html").await;
            assert_eq!(page.status(), status);
            assert_eq!(page.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
            assert_eq!(page.headers()[header::ALLOW], "GET", "what the library asks for stays");
            let page = text(page).await;
            let title = "<title>Richiesta non riuscita · Bottega</title>";
            assert!(page.contains(title), "{status}: {page}");
            assert!(!page.contains("length limit"), "{status}: {page}");

            let error = reworded(status, "application/json").await;
            assert_eq!(error.status(), status);
            assert_eq!(error.headers()[header::CONTENT_TYPE], "application/json");
            let error = text(error).await;
            assert!(serde_json::from_str::<AppError>(&error).is_ok(), "{status}: {error}");
        }
    }

    #[tokio::test]
    async fn a_status_that_says_enough_has_a_sentence_of_its_own() {
        for (status, sentence) in [
            (StatusCode::PAYLOAD_TOO_LARGE, "è troppo grande"),
            (StatusCode::TOO_MANY_REQUESTS, "aspetta 7 secondi"),
            (StatusCode::NOT_FOUND, "non c’è più"),
            (StatusCode::METHOD_NOT_ALLOWED, "non si può leggere"),
            (StatusCode::SERVICE_UNAVAILABLE, "si è fermato un momento"),
            (StatusCode::INTERNAL_SERVER_ERROR, "dalla nostra parte"),
        ] {
            let page = text(reworded(status, "text/html").await).await;
            assert!(page.contains(sentence), "{status}: {page}");
        }
    }

    #[tokio::test]
    async fn an_answer_of_ours_stays_as_it_is() {
        for (kind, body) in [("text/html", "<p>pagina"), ("application/json", "\"NotFound\"")] {
            let ours = any(move || async move {
                (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, kind)], body)
            });
            let router =
                Router::new().route("/", ours).layer(from_fn_with_state(assets(), in_our_words));

            let request = Request::get("/").header(header::ACCEPT, "text/html");
            let answer = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();

            assert_eq!(text(answer).await, body);
        }
    }
}
