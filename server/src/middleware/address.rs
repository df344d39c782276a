//! Notes where a request came from: for the limits, and as evidence of what was accepted.

use std::net::{IpAddr, SocketAddr};

use app::request::ClientAddress;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

/// Whether a proxy of ours stands before the server.
#[derive(Clone, Copy)]
pub struct BehindProxy(pub bool);

pub async fn note(
    State(BehindProxy(behind_proxy)): State<BehindProxy>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let forwarded = if behind_proxy { forwarded_for(request.headers()) } else { None };
    if let Some(address) = forwarded.or(peer) {
        request.extensions_mut().insert(ClientAddress(address));
    }
    next.run(request).await
}

/// The last address is the one that our proxy saw; those before it are what the client claims.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}
