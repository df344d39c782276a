//! How often one network address may try to sign in, register, change a password or order.
//!
//! Each account has a limit of its own in the database, which no change of address gets round;
//! this one is for whoever tries many accounts, or only wants to keep the server busy.

use std::{
    net::{IpAddr, Ipv6Addr},
    time::Duration,
};

use app::{error::AppError, limited::PATHS, request::ClientAddress, wording};
use axum::{
    Json, Router,
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse, Response},
};
use domain::{RuleError, party::PartyError};
use tower_governor::{
    GovernorError, GovernorLayer, governor::GovernorConfigBuilder, key_extractor::KeyExtractor,
};
use tracing::warn;

use crate::config::Limits;

const MINUTE: Duration = Duration::from_secs(60);

/// Addresses that have been quiet are forgotten this often.
const SWEEP: Duration = Duration::from_secs(600);

/// The same pages, with the limits before the forms of [`PATHS`]. It must be called in a runtime.
pub fn before<S: Clone + Send + Sync + 'static>(pages: Router, limits: Limits) -> Router<S> {
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
    PATHS
        .iter()
        .fold(Router::new(), with_form)
        .route_layer(GovernorLayer::new(config).error_handler(refuse))
        .route_layer(from_fn(explain))
        .fallback_service(pages)
}

/// Who is counted together.
#[derive(Clone)]
struct ByNetwork;

impl KeyExtractor for ByNetwork {
    type Key = IpAddr;

    /// Whoever has one IPv6 address has all of its network. Without any address, which only a test
    /// has, everybody is counted together.
    fn extract<T>(&self, request: &axum::http::Request<T>) -> Result<IpAddr, GovernorError> {
        let client = request.extensions().get::<ClientAddress>();
        Ok(match client.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |client| client.0) {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => {
                let network = u128::from(address) & (u128::MAX << 64);
                IpAddr::V6(Ipv6Addr::from(network))
            }
        })
    }
}

/// The answer to one form too many; [`explain`] adds the words.
fn refuse(error: GovernorError) -> Response<Body> {
    let GovernorError::TooManyRequests { wait_time, .. } = error else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let seconds = wait_time.max(1).to_string();
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds)]).into_response()
}

/// Says it as the browser expects it: a sentence to whoever sent a plain form, and to a server
/// function the error that its page has the sentence for.
async fn explain(request: Request, next: Next) -> Response {
    let wants_page = accepts_html(request.headers());
    let refused = next.run(request).await;
    if refused.status() != StatusCode::TOO_MANY_REQUESTS {
        return refused;
    }
    warn!("refused a form: too many from this address");
    let wait = refused.headers().get(header::RETRY_AFTER).cloned();
    let error = RuleError::Party(PartyError::TooManyAttempts);
    let mut answer = if wants_page {
        format!("{}\n", wording::sentence(&error)).into_response()
    } else {
        Json(AppError::Rule(error)).into_response()
    };
    *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    answer.headers_mut().extend(wait.map(|wait| (header::RETRY_AFTER, wait)));
    answer
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}
