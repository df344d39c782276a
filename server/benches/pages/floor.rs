//! The least that an answer can cost: axum finds the route, and the bytes are there.

use std::net::SocketAddr;

use axum::{Router, http::header, routing::get};
use tokio::{net::TcpListener, runtime::Runtime};

use crate::visitor::Answer;

/// A server with one page. It ends with this value.
pub struct Floor {
    pub address: SocketAddr,
    /// As many threads as the shop has.
    _runtime: Runtime,
}

impl Floor {
    /// Answers as the shop has answered, headers included.
    pub fn answering(path: String, mut answer: Answer) -> Self {
        // Hyper writes its own, for a body whose length is known.
        for name in [header::TRANSFER_ENCODING, header::CONTENT_LENGTH, header::DATE] {
            answer.headers.remove(name);
        }
        let page = async move || (answer.headers.clone(), answer.body.clone());
        let router: Router = Router::new().route(&path, get(page));

        let runtime = Runtime::new().expect("threads can be started");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        runtime.spawn(async { axum::serve(listener, router).await });
        Self { address, _runtime: runtime }
    }
}
