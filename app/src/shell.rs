//! The HTML document around every page, with the names of the files that Trunk built. Server only.

use std::{fmt, fs, io, path::Path};

use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

use crate::App;

/// The addresses of the bundle's files, read once from the page that Trunk wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    pub script: String,
    pub wasm: String,
    pub style: String,
    pub icon: String,
}

/// Why the bundle cannot be served.
#[derive(Debug)]
pub enum AssetsError {
    Unreadable(io::Error),
    /// The page names no file with this ending.
    Missing(&'static str),
}

impl fmt::Display for AssetsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "its index.html cannot be read ({error})"),
            Self::Missing(ending) => write!(f, "its index.html names no {ending} file"),
        }
    }
}

impl std::error::Error for AssetsError {}

impl Assets {
    /// Reads the names from `index.html` in the directory that Trunk filled.
    pub fn read(dist: &Path) -> Result<Self, AssetsError> {
        let page = fs::read_to_string(dist.join("index.html")).map_err(AssetsError::Unreadable)?;
        Self::named_in(&page)
    }

    fn named_in(page: &str) -> Result<Self, AssetsError> {
        let find = |ending| first_path(page, ending).ok_or(AssetsError::Missing(ending));
        Ok(Self {
            script: find(".js")?,
            wasm: find(".wasm")?,
            style: find(".css")?,
            icon: find(".svg")?,
        })
    }
}

/// The first `/pkg/…` path with this ending. Looks for paths and not for tags, because the
/// minified page drops the quotes around attributes.
fn first_path(page: &str, ending: &str) -> Option<String> {
    page.match_indices("/pkg/")
        .map(|(start, _)| {
            let path = &page[start..];
            let end = path.find(|c: char| !is_path_char(c)).unwrap_or(path.len());
            &path[..end]
        })
        .find(|path| path.ends_with(ending))
        .map(str::to_owned)
}

fn is_path_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_' | '.')
}

/// The document. Everything that the page needs is named in its head, so that the browser asks
/// for all of it at once.
pub fn shell(assets: Assets) -> impl IntoView {
    let start = format!(
        r#"import init from "{}";init({{module_or_path:"{}"}});"#,
        assets.script, assets.wasm
    );

    view! {
        <!DOCTYPE html>
        <html lang="it">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.style/>
                <link rel="modulepreload" href=assets.script/>
                <link
                    rel="preload"
                    href=assets.wasm
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin="anonymous"
                />
                <link rel="icon" type="image/svg+xml" href=assets.icon/>
                <script type="module" nonce=use_nonce()>
                    {start}
                </script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINIFIED: &str = "<link rel=icon href=/pkg/icon-1f.svg><link rel=stylesheet \
        href=/pkg/main-2a.css integrity=sha384-x><script type=module>import init from \
        '/pkg/frontend-3b.js';init({module_or_path:'/pkg/frontend-3b_bg.wasm'})</script>";

    #[test]
    fn the_files_are_found_in_a_minified_page() {
        let assets = Assets::named_in(MINIFIED).unwrap();

        assert_eq!(assets.script, "/pkg/frontend-3b.js");
        assert_eq!(assets.wasm, "/pkg/frontend-3b_bg.wasm");
        assert_eq!(assets.style, "/pkg/main-2a.css");
        assert_eq!(assets.icon, "/pkg/icon-1f.svg");
    }

    #[test]
    fn a_page_without_a_bundle_says_what_is_missing() {
        let error = Assets::named_in("<html></html>").unwrap_err();

        assert_eq!(error.to_string(), "its index.html names no .js file");
    }
}
