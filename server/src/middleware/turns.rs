//! Lets the forms of one network pass two by two, so that a flood from one of them does not stand
//! in everybody else's way.
//!
//! Passwords are hashed one after the other, in the order in which they come. Whoever sends a
//! hundred forms at once has two of them in that row; the others wait here, among themselves.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use services::guessing::Network;
use tokio::sync::Semaphore;
use web::ClientAddress;

const AT_ONCE: usize = 2;

/// Networks that are remembered before those without a form on its way are forgotten.
const KEPT: usize = 1_000;

/// The networks that have a form on its way.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<HashMap<Network, Weak<Semaphore>>>>);

impl Lines {
    fn of(&self, network: Network) -> Arc<Semaphore> {
        // The map is whole at any time; a panic elsewhere cannot spoil it.
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = lines.get(&network).and_then(Weak::upgrade) {
            return line;
        }
        if lines.len() >= KEPT {
            lines.retain(|_, line| line.strong_count() > 0);
        }
        let line = Arc::new(Semaphore::new(AT_ONCE));
        lines.insert(network, Arc::downgrade(&line));
        line
    }
}

/// Waits for the form's turn among those of its network.
pub async fn wait(State(lines): State<Lines>, request: Request, next: Next) -> Response {
    let client = request.extensions().get::<ClientAddress>();
    let line = lines.of(Network::of(client.map(|client| client.0)));
    let _turn = line.acquire().await.expect("nobody closes a line");
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use std::{net::IpAddr, sync::atomic::AtomicUsize, sync::atomic::Ordering};

    use axum::{Router, body::Body, middleware::from_fn_with_state, routing::post};
    use futures::future::join_all;
    use tokio::sync::Notify;
    use tower::ServiceExt;

    use super::*;

    fn form(address: &str) -> Request {
        let mut request = Request::post("/").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ClientAddress(address.parse::<IpAddr>().unwrap()));
        request
    }

    #[tokio::test]
    async fn a_flood_from_one_network_leaves_room_for_everybody_else() {
        let (begun, go_on) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let work = {
            let (begun, go_on) = (begun.clone(), go_on.clone());
            move || async move {
                begun.fetch_add(1, Ordering::Relaxed);
                go_on.notified().await;
            }
        };
        let router =
            Router::new().route("/", post(work)).layer(from_fn_with_state(Lines::default(), wait));
        let send = |address: &str| tokio::spawn(router.clone().oneshot(form(address)));
        let settle = async || {
            for _ in 0..200 {
                tokio::task::yield_now().await;
            }
        };

        let flood: Vec<_> = (0..50).map(|_| send("192.0.2.1")).collect();
        settle().await;
        assert_eq!(begun.load(Ordering::Relaxed), AT_ONCE);

        let other = send("192.0.2.2");
        settle().await;
        assert_eq!(begun.load(Ordering::Relaxed), AT_ONCE + 1);

        let ended = join_all(flood.into_iter().chain([other]));
        let all_go_on = async {
            loop {
                go_on.notify_waiters();
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            ended = ended => assert!(ended.into_iter().all(|answer| answer.is_ok())),
            () = all_go_on => unreachable!("it never ends"),
        }
        assert_eq!(begun.load(Ordering::Relaxed), 51, "and all of the flood is answered");
    }

    #[tokio::test]
    async fn a_network_is_forgotten_once_its_forms_are_answered() {
        let lines = Lines::default();
        for number in 0..=KEPT as u32 {
            drop(lines.of(Network::of(Some(IpAddr::from(number.to_be_bytes())))));
        }
        assert_eq!(lines.0.lock().unwrap().len(), 1);
    }
}
