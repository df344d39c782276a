//! What search engines may show.

use super::*;
use crate::middleware::kept::PAGES;
use domain::Product;

#[tokio::test]
async fn search_engines_find_what_is_for_everybody_and_nothing_that_belongs_to_somebody() {
    let server = TestServer::at("https://bottega.example").await;

    let robots = server.page("/robots.txt").await;
    let sitemap = server.page("/sitemap.xml").await;

    for private in [paths::CART, paths::AREA, paths::PANEL, paths::OFFICE, "/ordini", "/api"] {
        assert!(robots.contains(&format!("Disallow: {private}\n")), "{robots}");
        assert!(!sitemap.contains(&format!("<loc>https://bottega.example{private}")), "{sitemap}");
    }
    assert!(robots.ends_with("Sitemap: https://bottega.example/sitemap.xml\n"));
    let pages = PAGES.into_iter().map(ToOwned::to_owned).chain(Product::ALL.map(paths::product));
    for page in pages {
        assert!(sitemap.contains(&format!("<loc>https://bottega.example{page}</loc>")));
        let answer = server.get(&page).await;
        assert_eq!(answer.status(), StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn nobody_finds_invented_prices() {
    let server = TestServer::with(&[], Demo { on: true, today: None }).await;

    assert_eq!(server.page("/robots.txt").await, "User-agent: *\nDisallow: /\n");
    assert_eq!(server.get("/sitemap.xml").await.status(), StatusCode::NOT_FOUND);
}
