//! What machines and telephones read of a page: its head, the manifest and the pictures.

use std::collections::HashSet;

use super::*;
use crate::{middleware::kept::PAGES, test_server::bytes};
use domain::Product;

const HOME_URL: &str = "https://bottega.example";

/// The values of an attribute after this beginning of a tag.
fn values<'a>(html: &'a str, tag: &str, attribute: &str) -> Vec<&'a str> {
    let attribute = format!(" {attribute}=\"");
    let tags = html.split(tag).skip(1).map(|rest| rest.split('>').next().unwrap());
    tags.filter_map(|tag| tag.split(&attribute).nth(1)?.split('"').next()).collect()
}

fn content<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    values(html, &format!("<meta {name}"), "content")
}

#[tokio::test]
async fn every_page_for_everybody_says_what_it_is_about_and_which_address_is_its_own() {
    let server = TestServer::at(HOME_URL).await;
    let pages = PAGES.into_iter().map(ToOwned::to_owned).chain(Product::ALL.map(paths::product));
    let (mut texts, mut titles) = (HashSet::new(), HashSet::new());

    for path in pages {
        let html = server.page(&path).await;
        let url = format!("{HOME_URL}{path}");
        let one = |name: &str| {
            let found = content(&html, name);
            assert_eq!(found.len(), 1, "{path}: {name} in {html}");
            found[0].to_owned()
        };

        assert_eq!(values(&html, "<link rel=\"canonical\"", "href"), [&*url], "{path}");
        assert_eq!(one("property=\"og:url\""), url);
        assert_eq!(one("property=\"og:locale\""), "it_IT");
        assert_eq!(one("property=\"og:image\""), format!("{HOME_URL}/immagini/social.png"));
        let text = one("name=\"description\"");
        assert_eq!(one("property=\"og:description\""), text);
        assert!((40..=170).contains(&text.chars().count()), "{path}: {text}");
        assert!(texts.insert(text), "{path} is described like another page");
        assert!(titles.insert(one("property=\"og:title\"")), "{path}");
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
        assert!(title.is_some_and(|title| title.ends_with("Bottega")), "{path}: {title:?}");
    }
}

#[tokio::test]
async fn what_belongs_to_somebody_is_described_to_no_machine() {
    let server = TestServer::at(HOME_URL).await;

    for path in [paths::CART, paths::SIGN_IN, paths::PANEL_SIGN_IN, "/prodotti/nulla", "/nulla"] {
        let html = server.page(path).await;

        assert!(!html.contains("og:") && !html.contains("canonical"), "{path}");
        assert!(html.contains("rel=\"manifest\""), "{path}");
    }
}

#[tokio::test]
async fn a_telephone_finds_an_icon_of_every_size_that_the_manifest_names() {
    let server = TestServer::at(HOME_URL).await;
    let html = server.page(paths::HOME).await;
    let address = values(&html, "<link rel=\"manifest\"", "href")[0];

    let manifest = server.get(address).await;
    assert_eq!(header_of(&manifest, "content-type"), "application/manifest+json");
    assert_eq!(header_of(&manifest, "cache-control"), "public, max-age=604800");
    let manifest: serde_json::Value = serde_json::from_str(&text(manifest).await).unwrap();
    let mut icons: Vec<(String, String)> = Vec::new();
    for icon in manifest["icons"].as_array().unwrap() {
        let said = |key: &str| icon[key].as_str().unwrap().to_owned();
        icons.push((said("src"), said("sizes")));
    }
    icons.push((
        values(&html, "<link rel=\"apple-touch-icon\"", "href")[0].into(),
        "180x180".into(),
    ));
    let social = content(&html, "property=\"og:image\"")[0].strip_prefix(HOME_URL).unwrap();
    icons.push((social.to_owned(), "1200x630".into()));

    for (address, size) in icons {
        let picture = server.get(&address).await;
        assert_eq!(header_of(&picture, "content-type"), "image/png", "{address}");
        assert_eq!(header_of(&picture, "cache-control"), "public, max-age=604800", "{address}");
        let bytes = bytes(picture).await;
        // Its first chunk begins with width and height.
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(format!("{}x{}", number(16), number(20)), size, "{address}");
    }
    assert_eq!(server.get("/immagini/nulla.png").await.status(), StatusCode::NOT_FOUND);
    let policy = server.get(paths::CART).await;
    let policy = header_of(&policy, "content-security-policy");
    assert!(policy.contains("manifest-src 'self'") && policy.contains("img-src 'self'"));
}
