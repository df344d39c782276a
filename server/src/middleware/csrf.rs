//! Refuses changes that another site sent through a customer's browser.
//!
//! Server functions have no such defence of their own. Safe methods always pass, so a change must
//! never hide behind GET.

use axum::{
    Extension,
    body::Body,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tracing::warn;

use super::refusals::Sentence;
use crate::{config::BaseUrl, stop::Stop};

/// The layer for everything but signed webhooks. The shop's own origin is named too, for proxies
/// that write another `Host` than the one in the address bar.
pub fn layer(
    own: &BaseUrl,
) -> Result<CsrfLayer<impl Fn(ProtectionError) -> Response<Body> + Clone + use<>>, Stop> {
    let layer = CsrfLayer::new()
        .add_trusted_origin(own.as_str())
        .map_err(|error| Stop::Wrong(format!("the base URL cannot be an origin: {error}.")))?;
    Ok(layer.with_rejection_response(refuse))
}

fn refuse(error: ProtectionError) -> Response<Body> {
    warn!(reason = ?error.kind(), "refused a change from another site");
    let sentence = "Questa richiesta arriva da un altro sito: torna nella bottega e riprova.";
    (StatusCode::FORBIDDEN, Extension(Sentence(sentence.into()))).into_response()
}
