//! Which address is answered by what, and which layers stand around it.

use std::sync::OnceLock;

use app::root;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, get, post},
};
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list};
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer,
};
use ui::{Zone, paths, shell::shell};

use crate::{
    config::Limits,
    http::{
        agenda, assets, clock, commitments, failure, health, mail, manifest, mobile, order_events,
        papers, personal_data, pictures, search_engines, statements, stripe,
    },
    middleware::{
        address::{self, BehindProxy},
        completion, csp, csrf, headers,
        kept::{self, Kept},
        limits, links, measure, outage, refusals, request_id, session, text, visitor,
    },
    rendering::{context, not_found},
    state::AppState,
    stop::Stop,
};

/// No form of the shop comes near this, but for those that send a file.
const BODY_LIMIT: usize = 256 * 1024;

/// A file that is too large is read to its end all the same, since a browser that is cut off shows
/// no sentence; beyond this it is cut off.
pub(crate) const FILES_LIMIT: usize = 32 * 1024 * 1024;

/// The whole service. Layers are listed from the inside out.
pub fn build(state: AppState) -> Result<Router, Stop> {
    let settings = state.settings.clone();
    let limits = if state.services.settings.demo { Limits::DEMO } else { settings.limits };
    let pages = pages(&state).layer(from_fn_with_state(state.services.clone(), visitor::greet));
    let pages = if state.services.settings.demo { with(pages, Kind::OnlyOfADemo) } else { pages };
    let pages = with(pages, Kind::Document)
        .layer(from_fn_with_state(state.assets.clone(), refusals::tell))
        .layer(from_fn_with_state(state.assets.clone(), text::form));
    let pages = guarded(pages, BODY_LIMIT, &state)?;
    // The limit around them counts.
    let files = with(Router::new(), Kind::Upload).layer(DefaultBodyLimit::disable());
    let files = guarded(files, FILES_LIMIT, &state)?;
    let routes = with(limits::before(pages, limits).merge(files), Kind::Open);
    Ok(routes
        .nest_service("/pkg", assets::service(&settings.dist))
        .layer(CatchPanicLayer::custom(failure::page))
        .layer(from_fn(links::clean))
        .layer(from_fn_with_state(state.assets.clone(), text::address))
        .layer(from_fn_with_state(state.assets.clone(), refusals::in_our_words))
        .layer(from_fn_with_state(Kept::new(state.services.clone()), kept::answer))
        .layer(from_fn(csp::guard))
        .layer(from_fn_with_state(headers::Fixed::new(&settings), headers::fixed))
        .layer(from_fn_with_state(BehindProxy(settings.behind_proxy), address::note))
        .layer(from_fn(request_id::name))
        .layer(from_fn(measure::count))
        .with_state(state))
}

/// Addresses with what answers them.
type Routes = Vec<(&'static str, MethodRouter<AppState>)>;

/// What an address is, which decides what stands around it. No route stands outside of these but
/// the pages, which Leptos lists, and the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It belongs to somebody and is no page.
    Document,
    /// A form with a file.
    Upload,
    /// No session is needed for it.
    Open,
    /// No shop has it.
    OnlyOfADemo,
}

impl Kind {
    fn routes(self) -> Routes {
        match self {
            Self::Document => vec![
                ("/ordini/{number}/eventi", get(order_events::answer)),
                ("/ordini/{number}/bonifico.pdf", get(papers::transfer_sheet)),
                ("/ordini/{number}/bollettino.pdf", get(papers::postal_slip)),
                ("/ufficio/ordini/{number}/impegno", get(commitments::document)),
                (paths::DATA_EXPORT, get(personal_data::own)),
                (paths::OFFICE_CUSTOMER_EXPORT, get(personal_data::of_customer)),
                ("/pannello/servizi/{servizio}/agenda.ics", get(agenda::file)),
            ],
            Self::Upload => vec![
                ("/ordini/{number}/impegno", post(commitments::send)),
                (paths::OFFICE_STATEMENT_FILE, post(statements::take)),
            ],
            Self::Open => vec![
                (paths::MANIFEST, get(manifest::of_shop)),
                (paths::APP_MANIFEST, get(manifest::of_app)),
                (paths::APP_START, get(mobile::start)),
                (paths::APP_WORKER, get(mobile::worker)),
                (paths::APP_OFFLINE, get(mobile::offline)),
                ("/immagini/{nome}", get(pictures::picture)),
                ("/robots.txt", get(search_engines::robots)),
                ("/sitemap.xml", get(search_engines::sitemap)),
                ("/salute", get(health::alive)),
                ("/pronto", get(health::ready)),
                ("/posta/{messaggio}/html", get(mail::html)),
                ("/pagamenti/stripe", stripe::route()),
            ],
            Self::OnlyOfADemo => vec![(paths::OFFICE_CLOCK_FORWARD, post(clock::forward))],
        }
    }
}

fn with(router: Router<AppState>, kind: Kind) -> Router<AppState> {
    let routes = kind.routes().into_iter();
    routes.fold(router, |router, (address, answer)| router.route(address, answer))
}

/// What stands around everything that a session may ask for.
fn guarded<S>(
    routes: Router<AppState>,
    body_limit: usize,
    state: &AppState,
) -> Result<Router<S>, Stop> {
    let base_url = &state.settings.base_url();
    Ok(routes
        .layer(from_fn(measure::note_route))
        .layer(session::layer(state.services.db.clone(), base_url))
        .layer(from_fn_with_state(state.changes.clone(), completion::guard))
        .layer(from_fn_with_state(
            (state.services.db.clone(), state.assets.clone()),
            outage::explain,
        ))
        .layer(csrf::layer(base_url)?)
        .layer(RequestBodyLimitLayer::new(body_limit))
        .layer(CompressionLayer::new().br(true).gzip(true))
        .with_state(state.clone()))
}

/// The pages and server functions of `app`; what no route knows becomes its 404 page.
fn pages(state: &AppState) -> Router<AppState> {
    let document = {
        let assets = state.assets.clone();
        move || shell(&assets, root)
    };
    Router::new()
        .leptos_routes_with_context(state, page_routes().to_vec(), context(state), document)
        .fallback(not_found)
}

/// The addresses of all pages, listed once for the whole process: while they are being listed
/// Leptos loads nothing for any page, and one that is rendered meanwhile waits for ever.
pub(crate) fn page_routes() -> &'static [AxumRouteListing] {
    static ROUTES: OnceLock<Vec<AxumRouteListing>> = OnceLock::new();
    ROUTES.get_or_init(|| Zone::ALL.map(|zone| generate_route_list(move || root(zone))).concat())
}

#[cfg(test)]
mod accountant_tests;
#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod guessing_tests;
#[cfg(test)]
mod hindrance_tests;
#[cfg(test)]
mod kept_tests;
#[cfg(test)]
mod known_names_tests;
#[cfg(test)]
pub(crate) mod nonsense;
#[cfg(test)]
mod office_jobs_tests;
#[cfg(test)]
mod office_news_tests;
#[cfg(test)]
mod office_session_tests;
#[cfg(test)]
mod own_session_tests;
#[cfg(test)]
mod panel_access_tests;
#[cfg(test)]
mod panel_agenda_tests;
#[cfg(test)]
mod panel_expired_tests;
#[cfg(test)]
mod panel_permission_tests;
#[cfg(test)]
mod panel_return_tests;
#[cfg(test)]
mod panel_service_tests;
#[cfg(test)]
mod panel_users_tests;
#[cfg(test)]
mod permission_tests;
#[cfg(test)]
mod personal_data_tests;
#[cfg(test)]
mod query_count_tests;
#[cfg(test)]
mod recovery_links_tests;
#[cfg(test)]
mod second_factor_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unreadable_tests;
#[cfg(test)]
mod visitor_tests;
#[cfg(test)]
mod waiting_tests;
