//! `GET /robots.txt` and `/sitemap.xml`: what search engines may show of the shop.
//!
//! They find what is the same for everybody, and nothing of a demo, whose prices are invented.

use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Product;
use ui::paths;

use crate::{middleware::kept::PAGES, state::AppState};

/// Everything that belongs to somebody, is work, or is no page.
const PRIVATE: [&str; 13] = [
    paths::CART,
    paths::SIGN_IN,
    paths::REGISTER,
    paths::WELCOME,
    paths::HOLDER,
    paths::ORDER_FORM,
    paths::AREA,
    paths::RENEWAL,
    paths::METHODS,
    paths::PANEL,
    paths::OFFICE,
    "/ordini",
    "/api",
];

fn url(state: &AppState, path: &str) -> String {
    format!("{}{path}", state.services.settings.brand.home_url)
}

pub async fn robots(State(state): State<AppState>) -> Response {
    let text = if state.services.settings.demo {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        let private = PRIVATE.map(|path| format!("Disallow: {path}\n")).concat();
        let sitemap = url(&state, "/sitemap.xml");
        format!("User-agent: *\n{private}Sitemap: {sitemap}\n")
    };
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

pub async fn sitemap(State(state): State<AppState>) -> Response {
    if state.services.settings.demo {
        return StatusCode::NOT_FOUND.into_response();
    }
    let products = Product::ALL.into_iter().map(paths::product);
    let pages = PAGES.into_iter().map(ToOwned::to_owned).chain(products);
    // No address of ours has a letter that XML would not bear.
    let entry = |page: String| format!("<url><loc>{}</loc></url>", url(&state, &page));
    let urls = pages.map(entry).collect::<Vec<_>>().concat();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{urls}</urlset>\n"
    );
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], text).into_response()
}
