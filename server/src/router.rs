//! Which address is answered by what, and which layers stand around it.

use app::{App, paths, shell::shell};
use axum::{
    Router,
    extract::{Request, State},
    http::request::Parts,
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::{nonce::Nonce, prelude::*};
use leptos_axum::{LeptosRoutes, generate_route_list, render_app_async_with_context};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer,
};

use crate::{
    config::Limits,
    http::{assets, failure, health, mail, order_events, papers, statements, stripe},
    middleware::{
        address::{self, BehindProxy},
        completion, csp, csrf, headers, limits, request_id, session,
    },
    state::AppState,
    stop::Stop,
};

/// No form of the shop comes near this, but for the one that sends a bank statement.
const BODY_LIMIT: usize = 256 * 1024;

/// The whole service. Layers are listed from the inside out.
pub fn build(state: AppState) -> Result<Router, Stop> {
    let settings = state.settings.clone();
    let limits = if state.services.settings.demo { Limits::DEMO } else { settings.limits };
    let pages = Router::new()
        .merge(pages(&state))
        .route("/ordini/{number}/eventi", get(order_events::answer))
        .route("/ordini/{number}/bonifico.pdf", get(papers::transfer_sheet))
        .route("/ordini/{number}/bollettino.pdf", get(papers::postal_slip))
        .layer(RequestBodyLimitLayer::new(BODY_LIMIT))
        .route(paths::OFFICE_STATEMENT_FILE, statements::route())
        .layer(session::layer(state.services.db.clone(), &settings.base_url))
        .layer(from_fn_with_state(state.changes.clone(), completion::guard))
        .layer(csrf::layer(&settings.base_url)?)
        .layer(CompressionLayer::new().br(true).gzip(true))
        .with_state(state.clone());
    Ok(limits::before(pages, limits)
        .nest_service("/pkg", assets::service(&settings.dist))
        .route("/salute", get(health::answer))
        .route("/posta/{messaggio}/html", get(mail::html))
        .route("/pagamenti/stripe", stripe::route())
        .layer(CatchPanicLayer::custom(failure::page))
        .layer(from_fn(csp::guard))
        .layer(from_fn_with_state(headers::Fixed::new(&settings), headers::fixed))
        .layer(from_fn_with_state(BehindProxy(settings.behind_proxy), address::note))
        .layer(from_fn(request_id::name))
        .with_state(state))
}

/// The pages and server functions of `app`; what no route knows becomes its 404 page.
fn pages(state: &AppState) -> Router<AppState> {
    let document = {
        let assets = state.assets.clone();
        move || shell(assets.clone())
    };
    Router::new()
        .leptos_routes_with_context(state, generate_route_list(App), context(state), document)
        .fallback(unknown)
}

/// The 404 page.
pub(crate) async fn unknown(State(state): State<AppState>, request: Request) -> Response {
    let assets = state.assets.clone();
    let render = render_app_async_with_context(context(&state), move || shell(assets.clone()));
    render(request).await.into_response()
}

/// What components and server functions can ask for with `use_context`.
fn context(state: &AppState) -> impl Fn() + Clone + Send + Sync + 'static {
    let services = state.services.clone();
    move || {
        provide_context(services.clone());
        // The policy in the answer's header names this nonce, so scripts must carry it too.
        let nonce = use_context::<Parts>().and_then(|parts| parts.extensions.get().cloned());
        if let Some(nonce) = nonce {
            provide_context::<Nonce>(nonce);
        }
    }
}

#[cfg(test)]
mod tests;
