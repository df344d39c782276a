//! How often one network address may try to sign in, register, change a password or order, and how
//! often it may put something into a cart.
//!
//! Each account has a brake of its own in the database, which no change of address gets round;
//! this one is for whoever tries many accounts, or only wants to keep the server busy.

use std::time::Duration;

use app::limited::{CARTS, PATHS};
use axum::{
    Router,
    body::Body,
    http::{StatusCode, header},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
};
use services::guessing::Network;
use tower_governor::{
    GovernorError, GovernorLayer, governor::GovernorConfigBuilder, key_extractor::KeyExtractor,
};
use tracing::warn;
use web::ClientAddress;

use super::turns::{self, Lines};
use crate::config::Limits;

const MINUTE: Duration = Duration::from_secs(60);

/// Addresses that have been quiet are forgotten this often.
const SWEEP: Duration = Duration::from_secs(600);

/// A visitor's first press on `Acquista` makes a row. Somebody who tries out the whole price list,
/// or an office of many behind one address, stays below this many times what forms are allowed.
const CARTS_TO_A_FORM: u32 = 3;

/// The same pages, with the limits before the forms of [`PATHS`] and [`CARTS`]. It must be called in
/// a runtime.
pub fn before<S: Clone + Send + Sync + 'static>(pages: Router, limits: Limits) -> Router<S> {
    let for_carts = Limits {
        forms_at_once: limits.forms_at_once * CARTS_TO_A_FORM,
        forms_per_minute: limits.forms_per_minute * CARTS_TO_A_FORM,
    };
    let (forms, carts) = (limited(&pages, &PATHS, limits), limited(&pages, &CARTS, for_carts));
    forms.merge(carts).fallback_service(pages)
}

/// The pages at these paths alone.
fn limited<S: Clone + Send + Sync + 'static>(
    pages: &Router,
    paths: &[&str],
    limits: Limits,
) -> Router<S> {
    let config = GovernorConfigBuilder::default()
        .burst_size(limits.forms_at_once)
        .period(MINUTE / limits.forms_per_minute)
        .key_extractor(ByNetwork)
        .finish()
        .expect("the settings are at least one");
    let limiter = config.limiter().clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(SWEEP).await;
            limiter.retain_recent();
        }
    });

    let with_form = |router: Router<S>, path: &&str| router.route_service(path, pages.clone());
    paths
        .iter()
        .fold(Router::new(), with_form)
        .route_layer(from_fn_with_state(Lines::default(), turns::wait))
        .route_layer(GovernorLayer::new(config).error_handler(refuse))
}

/// Who is counted together.
#[derive(Clone)]
struct ByNetwork;

impl KeyExtractor for ByNetwork {
    type Key = Network;

    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<Network, GovernorError> {
        let client = request.extensions().get::<ClientAddress>();
        Ok(Network::of(client.map(|client| client.0)))
    }
}

/// The answer to one form too many; [`super::refusals`] has the words.
fn refuse(error: GovernorError) -> Response<Body> {
    let GovernorError::TooManyRequests { wait_time, .. } = error else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    warn!("refused a form: too many from this address");
    let seconds = wait_time.max(1).to_string();
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds)]).into_response()
}
