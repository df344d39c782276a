//! Takes connections and answers on them, giving each only so much time and so many of its kind.
//!
//! Somebody who opens connections and says nothing, or says it letter by letter, holds a place of
//! ours at no cost of theirs. So each head and each body has its time, and so has a connection on
//! which nothing is asked.

use std::{net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, serve::Listener};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use services::guessing::Network;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::Service;
use tower_http::timeout::{RequestBodyDeadlineLayer, RequestBodyTimeoutLayer};
use tracing::debug;

use crate::places::Places;

/// What a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// For the head of a request, and until the next one begins on the same connection.
    pub head: Duration,
    /// Between two pieces of a body.
    pub pause: Duration,
    /// For a body as a whole.
    pub body: Duration,
    /// Connections of one network at the same time.
    pub connections: usize,
}

impl Allowance {
    /// A proxy or a browser keeps a connection for about a minute; a statement of 32 MB takes nine
    /// minutes on the slowest line that is still sold (0,5 Mbit/s); a whole office behind one
    /// address opens some six connections for each browser.
    pub const OF_A_BROWSER: Self = Self {
        head: Duration::from_secs(60),
        pause: Duration::from_secs(20),
        body: Duration::from_secs(600),
        connections: 256,
    };

    /// Our own proxy brings everybody's requests.
    #[must_use]
    pub fn behind_a_proxy(self) -> Self {
        Self { connections: usize::MAX, ..self }
    }
}

/// Answers until `stopping`, and then to the end whatever was asked before.
pub async fn serve(
    mut listener: TcpListener,
    router: Router,
    allowed: Allowance,
    stopping: CancellationToken,
) {
    let router = router
        .layer(RequestBodyTimeoutLayer::new(allowed.pause))
        .layer(RequestBodyDeadlineLayer::new(allowed.body));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(allowed.head);
    let (open, by_network) = (GracefulShutdown::new(), Places::default());
    loop {
        let (stream, peer): (_, SocketAddr) = tokio::select! {
            taken = Listener::accept(&mut listener) => taken,
            () = stopping.cancelled() => break,
        };
        let Some(place) = by_network.take(Network::of(Some(peer.ip())), allowed.connections) else {
            debug!(%peer, "too many connections from this network");
            continue;
        };
        let router = router.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            router.clone().call(request.map(Body::new))
        });
        let connection = open.watch(http.serve_connection(TokioIo::new(stream), answer));
        tokio::spawn(async move {
            let _place = place;
            if let Err(error) = connection.await {
                debug!(%peer, %error, "a connection ended early");
            }
        });
    }
    drop(listener);
    open.shutdown().await;
}

#[cfg(test)]
mod tests;
