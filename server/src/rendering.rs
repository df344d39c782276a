//! How the pages of `app` are rendered on the server, the one for what nobody knows among them.

use app::root;
use axum::{
    extract::{Request, State},
    http::{Method, StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use leptos::{nonce::Nonce, prelude::*};
use leptos_axum::render_app_async_with_context;
use ui::{request::StaffFound, shell::shell};

use crate::state::AppState;

/// The 404 page. A form or a script at an address that nobody knows hears what it hears of a thing that
/// is somebody else's (`middleware::refusals`).
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    if request.method() == Method::POST {
        return StatusCode::NOT_FOUND.into_response();
    }
    let assets = state.assets.clone();
    let render = render_app_async_with_context(context(&state), move || shell(&assets, root));
    render(request).await.into_response()
}

/// What components and server functions can ask for with `use_context`.
pub fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let services = state.services.clone();
    move || {
        provide_context(services.clone());
        provide_context(StaffFound::default());
        // The policy in the answer's header names this nonce, so scripts must carry it too.
        let nonce = use_context::<Parts>().and_then(|parts| parts.extensions.get().cloned());
        if let Some(nonce) = nonce {
            provide_context::<Nonce>(nonce);
        }
    }
}
